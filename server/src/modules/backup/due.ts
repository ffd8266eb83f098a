interface Last {
  startedAt: Temporal.Instant
  hasFailed: boolean
}

/** What failed is tried again, but not all day long. */
const retryHours = 4

/** When the next backup is due by the plan: one that was missed is due since its hour. */
export const dueFrom = (
  hour: number,
  last: Last | null,
  now: Temporal.Instant,
  zone: string,
): Temporal.Instant => {
  if (last === null) return now
  if (last.hasFailed) return last.startedAt.add({ hours: retryHours })
  const local = last.startedAt.toZonedDateTimeISO(zone)
  const atHour = local.round({ smallestUnit: 'minute', roundingMode: 'floor' }).with({ hour, minute: 0 })
  const next = Temporal.ZonedDateTime.compare(atHour, local) > 0 ? atHour : atHour.add({ days: 1 })
  return next.toInstant()
}

export const isRehearsalDue = (
  rehearsal: 'always' | 'weekly' | 'never',
  lastAt: Temporal.Instant | null,
  now: Temporal.Instant,
): boolean => {
  if (rehearsal === 'never') return false
  if (rehearsal === 'always' || lastAt === null) return true
  // A little less than a week: the same night counts.
  return now.since(lastAt).total('hours') >= 7 * 24 - 12
}
