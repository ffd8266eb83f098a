import type { Calendar, Spans } from '#contract/calendar/shape.ts'
import type { Words } from '#contract/words.ts'
import { isOpenAt, nextOpening, openStretches, type CalendarTimeline } from './service-time.ts'

/** A day that is not like its weekday. */
interface OtherDay {
  date: string
  spans: Spans
  why: Words
  isHoliday: boolean
}

export interface Hours {
  zone: string
  week: Calendar['week']
  coming: OtherDay[]
  isOpen: boolean
  /** When it closes, or opens; null where that does not come soon. */
  changesAt: Temporal.Instant | null
}

const daysAhead = 30

/** What a person who asks now is told of a calendar; null for one that was never written. */
export const hoursAt = (timeline: CalendarTimeline, now: Temporal.Instant): Hours | null => {
  const calendar = inForce(timeline, now)
  if (calendar === null) return null
  const isOpen = isOpenAt(timeline, now)
  return {
    zone: calendar.zone,
    week: calendar.week,
    coming: otherDays(timeline, now.toZonedDateTimeISO(calendar.zone).toPlainDate()),
    isOpen,
    changesAt: isOpen ? closing(timeline, now) : nextOpening(timeline, now),
  }
}

const inForce = (timeline: CalendarTimeline, at: Temporal.Instant): Calendar | null => {
  const begun = timeline.filter(({ from }) => Temporal.Instant.compare(from, at) <= 0)
  return (begun.at(-1) ?? timeline[0])?.calendar ?? null
}

/** Holidays and exceptions of the days to come, each by the version that will count then; a holiday on a closed day changes nothing. */
const otherDays = (timeline: CalendarTimeline, today: Temporal.PlainDate): OtherDay[] =>
  Array.from({ length: daysAhead + 1 }, (_, index) => today.add({ days: index })).flatMap(
    (day): OtherDay[] => {
      const calendar = inForce(
        timeline,
        day.toZonedDateTime({ timeZone: zoneOf(timeline), plainTime: noon }).toInstant(),
      )
      const date = day.toString()
      const exception = calendar?.exceptions.find((one) => one.date === date)
      if (exception !== undefined) {
        return [{ date, spans: exception.spans, why: { fr: exception.reason }, isHoliday: false }]
      }
      const holiday = calendar?.holidays.find((one) => one.date === date)
      if (holiday === undefined || calendar === null || usual(calendar, day).length === 0) return []
      return [{ date, spans: [], why: holiday.name, isHoliday: true }]
    },
  )

const noon = Temporal.PlainTime.from('12:00')
const zoneOf = (timeline: CalendarTimeline): string => timeline.at(-1)?.calendar.zone ?? 'UTC'

const usual = ({ week }: Calendar, day: Temporal.PlainDate): Spans => {
  const spans: Readonly<Record<number, Spans>> = week
  return spans[day.dayOfWeek] ?? []
}

/** The end of what is open without a break; service around the clock has none. */
const closing = (timeline: CalendarTimeline, now: Temporal.Instant): Temporal.Instant | null => {
  const limit = now.add({ hours: 24 * 8 })
  let end = now
  for (const { from, to } of openStretches(timeline, now, limit)) {
    if (Temporal.Instant.compare(from, end) > 0) return end
    end = to
  }
  return Temporal.Instant.compare(end, limit) < 0 ? end : null
}
