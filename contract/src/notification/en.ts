import type { notification as fr } from './fr.ts'

export const notification: typeof fr = {
  title: 'Notifications',
  unread: 'Unread',
  all: 'All',
  markAll: 'Mark all as read',
  markOne: 'Mark as read',
  new: 'unread',
  emptyTitle: 'Nothing new',
  emptyText: 'Messages, missed targets and escalations of the tickets that concern you arrive here.',
  see: 'See all notifications',
  say: {
    commented: 'New message',
    breached: 'A target has passed',
    reminded: 'Reminder: the wait is over',
    reopened: 'Reopened',
    escalated: 'Escalation proposed',
    major: 'Declared a major incident',
    backupFailed: 'The backup failed',
    rehearsalFailed: 'The backup could not be restored for trial',
    rehearsalFaulty: 'The rehearsed backup shows faults in the journal',
    articleSubmitted: 'An article awaits your approval',
    articleApproved: 'Your article is published',
    articleRejected: 'Your article was sent back',
    articleReviewDue: 'An article is due for review',
    other: 'News',
  },
}
