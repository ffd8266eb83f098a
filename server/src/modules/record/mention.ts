import type { Context } from '#platform/context.ts'
import { invalid } from '#platform/failure.ts'
import type { RecordRow } from './process.ts'
import { audienceOf } from './settle.ts'

/** Colleagues named in a comment: what follows tells them and lets them watch. Clients and suppliers are told nothing by it. */
export const mention = async (
  { db, emit }: Context,
  row: RecordRow,
  { people, entry }: { people: readonly string[]; entry: string },
): Promise<void> => {
  const wanted = [...new Set(people)]
  if (wanted.length === 0) return
  const known = await db
    .selectFrom('person')
    .select('id')
    .where('id', 'in', wanted)
    .where('client_id', 'is', null)
    .where('supplier_id', 'is', null)
    .where('ended_at', 'is', null)
    .execute()
  if (known.length < wanted.length) throw invalid('mentions', 'colleagues are expected')
  await emit({
    subject: row.id,
    event: 'record.mentioned',
    audience: audienceOf(row),
    body: { people: wanted, entry },
  })
}
