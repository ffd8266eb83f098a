import { Attributes, type CiState, type CiType } from '#contract/configuration/shape.ts'
import { Difference, type Campaign, type CampaignItem, type Find } from '#contract/verification/shape.ts'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Database } from '#platform/database/connect.ts'
import { notFound } from '#platform/failure.ts'
import { figuresOf } from './figures.ts'

const Scope = z.object({ types: z.array(z.string()), location: z.string() })

export interface CampaignRow {
  id: string
  name: string
  client_id: string | null
  client_name: string | null
  scope: unknown
  population: number
  sample: number | null
  seed: string | null
  opened_at: Temporal.Instant
  opened_by: string | null
  closed_at: Temporal.Instant | null
  closed_by: string | null
  minutes: string | null
  sha256: string | null
}

export const campaignRows = async (db: Database, id?: string): Promise<CampaignRow[]> => {
  const { rows } = await sql<CampaignRow>`
    select v.id, v.name, v.client_id, c.name as client_name, v.scope, v.population, v.sample, v.seed, v.opened_at, o.name as opened_by,
      v.closed_at, e.name as closed_by, v.minutes, v.sha256
    from verification v left join client c on c.id = v.client_id join person o on o.id = v.opened_by left join person e on e.id = v.closed_by
    where (${id ?? null}::uuid is null or v.id = ${id ?? null}) order by v.opened_at desc, v.id desc limit 500`.execute(
    db,
  )
  return rows
}

export const findCampaign = async (db: Database, id: string): Promise<CampaignRow> => {
  const [row] = await campaignRows(db, id)
  if (row === undefined) throw notFound()
  return row
}

/** One item of a campaign, as it is written now. */
export interface ItemRow {
  verification_id: string
  ci_id: string
  number: string
  name: string
  type_id: string
  state: CiState
  location: string
  client_name: string | null
  attributes: Attributes
  result: CampaignItem['result']
  fields: { field: string; found: string }[]
  note: string
  by_name: string | null
  at: Temporal.Instant | null
}

/** Of one campaign, or of all that are open, for their figures. */
export const itemRows = async (db: Database, campaigns: readonly string[]): Promise<ItemRow[]> => {
  const { rows } = await sql<ItemRow>`
    select i.verification_id, i.ci_id, c.number, s.name, s.type_id, s.state, s.location, cl.name as client_name, s.attributes,
      i.result, i.fields, i.note, p.name as by_name, i.at
    from verification_item i join ci c on c.id = i.ci_id
      join lateral (select * from ci_state where ci_id = c.id order by valid_from desc limit 1) s on true
      left join client cl on cl.id = s.client_id left join person p on p.id = i.by_id
    where i.verification_id = any(${[...campaigns]}::uuid[]) order by plain(s.location), s.plain_name, c.id`.execute(
    db,
  )
  return rows.map((row) => ({
    ...row,
    attributes: Attributes.parse(row.attributes),
    fields: z.array(Difference).parse(row.fields),
  }))
}

interface FindRow extends Omit<Find, 'at'> {
  verification_id: string
  at: Temporal.Instant
}

export const findRows = async (db: Database, campaigns: readonly string[]): Promise<FindRow[]> => {
  const { rows } = await sql<FindRow>`
    select f.verification_id, f.id, f.what, f.location, p.name as by, f.at from verification_find f join person p on p.id = f.by_id
    where f.verification_id = any(${[...campaigns]}::uuid[]) and f.withdrawn_at is null order by f.at, f.id`.execute(
    db,
  )
  return rows
}

export type TypeOf = (id: string) => CiType

export const typesById = (types: readonly CiType[]): TypeOf => {
  const byId = new Map(types.map((type) => [type.id, type]))
  return (id) => {
    const type = byId.get(id)
    if (type === undefined) throw new Error(`There is no type ${id}.`)
    return type
  }
}

export const figuresFrom = (items: readonly ItemRow[], finds: number, typeOf: TypeOf) =>
  figuresOf(
    items.map((item) => ({ ...item, type: typeOf(item.type_id) })),
    finds,
  )

export const asCampaign = (row: CampaignRow, figures: Campaign['figures']): Campaign => ({
  id: row.id,
  name: row.name,
  clientId: row.client_id,
  clientName: row.client_name,
  ...Scope.parse(row.scope),
  population: row.population,
  sample: row.sample,
  seed: row.seed,
  openedAt: row.opened_at.toString(),
  openedBy: row.opened_by,
  closedAt: row.closed_at?.toString() ?? null,
  closedBy: row.closed_by,
  sha256: row.sha256,
  figures,
})

export const asItem = (row: ItemRow, type: CiType): CampaignItem => {
  const { serial } = row.attributes
  return {
    number: row.number,
    name: row.name,
    type: type.name,
    typeKey: type.key,
    state: row.state,
    location: row.location,
    clientName: row.client_name,
    serial: typeof serial === 'string' && serial !== '' ? serial : null,
    result: row.result,
    fields: row.fields,
    note: row.note,
    by: row.by_name,
    at: row.at?.toString() ?? null,
  }
}
