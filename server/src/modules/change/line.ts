import { Attributes, AttributeValue, CiState, commonFields } from '#contract/configuration/shape.ts'
import type { GivenModification } from '#contract/change/shape.ts'
import { sql, type Selectable } from 'kysely'
import { z } from 'zod'
import type { Database } from '#platform/database/connect.ts'
import type { DB } from '#platform/database/schema.ts'
import { fieldsOf, type Content } from '../configuration/index.ts'

/** What a line says, without the items that it names: fields of an item, or which relation. */
export const LineContent = z.object({
  name: z.string().optional(),
  state: CiState.optional(),
  clientId: z.string().nullable().optional(),
  ownerId: z.string().nullable().optional(),
  supplierId: z.string().nullable().optional(),
  location: z.string().optional(),
  description: z.string().optional(),
  criticality: z.number().nullable().optional(),
  attributes: z.record(z.string(), AttributeValue.nullable()).optional(),
  /** Of a relation: its ends where they are lines of this sheet (`#2`), or the other item's id. */
  from: z.string().optional(),
  to: z.string().optional(),
  toId: z.string().optional(),
  kind: z.string().optional(),
  spare: z.string().optional(),
})
export type LineContent = z.infer<typeof LineContent>

export interface Line {
  position: number
  action: GivenModification['action']
  ciId: string | null
  type: string | null
  content: LineContent
  against: number | null
  /** What the touched fields were when the line was written. */
  written: Record<string, unknown>
}

type LineRow = Selectable<DB['change_modification']>
const Action = z.enum(['add', 'modify', 'retire', 'relate', 'unrelate'])

const asLine = (row: LineRow): Line => ({
  position: row.position,
  action: Action.parse(row.action),
  ciId: row.ci_id,
  type: row.type_key,
  content: LineContent.parse(row.content),
  against: row.against_version,
  written: z
    .record(z.string(), z.unknown())
    .catch({})
    .parse(row.against ?? {}),
})

export const linesOf = async (db: Database, recordId: string): Promise<Line[]> => {
  const rows = await db
    .selectFrom('change_modification')
    .selectAll()
    .where('record_id', '=', recordId)
    .orderBy('position')
    .execute()
  return rows.map(asLine)
}

/** The fields of an item that a line gives, apart from what it says of relations. */
export const givenFields = ({ from: _f, to: _t, toId: _i, kind: _k, spare: _s, ...fields }: LineContent) =>
  fields

/** Field by field what a line will have made, attributes among the common ones. */
export const wantedFields = ({
  action,
  content,
}: Pick<Line, 'action' | 'content'>): Record<string, unknown> => {
  if (action === 'retire') return { state: 'retired' }
  const { attributes = {}, ...common } = givenFields(content)
  const named = Object.fromEntries(
    Object.entries(common).filter(
      ([key, value]) => value !== undefined && commonFields.some((one) => one === key),
    ),
  )
  return { ...named, ...attributes }
}

/** Of an item as it stands, the fields that a line touches. */
export const touchedOf = (
  content: Content,
  line: Pick<Line, 'action' | 'content'>,
): Record<string, unknown> => {
  const fields = fieldsOf(content)
  return Object.fromEntries(Object.keys(wantedFields(line)).map((field) => [field, fields[field] ?? null]))
}

/** An item with the named fields as they were; what else it is by now stays. */
export const withFields = (content: Content, fields: Readonly<Record<string, unknown>>): Content => {
  const common = Object.fromEntries(
    Object.entries(fields).filter(([field]) => commonFields.some((one) => one === field)),
  )
  const attributes = { ...content.attributes }
  for (const [field, value] of Object.entries(fields)) {
    if (field in common) continue
    const kept = AttributeValue.safeParse(value)
    if (value === null || value === undefined || !kept.success) delete attributes[field]
    else attributes[field] = kept.data
  }
  return { ...content, ...CommonContent.parse(common), attributes: Attributes.parse(attributes) }
}

const CommonContent = z
  .object({
    name: z.string(),
    state: CiState,
    clientId: z.string().nullable(),
    ownerId: z.string().nullable(),
    supplierId: z.string().nullable(),
    location: z.string(),
    description: z.string(),
    criticality: z.number().nullable(),
  })
  .partial()
  .transform((given) => Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)))

export interface OpenRelation {
  id: string
  spare: string | null
}

export const openRelation = async (
  db: Database,
  { from, to, kind }: { from: string; to: string; kind: string },
): Promise<OpenRelation | null> =>
  (await db
    .selectFrom('ci_relation')
    .select(['id', 'spare'])
    .where('from_id', '=', from)
    .where('to_id', '=', to)
    .where('kind', '=', kind)
    .where('valid_to', '=', sql<Temporal.Instant>`'infinity'`)
    .executeTakeFirst()) ?? null
