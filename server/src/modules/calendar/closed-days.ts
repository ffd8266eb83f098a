import type { Calendar, Spans } from '#contract/calendar/shape.ts'
import type { Words } from '#contract/words.ts'
import type { CalendarTimeline } from './service-time.ts'

interface ClosedDay {
  day: string
  name: Words
  from: Temporal.Instant
  to: Temporal.Instant
}

/** Days that would have had service and have none – holidays and closed exceptions – each by the version that counts then. */
export const closedDays = (
  timeline: CalendarTimeline,
  { from, to }: { from: Temporal.Instant; to: Temporal.Instant },
): ClosedDay[] =>
  timeline.flatMap(({ calendar, from: inForce }, at) => {
    const begins = at === 0 ? null : inForce
    const ends = timeline[at + 1]?.from ?? null
    const exceptions = new Map(
      calendar.exceptions.map(({ date, spans, reason }) => [date, { spans, reason }]),
    )
    const named = [
      ...calendar.holidays.flatMap(({ date, name }) => (exceptions.has(date) ? [] : [{ date, name }])),
      ...[...exceptions].flatMap(([date, { spans, reason }]) =>
        spans.length > 0 ? [] : [{ date, name: { fr: reason } }],
      ),
    ]
    return named.flatMap(({ date, name }): ClosedDay[] => {
      const day = Temporal.PlainDate.from(date)
      if (usual(calendar, day).length === 0) return []
      const start = day.toZonedDateTime(calendar.zone).toInstant()
      const end = day.add({ days: 1 }).toZonedDateTime(calendar.zone).toInstant()
      const isIn =
        Temporal.Instant.compare(start, to) < 0 &&
        Temporal.Instant.compare(end, from) > 0 &&
        (begins === null || Temporal.Instant.compare(end, begins) > 0) &&
        (ends === null || Temporal.Instant.compare(start, ends) < 0)
      return isIn ? [{ day: date, name, from: start, to: end }] : []
    })
  })

const usual = ({ week }: Calendar, day: Temporal.PlainDate): Spans => {
  const spans: Readonly<Record<number, Spans>> = week
  return spans[day.dayOfWeek] ?? []
}
