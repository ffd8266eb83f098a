import type { importApi } from '#contract/import/api.ts'
import { ImportMapping, ImportTarget, type Import } from '#contract/import/shape.ts'
import { sql, type Selectable } from 'kysely'
import { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { decodeCursor, page } from '#platform/cursor.ts'
import { asCsv, asCsvLines } from '#platform/csv.ts'
import type { Database } from '#platform/database/connect.ts'
import type { DB } from '#platform/database/schema.ts'
import { notFound } from '#platform/failure.ts'
import type { Download } from '#platform/http/bind.ts'
import { headerOf } from './names.ts'
import { mayUndo } from './policy.ts'
import { Problems, said } from './problem.ts'
import type { Spec } from './spec.ts'

type Input<Name extends keyof typeof importApi> = z.output<(typeof importApi)[Name]['input']>
export type ImportRow = Selectable<DB['import']>

export const findImport = async (
  { db }: Pick<Context, 'db'>,
  id: string,
  { isLocked = false } = {},
): Promise<ImportRow> => {
  const row = await db
    .selectFrom('import')
    .selectAll()
    .where('id', '=', id)
    .$if(isLocked, (query) => query.forUpdate())
    .executeTakeFirst()
  if (row === undefined) throw notFound()
  return row
}

export const specOf = (row: ImportRow): Spec => ({
  headers: row.headers,
  mapping: ImportMapping.parse(row.targets.map((target) => ImportTarget.safeParse(target).data ?? null)),
  clientId: row.client_id,
  typeKey: row.type_key,
  mode: row.mode,
  reason: row.reason,
})

interface Counted extends ImportRow {
  by_name: string | null
  live: unknown
}

const Counts = z.object({
  created: z.int(),
  changed: z.int(),
  same: z.int(),
  refused: z.int(),
  problems: z.int(),
  kept: z.int(),
  ended: z.int(),
  restored: z.int(),
  undone: z.int(),
})
export type Counts = z.infer<typeof Counts>

const countsOf = sql`select jsonb_build_object('created', count(*) filter (where l.result = 'create'), 'changed', count(*) filter (where l.result = 'change'),
  'same', count(*) filter (where l.result = 'nothing'), 'refused', count(*) filter (where l.result = 'error'),
  'problems', count(*) filter (where l.problems <> '[]'), 'kept', count(*) filter (where l.undone = 'kept'),
  'ended', count(*) filter (where l.undone = 'ended'), 'restored', count(*) filter (where l.undone = 'restored'), 'undone', count(l.undone)) as counts`

/** Counted anew while it moves. */
const counted = sql`i.*, person_name(i.by_id) as by_name,
  coalesce(i.counts, (${countsOf} from import_line l where l.import_id = i.id)) as live from import i`

export const countLines = async (db: Database, id: string): Promise<Counts> => {
  const { rows } = await sql<{
    counts: unknown
  }>`${countsOf} from import_line l where l.import_id = ${id}`.execute(db)
  return Counts.parse(rows[0]?.counts)
}

export const listImports = async (context: Context, { cursor, limit }: Input<'list'>) => {
  const behind = cursor === undefined ? undefined : decodeCursor(cursor, 2)
  const place =
    behind === undefined
      ? sql``
      : sql`where (i.started_at, i.id) < (${behind[0]}::timestamptz, ${behind[1]}::uuid)`
  const { rows } =
    await sql<Counted>`select ${counted} ${place} order by i.started_at desc, i.id desc limit ${limit + 1}`.execute(
      context.db,
    )
  const shown = page(rows, limit, (row) => [row.started_at.toString(), row.id])
  return { items: shown.rows.map((row) => asImport(context, row)), nextCursor: shown.nextCursor }
}

export const readImport = async (context: Context, { id }: Input<'read'>): Promise<Import> => {
  const { rows } = await sql<Counted>`select ${counted} where i.id = ${id}`.execute(context.db)
  const [row] = rows
  if (row === undefined) throw notFound()
  return asImport(context, row)
}

const asImport = ({ actor }: Context, row: Counted): Import => {
  const isUndoing = row.state === 'undoing' || row.state === 'undone'
  const { created, changed, same, refused, problems, kept, undone } = Counts.parse(row.live)
  return {
    id: row.id,
    fileName: row.file_name,
    state: row.state,
    byName: row.by_name,
    startedAt: row.started_at.toString(),
    finishedAt: row.finished_at?.toString() ?? null,
    undoneAt: row.undone_at?.toString() ?? null,
    lineCount: row.line_count,
    doneCount: isUndoing ? undone : created + changed + same + refused,
    counts: { create: created, change: changed, nothing: same, error: refused },
    problemCount: problems,
    keptCount: kept,
    actions: mayUndo(actor, { byId: row.by_id, state: row.state }) ? ['undo'] : [],
  }
}

const Changes = z.array(z.object({ field: z.string(), before: z.unknown(), after: z.unknown() }))

export const listLines = async (context: Context, { id, cursor, limit, result }: Input<'lines'>) => {
  const { headers, targets } = await findImport(context, id)
  const behind = cursor === undefined ? undefined : decodeCursor(cursor, 1)
  const found = await context.db
    .selectFrom('import_line as l')
    .leftJoin('ci as c', 'c.id', 'l.ci_id')
    .select(['l.line', 'l.cells', 'l.result', 'l.changes', 'l.problems', 'c.number'])
    .where('l.import_id', '=', id)
    .where('l.result', 'is not', null)
    .$if(result !== undefined, (query) => query.where('l.result', '=', result ?? 'error'))
    .$if(behind !== undefined, (query) => query.where('l.line', '>', Number(behind?.[0])))
    .orderBy('l.line')
    .limit(limit + 1)
    .execute()
  const shown = page(found, limit, ({ line }) => [line])
  const { language } = context.actor
  return {
    items: shown.rows.map((row) => ({
      line: row.line,
      result: row.result ?? ('error' as const),
      number: row.number,
      name: row.cells[targets.indexOf('name')] ?? '',
      changes: Changes.parse(row.changes),
      problems: Problems.parse(row.problems).map((one) => said(one, { line: row.line, headers, language })),
    })),
    nextCursor: shown.nextCursor,
  }
}

/** The lines that were refused as they came, with the reason: corrected, they are the next import. */
export const downloadErrors = async (context: Context, { id }: Input<'errors'>): Promise<Download> => {
  const row = await findImport(context, id)
  const { language } = context.actor
  const stem = row.file_name.replace(/\.\w{1,5}$/, '')
  return {
    name: `${stem}-${language === 'fr' ? 'erreurs' : 'errors'}.csv`,
    mediaType: 'text/csv; charset=utf-8',
    content: errorLines(context.db, row, language),
  }
}

async function* errorLines(
  db: Database,
  { id, headers }: ImportRow,
  language: 'fr' | 'en',
): AsyncGenerator<Buffer> {
  const separator = language === 'fr' ? ';' : ','
  yield Buffer.from(
    asCsv([...headers, headerOf('line', language), headerOf('problem', language)], [], separator),
  )
  let last = 0
  for (;;) {
    const rows = await db
      .selectFrom('import_line')
      .select(['line', 'cells', 'problems'])
      .where('import_id', '=', id)
      .where('line', '>', last)
      .where(sql<boolean>`problems <> '[]'`)
      .orderBy('line')
      .limit(1000)
      .execute()
    const end = rows.at(-1)
    if (end === undefined) return
    last = end.line
    yield Buffer.from(
      asCsvLines(
        rows.map(({ line, cells, problems }) => [
          ...headers.map((_, column) => cells[column] ?? ''),
          line,
          Problems.parse(problems)
            .map((one) => said(one, { line, headers, language }))
            .map(({ column, message }) => (column === null ? message : `${column} : ${message}`))
            .join(' '),
        ]),
        separator,
      ),
    )
  }
}
