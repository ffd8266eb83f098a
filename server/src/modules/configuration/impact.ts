import type { configurationApi } from '#contract/configuration/api.ts'
import type { CiState, Impact } from '#contract/configuration/shape.ts'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import type { Database } from '#platform/database/connect.ts'
import { together } from '#platform/database/connect.ts'
import { notFound } from '#platform/failure.ts'
import { standing } from './queries.ts'
import { concernedBy, downAmong, groupOf, groupsIn, type Bearing } from './spread.ts'

type Input = z.output<(typeof configurationApi)['impact']['input']>

/** More nodes than these nobody looks at; services and clients are counted from all. */
const mostShown = 1000

export const readImpact = async (
  { db }: Context,
  { number, at, direction, depth }: Input,
): Promise<Impact> => {
  const start = await db.selectFrom('ci').select('id').where('number', '=', number).executeTakeFirst()
  if (start === undefined) throw notFound()
  return impactOf(db, [start.id], { at, direction, depth })
}

export interface Reach {
  at?: string | undefined
  direction: 'up' | 'down'
  depth: number
}

/** What several items that fail together carry, or need. */
export const impactOf = async (db: Database, starts: readonly string[], reach: Reach): Promise<Impact> => {
  const [reached, bearings] = await together([nodesFrom(db, starts, reach), edgesFrom(db, starts, reach)])
  const down =
    reach.direction === 'down' ? new Set(reached.map(({ id }) => id)) : downAmong(new Set(starts), bearings)
  const stopped = reach.direction === 'down' ? new Set<string>() : down
  const groups = groupsIn(bearings, stopped)
  const shown = reached.slice(0, mostShown)
  const numbers = new Map(shown.map(({ id, number }) => [id, number]))
  const services = servicesIn(reached, down)
  return {
    nodes: shown.map((row) => ({
      number: row.number,
      name: row.name,
      type: row.type,
      state: row.state,
      clientId: row.client_id,
      depth: row.depth,
      hit: hitOf(row.id, down),
    })),
    edges: bearings.flatMap((bearing) => {
      const { from, to, kind, spare, carrier } = bearing
      const [one, other] = [numbers.get(from), numbers.get(to)]
      if (one === undefined || other === undefined) return []
      const end = carrier === from ? ('from' as const) : ('to' as const)
      return [
        { from: one, to: other, kind, spare, carrier: end, group: groups.get(groupOf(bearing)) ?? null },
      ]
    }),
    services,
    clients:
      reach.direction === 'down'
        ? await clientsOf(db, reached, new Map(services.map(({ id }) => [id, 'all' as const])))
        : await clientsHit(db, starts, { reached, bearings }),
    isCut: reached.length > shown.length,
  }
}

/** Services and clients alone, for those who show nothing of what lies between: one walk instead of two. */
export const affectedBy = async (
  db: Database,
  starts: readonly string[],
): Promise<Pick<Impact, 'services' | 'clients'>> => {
  if (starts.length === 0) return { services: [], clients: [] }
  const { rows } = await sql<BorneRow>`
    with recursive ${walk(starts, { direction: 'up', depth: deepest })},
    nearest as materialized (select id, min(depth) as depth from reached group by id)
    select n.id, c.number, s.name, s.client_id, v.is_essential, (select jsonb_agg(jsonb_build_array(r.carrier_id, r.spare)) from ci_relation r
      where r.carried_id = n.id and ${standing('r', undefined)} and (r.spare is not null or r.carrier_id in (select id from nearest))) as borne
    from nearest n join ci_state s on s.ci_id = n.id and ${standing('s', undefined)} join ci c on c.id = n.id left join service v on v.id = n.id
    order by n.depth, s.plain_name, n.id`.execute(db)
  const bearings = rows.flatMap(({ id, borne }) =>
    (borne ?? []).map(([carrier, spare]) => ({ carrier, carried: id, spare })),
  )
  return {
    services: servicesIn(rows, downAmong(new Set(starts), bearings)),
    clients: await clientsHit(db, starts, { reached: rows, bearings }),
  }
}

/** As far as somebody looks who names no depth. */
export const deepest = 8

type Borne = Pick<NodeRow, 'id' | 'number' | 'name' | 'client_id' | 'is_essential'>
type BorneRow = Borne & { borne: [carrier: string, spare: string | null][] | null }

const hitOf = (id: string, down: ReadonlySet<string>) =>
  down.has(id) ? ('down' as const) : ('weakened' as const)

const servicesIn = (reached: readonly Borne[], down: ReadonlySet<string>): Impact['services'] =>
  reached.flatMap(({ id, number, name, is_essential }) =>
    is_essential === null ? [] : [{ id, number, name, isEssential: is_essential, hit: hitOf(id, down) }],
  )

const clientsHit = (
  db: Database,
  starts: readonly string[],
  { reached, bearings }: { reached: readonly Borne[]; bearings: readonly Bearing[] },
): Promise<Impact['clients']> =>
  clientsOf(
    db,
    reached,
    concernedBy(starts, bearings, {
      clientOf: new Map(reached.map(({ id, client_id }) => [id, client_id])),
      services: new Set(reached.flatMap(({ id, is_essential }) => (is_essential === null ? [] : [id]))),
    }),
  )

interface NodeRow {
  id: string
  number: string
  name: string
  type: string
  state: CiState
  client_id: string | null
  depth: number
  /** Of a service; null: it is none. */
  is_essential: boolean | null
}

/** Items that are reached; one on several ways counts by the shortest. */
const walk = (starts: readonly string[], { at, direction, depth }: Reach) => {
  const [here, there] = direction === 'up' ? ['carrier_id', 'carried_id'] : ['carried_id', 'carrier_id']
  return sql`reached (id, depth) as (
    select start, 0 from unnest(${[...starts]}::uuid[]) start
    union
    select r.${sql.ref(there ?? '')}, w.depth + 1 from reached w join ci_relation r on r.${sql.ref(here ?? '')} = w.id and ${standing('r', at)}
    where w.depth < ${depth})`
}

const nodesFrom = async (db: Database, starts: readonly string[], reach: Reach): Promise<NodeRow[]> => {
  const { rows } = await sql<NodeRow>`
    with recursive ${walk(starts, reach)},
    nearest as (select id, min(depth) as depth from reached group by id)
    select n.id, c.number, s.name, t.key as type, s.state, s.client_id, n.depth, v.is_essential
    from nearest n join ci c on c.id = n.id join ci_state s on s.ci_id = n.id and ${standing('s', reach.at)} join ci_type t on t.id = s.type_id
      left join service v on v.id = n.id
    order by n.depth, s.plain_name, n.id`.execute(db)
  return rows
}

/** Of those reached, with the ones that stand in for them. */
const edgesFrom = async (
  db: Database,
  starts: readonly string[],
  reach: Reach,
): Promise<(Bearing & { from: string; to: string; kind: string })[]> => {
  const { rows } = await sql<Bearing & { from: string; to: string; kind: string }>`
    with recursive ${walk(starts, reach)},
    inside as (select distinct id from reached)
    select r.from_id as "from", r.to_id as "to", r.kind, r.spare, r.carrier_id as carrier, r.carried_id as carried
    from inside i join ci_relation r on r.carried_id = i.id and ${standing('r', reach.at)}
    where r.spare is not null or r.carrier_id in (select id from inside)`.execute(db)
  return rows
}

const clientsOf = async (
  db: Database,
  nodes: readonly Borne[],
  concerned: ReadonlyMap<string, ReadonlySet<string> | 'all'>,
): Promise<Impact['clients']> => {
  const owners = [...new Set(nodes.flatMap(({ client_id }) => (client_id === null ? [] : [client_id])))]
  const forAll = [...concerned].flatMap(([service, clients]) => (clients === 'all' ? [service] : []))
  const pairs = [...concerned].flatMap(([service, clients]) =>
    clients === 'all' ? [] : [...clients].map((client) => ({ service, client })),
  )
  if (owners.length === 0 && concerned.size === 0) return []
  const { rows } = await sql<Impact['clients'][number]>`
    with agreed as (select a.client_id, a.id, s.name from agreement a join service s on s.id = a.service_id
      where a.ended_at is null and (a.service_id = any(${forAll}::uuid[]) or (a.service_id, a.client_id) in (
        select * from unnest(${pairs.map(({ service }) => service)}::uuid[], ${pairs.map(({ client }) => client)}::uuid[]))))
    select c.id, c.name, coalesce((select jsonb_agg(jsonb_build_object('id', a.id, 'serviceName', a.name) order by a.name)
      from agreed a where a.client_id = c.id), '[]') as agreements
    from client c where c.id = any(${owners}::uuid[]) or c.id in (select client_id from agreed) order by plain(c.name)`.execute(
    db,
  )
  return rows
}
