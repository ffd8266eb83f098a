import type { Database } from '#platform/database/connect.ts'
import { writeInvitation, type Invitation } from '#platform/ical.ts'
import { senderFor, type MailFile } from './queue.ts'

/** The calendar's part of a letter, organised by the mailbox that sends it; null where none does. */
export const invitationFile = async (
  db: Database,
  recordId: string | null,
  invitation: Omit<Invitation, 'organizer'>,
): Promise<MailFile | null> => {
  const sender = await senderFor(db, recordId)
  if (sender === null) return null
  const text = writeInvitation({
    ...invitation,
    organizer: { name: sender.name, email: sender.address },
  })
  return {
    name: 'invitation.ics',
    mediaType: 'text/calendar',
    bytes: Buffer.from(text, 'utf8'),
    calendarMethod: invitation.method,
  }
}
