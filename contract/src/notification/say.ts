import type { notification } from './fr.ts'

type Sentence = keyof (typeof notification)['say']

/** What people choose how to be told of, by the event and who caused it. */
export const noticeGroups = [
  'comment',
  'colleague',
  'assigned',
  'mentioned',
  'late',
  'escalated',
  'major',
  'approval',
  'article',
  'system',
  'day',
] as const
export type NoticeGroup = (typeof noticeGroups)[number]

/** Sentence and group of an event; what is not here has the sentence « Du nouveau » and counts as of the system. */
const known: Readonly<Record<string, { say: Sentence; group: NoticeGroup }>> = {
  'record.commented': { say: 'commented', group: 'comment' },
  'record.assigned': { say: 'assigned', group: 'assigned' },
  'record.mentioned': { say: 'mentioned', group: 'mentioned' },
  'record.breached': { say: 'breached', group: 'late' },
  'record.reminded': { say: 'reminded', group: 'late' },
  'record.released': { say: 'released', group: 'assigned' },
  'record.reopened': { say: 'reopened', group: 'comment' },
  'record.escalated': { say: 'escalated', group: 'escalated' },
  'record.declared-major': { say: 'major', group: 'major' },
  'record.answered-late': { say: 'answeredLate', group: 'comment' },
  'record.mail-bounced': { say: 'bounced', group: 'comment' },
  'change.submitted': { say: 'changeSubmitted', group: 'approval' },
  'change.signed': { say: 'changeDenied', group: 'late' },
  'change.lapsed': { say: 'changeLapsed', group: 'late' },
  'article.submitted': { say: 'articleSubmitted', group: 'approval' },
  'article.approved': { say: 'articleApproved', group: 'article' },
  'article.rejected': { say: 'articleRejected', group: 'article' },
  'article.review-due': { say: 'articleReviewDue', group: 'article' },
  'on-call.planned': { say: 'onCall', group: 'assigned' },
  'on-call.swapped': { say: 'onCall', group: 'assigned' },
  'mailbox.secret-ending': { say: 'secretEnding', group: 'system' },
  'hour-pot.reached': { say: 'potReached', group: 'system' },
  'problem.recurred': { say: 'recurred', group: 'late' },
  'record.problem-ended': { say: 'problemEnded', group: 'colleague' },
  'duty.failed': { say: 'dutyFailed', group: 'system' },
  'recurrence.failed': { say: 'recurrenceFailed', group: 'system' },
  'ci.expiring': { say: 'expiring', group: 'system' },
  'report.disputed': { say: 'reportDisputed', group: 'comment' },
  'backup.failed': { say: 'backupFailed', group: 'system' },
  'backup.rehearsal-failed': { say: 'rehearsalFailed', group: 'system' },
  'backup.rehearsed': { say: 'rehearsalFaulty', group: 'system' },
}

export const sentenceOf = (event: string): Sentence => known[event]?.say ?? 'other'

/** A colleague's word is not a client's. */
export const groupOf = (event: string, cause: Readonly<Record<string, unknown>>): NoticeGroup => {
  if (event === 'record.commented' && cause['by'] === 'colleague') return 'colleague'
  return known[event]?.group ?? 'system'
}

/** Where a notification leads; null: nowhere. */
export const addressOf = (
  {
    number,
    event,
    cause,
  }: { number: string | null; event: string; cause: Readonly<Record<string, unknown>> },
  ticketBase = '/tickets',
): string | null => {
  if (number !== null) return `${ticketBase}/${number}`
  if (event.startsWith('backup.')) return '/reglages/sauvegardes'
  if (event === 'duty.failed') return '/methode/rythme'
  if (event === 'recurrence.failed') return '/reglages/recurrences'
  if (event === 'ci.expiring')
    return typeof cause['ci'] === 'string' ? `/parc/${cause['ci']}` : '/parc/echeances'
  if (event === 'hour-pot.reached') return `/clients/${String(cause['client'])}`
  if (event === 'report.disputed') return `/parc/rapports/${String(cause['report'])}`
  return typeof cause['article'] === 'string' ? `/connaissances/${cause['article']}` : null
}
