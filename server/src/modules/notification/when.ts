import type { Choice } from '#contract/notification/api.ts'

/** When somebody is not to be disturbed, on his own clock. The same time twice: never. */
export interface Rest {
  quietFrom: Temporal.PlainTime
  quietUntil: Temporal.PlainTime
  isQuietOnWeekends: boolean
  dailyAt: Temporal.PlainTime
  zone: string
}

/** When a mail about it leaves; null: none. What is urgent waits for nothing. */
export const mailAt = (
  choice: Choice['mail'],
  rest: Rest,
  { now, isUrgent }: { now: Temporal.Instant; isUrgent: boolean },
): Temporal.Instant | null => {
  if (choice === 'off') return null
  if (isUrgent) return now
  return choice === 'daily' ? nextDaily(now, rest) : endOfQuiet(now, rest)
}

/** The next minute that is not quiet: now, if it is not. */
export const endOfQuiet = (now: Temporal.Instant, rest: Rest): Temporal.Instant => {
  let local = now.toZonedDateTimeISO(rest.zone)
  // A night, a Saturday and a Sunday at most.
  for (let nights = 0; nights < 4 && isQuiet(local, rest); nights++) {
    const end = local.toPlainDate().toZonedDateTime({ timeZone: rest.zone, plainTime: rest.quietUntil })
    local =
      Temporal.ZonedDateTime.compare(end, local) > 0
        ? end
        : end
            .toPlainDate()
            .add({ days: 1 })
            .toZonedDateTime({ timeZone: rest.zone, plainTime: rest.quietUntil })
  }
  return local.toInstant()
}

export const isQuiet = (local: Temporal.ZonedDateTime, rest: Rest): boolean => {
  if (isQuietDay(local, rest)) return true
  const { quietFrom: from, quietUntil: until } = rest
  const time = local.toPlainTime()
  const isAfterStart = Temporal.PlainTime.compare(time, from) >= 0
  const isBeforeEnd = Temporal.PlainTime.compare(time, until) < 0
  // A night begins on one day and ends on the next.
  return Temporal.PlainTime.compare(from, until) <= 0
    ? isAfterStart && isBeforeEnd
    : isAfterStart || isBeforeEnd
}

const nextDaily = (now: Temporal.Instant, rest: Rest): Temporal.Instant => {
  const local = now.toZonedDateTimeISO(rest.zone)
  const at = (day: Temporal.PlainDate) =>
    day.toZonedDateTime({ timeZone: rest.zone, plainTime: rest.dailyAt })
  let next = at(local.toPlainDate())
  while (Temporal.ZonedDateTime.compare(next, local) <= 0 || isQuietDay(next, rest))
    next = at(next.toPlainDate().add({ days: 1 }))
  return next.toInstant()
}

const isQuietDay = ({ dayOfWeek }: Temporal.ZonedDateTime, { isQuietOnWeekends }: Rest): boolean =>
  isQuietOnWeekends && dayOfWeek >= 6
