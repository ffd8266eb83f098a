import { sql } from 'kysely'
import type { Database } from '#platform/database/connect.ts'

export const isOver = (phase: string): boolean => phase === 'closed' || phase === 'cancelled'

/** What decides whether somebody is written to. */
export const readRow = async (db: Database, id: string) =>
  (await db
    .selectFrom('record')
    .select(['id', 'title', 'phase', 'held', 'client_id', 'requester_id', 'parent_id', 'merged_into_id'])
    .select(['is_major', 'consent_level', 'consent_until', 'kind'])
    .where('id', '=', id)
    .executeTakeFirst()) ?? null

/** Did this happen to the record in the same act? */
export const happened = async (
  db: Database,
  { subject, at, event, reason }: { subject: string; at: Temporal.Instant; event: string; reason?: string },
): Promise<boolean> => {
  const rows = await db
    .selectFrom('journal_entry as e')
    .innerJoin('journal_body as b', 'b.entry_id', 'e.id')
    .select('b.body')
    .where('e.subject_id', '=', subject)
    .where('e.at', '=', at)
    .where('e.event', '=', event)
    .execute()
  return rows.some(({ body }) => {
    const said: unknown = Reflect.get(Object(body), 'reason')
    const visibility: unknown = Reflect.get(Object(body), 'visibility')
    return reason === undefined ? visibility === 'public' : said === reason
  })
}

/** Who asked twice about one trouble reads what is said of it once: on the ticket that it was said on, else on his first one. */
export const isSaidBefore = async (
  db: Database,
  {
    record: { id, parent_id, requester_id },
    entry,
    at,
  }: {
    record: { id: string; parent_id: string | null; requester_id: string | null }
    entry: string
    at: Temporal.Instant
  },
): Promise<boolean> => {
  if (parent_id === null) return false
  const { rows } = await sql`
    select from record r
      join journal_entry e on e.subject_id = r.id and e.at = ${at} and e.event = 'record.commented'
      join journal_body b on b.entry_id = e.id
      join journal_body own on own.entry_id = ${entry}
    where r.requester_id = ${requester_id} and (r.id = ${parent_id} or (r.parent_id = ${parent_id} and r.id < ${id}))
      and b.body ->> 'visibility' = 'public' and b.body ->> 'html' = own.body ->> 'html'
    limit 1`.execute(db)
  return rows.length > 0
}
