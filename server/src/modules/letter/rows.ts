import type { Database } from '#platform/database/connect.ts'

export const isOver = (phase: string): boolean => phase === 'closed' || phase === 'cancelled'

/** What decides whether somebody is written to. */
export const readRow = async (db: Database, id: string) =>
  (await db
    .selectFrom('record')
    .select(['id', 'title', 'phase', 'held', 'client_id', 'requester_id', 'parent_id', 'merged_into_id'])
    .select(['is_major', 'consent_level', 'consent_until'])
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
