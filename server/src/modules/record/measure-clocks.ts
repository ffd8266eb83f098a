import { sql } from 'kysely'
import type { Turn } from '#platform/module.ts'
import type { InsideContext } from '#platform/reactions.ts'
import { clocksOf, measuresOf, readManyClockFacts } from './clocks.ts'

const batch = 500

/** Records from before clocks were measured: a batch at a time, from the journal, until there are none. */
export const measureClocks = async ({ db, now }: InsideContext): Promise<Turn> => {
  const rows = await db
    .selectFrom('record')
    .select(['id', 'calendar_id', 'due_by'])
    .where('is_measured', '=', false)
    .orderBy('id')
    .limit(batch)
    .forUpdate()
    .skipLocked()
    .execute()
  const facts = await readManyClockFacts(db, rows)
  const measured = rows.map((row) => ({
    id: row.id,
    ...measuresOf(clocksOf(row, facts.get(row.id) ?? [], now)),
  }))
  if (measured.length > 0)
    await sql`update record r set net_minutes = m.net, held_minutes = m.held, target_minutes = m.target,
        response_breached_at = m.response, resolution_breached_at = m.resolution, is_measured = true
      from unnest(${measured.map(({ id }) => id)}::uuid[], ${measured.map((one) => one.net_minutes)}::int[],
        ${measured.map((one) => one.held_minutes)}::int[], ${measured.map((one) => one.target_minutes)}::int[],
        ${measured.map((one) => one.response_breached_at?.toString() ?? null)}::timestamptz[],
        ${measured.map((one) => one.resolution_breached_at?.toString() ?? null)}::timestamptz[])
        m (id, net, held, target, response, resolution)
      where r.id = m.id`.execute(db)
  return { hasMore: rows.length === batch, troubles: [] }
}
