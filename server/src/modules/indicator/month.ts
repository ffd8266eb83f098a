import type { Context } from '#platform/context.ts'
import { invalid } from '#platform/failure.ts'

/** Twelve calendar months in the firm's zone; the last one is the period that is asked for. */
export interface Months {
  period: Temporal.PlainYearMonth
  first: Temporal.PlainYearMonth
  /** When each begins, and when the last one ends. */
  starts: readonly Temporal.Instant[]
  until: Temporal.Instant
  isRunning: boolean
}

export const rollingMonths = 12

interface Given {
  from?: string | undefined
  to?: string | undefined
}

export const monthsOf = async ({ db, now }: Pick<Context, 'db' | 'now'>, given: Given): Promise<Months> => {
  const { zone } = await db.selectFrom('organisation').select('zone').executeTakeFirstOrThrow()
  const today = now.toZonedDateTimeISO(zone).toPlainDate()
  return monthsUntil(monthIn(given, today), { zone, now })
}

export const monthsUntil = (
  period: Temporal.PlainYearMonth,
  { zone, now }: { zone: string; now: Temporal.Instant },
): Months => {
  const first = period.subtract({ months: rollingMonths - 1 })
  const startOf = (month: Temporal.PlainYearMonth) =>
    month.toPlainDate({ day: 1 }).toZonedDateTime(zone).toInstant()
  const until = startOf(period.add({ months: 1 }))
  return {
    period,
    first,
    starts: Array.from({ length: rollingMonths }, (_, months) => startOf(first.add({ months }))),
    until,
    isRunning: Temporal.Instant.compare(now, until) < 0,
  }
}

/** A calendar month, as figures are published; without, the one before this. */
const monthIn = ({ from, to }: Given, today: Temporal.PlainDate): Temporal.PlainYearMonth => {
  const thisMonth = today.toPlainYearMonth()
  if (from === undefined && to === undefined) return thisMonth.subtract({ months: 1 })
  const [start, end] = [from, to].map((day) => (day === undefined ? null : Temporal.PlainDate.from(day)))
  const month = (start ?? end ?? today).toPlainYearMonth()
  if (start !== null && start !== undefined && start.day !== 1)
    throw invalid('from', 'the first day of a calendar month is expected')
  if (end !== null && end !== undefined && !end.equals(month.toPlainDate({ day: month.daysInMonth })))
    throw invalid('to', 'the last day of the same calendar month is expected')
  if (month.year < 1990) throw invalid('from', 'not before 1990')
  if (Temporal.PlainYearMonth.compare(month, thisMonth) > 0)
    throw invalid('from', 'a month that has begun is expected')
  return month
}
