import { sql } from 'kysely'
import { z } from 'zod'
import {
  changeItem,
  endItem,
  endRelation,
  findKind,
  lockIfThere,
  putRelation,
  readType,
  type Item,
} from '../configuration/index.ts'
import { audienceOf, type Work } from '../record/index.ts'
import { appliedOf } from './apply.ts'
import { openRelation, withFields } from './line.ts'

const ranks = { relate: 0, retire: 1, modify: 2, unrelate: 3, add: 4 }
const Ended = z.object({ to: z.string(), kind: z.string(), spare: z.string().nullable() })

/**
 * The former states return as new history: what the change touched is as it was, what others did since stays, nothing is erased.
 * An item that has ended since, merged into another one, stays ended: its lines are left, and the journal names them.
 */
export const revertSheet = async (work: Work): Promise<void> => {
  const { context, row } = work
  const { db, now, emit } = context
  const applied = await appliedOf(work)
  if (applied.length === 0) return
  const items = await lockTouched(work, applied)
  const steps = applied.toSorted(
    (one, other) => ranks[one.action] - ranks[other.action] || other.position - one.position,
  )
  const left: number[] = []
  for (const step of steps) if (!(await revertLine(work, step, items))) left.push(step.position)
  await db
    .updateTable('change_applied')
    .set({ reverted_at: now })
    .where('record_id', '=', row.id)
    .where('reverted_at', 'is', null)
    .$if(left.length > 0, (query) => query.where('position', 'not in', left))
    .execute()
  await db.updateTable('change').set({ reverted_at: now }).where('record_id', '=', row.id).execute()
  await emit({
    subject: row.id,
    event: 'change.reverted',
    audience: audienceOf(row),
    body: {
      lines: applied.length - left.length,
      items: [...items.keys()],
      ...(left.length === 0 ? {} : { left: left.toSorted((one, other) => one - other) }),
    },
  })
}

type Touched = Awaited<ReturnType<typeof appliedOf>>[number]

/** All that is there still, in the order of their numbers, so that two changes wait for each other instead of for ever. */
const lockTouched = async ({ context }: Work, applied: readonly Touched[]): Promise<Map<string, Item>> => {
  const numbers = applied.flatMap(({ action, number, before }) =>
    action === 'unrelate' ? [number, Ended.parse(before).to] : [number],
  )
  const items = new Map<string, Item>()
  for (const number of [...new Set(numbers)].toSorted()) {
    const item = await lockIfThere(context, number, (id) => readType(context.db, id))
    if (item !== null) items.set(number, item)
  }
  return items
}

/** False: what the line touched is there no more. */
const revertLine = async (
  work: Work,
  { action, number, ci_id, relation_id, before }: Touched,
  items: Map<string, Item>,
): Promise<boolean> => {
  const { context, row } = work
  const cause = { source: 'undo' as const, authorisedBy: row.number }
  if (action === 'relate') {
    if (relation_id !== null) await endIfOpen(work, relation_id)
    return true
  }
  const item = items.get(number)
  if (item === undefined) return false
  if (action === 'add') {
    await endItem(context, item, { ...cause, reason: `${row.number}: backed out` })
    return true
  }
  if (action === 'unrelate') {
    const { to, kind, spare } = Ended.parse(before)
    const other = items.get(to)
    if (other === undefined) return false
    // Somebody may have related them again since.
    if ((await openRelation(context.db, { from: ci_id, to: other.id, kind })) !== null) return true
    const found = await findKind(context.db, kind)
    await putRelation(context, { kind: found, from: item, to: other, spare }, 'change')
    return true
  }
  const fields = z.record(z.string(), z.unknown()).parse(before)
  items.set(number, await changeItem(context, item, { content: withFields(item.content, fields) }, cause))
  return true
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
