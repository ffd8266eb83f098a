import type { RecordRow, WorkContext } from './process.ts'
import { audienceOf } from './settle.ts'

/** Says that two records belong together; who may is asked before. */
export const relateRecords = async (
  { db, actor, now, emit }: WorkContext,
  from: RecordRow,
  to: Pick<RecordRow, 'id' | 'number'>,
): Promise<void> => {
  await db
    .insertInto('record_link')
    .values({
      from_id: from.id,
      to_id: to.id,
      kind: 'related-to',
      created_at: now,
      created_by: actor?.id ?? null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const body = { kind: 'related-to' as const, to: to.number }
  await emit({ subject: from.id, event: 'record.linked', body, audience: audienceOf(from) })
}
