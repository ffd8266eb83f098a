import { publicHolidays } from '../calendar/index.ts'
import type { Span } from './windows.ts'

export interface Place {
  country: string
  region: string | null
}

const holidays = new Map<string, Promise<ReadonlySet<string>>>()

/** How many days people work: months have nineteen to twenty-three, and count no more for it. */
export const workingDays = async (place: Place, spans: readonly Span[]): Promise<(span: Span) => number> => {
  const years = [...new Set(spans.flatMap(({ from, until }) => [from.year, until.year]))]
  const closed = new Set(
    (await Promise.all(years.map((year) => holidaysOf(place, year)))).flatMap((days) => [...days]),
  )
  return ({ from, until }) => {
    let count = 0
    for (let day = from; Temporal.PlainDate.compare(day, until) < 0; day = day.add({ days: 1 }))
      if (day.dayOfWeek < 6 && !closed.has(day.toString())) count++
    return count
  }
}

const holidaysOf = ({ country, region }: Place, year: number): Promise<ReadonlySet<string>> => {
  const key = `${country} ${region ?? ''} ${year}`
  const known = holidays.get(key)
  if (known !== undefined) return known
  const found = publicHolidays({ country, region: region ?? undefined, years: [year] }).then(
    (list) => new Set(list.map(({ date }) => date)),
  )
  holidays.set(key, found)
  return found
}
