import { createReadStream } from 'node:fs'
import type { importApi } from '#contract/import/api.ts'
import { importWords as en } from '#contract/import/en.ts'
import { importWords as fr } from '#contract/import/fr.ts'
import { largestImport } from '#contract/import/shape.ts'
import type { z } from 'zod'
import { createSubject, type Context } from '#platform/context.ts'
import { Failure, invalid } from '#platform/failure.ts'
import { readTableOf } from '#platform/file-text/read-table.ts'
import type { Upload } from '#platform/http/bind.ts'
import { ensure } from '#platform/policy.ts'
import { guessMapping, twiceIn } from './mapping.ts'
import { mayImport, mayUndo } from './policy.ts'
import { previewOf } from './preview.ts'
import { findImport, readImport } from './queries.ts'
import { readKnown, type Desk, type Line } from './spec.ts'
import { previewUndo } from './undo.ts'

type Input<Name extends keyof typeof importApi> = z.output<(typeof importApi)[Name]['input']>

/** What would happen; or the file's lines are kept and written beside the work. */
export const beginImport = async (context: Context, input: Input<'begin'>, upload: Upload) => {
  const { actor, db } = context
  ensure(mayImport(actor))
  const { headers, lines } = await readFile(context, upload)
  const known = await readKnown(db)
  const living = known.types.filter(({ id }) => known.living.has(id))
  const mapping = input.mapping ?? guessMapping(headers, { ...known, types: living, preferred: input.type })
  if (mapping.length !== headers.length) throw invalid('mapping', words(context).fault.width)
  if (twiceIn(mapping) !== null) throw invalid('mapping', words(context).fault.twice)
  if (input.type !== undefined && !living.some(({ key }) => key === input.type))
    throw invalid('type', 'there is no such type of item')
  if (input.client !== undefined) await checkClient(context, input.client)
  const spec = {
    headers,
    mapping,
    clientId: input.client ?? null,
    typeKey: input.type ?? null,
    mode: input.mode,
    reason: input.reason ?? null,
  }
  const desk: Desk = { db, actor, spec, ...known }
  if (input.preview) return previewOf(desk, { fileName: upload.name, lines })
  return keepImport(context, desk, { upload, lines })
}

const words = ({ actor }: Context) => (actor.language === 'fr' ? fr : en)

const readFile = async (
  context: Context,
  { path, size }: Upload,
): Promise<{ headers: string[]; lines: Line[] }> => {
  if (size > largestImport) throw invalid('file', words(context).fault.size)
  const read = await readTableOf(createReadStream(path))
  if ('fault' in read) throw invalid('file', words(context).fault[read.fault])
  const [header, ...lines] = read.table.rows
  if (header === undefined || lines.length === 0) throw invalid('file', words(context).fault.empty)
  const width = read.table.rows.reduce((most, { cells }) => Math.max(most, cells.length), 0)
  return { headers: Array.from({ length: width }, (_, column) => header.cells[column]?.trim() ?? ''), lines }
}

const checkClient = async ({ db }: Context, id: string): Promise<void> => {
  const row = await db
    .selectFrom('client')
    .select('id')
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  if (row === undefined) throw invalid('client', 'nothing has this id')
}

const piece = 1000

const keepImport = async (
  context: Context,
  { spec }: Desk,
  { upload, lines }: { upload: Upload; lines: readonly Line[] },
) => {
  const { actor, db, now, emit } = context
  const id = await createSubject(db, 'import')
  await db
    .insertInto('import')
    .values({
      id,
      file_name: upload.name,
      by_id: actor.id,
      started_at: now,
      headers: [...spec.headers],
      // A text that names nothing: an array of the database holds no null for the driver to tell apart.
      targets: spec.mapping.map((target) => target ?? ''),
      client_id: spec.clientId,
      type_key: spec.typeKey,
      mode: spec.mode,
      reason: spec.reason,
      line_count: lines.length,
    })
    .execute()
  for (let start = 0; start < lines.length; start += piece) {
    const values = lines
      .slice(start, start + piece)
      .map(({ line, cells }) => ({ import_id: id, line, cells: [...cells] }))
    await db.insertInto('import_line').values(values).execute()
  }
  await emit({
    subject: id,
    event: 'import.started',
    body: { file: upload.name, lines: lines.length, sha256: upload.sha256.toString('hex') },
  })
  return readImport(context, { id })
}

export const undoImport = async (context: Context, { id, reason }: Input<'undo'>) => {
  const { actor, db, emit } = context
  const row = await findImport(context, id, { isLocked: true })
  ensure(mayImport(actor))
  if (row.state !== 'done') throw new Failure('not_possible', { detail: `the import is ${row.state}` })
  ensure(mayUndo(actor, { byId: row.by_id, state: row.state }))
  const { needsReason } = await previewUndo(context, { id })
  if (needsReason && reason === undefined) throw new Failure('reason_required')
  await db
    .updateTable('import')
    .set({ state: 'undoing', undone_by: actor.id, undo_reason: reason ?? null, counts: null })
    .where('id', '=', id)
    .execute()
  await emit({ subject: id, event: 'import.undo-started', body: reason === undefined ? {} : { reason } })
  return readImport(context, { id })
}
