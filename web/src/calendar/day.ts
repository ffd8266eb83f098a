import type { Calendar, Span } from '#contract/calendar/shape.ts'

export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const
type Weekday = (typeof weekdays)[number]

/** Plain dates are written as the calendar writes them: 2026-05-25. */
export const addDays = (date: string, days: number): string => {
  const at = new Date(`${date}T00:00:00Z`)
  at.setUTCDate(at.getUTCDate() + days)
  return at.toISOString().slice(0, 10)
}

export const weekdayOf = (date: string): Weekday => {
  const day = new Date(`${date}T00:00:00Z`).getUTCDay()
  return weekdays[day === 0 ? 6 : day - 1] ?? 1
}

export const daysIn = (year: number): number => (Date.UTC(year + 1, 0, 1) - Date.UTC(year, 0, 1)) / 86_400_000

export const datesOf = (year: number, month: number): string[] => {
  const count = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
  return Array.from({ length: count }, (_, day) =>
    new Date(Date.UTC(year, month, day + 1)).toISOString().slice(0, 10),
  )
}

export const today = (): string => {
  const now = new Date()
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10)
}

export const minutesIn = (spans: readonly Span[]): number =>
  spans.reduce((sum, { from, to }) => sum + minutesAt(to) - minutesAt(from), 0)

export const minutesPerWeek = ({ week }: Calendar): number =>
  weekdays.reduce((sum, day) => sum + minutesIn(week[day]), 0)

export type DayKind = 'open' | 'closed' | 'holiday' | 'exception'

/** Why a day is as it is: an exception comes before a holiday, and this before the week. */
export const kindOf = ({ holidays, exceptions }: Calendar, date: string, isOpen: boolean): DayKind => {
  if (exceptions.some((exception) => exception.date === date)) return 'exception'
  if (holidays.some((holiday) => holiday.date === date)) return 'holiday'
  return isOpen ? 'open' : 'closed'
}

/** What the next span of a day would be: after a morning the afternoon. */
export const nextSpan = (spans: readonly Span[]): Span => {
  const last = spans.at(-1)
  if (last === undefined) return { from: '09:00', to: '12:30' }
  const from = Math.min(minutesAt(last.to) + 90, 23 * 60)
  return { from: clockAt(from), to: clockAt(Math.min(from + 240, 24 * 60)) }
}

/** The bridge beside a holiday on a Tuesday or a Thursday. */
export const bridgesIn = ({ holidays, exceptions }: Calendar): { date: string; of: string }[] => {
  const taken = new Set([...holidays, ...exceptions].map(({ date }) => date))
  return holidays.flatMap(({ date }) => {
    const step = weekdayOf(date) === 2 ? -1 : weekdayOf(date) === 4 ? 1 : 0
    const bridge = addDays(date, step)
    return step === 0 || taken.has(bridge) || bridge < today() ? [] : [{ date: bridge, of: date }]
  })
}

/** Spans that overlap, or end before they begin. */
export const isInOrder = (spans: readonly Span[]): boolean =>
  spans.every(({ from, to }, at) => from < to && (spans[at - 1]?.to ?? '00:00') <= from)

const minutesAt = (clock: string): number => {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number)
  return hours * 60 + minutes
}

const clockAt = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
