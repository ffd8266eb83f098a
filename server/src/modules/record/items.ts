import { sql } from 'kysely'
import { notFound } from '#platform/failure.ts'
import type { RecordRow, WorkContext } from './process.ts'
import { audienceOf } from './settle.ts'

/** What a ticket is about from the start: whatever somebody names has to be there now, and for a client be its own. */
export const nameItems = async (
  { db, now, actor, emit }: WorkContext,
  record: RecordRow,
  numbers: readonly string[],
): Promise<void> => {
  const named = [...new Set(numbers)]
  if (named.length === 0) return
  const items = await db
    .selectFrom('ci')
    .select(['id', 'number'])
    .where('number', 'in', named)
    .where('merged_into_id', 'is', null)
    .where('id', 'in', (from) =>
      from
        .selectFrom('ci_state')
        .select('ci_id')
        .where('valid_to', '=', sql<Temporal.Instant>`'infinity'`),
    )
    .execute()
  if (items.length < named.length) throw notFound()
  await db
    .insertInto('record_ci')
    .values(items.map(({ id }) => ({ record_id: record.id, ci_id: id, at: now, by_id: actor?.id ?? null })))
    .execute()
  for (const { number } of items)
    await emit({
      subject: record.id,
      event: 'record.ci-added',
      body: { ci: number },
      audience: audienceOf(record),
    })
}
