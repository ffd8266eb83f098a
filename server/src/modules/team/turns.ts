/** One weekly turn of a rota, as instants. */
export interface PlannedTurn {
  personId: string
  from: Temporal.Instant
  until: Temporal.Instant
}

export interface Rota {
  from: Temporal.PlainDate
  weeks: number
  personIds: readonly string[]
  handOver: { day: number; at: string }
  zone: string
}

/** Weekly turns from the first hand-over on or after a day: the clock on the wall says the same each week, summer or winter. */
export const weeklyTurns = ({ from, weeks, personIds, handOver, zone }: Rota): PlannedTurn[] => {
  const first = from.add({ days: (handOver.day - from.dayOfWeek + 7) % 7 })
  const at = (week: number) =>
    first
      .add({ weeks: week })
      .toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(handOver.at) })
      .toInstant()
  return Array.from({ length: weeks }, (_, week) => ({
    personId: personIds[week % personIds.length] ?? '',
    from: at(week),
    until: at(week + 1),
  }))
}

export interface Span {
  from: Temporal.Instant
  until: Temporal.Instant
}

/** What a span of on-call is made of; a night is a midnight passed, a day of the weekend one that it touches. */
export const measureTurn = (
  { from, until }: Span,
  zone: string,
  holidays: ReadonlySet<string> = new Set(),
) => {
  const start = from.toZonedDateTimeISO(zone)
  const end = until.toZonedDateTimeISO(zone)
  const last = end.subtract({ nanoseconds: 1 }).toPlainDate()
  const days: Temporal.PlainDate[] = []
  for (let day = start.toPlainDate(); Temporal.PlainDate.compare(day, last) <= 0; day = day.add({ days: 1 }))
    days.push(day)
  return {
    minutes: Math.round(until.since(from).total('minutes')),
    nights: start.toPlainDate().until(last).days,
    weekendDays: days.filter(({ dayOfWeek }) => dayOfWeek > 5).length,
    publicHolidays: days.filter((day) => holidays.has(day.toString())).length,
  }
}

/** The part of a span that lies within another; null where there is none. */
export const within = ({ from, until }: Span, limits: Span): Span | null => {
  const start = Temporal.Instant.compare(from, limits.from) > 0 ? from : limits.from
  const end = Temporal.Instant.compare(until, limits.until) < 0 ? until : limits.until
  return Temporal.Instant.compare(start, end) < 0 ? { from: start, until: end } : null
}
