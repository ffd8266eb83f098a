import type { Key } from '../platform/words.ts'

/** What a notification says, by the event that it is about. */
export const wordOfNotification = (event: string): Key => words[event] ?? 'notification.say.other'

const words: Readonly<Record<string, Key>> = {
  'record.commented': 'notification.say.commented',
  'record.breached': 'notification.say.breached',
  'record.reminded': 'notification.say.reminded',
  'record.reopened': 'notification.say.reopened',
  'record.escalated': 'notification.say.escalated',
  'record.declared-major': 'notification.say.major',
  'backup.failed': 'notification.say.backupFailed',
  'backup.rehearsal-failed': 'notification.say.rehearsalFailed',
  'backup.rehearsed': 'notification.say.rehearsalFaulty',
}

/** Where one leads that is about no ticket. */
export const addressOfNotification = (event: string): string | null =>
  event.startsWith('backup.') ? '/reglages/sauvegardes' : null
