import { sql } from 'kysely'
import { actAs } from '#platform/database/transaction.ts'
import type { Chore, Site } from '#platform/module.ts'
import type { InsideContext } from '#platform/reactions.ts'
import { asWorker } from '#platform/worker.ts'
import { planFile } from './plan-file.ts'
import { problem } from './problem.ts'
import { countLines, specOf, type ImportRow } from './queries.ts'
import { readDesk, readKnown, type Line } from './spec.ts'
import { readDone } from './undo.ts'
import { noteWritten, writeLines, type Hand, type Written } from './write.ts'
import { writeRelations } from './write-relations.ts'
import { writeUndo } from './write-undo.ts'

/**
 * Imports and their undoing, in transactions of some lines each: what is done is a row, so that whoever takes over goes on where
 * another was stopped. The clock looks for those that nobody works at any more.
 */
export const runImports: Chore = {
  name: 'run-imports',
  cron: '* * * * *',
  on: ['import.started', 'import.undo-started'],
  run: async (site) => {
    const open = await asWorker(site, ({ db }) =>
      db
        .selectFrom('import')
        .select('id')
        .where('state', 'not in', ['done', 'undone'])
        .orderBy('started_at')
        .limit(100)
        .execute(),
    )
    for (const { id } of open) while (await runStep(site, id));
  },
}

const atATime = 200

/** One transaction's worth. False where nothing is left, or another process has it in hand. */
export const runStep = (site: Site, id: string): Promise<boolean> =>
  asWorker(site, async (context) => {
    const row = await context.db
      .selectFrom('import')
      .selectAll()
      .where('id', '=', id)
      .where('state', 'not in', ['done', 'undone'])
      .forUpdate()
      .skipLocked()
      .executeTakeFirst()
    if (row === undefined) return false
    const byId = row.state === 'undoing' ? (row.undone_by ?? row.by_id) : row.by_id
    const onTrouble = (error: unknown) =>
      site.log.warn({ err: error, import: id }, 'a line of an import was refused')
    const acted = await actAs(context.db, byId, context.now, async (actor) => {
      await step({ ...context, actor, importId: id, onTrouble }, row)
      return true
    })
    if (acted === null) await giveUp(context, row)
    return true
  })

const step = (hand: Hand, row: ImportRow): Promise<void> => {
  switch (row.state) {
    case 'waiting':
      return plan(hand, row)
    case 'writing':
      return write(hand, row)
    case 'relating':
      return relate(hand, row)
    default:
      return undo(hand, row)
  }
}

/** What is wrong or needs nothing is known for the whole file at once; the rest is written piece by piece. */
const plan = async (hand: Hand, row: ImportRow): Promise<void> => {
  const desk = await readDesk(hand, specOf(row))
  const lines = await hand.db
    .selectFrom('import_line')
    .select(['line', 'cells'])
    .where('import_id', '=', row.id)
    .orderBy('line')
    .execute()
  const outcomes = await planFile(desk, lines, { asksReason: false })
  const settled = outcomes
    .filter(({ result }) => result === 'error' || result === 'nothing')
    .map((outcome): Written => ({
      ...outcome,
      itemId: outcome.result === 'error' ? null : outcome.itemId,
      version: null,
    }))
  await noteWritten(hand, settled)
  await setState(hand, row, 'writing')
}

const write = async (hand: Hand, row: ImportRow): Promise<void> => {
  const lines: Line[] = await hand.db
    .selectFrom('import_line')
    .select(['line', 'cells'])
    .where('import_id', '=', row.id)
    .where('result', 'is', null)
    .orderBy('line')
    .limit(atATime)
    .execute()
  if (lines.length > 0) return writeLines(hand, await readDesk(hand, specOf(row)), lines)
  const hasRelations = row.targets.some((target) => target.startsWith('relation:'))
  if (hasRelations) await setState(hand, row, 'relating')
  else await finish(hand, row)
}

const relate = async (hand: Hand, row: ImportRow): Promise<void> => {
  const found = await hand.db
    .selectFrom('import_line')
    .select(['line', 'cells', 'ci_id', 'result'])
    .where('import_id', '=', row.id)
    .where('ci_id', 'is not', null)
    .where('relations', 'is', null)
    .orderBy('line')
    .limit(atATime)
    .execute()
  if (found.length === 0) return finish(hand, row)
  const lines = found.flatMap(({ line, cells, ci_id: itemId, result }) =>
    itemId === null || result === null || result === 'error' ? [] : [{ line, cells, itemId, result }],
  )
  await writeRelations(hand, await readDesk(hand, specOf(row)), lines)
}

const undo = async (hand: Hand, row: ImportRow): Promise<void> => {
  const lines = await readDone(hand.db, { id: row.id, last: 0, limit: atATime })
  if (lines.length > 0) {
    const { types } = await readKnown(hand.db)
    return writeUndo(hand, { types, reason: row.undo_reason, lines })
  }
  const { ended, restored, kept } = await settle(hand, row)
  await hand.db
    .updateTable('import')
    .set({ state: 'undone', undone_at: hand.now })
    .where('id', '=', row.id)
    .execute()
  await hand.emit({ subject: row.id, event: 'import.undone', body: { ended, restored, kept } })
}

const finish = async (hand: Pick<Hand, 'db' | 'now' | 'emit'>, row: ImportRow): Promise<void> => {
  const { created, changed, same, refused } = await settle(hand, row)
  await hand.db
    .updateTable('import')
    .set({ state: 'done', finished_at: hand.now })
    .where('id', '=', row.id)
    .execute()
  const counts = { create: created, change: changed, nothing: same, error: refused }
  await hand.emit({ subject: row.id, event: 'import.finished', body: { counts } })
}

const settle = async ({ db }: Pick<Hand, 'db'>, { id }: ImportRow) => {
  const counts = await countLines(db, id)
  await db
    .updateTable('import')
    .set({ counts: JSON.stringify(counts) })
    .where('id', '=', id)
    .execute()
  return counts
}

const setState = async ({ db }: Hand, { id }: ImportRow, state: ImportRow['state']): Promise<void> => {
  await db.updateTable('import').set({ state }).where('id', '=', id).execute()
}

/** Nobody may act for who asked any more: what is left is not done, and says so. */
const giveUp = async (context: InsideContext, row: ImportRow): Promise<void> => {
  const { db, now } = context
  if (row.state === 'undoing') {
    await sql`update import_line set undone = 'kept', kept = '{"reason": "controlled", "fields": []}' where import_id = ${row.id} and undone is null
      and result in ('create', 'change')`.execute(db)
    await settle(context, row)
    await db.updateTable('import').set({ state: 'undone', undone_at: now }).where('id', '=', row.id).execute()
    return
  }
  await sql`update import_line set result = 'error', problems = ${JSON.stringify([problem('nobody')])}::jsonb
    where import_id = ${row.id} and result is null`.execute(db)
  await finish(context, row)
}
