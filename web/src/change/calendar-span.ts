import type { CalendarChange } from '#contract/change/calendar.ts'
import { instantAt, localAt } from '../record/local-time.ts'
import { addDays, daysFrom, mondayOf } from '../record/week.ts'

export type View = 'mois' | 'semaine' | 'liste'
export const isView = (given: string | undefined): given is View =>
  given === 'mois' || given === 'semaine' || given === 'liste'

/** Where a change goes: another day, minutes later; the clock on the wall stays what it says. */
export interface Target {
  day?: string
  minutes?: number
}

interface Span {
  from: string
  to: string
  weeks: (readonly string[])[]
}

/** The days that a view shows: a month in whole weeks, a week, a month as a list. */
export const spanOf = (view: View, day: string): Span => {
  if (view === 'semaine') {
    const week = daysFrom(mondayOf(day), 7)
    return { from: week[0] ?? day, to: week.at(-1) ?? day, weeks: [week] }
  }
  const first = `${day.slice(0, 7)}-01`
  const last = addDays(nextMonth(first), -1)
  if (view === 'liste') return { from: first, to: last, weeks: [] }
  const weeks: (readonly string[])[] = []
  for (let monday = mondayOf(first); monday <= last; monday = addDays(monday, 7))
    weeks.push(daysFrom(monday, 7))
  return { from: weeks[0]?.[0] ?? first, to: weeks.at(-1)?.at(-1) ?? last, weeks }
}

export const stepped = (view: View, day: string, by: 1 | -1): string => {
  if (view === 'semaine') return addDays(day, by * 7)
  const first = `${day.slice(0, 7)}-01`
  return by === 1 ? nextMonth(first) : `${addDays(first, -1).slice(0, 7)}-01`
}

const nextMonth = (first: string): string => `${addDays(first, 31).slice(0, 7)}-01`

export const movedTo = (
  change: Pick<CalendarChange, 'from' | 'to'>,
  { day, minutes = 0 }: Target,
  zone: string,
): { from: string; to: string } => {
  const length = new Date(change.to).getTime() - new Date(change.from).getTime()
  const wall = localAt(change.from, zone)
  const start = day === undefined ? change.from : (instantAt(`${day}T${wall.slice(11)}`, zone) ?? change.from)
  const begins = new Date(start).getTime() + minutes * 60_000
  return { from: asInstant(begins), to: asInstant(begins + length) }
}

/** As the server writes it: without milliseconds that are none. */
const asInstant = (at: number): string => new Date(at).toISOString().replace('.000Z', 'Z')

/** The days of a zone that an entry touches, of those shown. */
export const touches = ({ from, to }: { from: string; to: string }, day: string, zone: string): boolean =>
  localAt(from, zone).slice(0, 10) <= day && localAt(new Date(to).getTime() - 1, zone).slice(0, 10) >= day
