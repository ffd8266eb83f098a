import type { Dimension } from '#contract/trend/shape.ts'
import type { Words } from '#contract/words.ts'
import { sql, type RawBuilder } from 'kysely'
import type { Database } from '#platform/database/connect.ts'
import type { Counted } from './period.ts'

export type KeyedDimension = Exclude<Dimension, 'text'>

export interface Filter {
  client?: string | undefined
  service?: string | undefined
}

/** Which group an incident `r` belongs to. */
const keys: Readonly<Record<KeyedDimension, RawBuilder<string | null>>> = {
  service: sql`r.service_id::text`,
  client: sql`r.client_id::text`,
  category: sql`r.category_id::text`,
  cause: sql`r.facts ->> 'causeCode'`,
  ci: sql`coalesce(c.merged_into_id, c.id)::text`,
  ciType: sql`(select s.type_id::text from ci_state s where s.ci_id = coalesce(c.merged_into_id, c.id) order by s.valid_from desc limit 1)`,
}

const nothing = sql``

/** An incident may name several items: it counts for each. */
const namesItems = (by: KeyedDimension): boolean => by === 'ci' || by === 'ciType'

const itemsFor = (by: KeyedDimension) =>
  namesItems(by) ? sql`join record_ci rc on rc.record_id = r.id join ci c on c.id = rc.ci_id` : nothing

/** Incidents that happened; several who called for the same are one, and for each client one. */
export const counts = (filter: Filter, perClient: boolean): RawBuilder<boolean> => {
  const own = sql`r.parent_id is null`
  const once = perClient
    ? sql`(${own} or r.id in (select distinct on (o.parent_id, o.client_id) o.id from record o join record p on p.id = o.parent_id
        where o.parent_id is not null and o.client_id is distinct from p.client_id and o.merged_into_id is null and o.phase <> 'cancelled'
        order by o.parent_id, o.client_id, o.recorded_at, o.id))`
    : own
  return sql`r.kind = 'INC' and r.merged_into_id is null and r.phase <> 'cancelled' and ${once}
    ${filter.client === undefined ? nothing : sql`and r.client_id = ${filter.client}`}
    ${filter.service === undefined ? nothing : sql`and r.service_id = ${filter.service}`}`
}

export const isPerClient = (by: Dimension, { client }: Filter): boolean =>
  by === 'client' || client !== undefined

export interface Count {
  key: string
  /** Which of the windows, counted from nought. */
  place: number
  n: number
}

/** How many of each group in each window: one pass over the index of each. */
export const countBy = async (
  db: Database,
  by: KeyedDimension,
  { windows, filter }: { windows: readonly Counted[]; filter: Filter },
): Promise<Count[]> => {
  const each = namesItems(by) ? sql`count(distinct r.id)::int` : sql`count(*)::int`
  const { rows } = await sql<Count>`
    select key, place, n from (
      select ${keys[by]} as key, w.place, ${each} as n
      from ${asRows(windows)} join record r on r.recorded_at >= w.since and r.recorded_at < w.until and ${counts(filter, isPerClient(by, filter))}
        ${itemsFor(by)}
      group by 1, 2) counted where key is not null`.execute(db)
  return rows
}

const asRows = (windows: readonly Counted[]) => sql`unnest(
  ${windows.map(({ from }) => from.toString())}::timestamptz[], ${windows.map(({ until }) => until.toString())}::timestamptz[],
  ${windows.map((_, place) => place)}::int[]) w (since, until, place)`

/** All of the period, and those of them that belong to a group at all. */
export const countAll = async (
  db: Database,
  by: Dimension,
  { now, filter }: { now: Counted; filter: Filter },
): Promise<{ total: number; placed: number }> => {
  const isPlaced =
    by === 'text'
      ? sql`true`
      : namesItems(by)
        ? sql`exists (select from record_ci rc where rc.record_id = r.id)`
        : sql`${keys[by]} is not null`
  const { rows } = await sql<{ total: number; placed: number }>`
    select count(*)::int as total, count(*) filter (where ${isPlaced})::int as placed from record r
    where r.recorded_at >= ${now.from} and r.recorded_at < ${now.until} and ${counts(filter, isPerClient(by, filter))}`.execute(
    db,
  )
  return rows[0] ?? { total: 0, placed: 0 }
}

/** Where three within thirty days are worth a look: the same item, or one client's same service. */
export const recurrencesBy = async (
  db: Database,
  by: 'ci' | 'service',
  { now, filter }: { now: Counted; filter: Filter },
): Promise<Map<string, number>> => {
  const since = now.until.subtract({ hours: 30 * 24 })
  const from = Temporal.Instant.compare(since, now.from) < 0 ? since : now.from
  const who = by === 'service' ? sql`r.service_id, r.client_id` : keys.ci
  const { rows } = await sql<{ key: string; n: number }>`
    select key, max(n)::int as n from (
      select ${keys[by]} as key, count(*) over (partition by ${who} order by r.recorded_at
        range between current row and interval '30 days' following) as n
      from record r ${itemsFor(by)}
      where r.recorded_at >= ${from} and r.recorded_at < ${now.until} and ${counts(filter, isPerClient(by, filter))}) dense
    where key is not null and n >= 3 group by key`.execute(db)
  return new Map(rows.map(({ key, n }) => [key, n]))
}

const named: Readonly<Record<Exclude<KeyedDimension, 'cause'>, RawBuilder<unknown>>> = {
  service: sql`select id::text as key, jsonb_build_object('fr', name) as name from service`,
  client: sql`select id::text as key, jsonb_build_object('fr', name) as name from client`,
  category: sql`select id::text as key, name from category`,
  ciType: sql`select id::text as key, name from ci_type`,
  ci: sql`select c.id::text as key, jsonb_build_object('fr', c.number || ' ' || s.name) as name from ci c
    join lateral (select name from ci_state s where s.ci_id = c.id order by valid_from desc limit 1) s on true`,
}

export const namesOf = async (
  db: Database,
  by: Exclude<KeyedDimension, 'cause'>,
  wanted: readonly string[],
): Promise<Map<string, Words>> => {
  if (wanted.length === 0) return new Map()
  const { rows } = await sql<{ key: string; name: Words }>`select key, name from (${named[by]}) named
    where key = any(${[...wanted]}::text[])`.execute(db)
  return new Map(rows.map(({ key, name }) => [key, name]))
}

/** Numbers of the incidents of a group, the latest first. */
export const numbersOf = async (
  db: Database,
  by: KeyedDimension,
  { now, filter, key }: { now: Counted; filter: Filter; key: string },
): Promise<string[]> => {
  const { rows } = await sql<{ number: string }>`select r.number from (
      select distinct r.id, r.number, r.recorded_at from record r ${itemsFor(by)}
      where r.recorded_at >= ${now.from} and r.recorded_at < ${now.until} and ${counts(filter, isPerClient(by, filter))}
        and ${keys[by]} = ${key}) r
    order by r.recorded_at desc, r.id desc limit 200`.execute(db)
  return rows.map(({ number }) => number)
}
