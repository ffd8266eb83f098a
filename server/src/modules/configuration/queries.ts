import type { configurationApi } from '#contract/configuration/api.ts'
import type { Ci, CiState, CiSummary, PortalCi, Relation } from '#contract/configuration/shape.ts'
import { sql, type RawBuilder, type SqlBool } from 'kysely'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { decodeCursor, page } from '#platform/cursor.ts'
import type { Database } from '#platform/database/connect.ts'
import { together } from '#platform/database/connect.ts'
import { escaped } from '#platform/database/matching.ts'
import { notFound } from '#platform/failure.ts'
import { isStaff } from '../record/index.ts'
import { actionsOn } from './policy.ts'
import { contentOf } from './state.ts'
import { readType } from './types.ts'

type Input<Name extends keyof typeof configurationApi> = z.output<(typeof configurationApi)[Name]['input']>

/** Rows of `table` as they were at an instant, or are now: each way has its index. */
export const standing = (table: string, at: string | undefined): RawBuilder<SqlBool> =>
  at === undefined
    ? sql<SqlBool>`${sql.ref(`${table}.valid_to`)} = 'infinity'`
    : sql<SqlBool>`${sql.ref(`${table}.valid_from`)} <= ${at}::timestamptz and ${sql.ref(`${table}.valid_to`)} > ${at}::timestamptz`

interface SummaryRow {
  id: string
  number: string
  type: string
  name: string
  plain_name: string
  state: CiState
  client_id: string | null
  client_name: string | null
  owner_name: string | null
  location: string
  criticality: number | null
  since: Temporal.Instant
}

/** Clients and suppliers read no names but those that travel with what they see. */
const summaries = (isDesk: boolean) => {
  const names = isDesk
    ? {
        client: sql`cl.name`,
        owner: sql`o.name`,
        joins: sql`left join client cl on cl.id = s.client_id left join person o on o.id = s.owner_id`,
      }
    : { client: sql`null::text`, owner: sql`person_name(s.owner_id)`, joins: sql`` }
  return {
    columns: sql`s.ci_id as id, c.number, t.key as type, s.name, s.plain_name, s.state, s.client_id, ${names.client} as client_name,
      ${names.owner} as owner_name, s.location, s.criticality, s.valid_from as since`,
    tables: sql`ci_state s join ci c on c.id = s.ci_id join ci_type t on t.id = s.type_id ${names.joins}`,
  }
}

export const listItems = async (context: Context, input: Input<'list'>) => {
  const { cursor, limit, sort } = input
  const behind = cursor === undefined ? undefined : decodeCursor(cursor, 2)
  const order = sort === 'name' ? sql`s.plain_name, s.ci_id` : sql`s.valid_from desc, s.ci_id desc`
  const conditions = [...filterOf(context, input), ...(behind === undefined ? [] : [behindOf(sort, behind)])]
  const { columns, tables } = summaries(isStaff(context.actor))
  const { rows } = await sql<SummaryRow>`select ${columns} from ${tables}
    where ${sql.join(conditions, sql` and `)} order by ${order} limit ${limit + 1}`.execute(context.db)
  const shown = page(rows, limit, (row) =>
    sort === 'name' ? [row.plain_name, row.id] : [row.since.toString(), row.id],
  )
  return { items: shown.rows.map(asSummary), nextCursor: shown.nextCursor }
}

type Filter = Pick<Input<'list'>, 'at' | 'client' | 'type' | 'state' | 'owner' | 'q'>

export const filterOf = (
  context: Context,
  { at, client, type, state, owner, q }: Filter,
): RawBuilder<SqlBool>[] => [
  standing('s', at),
  ...(client === undefined
    ? []
    : [client === 'none' ? sql<SqlBool>`s.client_id is null` : sql<SqlBool>`s.client_id = ${client}`]),
  ...(type === undefined
    ? []
    : [sql<SqlBool>`s.type_id in (select id from ci_type where key = any(${type}::text[]))`]),
  ...(state === undefined ? [] : [sql<SqlBool>`s.state = any(${state}::text[])`]),
  ...(owner === undefined ? [] : [sql<SqlBool>`s.owner_id = ${owner}`]),
  ...(q === undefined || q === '' ? [] : [matches(context, q, at)]),
]

/** By number, by a part of the name; today by the words of all that is written of it, too. */
const matches = ({ actor }: Context, q: string, at: string | undefined): RawBuilder<SqlBool> => {
  if (/^ci-?\d+$/i.test(q)) return sql<SqlBool>`c.number = ${`CI-${q.replace(/\D/g, '')}`}`
  const named = sql<SqlBool>`s.plain_name like '%' || plain(${escaped(q)}) || '%'`
  const told = sql<SqlBool>`plain(s.location || ' ' || s.attributes::text) like '%' || plain(${escaped(q)}) || '%'`
  if (!isStaff(actor)) return named
  return at === undefined
    ? sql<SqlBool>`(${named} or s.ci_id in (select subject_id from search_entry where kind = 'CI' and words @@ search_query(${q})))`
    : sql<SqlBool>`(${named} or ${told})`
}

const behindOf = (sort: Input<'list'>['sort'], [key, id]: readonly unknown[]): RawBuilder<SqlBool> =>
  sort === 'name'
    ? sql<SqlBool>`(s.plain_name, s.ci_id) > (${key}::text, ${id}::uuid)`
    : sql<SqlBool>`(s.valid_from, s.ci_id) < (${key}::timestamptz, ${id}::uuid)`

export const asSummary = (row: SummaryRow): CiSummary => ({
  number: row.number,
  type: row.type,
  name: row.name,
  state: row.state,
  clientId: row.client_id,
  clientName: row.client_name,
  ownerName: row.owner_name,
  location: row.location,
  criticality: row.criticality,
  since: row.since.toString(),
})

/** Items by their ids as they are now, in the order of names. */
export const itemsById = async ({ actor, db }: Context, ids: readonly string[]): Promise<CiSummary[]> => {
  if (ids.length === 0) return []
  const { columns, tables } = summaries(isStaff(actor))
  const { rows } = await sql<SummaryRow>`select ${columns} from ${tables}
    where s.ci_id = any(${[...ids]}::uuid[]) and s.valid_to = 'infinity' order by s.plain_name, s.ci_id`.execute(
    db,
  )
  return rows.map(asSummary)
}

interface ItemRow extends SummaryRow {
  type_id: string
  owner_id: string | null
  supplier_id: string | null
  supplier_name: string | null
  description: string
  attributes: unknown
  version: number
  /** `infinity` does not read as an instant. */
  until: Temporal.Instant | null
  created_at: Temporal.Instant
  verified_at: Temporal.Instant | null
  merged_into: string | null
}

/** One item at an instant, whole; where its life had ended by then (it was merged, say), its last state. */
export const readItem = async (context: Context, asked: Asked): Promise<z.input<typeof Ci>> => {
  const { found, type, shown } = await lookUp(context, asked)
  const isMerged = found.merged_into !== null
  return {
    ...shown,
    ownerId: found.owner_id,
    until: found.until,
    createdAt: found.created_at,
    verifiedAt: found.verified_at,
    mergedInto: found.merged_into,
    actions:
      found.until === null || isMerged ? actionsOn(context.actor, { control: type.control, isMerged }) : [],
  }
}

/** As whoever asks may see it. */
export const readItemAs = async (context: Context, asked: Asked) => {
  if (isStaff(context.actor)) return readItem(context, asked)
  const { type, shown } = await lookUp(context, asked)
  const hidden = new Set(type.attributes.filter(({ isInternal }) => isInternal).map(({ key }) => key))
  const attributes = Object.fromEntries(Object.entries(shown.attributes).filter(([key]) => !hidden.has(key)))
  return { ...shown, description: '', attributes } satisfies PortalCi
}

interface Asked {
  number: string
  at?: string | undefined
}

const lookUp = async (context: Context, { number, at }: Asked) => {
  const { db } = context
  const [found, relations] = await together([findState(context, number, at), relationsOf(db, number, at)])
  if (found === undefined) throw notFound()
  const content = contentOf(found)
  const shown = {
    ...asSummary(found),
    id: found.id,
    supplierId: content.supplierId,
    supplierName: found.supplier_name,
    description: content.description,
    attributes: content.attributes,
    relations,
    version: found.version,
  }
  return { found, type: await readType(db, found.type_id), shown }
}

const findState = async (
  { actor, db }: Context,
  number: string,
  at: string | undefined,
): Promise<ItemRow | undefined> => {
  const isDesk = isStaff(actor)
  const { columns, tables } = summaries(isDesk)
  const supplier = isDesk ? sql`(select name from supplier where id = s.supplier_id)` : sql`null::text`
  const place = at === undefined ? sql<SqlBool>`true` : sql<SqlBool>`s.valid_from <= ${at}::timestamptz`
  const { rows } =
    await sql<ItemRow>`select ${columns}, s.type_id, s.owner_id, s.supplier_id, ${supplier} as supplier_name, s.description,
      s.attributes, s.version, nullif(s.valid_to, 'infinity') as until, c.created_at, c.verified_at, m.number as merged_into
    from ${tables} left join ci m on m.id = c.merged_into_id
    where c.number = ${number} and ${place} order by s.valid_from desc limit 1`.execute(db)
  return rows[0]
}

interface RelationRow {
  id: string
  kind: string
  outgoing: boolean
  number: string
  name: string
  type: string
  state: CiState
  spare: string | null
  since: Temporal.Instant
}

const relationsOf = async (db: Database, number: string, at: string | undefined): Promise<Relation[]> => {
  const { rows } = await sql<RelationRow>`
    with one as (select id from ci where number = ${number}),
    own as (
      select r.id, r.kind, true as outgoing, r.to_id as other, r.spare, r.valid_from from ci_relation r, one where r.from_id = one.id and ${standing('r', at)}
      union all
      select r.id, r.kind, false, r.from_id, r.spare, r.valid_from from ci_relation r, one where r.to_id = one.id and ${standing('r', at)})
    select own.id, own.kind, own.outgoing, c.number, s.name, t.key as type, s.state, own.spare, own.valid_from as since
    from own join ci c on c.id = own.other join ci_state s on s.ci_id = own.other and ${standing('s', at)} join ci_type t on t.id = s.type_id
    order by own.kind, own.outgoing desc, s.plain_name, own.id limit 500`.execute(db)
  return rows.map(({ outgoing, since, ...row }) => ({
    ...row,
    isOutgoing: outgoing,
    since: since.toString(),
  }))
}

export const readRelation = async (db: Database, id: string): Promise<Relation> => {
  const { rows } = await sql<RelationRow>`
    select r.id, r.kind, true as outgoing, c.number, s.name, t.key as type, s.state, r.spare, r.valid_from as since
    from ci_relation r join ci c on c.id = r.to_id join ci_state s on s.ci_id = c.id and s.valid_to = 'infinity' join ci_type t on t.id = s.type_id
    where r.id = ${id}`.execute(db)
  const [row] = rows
  if (row === undefined) throw notFound()
  const { outgoing, since, ...rest } = row
  return { ...rest, isOutgoing: outgoing, since: since.toString() }
}
