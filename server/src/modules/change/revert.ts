import { sql } from 'kysely'
import { z } from 'zod'
import {
  changeItem,
  endItem,
  endRelation,
  findKind,
  lockItem,
  putRelation,
  readType,
  type Item,
} from '../configuration/index.ts'
import { audienceOf, type Work } from '../record/index.ts'
import { appliedOf } from './apply.ts'
import { withFields } from './line.ts'

const ranks = { relate: 0, retire: 1, modify: 2, unrelate: 3, add: 4 }
const Ended = z.object({ to: z.string(), kind: z.string(), spare: z.string().nullable() })

/** The former states return as new history: what the change touched is as it was, what others did since stays, nothing is erased. */
export const revertSheet = async (work: Work): Promise<void> => {
  const { context, row } = work
  const { db, now, emit } = context
  const applied = await appliedOf(work)
  if (applied.length === 0) return
  const cause = { source: 'undo' as const, authorisedBy: row.number }
  const typeOf = (id: string) => readType(db, id)
  const items = new Map<string, Item>()
  for (const number of [...new Set(applied.map((one) => one.number))].toSorted())
    items.set(number, await lockItem(context, number, typeOf))
  const steps = applied.toSorted(
    (one, other) => ranks[one.action] - ranks[other.action] || other.position - one.position,
  )
  for (const { action, number, relation_id, before } of steps) {
    const item = items.get(number)
    if (item === undefined) continue
    if (action === 'add') await endItem(context, item, { ...cause, reason: `${row.number}: backed out` })
    else if (action === 'modify' || action === 'retire') {
      const fields = z.record(z.string(), z.unknown()).parse(before)
      items.set(number, await changeItem(context, item, { content: withFields(item.content, fields) }, cause))
    } else if (action === 'relate' && relation_id !== null) await endIfOpen(work, relation_id)
    else if (action === 'unrelate') {
      const { to, kind, spare } = Ended.parse(before)
      const other = items.get(to) ?? (await lockItem(context, to, typeOf))
      await putRelation(context, { kind: await findKind(db, kind), from: item, to: other, spare }, 'change')
    }
  }
  await db
    .updateTable('change_applied')
    .set({ reverted_at: now })
    .where('record_id', '=', row.id)
    .where('reverted_at', 'is', null)
    .execute()
  await db.updateTable('change').set({ reverted_at: now }).where('record_id', '=', row.id).execute()
  await emit({
    subject: row.id,
    event: 'change.reverted',
    audience: audienceOf(row),
    body: { lines: applied.length, items: [...items.keys()] },
  })
}

/** Somebody may have ended it since. */
const endIfOpen = async ({ context }: Work, id: string): Promise<void> => {
  const row = await context.db
    .selectFrom('ci_relation')
    .select('id')
    .where('id', '=', id)
    .where('valid_to', '=', sql<Temporal.Instant>`'infinity'`)
    .executeTakeFirst()
  if (row !== undefined) await endRelation(context, id)
}
