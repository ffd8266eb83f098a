import { Calendar } from '#contract/calendar/shape.ts'
import type { OnCallLine, teamApi } from '#contract/team/api.ts'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { asCsv } from '#platform/csv.ts'
import type { Download } from '#platform/http/bind.ts'
import { ensure, isAdministratorOrTop, keepsRelations } from '#platform/policy.ts'
import { contentsOf, liveVersions } from '../artefact/index.ts'
import { isOpenAt, minutesBetween, type CalendarTimeline } from '../calendar/index.ts'
import { zoneOf } from './rota.ts'
import { measureTurn, within, type Span } from './turns.ts'

type Input<Name extends keyof typeof teamApi> = z.output<(typeof teamApi)[Name]['input']>

/** Who keeps teams reads everybody's; others their own. */
export const readStatement = async (
  context: Context,
  { month }: Input<'onCallStatement'>,
): Promise<{ items: OnCallLine[] }> => {
  const { db, actor, now } = context
  const zone = await zoneOf(context)
  const first = Temporal.PlainDate.from(`${month}-01`)
  const limits = {
    from: first.toZonedDateTime(zone).toInstant(),
    until: first.add({ months: 1 }).toZonedDateTime(zone).toInstant(),
  }
  const seesAll = keepsRelations(actor)
  const turns = await db
    .selectFrom('on_call_turn')
    .select(['person_id', 'starts_at', 'ends_at'])
    .select(sql<string>`coalesce(person_name(person_id), '')`.as('name'))
    .where('ended_at', 'is', null)
    .where('starts_at', '<', limits.until)
    .where('ends_at', '>', limits.from)
    .$if(!seesAll, (query) => query.where('person_id', '=', actor.id))
    .orderBy('starts_at')
    .execute()
  const { timeline, holidays } = await usualHours(context, now)
  const touched = await touchedIn(context, limits, [...new Set(turns.map(({ person_id }) => person_id))])
  const byPerson = Map.groupBy(turns, ({ person_id }) => person_id)
  const items = [...byPerson].map(([personId, own]) => {
    const spans = own.flatMap(
      ({ starts_at, ends_at }) => within({ from: starts_at, until: ends_at }, limits) ?? [],
    )
    const measures = spans.map((span) => measureTurn(span, zone, holidays))
    const sum = (read: (measure: ReturnType<typeof measureTurn>) => number) =>
      measures.reduce((total, measure) => total + read(measure), 0)
    const served = spans.reduce((total, { from, until }) => total + minutesBetween(timeline, from, until), 0)
    const minutes = sum((measure) => measure.minutes)
    const calls = touched.filter(
      ({ person, at }) =>
        person === personId && spans.some((span) => holds(span, at)) && !isOpenAt(timeline, at),
    )
    return {
      personId,
      personName: own[0]?.name ?? '',
      turns: spans.length,
      minutes,
      outsideMinutes: Math.max(0, Math.round(minutes - served)),
      nights: sum((measure) => measure.nights),
      weekendDays: sum((measure) => measure.weekendDays),
      publicHolidays: sum((measure) => measure.publicHolidays),
      calls: new Set(calls.map(({ subject }) => subject)).size,
    }
  })
  return { items: items.toSorted((a, b) => a.personName.localeCompare(b.personName)) }
}

const columns: readonly [string, (line: OnCallLine) => string | number][] = [
  ['personne', (line) => line.personName],
  ['tours', (line) => line.turns],
  ['heures', (line) => (line.minutes / 60).toFixed(2)],
  ['heures hors service', (line) => (line.outsideMinutes / 60).toFixed(2)],
  ['nuits', (line) => line.nights],
  ['jours de week-end', (line) => line.weekendDays],
  ['jours fériés', (line) => line.publicHolidays],
  ['appels', (line) => line.calls],
]

export const exportStatement = async (context: Context, input: Input<'exportOnCall'>): Promise<Download> => {
  ensure(isAdministratorOrTop(context.actor) || keepsRelations(context.actor))
  const { items } = await readStatement(context, input)
  const { id } = await context.db.selectFrom('organisation').select('id').executeTakeFirstOrThrow()
  await context.emit({ subject: id, event: 'on-call.exported', body: { month: input.month } })
  const content = asCsv(
    columns.map(([name]) => name),
    items.map((line) => columns.map(([, read]) => read(line))),
  )
  return { name: `astreinte-${input.month}.csv`, mediaType: 'text/csv; charset=utf-8', content }
}

const holds = ({ from, until }: Span, at: Temporal.Instant): boolean =>
  Temporal.Instant.compare(from, at) <= 0 && Temporal.Instant.compare(at, until) < 0

/** What these people wrote into the journals of tickets, when. */
const touchedIn = async ({ db }: Context, { from, until }: Span, people: readonly string[]) => {
  const { rows } = await sql<{ person: string; subject: string; at: Temporal.Instant }>`
    select e.actor_id as person, e.subject_id as subject, e.at from journal_entry e join record r on r.id = e.subject_id
    where e.actor_id = any(${[...people]}::uuid[]) and e.at >= ${from} and e.at < ${until} limit 20000`.execute(
    db,
  )
  return rows
}

const usualHours = async ({ db }: Context, now: Temporal.Instant) => {
  const [version] = await liveVersions(db, [{ kind: 'calendar', key: 'default' }], now)
  if (version === undefined) return { timeline: never, holidays: new Set<string>() }
  const contents = await contentsOf(db, [version.id])
  const calendar = Calendar.parse(contents.get(version.id))
  const timeline: CalendarTimeline = [{ from: Temporal.Instant.fromEpochMilliseconds(0), calendar }]
  return { timeline, holidays: new Set(calendar.holidays.map(({ date }) => date)) }
}

const never: CalendarTimeline = []
