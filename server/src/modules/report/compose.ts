import type { CiType } from '#contract/configuration/shape.ts'
import type { ConfigurationReport, ReportItem } from '#contract/report/shape.ts'
import { sql } from 'kysely'
import type { Context } from '#platform/context.ts'
import type { Database } from '#platform/database/connect.ts'
import { together } from '#platform/database/connect.ts'
import { invalid, notFound } from '#platform/failure.ts'
import { contentOf, everyType, standing, type ContentRow } from '../configuration/index.ts'
import { changeOf, mostSteps, readSteps, type Period } from './changes.ts'
import { readDeviations, sayDeviations } from './deviations.ts'

const mostItems = 5000
/** How far ahead the report looks for what ends. */
const horizon = { days: 90 }

/** A report tells what has changed since the last one; the first one looks back a quarter. */
export const periodOf = async (
  { db, now }: Pick<Context, 'db' | 'now'>,
  { clientId, at, from }: { clientId: string; at?: string | undefined; from?: string | undefined },
): Promise<Period> => {
  const end = at === undefined ? now : Temporal.Instant.from(at)
  if (Temporal.Instant.compare(end, now) > 0) throw invalid('at', 'not an instant of the future')
  if (from !== undefined) {
    const start = Temporal.Instant.from(from)
    if (Temporal.Instant.compare(start, end) >= 0) throw invalid('from', 'before the instant that is shown')
    return { clientId, from: start, at: end }
  }
  const last = await db
    .selectFrom('configuration_report')
    .select((row) => row.fn.max('at').as('at'))
    .where('client_id', '=', clientId)
    .where('at', '<', end)
    .executeTakeFirst()
  return { clientId, from: last?.at ?? end.subtract({ hours: 24 * 91 }), at: end }
}

interface ItemRow extends ContentRow {
  ci_id: string
  number: string
  type_id: string
  owner_name: string | null
  verified_at: Temporal.Instant | null
  services: string[]
}

/** All of it as it was at the end of the period; the same instant says the same whenever it is asked. */
export const composeReport = async (
  { db, now }: Pick<Context, 'db' | 'now'>,
  period: Period,
): Promise<ConfigurationReport> => {
  const { clientId, from, at } = period
  const [client, baseline, types, rows, steps, tickets, names, deviations] = await together([
    db.selectFrom('client').select(['id', 'name']).where('id', '=', clientId).executeTakeFirst(),
    baselineAt(db, period),
    everyType(db),
    readItems(db, period),
    readSteps(db, period),
    readTickets(db, period),
    ownerNames(db, period),
    readDeviations(db, period),
  ])
  if (client === undefined) throw notFound()
  const typeOf = lookUp(types)
  const items = rows.slice(0, mostItems).map((row) => asItem(row, typeOf(row.type_id)))
  const nameOf = (id: string) => names.get(id) ?? '–'
  const history = steps
    .slice(0, mostSteps)
    .map((row) => changeOf(row, typeOf, nameOf))
    .filter((change) => change !== null)
  const count = (what: 'added' | 'changed' | 'gone') =>
    new Set(history.filter((change) => change.what === what).map(({ number }) => number)).size
  return {
    client,
    from: from.toString(),
    at: at.toString(),
    extractedAt: now.toString(),
    baseline,
    summary: {
      total: items.length,
      types: tally(items),
      added: count('added'),
      changed: count('changed'),
      gone: count('gone'),
    },
    items,
    history,
    tickets,
    deviations: sayDeviations(deviations, typeOf, nameOf),
    expiries: expiriesIn(items, at),
    isCut: rows.length > mostItems || steps.length > mostSteps,
  }
}

const lookUp = (types: readonly CiType[]) => {
  const byId = new Map(types.map((type) => [type.id, type]))
  return (id: string): CiType => {
    const type = byId.get(id)
    if (type === undefined) throw new Error(`There is no type ${id}.`)
    return type
  }
}

const asItem = (row: ItemRow, type: CiType): ReportItem => {
  const { attributes } = contentOf(row)
  return {
    number: row.number,
    name: row.name,
    type: type.name,
    state: row.state,
    location: row.location,
    owner: row.owner_name,
    criticality: row.criticality,
    services: row.services,
    ends: type.attributes.flatMap(({ key, name, isExpiry, isInternal }) => {
      const on = attributes[key]
      return isExpiry && !isInternal && typeof on === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(on)
        ? [{ label: name, on }]
        : []
    }),
    verifiedAt: row.verified_at?.toString() ?? null,
  }
}

/** By type in the order in which types come, and in each by state. */
const tally = (items: readonly ReportItem[]): ConfigurationReport['summary']['types'] => {
  const byType = Map.groupBy(items, ({ type }) => type.fr)
  return [...byType.values()].map((ofType) => {
    const byState = Map.groupBy(ofType, ({ state }) => state)
    return {
      type: ofType[0]?.type ?? { fr: '–' },
      total: ofType.length,
      states: [...byState].map(([state, { length }]) => ({ state, count: length })),
    }
  })
}

const expiriesIn = (items: readonly ReportItem[], at: Temporal.Instant): ConfigurationReport['expiries'] => {
  const today = at.toZonedDateTimeISO('UTC').toPlainDate()
  const last = today.add(horizon)
  return items
    .flatMap(({ number, name, ends }) =>
      ends.map(({ label, on }) => ({
        number,
        name,
        label,
        on,
        days: today.until(Temporal.PlainDate.from(on), { largestUnit: 'day' }).days,
      })),
    )
    .filter(({ on }) => Temporal.PlainDate.compare(Temporal.PlainDate.from(on), last) <= 0)
    .toSorted((one, other) => one.days - other.days)
}

const baselineAt = async (db: Database, { clientId, at }: Period): Promise<string | null> => {
  const row = await db
    .selectFrom('baseline')
    .select('name')
    .where('at', '=', at)
    .where((or) => or.or([or('client_id', 'is', null), or('client_id', '=', clientId)]))
    .orderBy(sql`client_id is null`)
    .executeTakeFirst()
  return row?.name ?? null
}

/** Last verification: the anchor knows the latest one; of a past instant the journal tells which it was then. */
const readItems = async (db: Database, { clientId, at }: Period): Promise<ItemRow[]> => {
  const instant = at.toString()
  const { rows } = await sql<ItemRow>`
    with recursive reached (start, id) as (
      select s.ci_id, s.ci_id from ci_state s where ${standing('s', instant)} and s.client_id = ${clientId}
      union
      select w.start, r.carried_id from reached w join ci_relation r on r.carrier_id = w.id and ${standing('r', instant)}),
    carried as (
      select w.start, array_agg(s.name order by s.plain_name) as services
      from reached w join ci_state s on s.ci_id = w.id and ${standing('s', instant)} join ci_type t on t.id = s.type_id
      where t.key = 'service' and w.id <> w.start and (s.client_id is null or s.client_id = ${clientId}) group by w.start)
    select s.ci_id, c.number, s.type_id, s.name, s.state, s.client_id, s.owner_id, s.supplier_id, s.location, '' as description, s.criticality,
      s.attributes, o.name as owner_name, coalesce(carried.services, '{}') as services,
      case when c.verified_at <= ${at} then c.verified_at
        when c.verified_at is not null then (select max(e.at) from journal_entry e where e.subject_id = c.id and e.event = 'ci.verified' and e.at <= ${at})
      end as verified_at
    from ci_state s join ci c on c.id = s.ci_id join ci_type t on t.id = s.type_id left join person o on o.id = s.owner_id
      left join carried on carried.start = s.ci_id
    where ${standing('s', instant)} and s.client_id = ${clientId} and s.state <> 'disposed'
    order by t.position, t.id, s.plain_name, s.ci_id limit ${mostItems + 1}`.execute(db)
  return rows
}

/** Those who own, or owned, something of this client. */
const ownerNames = async (db: Database, { clientId }: Period): Promise<Map<string, string>> => {
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from person where id in (select owner_id from ci_state where client_id = ${clientId})`.execute(
    db,
  )
  return new Map(rows.map(({ id, name }) => [id, name]))
}

interface TicketRow {
  number: string
  title: string
  recorded_at: Temporal.Instant
  items: { number: string; name: string }[]
}

/** Open at that instant, of the client, and not between one requester and us. */
const readTickets = async (
  db: Database,
  { clientId, at }: Period,
): Promise<ConfigurationReport['tickets']> => {
  const instant = at.toString()
  const { rows } = await sql<TicketRow>`
    select r.number, r.title, r.recorded_at, jsonb_agg(jsonb_build_object('number', c.number, 'name', s.name) order by s.plain_name) as items
    from record r join record_ci rc on rc.record_id = r.id and rc.at <= ${at} join ci c on c.id = rc.ci_id
      join ci_state s on s.ci_id = c.id and ${standing('s', instant)} and s.client_id = ${clientId}
    where r.client_id = ${clientId} and not r.is_confidential and r.merged_into_id is null
      and r.recorded_at <= ${at} and (r.closed_at is null or r.closed_at > ${at})
    group by r.id order by r.recorded_at desc, r.id desc limit 500`.execute(db)
  return rows.map(({ recorded_at, ...row }) => ({ ...row, recordedAt: recorded_at.toString() }))
}
