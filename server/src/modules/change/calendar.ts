import type { CalendarEntry, changeCalendarApi, ConflictKind } from '#contract/change/calendar.ts'
import { riskOf } from '#contract/change/risk.ts'
import { RiskAnswers } from '#contract/change/shape.ts'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { together, type Database } from '#platform/database/connect.ts'
import { invalid } from '#platform/failure.ts'
import { closedDays, openStretches, timelinesOf } from '../calendar/index.ts'
import { conflictsOf, type Time } from './conflicts.ts'
import { freezesIn } from './freezes.ts'
import { keepsFreezes, worksOnChanges } from './policy.ts'
import { classifiedIn } from './row.ts'
import { isAhead, surroundingsOf } from './surroundings.ts'

type Input<Name extends keyof typeof changeCalendarApi> = z.output<(typeof changeCalendarApi)[Name]['input']>
type Entry = z.input<typeof CalendarEntry>

const longest = 366
/** Hours of service are bands of a week or a month, not of a year. */
const longestHours = 45
const most = 1000

/** Between two days of the reader's zone, the last one within. */
export const spanOf = (zone: string, { from, to }: { from: string; to: string }): Time & { days: number } => {
  const [first, last] = [Temporal.PlainDate.from(from), Temporal.PlainDate.from(to)]
  const days = first.until(last).days + 1
  if (days < 1 || days > longest) throw invalid('to', `between 0 and ${longest - 1} days after from`)
  return {
    from: first.toZonedDateTime(zone).toInstant(),
    to: last.add({ days: 1 }).toZonedDateTime(zone).toInstant(),
    days,
  }
}

/** Planned changes and what they have to fit in with. */
export const readCalendar = async (context: Context, { from, to, ...asked }: Input<'calendar'>) => {
  const { db, actor } = context
  const { days, ...span } = spanOf(actor.zone, { from, to })
  const [rows, freezes, absences, timelines] = await together([
    changesIn(db, { ...span, ...asked }),
    freezesIn(db, { ...span, ...asked }),
    absencesIn(db, { ...span, person: asked.person }),
    timelinesFor(db, asked),
  ])
  const shown = rows.slice(0, most)
  const ahead = shown.flatMap(({ id, isAhead: hasWorkAhead }) => (hasWorkAhead ? [id] : []))
  const around = await surroundingsOf(db, ahead)
  const conflicts = (id: string): ConflictKind[] => {
    const found = around.get(id)
    if (found === undefined) return []
    const kinds = conflictsOf(found.planned, { ...found.around, hours: [] }).map(({ kind }) => kind)
    return [...new Set(kinds)]
  }
  const items: Entry[] = [
    ...shown.map((row) => asEntry(row, { conflicts: conflicts(row.id), works: worksOnChanges(actor) })),
    ...freezes.map((freeze): Entry => ({
      kind: freeze.kind,
      from: freeze.from,
      to: freeze.to,
      freeze,
    })),
    ...absences.map((row): Entry => ({
      kind: 'absence',
      from: row.from,
      to: row.to,
      person: { id: row.personId, name: row.name },
    })),
    ...onePerDay(timelines.flatMap((timeline) => closedDays(timeline, span))).map((day): Entry => ({
      kind: 'closed',
      ...day,
    })),
    ...(asked.client === undefined || days > longestHours
      ? []
      : timelines.flatMap((timeline) =>
          openStretches(timeline, span.from, span.to).map((stretch): Entry => ({
            kind: 'hours',
            from: stretch.from,
            to: stretch.to,
          })),
        )),
  ]
  return { items, zone: actor.zone, isCut: rows.length > most, mayFreeze: keepsFreezes(actor) }
}

interface Row {
  id: string
  number: string
  title: string
  facts: unknown
  risk: unknown
  version: number
  clientId: string | null
  clientName: string | null
  serviceId: string | null
  serviceName: string | null
  from: Temporal.Instant
  to: Temporal.Instant
  outageMinutes: number | null
  people: { id: string; name: string }[]
  round: string | null
  isStandard: boolean
  isAhead: boolean
  isWaiting: boolean
}

interface Asked extends Time {
  client?: string | undefined
  service?: string | undefined
  person?: string | undefined
  /** Only what may be carried out as it stands. */
  isApproved?: boolean
}

/** Those with a window in a span; what was called off or refused is not in the calendar. */
export const changesIn = async (
  db: Database,
  { from, to, client = null, service = null, person = null, isApproved = false }: AskedOf<Asked>,
): Promise<Row[]> => {
  const { rows } = await sql<Row>`
    select r.id, r.number, r.title, r.facts, r.version, r.client_id as "clientId", cl.name as "clientName", r.service_id as "serviceId",
      s.name as "serviceName", c.risk, c.window_from as "from", c.window_to as "to", c.outage_minutes as "outageMinutes", w.people,
      change_round_state(r.id, change_last_round(r.id)) as round, change_is_standard(r.id) as "isStandard", ${isAhead} as "isAhead",
      r.waits_for_id is not null as "isWaiting"
    from change c join record r on r.id = c.record_id left join client cl on cl.id = r.client_id left join service s on s.id = r.service_id
      cross join lateral (select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'name', person_name(p.id)) order by p.id), '[]') as people,
          coalesce(array_agg(p.id), '{}') as ids
        from (select r.assignee_id as id where r.assignee_id is not null
          union select t.owner_id from change_task t where t.record_id = r.id and t.owner_id is not null) p) w
    where tstzrange(c.window_from, c.window_to) && tstzrange(${from}, ${to}) and c.window_from is not null and r.merged_into_id is null
      and (r.closed_at is null or r.outcome in ('implemented', 'backed-out'))
      and (${client}::uuid is null or r.client_id = ${client} or exists (select from record_ci n join ci_state i on i.ci_id = n.ci_id
        and i.valid_to = 'infinity' where n.record_id = r.id and i.client_id = ${client}))
      and (${service}::uuid is null or r.service_id = ${service})
      and (${person}::uuid is null or ${person}::uuid = any(w.ids))
      and (not ${isApproved}::boolean or change_is_standard(r.id) or change_round_state(r.id, change_last_round(r.id)) = 'approved')
    order by c.window_from, r.id limit ${most + 1}`.execute(db)
  return rows
}

type AskedOf<T> = { [Key in keyof T]: T[Key] | (undefined extends T[Key] ? null : never) }

const asEntry = (
  row: Row,
  { conflicts, works }: { conflicts: ConflictKind[]; works: boolean },
): Entry & { kind: 'change' } => ({
  kind: 'change',
  from: row.from,
  to: row.to,
  number: row.number,
  title: row.title,
  type: classifiedIn(row.facts).changeType,
  state: stateOf(row),
  client: named(row.clientId, row.clientName),
  service: named(row.serviceId, row.serviceName),
  people: row.people,
  risk: riskLevelOf(row),
  outageMinutes: row.outageMinutes,
  conflicts,
  mayMove: works && row.isAhead && !row.isWaiting,
  voids: row.round === 'open' || row.round === 'approved',
  version: row.version,
})

const stateOf = ({ isAhead: hasWorkAhead, round, isStandard }: Row) => {
  if (!hasWorkAhead) return 'done' as const
  if (round === 'approved' || isStandard) return 'approved' as const
  return round === 'open' ? ('submitted' as const) : ('planned' as const)
}

export const riskLevelOf = ({ risk }: { risk: unknown }) =>
  riskOf(RiskAnswers.catch({}).parse(risk))?.level ?? null

const named = (id: string | null, name: string | null) => (id === null ? null : { id, name: name ?? '' })

const absencesIn = async (
  db: Database,
  { from, to, person }: Time & { person?: string | undefined },
): Promise<(Time & { personId: string; name: string })[]> => {
  const { rows } = await sql<Time & { personId: string; name: string }>`
    select a.person_id as "personId", person_name(a.person_id) as name, a.starts_at as "from", a.ends_at as "to" from absence a
    where a.ended_at is null and a.starts_at < ${to} and a.ends_at > ${from} and (${person ?? null}::uuid is null or a.person_id = ${person ?? null})
    order by a.starts_at, a.id limit ${most}`.execute(db)
  return rows
}

/** By what was agreed with the client, else the usual calendar. */
const timelinesFor = async (
  db: Database,
  { client, service }: { client?: string | undefined; service?: string | undefined },
) => {
  const { rows } = await sql<{ ids: string[] }>`select coalesce(
      (select jsonb_agg(distinct a.calendar_id) from agreement a where a.client_id = ${client ?? null} and a.ended_at is null
        and (${service ?? null}::uuid is null or a.service_id = ${service ?? null})),
      (select jsonb_agg(u.id) from artefact u where u.kind = 'calendar' and u.key = 'default' and u.client_id is null), '[]') as ids`.execute(
    db,
  )
  return [...(await timelinesOf(db, rows[0]?.ids ?? [])).values()]
}

const onePerDay = <Closed extends { day: string }>(days: readonly Closed[]): Closed[] =>
  [...new Map(days.map((one) => [one.day, one])).values()].toSorted((a, b) => a.day.localeCompare(b.day))
