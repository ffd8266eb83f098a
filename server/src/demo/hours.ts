import { advance, minutesBetween, nextOpening, type CalendarTimeline } from '../modules/calendar/index.ts'

/** The firm's working time, for people who act in the story. */
export interface Hours {
  /** So many working minutes after; during the next opening where the firm is closed. */
  after: (from: Temporal.Instant, minutes: number) => Temporal.Instant
  between: (from: Temporal.Instant, to: Temporal.Instant) => number
  /** `at` itself in working time, else the next opening. */
  opening: (at: Temporal.Instant) => Temporal.Instant
  isWorkday: (day: Temporal.PlainDate) => boolean
  at: (day: Temporal.PlainDate, time: string) => Temporal.Instant
  zone: string
}

export const openHours = (timeline: CalendarTimeline, zone: string): Hours => {
  const at = (day: Temporal.PlainDate, time: string) =>
    day.toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(time) }).toInstant()
  const opening = (from: Temporal.Instant) => nextOpening(timeline, from) ?? from
  return {
    after: (from, minutes) =>
      advance(timeline, opening(from), { value: Math.max(1, Math.round(minutes)), unit: 'minute' }) ?? from,
    between: (from, to) => minutesBetween(timeline, from, to),
    opening,
    isWorkday: (day) => minutesBetween(timeline, at(day, '00:00'), at(day, '23:59')) > 0,
    at,
    zone,
  }
}

/** So many working minutes before: the opposite of `after`, found day by day. */
export const before = (hours: Hours, to: Temporal.Instant, minutes: number): Temporal.Instant => {
  let from = to
  while (hours.between(from, to) < minutes) from = from.subtract({ minutes: 10 })
  return from
}
