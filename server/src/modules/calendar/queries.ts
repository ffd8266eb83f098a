import type { calendarApi } from '#contract/calendar/api.ts'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context, OpenContext } from '#platform/context.ts'
import { holidayQuestions, holidayRegions, publicHolidays, type HolidayAnswers } from './holidays.ts'
import { hoursAt } from './hours.ts'
import { usualCalendar } from './kind.ts'
import { openStretches } from './service-time.ts'
import { timelinesOf } from './timelines.ts'

type Input<Name extends keyof typeof calendarApi> = z.output<(typeof calendarApi)[Name]['input']>

const countries = [
  ['FR', 'France'],
  ['CA', 'Canada'],
  ['BE', 'Belgique'],
  ['CH', 'Suisse'],
  ['LU', 'Luxembourg'],
  ['MC', 'Monaco'],
  ['DE', 'Allemagne'],
  ['ES', 'Espagne'],
  ['IT', 'Italie'],
  ['PT', 'Portugal'],
  ['GB', 'Royaume-Uni'],
  ['IE', 'Irlande'],
  ['NL', 'Pays-Bas'],
  ['US', 'États-Unis'],
] as const

export const listCountries = async (_context: OpenContext) => ({
  items: await Promise.all(
    countries.map(async ([code, name]) => ({
      code,
      name,
      regions: Object.entries(await holidayRegions(code)).map(([region, regionName]) => ({
        code: region,
        name: regionName,
      })),
    })),
  ),
})

export const listHolidays = async (
  _context: OpenContext,
  { country, region, from, to, ...given }: Input<'holidays'>,
) => {
  const years = Array.from({ length: Math.max(0, Math.min(20, to - from + 1)) }, (_, index) => from + index)
  const questions = holidayQuestions({ country, region })
  return {
    items: await publicHolidays({ country, region, years }, answered(given)),
    questions: questions.map(({ id, label, options }) => ({ id, label, options: [...options] })),
  }
}

const answered = ({ pentecostMonday, alsaceMoselle, easter }: HolidayAnswersGiven): HolidayAnswers => ({
  ...(pentecostMonday === undefined ? {} : { pentecostMonday }),
  ...(alsaceMoselle === undefined ? {} : { alsaceMoselle }),
  ...(easter === undefined ? {} : { easter }),
})

type HolidayAnswersGiven = { [Name in keyof HolidayAnswers]?: HolidayAnswers[Name] | undefined }

export const proposeCalendar = async ({ now }: OpenContext, { country, region }: Input<'propose'>) =>
  usualCalendar({ country, region: region ?? null, zone: 'Europe/Paris' }, now.toZonedDateTimeISO('UTC').year)

/** What a calendar means, day by day, before anyone approves it. */
export const previewCalendar = async (_context: Context, { calendar, from, days }: Input<'preview'>) => {
  const first = Temporal.PlainDate.from(from)
  const timeline = [{ from: Temporal.Instant.fromEpochMilliseconds(0), calendar }]
  return {
    items: Array.from({ length: days }, (_, index) => {
      const date = first.add({ days: index })
      const start = date.toZonedDateTime(calendar.zone).toInstant()
      const end = date.add({ days: 1 }).toZonedDateTime(calendar.zone).toInstant()
      const spans = openStretches(timeline, start, end).map((stretch) => ({
        from: clockTime(stretch.from, calendar.zone),
        to: stretch.to.equals(end) ? '24:00' : clockTime(stretch.to, calendar.zone),
      }))
      const text = date.toString()
      const exception = calendar.exceptions.find((one) => one.date === text)
      const holiday = calendar.holidays.find((one) => one.date === text)
      return {
        date: text,
        spans,
        why: exception === undefined ? (holiday?.name ?? null) : { fr: exception.reason },
      }
    }),
  }
}

const clockTime = (instant: Temporal.Instant, zone: string): string =>
  instant.toZonedDateTimeISO(zone).toPlainTime().toString({ smallestUnit: 'minute' })

/** Which hours count for what, as clocks would judge it now; row-level security says of which agreements and services. */
export const readServiceHours = async ({ db, now }: Context, _input: Input<'hours'>) => {
  const { rows } = await sql<{ calendar: string | null; id: string | null; name: string | null }>`
    with usual as (select id from artefact where kind = 'calendar' and key = 'default' and client_id is null),
    served as (
      select s.id, s.name, coalesce(g.calendar_id, s.calendar_id, (select id from usual)) as calendar from service s
      left join agreement g on g.service_id = s.id and g.ended_at is null
        and exists (select from live_version(g.id, ${now}::timestamptz) v where v.in_force_from is not null)
      where s.ended_at is null)
    select calendar, id, name from served
    union all select id, null, null from usual where not exists (select from served)`.execute(db)
  const byCalendar = Map.groupBy(
    rows.flatMap((row) => (row.calendar === null ? [] : [{ ...row, calendar: row.calendar }])),
    ({ calendar }) => calendar,
  )
  const timelines = await timelinesOf(db, [...byCalendar.keys()])
  const items = [...byCalendar].flatMap(([calendar, served]) => {
    const hours = hoursAt(timelines.get(calendar) ?? [], now)
    return hours === null ? [] : [{ ...hours, services: namesOf(served) }]
  })
  return { items: items.toSorted((a, b) => b.services.length - a.services.length) }
}

const namesOf = (served: readonly { id: string | null; name: string | null }[]) =>
  served
    .flatMap(({ id, name }) => (id === null || name === null ? [] : [{ id, name }]))
    .toSorted((a, b) => a.name.localeCompare(b.name, 'fr'))
