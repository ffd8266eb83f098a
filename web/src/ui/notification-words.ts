import type { Notification } from '#contract/notification/api.ts'
import type { Key } from '../platform/words.ts'

/** What a notification says, by the event that it is about. */
export const wordOfNotification = (event: string): Key => words[event] ?? 'notification.say.other'

/** What a notification is about: a ticket, or what its cause names. */
export const topicOfNotification = ({ number, title, cause }: Notification): string => {
  const named = number === null ? [cause['article'], cause['title']] : [number, title]
  return named.filter((part) => typeof part === 'string' && part !== '').join(' · ')
}

/** Where a notification leads; null: nowhere. */
export const addressOfNotification = (
  { number, event, cause }: Notification,
  ticketBase = '/tickets',
): string | null => {
  if (number !== null) return `${ticketBase}/${number}`
  if (event.startsWith('backup.')) return '/reglages/sauvegardes'
  if (event === 'hour-pot.reached') return `/clients/${String(cause['client'])}`
  return typeof cause['article'] === 'string' ? `/connaissances/${cause['article']}` : null
}

const words: Readonly<Record<string, Key>> = {
  'record.commented': 'notification.say.commented',
  'record.mentioned': 'notification.say.mentioned',
  'record.breached': 'notification.say.breached',
  'record.reminded': 'notification.say.reminded',
  'record.reopened': 'notification.say.reopened',
  'record.escalated': 'notification.say.escalated',
  'article.submitted': 'notification.say.articleSubmitted',
  'article.approved': 'notification.say.articleApproved',
  'article.rejected': 'notification.say.articleRejected',
  'article.review-due': 'notification.say.articleReviewDue',
  'record.answered-late': 'notification.say.answeredLate',
  'record.mail-bounced': 'notification.say.bounced',
  'mailbox.secret-ending': 'notification.say.secretEnding',
  'hour-pot.reached': 'notification.say.potReached',
  'record.declared-major': 'notification.say.major',
  'backup.failed': 'notification.say.backupFailed',
  'backup.rehearsal-failed': 'notification.say.rehearsalFailed',
  'backup.rehearsed': 'notification.say.rehearsalFaulty',
}
