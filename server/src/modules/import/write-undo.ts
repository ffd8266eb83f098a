import { sql } from 'kysely'
import { changeItem, endItem, endRelation, lockItem } from '../configuration/index.ts'
import type { CiType } from '#contract/configuration/shape.ts'
import { attempt } from './savepoint.ts'
import { undoingsOf, type DoneLine, type Undoing } from './undo.ts'
import { typeOf, type Hand } from './write.ts'

/** Some lines undone, each with what it came to. */
export const writeUndo = async (
  hand: Hand,
  { types, reason, lines }: { types: readonly CiType[]; reason: string | null; lines: readonly DoneLine[] },
): Promise<void> => {
  const { db, importId, actor } = hand
  const ids = lines.map(({ itemId }) => itemId)
  // Locked before they are looked at, in the order of ids.
  await sql`select from ci where id = any(${ids}::uuid[]) order by id for update`.execute(db)
  const undoings = await undoingsOf(db, { importId, actor, types, lines })
  const done: { line: number; undone: Undoing['step']; kept: Undoing['kept'] }[] = []
  for (const undoing of undoings) {
    const { step, kept, line } = undoing
    if (step === 'kept') {
      done.push({ line: line.line, undone: step, kept })
      continue
    }
    const tried = await attempt(db, () => undoOne(hand, { types, reason, undoing }))
    if ('error' in tried) {
      hand.onTrouble(tried.error)
      done.push({ line: line.line, undone: 'kept', kept: { reason: 'refused', fields: [] } })
    } else done.push({ line: line.line, undone: step, kept: null })
  }
  await sql`update import_line l set undone = r.undone, kept = nullif(r.kept, 'null'::jsonb)
    from jsonb_to_recordset(${JSON.stringify(done)}::jsonb) r(line integer, undone text, kept jsonb)
    where l.import_id = ${importId} and l.line = r.line and l.undone is null`.execute(db)
}

const undoOne = async (
  hand: Hand,
  { types, reason, undoing }: { types: readonly CiType[]; reason: string | null; undoing: Undoing },
): Promise<void> => {
  const { number, content, relations, step } = undoing
  for (const id of await standing(hand, relations)) await endRelation(hand, id)
  if (step === 'unrelated') return
  const item = await lockItem(hand, number, (id) => typeOf(types, id))
  const cause = { source: 'undo', reason: reason ?? undefined } as const
  if (content === null) await endItem(hand, item, cause)
  else await changeItem(hand, item, { content }, cause)
}

const standing = async ({ db }: Hand, relations: readonly string[]): Promise<string[]> => {
  if (relations.length === 0) return []
  const rows = await db
    .selectFrom('ci_relation')
    .select('id')
    .where('id', 'in', [...relations])
    .where('valid_to', '=', sql<Temporal.Instant>`'infinity'`)
    .execute()
  return rows.map(({ id }) => id)
}
