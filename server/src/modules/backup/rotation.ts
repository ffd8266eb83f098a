export interface Rotation {
  keepDaily: number
  keepWeekly: number
  keepMonthly: number
}

interface Dated {
  id: string
  at: Temporal.Instant
}

/**
 * Which of the backups are kept: the latest one, and the latest of each of the last days, weeks and months that have one.
 * Days without a backup do not count, so that a machine that was off loses nothing.
 */
export const keptOf = (
  backups: readonly Dated[],
  { keepDaily, keepWeekly, keepMonthly }: Rotation,
  zone: string,
): Set<string> => {
  const latestFirst = backups.toSorted((a, b) => Temporal.Instant.compare(b.at, a.at))
  const days = latestFirst.map(({ id, at }) => ({ id, day: at.toZonedDateTimeISO(zone).toPlainDate() }))
  const kept = new Set(latestFirst.slice(0, 1).map(({ id }) => id))
  const keepEach = (count: number, span: (day: Temporal.PlainDate) => string) => {
    const seen = new Set<string>()
    for (const { id, day } of days) {
      const name = span(day)
      if (seen.has(name)) continue
      if (seen.size === count) return
      seen.add(name)
      kept.add(id)
    }
  }
  keepEach(keepDaily, (day) => day.toString())
  keepEach(keepWeekly, (day) => `${day.yearOfWeek} ${day.weekOfYear}`)
  keepEach(keepMonthly, (day) => day.toPlainYearMonth().toString())
  return kept
}
