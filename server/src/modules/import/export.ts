import type { CiType, RelationKind } from '#contract/configuration/shape.ts'
import type { importApi } from '#contract/import/api.ts'
import { sql, type RawBuilder, type SqlBool } from 'kysely'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { asCsv, asCsvLines } from '#platform/csv.ts'
import type { Download } from '#platform/http/bind.ts'
import { writeXlsx, type SheetCell } from '#platform/xlsx.ts'
import { contentColumns, contentOf, filterOf, type ContentRow } from '../configuration/index.ts'
import { columnsOf, type Column, type ExportedItem } from './export-columns.ts'
import { readKnown } from './spec.ts'

type Input = z.output<(typeof importApi)['export']['input']>

const mediaTypes = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  json: 'application/json',
}

/** The list as a file, piece by piece; imported again it changes nothing. */
export const exportItems = async (context: Context, input: Input): Promise<Download> => {
  const { actor, db, now, emit } = context
  const { format, ...filter } = input
  const organisation = await db.selectFrom('organisation').select('id').executeTakeFirstOrThrow()
  await emit({ subject: organisation.id, event: 'ci.exported', body: { format, filter } })
  const known = await readKnown(db)
  const day = (input.at ?? now.toString()).slice(0, 10)
  const name = `${actor.language === 'fr' ? 'parc' : 'configuration'}-${day}.${format}`
  return { name, mediaType: mediaTypes[format], content: await contentFor(context, input, known) }
}

interface Known {
  types: readonly CiType[]
  kinds: readonly RelationKind[]
}

const contentFor = async (
  context: Context,
  input: Input,
  known: Known,
): Promise<AsyncIterable<Uint8Array>> => {
  const items = itemsIn(context, input, known.types)
  if (input.format === 'json') return asJson(items)
  const { language } = context.actor
  const columns = columnsOf(await typesIn(context, input, known.types), { known, language })
  if (input.format === 'xlsx')
    return writeXlsx(language === 'fr' ? 'Parc' : 'Configuration', sheetRows(columns, items))
  return csvPieces(columns, items, language)
}

const conditionsOf = (context: Context, input: Input): RawBuilder<SqlBool> =>
  sql.join(filterOf(context, input), sql` and `)

/** Only types that occur give columns. */
const typesIn = async (context: Context, input: Input, types: readonly CiType[]): Promise<CiType[]> => {
  const { rows } = await sql<{ type_id: string }>`
    select distinct s.type_id from ci_state s join ci c on c.id = s.ci_id where ${conditionsOf(context, input)}`.execute(
    context.db,
  )
  const found = new Set(rows.map(({ type_id }) => type_id))
  return types.filter(({ id }) => found.has(id))
}

interface Row extends ContentRow {
  id: string
  number: string
  type_id: string
  plain_name: string
  client_name: string | null
  owner_name: string | null
  supplier_name: string | null
}

const batch = 1000

async function* itemsIn(
  context: Context,
  input: Input,
  types: readonly CiType[],
): AsyncGenerator<ExportedItem[]> {
  const byId = new Map(types.map((type) => [type.id, type]))
  let place = sql<SqlBool>`true`
  for (;;) {
    const { rows } = await sql<Row>`
      select c.id, c.number, s.type_id, s.plain_name, cl.name as client_name, o.name as owner_name, su.name as supplier_name,
        ${sql.join(contentColumns.map((column) => sql.ref(`s.${column}`)))}
      from ci_state s join ci c on c.id = s.ci_id left join client cl on cl.id = s.client_id left join person o on o.id = s.owner_id
        left join supplier su on su.id = s.supplier_id
      where ${conditionsOf(context, input)} and ${place} order by s.plain_name, s.ci_id limit ${batch}`.execute(
      context.db,
    )
    yield rows.flatMap((row) => {
      const type = byId.get(row.type_id)
      return type === undefined
        ? []
        : [
            {
              number: row.number,
              type,
              content: contentOf(row),
              clientName: row.client_name,
              ownerName: row.owner_name,
              supplierName: row.supplier_name,
            },
          ]
    })
    const end = rows.at(-1)
    if (rows.length < batch || end === undefined) return
    place = sql<SqlBool>`(s.plain_name, s.ci_id) > (${end.plain_name}::text, ${end.id}::uuid)`
  }
}

async function* sheetRows(
  columns: readonly Column[],
  items: AsyncIterable<ExportedItem[]>,
): AsyncGenerator<readonly SheetCell[]> {
  yield columns.map(({ header }) => header)
  for await (const part of items) for (const item of part) yield columns.map(({ cell }) => cell(item))
}

async function* csvPieces(
  columns: readonly Column[],
  items: AsyncIterable<ExportedItem[]>,
  language: 'fr' | 'en',
): AsyncGenerator<Buffer> {
  const separator = language === 'fr' ? ';' : ','
  const words = language === 'fr' ? { true: 'oui', false: 'non' } : { true: 'yes', false: 'no' }
  const asText = (cell: SheetCell) => {
    if (typeof cell === 'boolean') return words[`${cell}`]
    if (typeof cell === 'object') return cell?.day ?? null
    return typeof cell === 'number' && language === 'fr' && !Number.isInteger(cell)
      ? String(cell).replace('.', ',')
      : cell
  }
  yield Buffer.from(
    asCsv(
      columns.map(({ header }) => header),
      [],
      separator,
    ),
  )
  for await (const part of items)
    yield Buffer.from(
      asCsvLines(
        part.map((item) => columns.map(({ cell }) => asText(cell(item)))),
        separator,
      ),
    )
}

async function* asJson(items: AsyncIterable<ExportedItem[]>): AsyncGenerator<Buffer> {
  yield Buffer.from('[')
  let isFirst = true
  for await (const part of items) {
    if (part.length === 0) continue
    const text = part
      .map(({ number, type, content, clientName, ownerName, supplierName }) =>
        JSON.stringify({ number, type: type.key, ...content, clientName, ownerName, supplierName }),
      )
      .join(',\n')
    yield Buffer.from(isFirst ? text : `,\n${text}`)
    isFirst = false
  }
  yield Buffer.from(']\n')
}
