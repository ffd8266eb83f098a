import type { Delay } from '#contract/calendar/shape.ts'
import type { EscalationLevels } from '#contract/escalation/shape.ts'
import { advance } from '../calendar/index.ts'
import type { CalendarTimeline } from '../calendar/index.ts'
import type { Clock, Clocks } from './clock.ts'

/** A row of `deadline`: `cause` is plain JSON and says what it follows from. */
export type Deadline = {
  readonly key: string
  readonly dueAt: Temporal.Instant
  readonly cause: { readonly [name: string]: string | number | boolean | null }
  /** Told once from then on, however often its instant is moved; without it, each instant is told. */
  readonly onceSince?: Temporal.Instant
}

/** Where the record is among the functional levels. */
export type LevelEntry = { readonly level: number; readonly enteredAt: Temporal.Instant }

/** The step where the record is: its timers run in service time from the entry, whatever the clocks do. */
export type StepEntry = {
  readonly enteredAt: Temporal.Instant
  readonly timeline: CalendarTimeline
  readonly timers: readonly {
    readonly id: string
    readonly delay: Delay
    readonly repeat?: boolean | undefined
    /** Where the first turn is a date that somebody set, and no delay. */
    readonly firstAt?: Temporal.Instant
  }[]
  /** How far repeating timers have come. */
  readonly now: Temporal.Instant
}

export type ScheduleInput = {
  readonly clocks: Clocks
  readonly levels: EscalationLevels
  readonly priority: number
  readonly isMajor: boolean
  readonly entry: LevelEntry
  /** When the record was opened, or opened again. */
  readonly openedAt: Temporal.Instant
  readonly step: StepEntry | null
}

/** All the deadlines of a record in the order of time, those already past included. */
export function scheduleOf(input: ScheduleInput): Deadline[] {
  const { clocks, step, openedAt } = input
  return [
    ...targetDeadline('response', clocks.response, openedAt),
    ...targetDeadline('resolution', clocks.resolution, openedAt),
    ...(clocks.resolution.stoppedAt
      ? []
      : [...functional(input), ...hierarchical(input), ...holdReminder(clocks)]),
    ...(step ? stepTimers(step) : []),
  ].sort((a, b) => Temporal.Instant.compare(a.dueAt, b.dueAt))
}

function targetDeadline(
  key: 'response' | 'resolution',
  clock: Clock,
  onceSince: Temporal.Instant,
): Deadline[] {
  const { dueAt, stoppedAt, target, cause } = clock
  if (!dueAt || stoppedAt) return []
  return [{ key, dueAt, cause: { ...delayCause(target), why: cause }, onceSince }]
}

/** By competence: the next level above, when the one that has the record has had its time. */
function functional({ clocks, levels, priority, entry }: ScheduleInput): Deadline[] {
  return levels.functional
    .filter(({ level }) => level === entry.level + 1)
    .flatMap(({ level, role, after }) => {
      const delay = after[priority]
      if (!delay) return []
      const immediately = delay === 'immediate'
      const dueAt = immediately ? entry.enteredAt : clocks.resolution.after(entry.enteredAt, delay)
      const cause = { level, role, priority, ...(immediately ? { immediate: true } : delayCause(delay)) }
      return dueAt ? [{ key: `level-${level}`, dueAt, cause, onceSince: entry.enteredAt }] : []
    })
}

/** By authority: who learns of it, as the resolution target is used up. */
function hierarchical({ clocks, levels, priority, isMajor, openedAt }: ScheduleInput): Deadline[] {
  return levels.hierarchical.flatMap(({ level, role, at, atOnceIfMajor }) => {
    const percent = isMajor && atOnceIfMajor ? 0 : (at[priority] ?? null)
    const dueAt = percent === null ? null : clocks.resolution.at(percent / 100)
    const cause = { level, role, priority, percent, isMajor }
    return dueAt ? [{ key: `H${level}`, dueAt, cause, onceSince: openedAt }] : []
  })
}

function holdReminder({ hold }: Clocks): Deadline[] {
  if (!hold?.until) return []
  return [
    { key: 'hold-reminder', dueAt: hold.until, cause: { reason: hold.reason, since: hold.since.toString() } },
  ]
}

function stepTimers({ enteredAt, timeline, timers, now }: StepEntry): Deadline[] {
  return timers.flatMap(({ id, delay, repeat, firstAt }) => {
    const cause = { timer: id, ...delayCause(delay), enteredAt: enteredAt.toString() }
    const first = firstAt ?? advance(timeline, enteredAt, delay)
    const instants = repeat === true ? lastAndNext(timeline, { first, delay, now }) : [first]
    return instants.flatMap((dueAt) => (dueAt ? [{ key: `step-timer:${id}`, dueAt, cause }] : []))
  })
}

/** Of a repeating timer, the turn that may not have been told yet and the one to come: what was slept through is not made up for. */
function lastAndNext(
  timeline: CalendarTimeline,
  { first, delay, now }: { first: Temporal.Instant | null; delay: Delay; now: Temporal.Instant },
): (Temporal.Instant | null)[] {
  let last: Temporal.Instant | null = null
  let next = first
  while (next && Temporal.Instant.compare(next, now) <= 0) {
    last = next
    next = advance(timeline, last, delay)
  }
  return [last, next]
}

function delayCause(delay: Delay | null): { value?: number; unit?: string } {
  return delay ? { value: delay.value, unit: delay.unit } : {}
}
