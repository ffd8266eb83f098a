import type { InsideContext } from '#platform/reactions.ts'
import { invitationFile, type MailFile } from '../outbox/index.ts'
import { calendarEntry } from './calendar-entry.ts'

/** The calendar's part of the letter about an announcement; null where no mailbox sends. Nobody is asked to come: it is published (RFC 5546, 3.2.1). */
export const invitationOf = async (
  { db }: Pick<InsideContext, 'db'>,
  announcementId: string,
  language: 'fr' | 'en',
): Promise<MailFile | null> => {
  const told = await db
    .selectFrom('change_announcement as a')
    .innerJoin('record as r', 'r.id', 'a.record_id')
    .innerJoin('organisation as o', (join) => join.onTrue())
    .leftJoin('service as s', 's.id', 'r.service_id')
    .select([
      'a.kind',
      'a.sequence',
      'a.window_from',
      'a.window_to',
      'a.outage_minutes',
      'a.at as changed_at',
    ])
    .select(['r.id', 'r.number', 'r.title', 's.name as service', 'o.zone'])
    .where('a.id', '=', announcementId)
    .executeTakeFirst()
  if (told === undefined) return null
  const isCancelled = told.kind === 'cancelled'
  return invitationFile(db, null, {
    method: isCancelled ? 'CANCEL' : 'PUBLISH',
    zone: told.zone,
    attendees: [],
    event: calendarEntry(
      { ...told, client: null, state: isCancelled ? 'cancelled' : 'confirmed' },
      { language, url: null },
    ),
  })
}
