import { TitleItem } from '#contract/licence/shape.ts'
import { sql, type RawBuilder, type SqlBool } from 'kysely'
import { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { decodeCursor, page } from '#platform/cursor.ts'
import { together } from '#platform/database/connect.ts'
import { escaped } from '#platform/database/matching.ts'
import { notFound } from '#platform/failure.ts'
import { keepsItems } from '../configuration/index.ts'
import { every, isLiving, ofClient, type Input, type Output } from './scope.ts'

interface TitleRow {
  id: string
  title: string
  publisher: string | null
  key: string
  place: number | string | null
  versions: number
  machines: number
  firstSeen: Temporal.Instant | null
  lastSeen: Temporal.Instant | null
  isLicensed: boolean
  isFollowed: boolean
}

/** Items and licences that stand for a title and are not done with. */
const standsFor = (isLicence: boolean) => sql<SqlBool>`exists (
  select from ci_title x join ci_state s on s.ci_id = x.ci_id and s.valid_to = 'infinity' and s.state not in ('retired', 'disposed')
    join ci_type k on k.id = s.type_id
  where x.title_id = t.id and x.ended_at is null and ${isLicence ? sql<SqlBool>`k.key = 'licence'` : sql<SqlBool>`k.key <> 'licence'`})`

/** What is said of each title of a page: by one index, whatever the number of installations elsewhere. */
const factsOf = (client: string | undefined) => sql`
  select count(distinct i.ci_id) filter (where i.gone_at is null)::int as machines,
    count(distinct i.version) filter (where i.gone_at is null)::int as versions, min(i.first_seen) as "firstSeen",
    max(case when i.gone_at is null then greatest(i.first_seen, a.last_software_at) else i.gone_at end) as "lastSeen"
  from installation i join ci_state m on m.ci_id = i.ci_id and ${isLiving} and ${ofClient(client)} left join machine a on a.ci_id = i.ci_id
  where i.title_id = t.id`

const named = (client: string | undefined, from: RawBuilder<unknown>) => sql<TitleRow>`
  select t.id, t.title, t.publisher, t.key, t.place, f.*, ${standsFor(true)} as "isLicensed", ${standsFor(false)} as "isFollowed"
  from ${from} t cross join lateral (${factsOf(client)}) f`

export const listTitles = async ({ db }: Context, input: Input<'listTitles'>) => {
  const { limit, client } = input
  const { rows } = await sql<TitleRow>`with page as (${pageOf(input)})
    ${named(client, sql`page`)} order by ${orders[input.sort]}`.execute(db)
  const shown = page(rows, limit, ({ place, key }) => [place, key])
  return { items: shown.rows.map(asTitle), nextCursor: shown.nextCursor }
}

const orders = {
  name: sql`t.key`,
  machines: sql`t.place::int desc, t.key`,
  recent: sql`t.place::timestamptz desc, t.key`,
} as const

/** By name the titles are walked in their order; by what is counted, all installations in scope are counted once. */
const pageOf = ({ q, client, licensed, sort, cursor, limit }: Input<'listTitles'>) => {
  const behind = cursor === undefined ? null : decodeCursor(cursor, 2)
  const wanted: RawBuilder<SqlBool>[] = [
    ...(q === undefined || q === ''
      ? []
      : [sql<SqlBool>`t.plain_name like '%' || plain(${escaped(q)}) || '%'`]),
    ...(licensed === undefined ? [] : [licensed ? standsFor(true) : sql<SqlBool>`not ${standsFor(true)}`]),
  ]
  const installed = sql`installation i join ci_state m on m.ci_id = i.ci_id and ${isLiving} and ${ofClient(client)}`
  if (sort === 'name') {
    // Of one client all are known at once; of all, the next titles of the walk are asked one by one.
    const isThere =
      client === undefined
        ? sql<SqlBool>`exists (select from ${installed} where i.title_id = t.id and i.gone_at is null)`
        : sql<SqlBool>`t.id = any(array(select distinct i.title_id from ${installed} where i.gone_at is null))`
    const after = behind === null ? [] : [sql<SqlBool>`t.key > ${behind[1]}::text`]
    return sql`select t.id, t.title, t.publisher, t.key, null::text as place from software_title t
      where ${every([...wanted, isThere, ...after])} order by t.key limit ${limit + 1}`
  }
  // Without a client: in the order of the index, the few machines that are gone left out by a look into a small set.
  const all =
    client === undefined
      ? sql`installation i where i.ci_id not in (
          select a.ci_id from machine a where not exists (select from ci_state m where m.ci_id = a.ci_id and ${isLiving}))`
      : sql`${installed} where true`
  const counted =
    sort === 'machines'
      ? sql`select i.title_id, count(distinct i.ci_id)::int as place from ${all} and i.gone_at is null group by i.title_id`
      : sql`select i.title_id, min(i.first_seen) as place from ${all} group by i.title_id having bool_or(i.gone_at is null)`
  const kind = sort === 'machines' ? sql`int` : sql`timestamptz`
  const after =
    behind === null
      ? []
      : [
          sql<SqlBool>`(c.place < ${behind[0]}::${kind} or (c.place = ${behind[0]}::${kind} and t.key > ${behind[1]}::text))`,
        ]
  return sql`select t.id, t.title, t.publisher, t.key, c.place::text as place from (${counted}) c join software_title t on t.id = c.title_id
    where ${every([...wanted, ...after])} order by c.place desc, t.key limit ${limit + 1}`
}

const asTitle = ({ key: _key, place: _place, firstSeen, lastSeen, ...row }: TitleRow) => ({
  ...row,
  firstSeen: firstSeen?.toString() ?? null,
  lastSeen: lastSeen?.toString() ?? null,
})

export const readTitle = async (
  { actor, db }: Context,
  { id, client }: Input<'readTitle'>,
): Promise<Output<'readTitle'>> => {
  const one = sql`(select id, title, publisher, key, null::text as place from software_title where id = ${id})`
  const [{ rows }, seen, items] = await together([
    named(client, one).execute(db),
    sql<{ version: string; machines: number; since: Temporal.Instant }>`
      select i.version, count(distinct i.ci_id)::int as machines, min(i.first_seen) as since
      from installation i join ci_state m on m.ci_id = i.ci_id and ${isLiving} and ${ofClient(client)}
      where i.title_id = ${id} and i.gone_at is null group by i.version order by 2 desc, i.version desc limit 100`.execute(
      db,
    ),
    sql<TitleItem>`
      select distinct c.number, s.name, k.key as type, s.state, cl.name as "clientName"
      from ci_title x join ci c on c.id = x.ci_id join ci_state s on s.ci_id = c.id and s.valid_to = 'infinity'
        join ci_type k on k.id = s.type_id left join client cl on cl.id = s.client_id
      where x.title_id = ${id} and x.ended_at is null order by s.name, c.number limit 200`.execute(db),
  ])
  const [row] = rows
  if (row === undefined) throw notFound()
  return {
    ...asTitle(row),
    seen: seen.rows.map((line) => ({ ...line, since: line.since.toString() })),
    items: z.array(TitleItem).parse(items.rows),
    mayWrite: keepsItems(actor),
  }
}

interface InstallationRow {
  handle: string
  place: string
  number: string
  name: string
  type: string
  clientId: string | null
  clientName: string | null
  version: string
  arch: string
  since: Temporal.Instant
  lastSeen: Temporal.Instant
}

export const listInstallations = async (
  { db }: Context,
  { id, client, version, cursor, limit }: Input<'listInstallations'>,
) => {
  const behind = cursor === undefined ? null : decodeCursor(cursor, 2)
  const handle = sql`m.ci_id::text || ' ' || i.version || ' ' || i.arch`
  const { rows } = await sql<InstallationRow>`
    select ${handle} as handle, m.plain_name as place, c.number, m.name, k.key as type, m.client_id as "clientId", cl.name as "clientName",
      i.version, i.arch, i.first_seen as since, greatest(i.first_seen, a.last_software_at) as "lastSeen"
    from installation i join ci_state m on m.ci_id = i.ci_id and ${isLiving} and ${ofClient(client)} join ci c on c.id = m.ci_id
      join ci_type k on k.id = m.type_id left join client cl on cl.id = m.client_id left join machine a on a.ci_id = i.ci_id
    where ${every([
      sql<SqlBool>`i.title_id = ${id} and i.gone_at is null`,
      ...(version === undefined ? [] : [sql<SqlBool>`i.version = ${version}`]),
      ...(behind === null
        ? []
        : [sql<SqlBool>`(m.plain_name, ${handle}) > (${behind[0]}::text, ${behind[1]}::text)`]),
    ])} order by m.plain_name, ${handle} limit ${limit + 1}`.execute(db)
  const shown = page(rows, limit, (row) => [row.place, row.handle])
  return {
    items: shown.rows.map(({ handle: key, place: _place, since, lastSeen, ...row }) => ({
      ...row,
      id: key,
      since: since.toString(),
      lastSeen: lastSeen.toString(),
    })),
    nextCursor: shown.nextCursor,
  }
}
