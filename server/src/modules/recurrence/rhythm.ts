import type { OffDay, Rhythm } from '#contract/recurrence/api.ts'

export interface Rule {
  rhythm: Rhythm
  startsOn: string
  endsOn: string | null
  time: string
  zone: string
  leadDays: number
  offDay: OffDay | null
}

/** One ticket of a rule: `day` is the rhythm's, `dueOn` the working day that it has moved to, `at` when it is made. */
export interface Occurrence {
  day: string
  dueOn: string
  at: Temporal.Instant
}

type IsWorkingDay = (day: Temporal.PlainDate) => boolean

/** Nobody works for longer than this at a stretch of holidays; a calendar that is closed for good moves nothing. */
const longestClosure = 60
/** Days of a rhythm that are looked at in one go. */
const mostDays = 20_000

/**
 * In order of time, and one at most a day: where several days move to the same working day, one ticket is due. The clock on the wall
 * says when: 08:00 stays 08:00 through summer time; a time that a spring night skips comes an hour later.
 */
export function* occurrencesOf(rule: Rule, isWorkingDay: IsWorkingDay): Generator<Occurrence> {
  let last: Temporal.PlainDate | null = null
  for (const day of daysOf(rule)) {
    const due = moved(day, rule.offDay, isWorkingDay)
    if (due === null || (last !== null && Temporal.PlainDate.compare(due, last) <= 0)) continue
    last = due
    const at = due
      .subtract({ days: rule.leadDays })
      .toZonedDateTime({ timeZone: rule.zone, plainTime: rule.time })
      .toInstant()
    yield { day: day.toString(), dueOn: due.toString(), at }
  }
}

/** The days of the rhythm itself, from the first one on. */
export function* daysOf({ rhythm, startsOn, endsOn }: Rule): Generator<Temporal.PlainDate> {
  const start = Temporal.PlainDate.from(startsOn)
  const end = endsOn === null ? null : Temporal.PlainDate.from(endsOn)
  for (let turn = 0; turn < mostDays; turn++) {
    for (const day of daysOfTurn(rhythm, start, turn)) {
      if (Temporal.PlainDate.compare(day, start) < 0) continue
      if (end !== null && Temporal.PlainDate.compare(day, end) > 0) return
      yield day
    }
  }
}

/** Turns count from the start: its day, the Monday of its week, its month, its year. */
const daysOfTurn = (rhythm: Rhythm, start: Temporal.PlainDate, turn: number): Temporal.PlainDate[] => {
  const steps = rhythm.interval * turn
  if (rhythm.every === 'day') return [start.add({ days: steps })]
  if (rhythm.every === 'year') return [start.add({ years: steps })]
  if (rhythm.every === 'week') {
    const monday = start.subtract({ days: start.dayOfWeek - 1 }).add({ weeks: steps })
    return [...new Set(rhythm.on)]
      .toSorted((a, b) => a - b)
      .map((weekday) => monday.add({ days: weekday - 1 }))
  }
  const first = start.with({ day: 1 }).add({ months: steps })
  if ('day' in rhythm.on) return [first.with({ day: Math.min(rhythm.on.day, first.daysInMonth) })]
  return [nthWeekday(first, rhythm.on)]
}

const nthWeekday = (
  first: Temporal.PlainDate,
  { nth, weekday }: { nth: number; weekday: number },
): Temporal.PlainDate => {
  if (nth > 0) {
    const ahead = (weekday - first.dayOfWeek + 7) % 7
    return first.add({ days: ahead + 7 * (nth - 1) })
  }
  const end = first.with({ day: first.daysInMonth })
  return end.subtract({ days: (end.dayOfWeek - weekday + 7) % 7 })
}

const moved = (
  day: Temporal.PlainDate,
  offDay: OffDay | null,
  isWorkingDay: IsWorkingDay,
): Temporal.PlainDate | null => {
  if (offDay === null || isWorkingDay(day)) return day
  if (offDay === 'skip') return null
  const step = offDay === 'after' ? 1 : -1
  for (let away = 1; away <= longestClosure; away++) {
    const other = day.add({ days: step * away })
    if (isWorkingDay(other)) return other
  }
  return day
}
