import type { Delay } from '#contract/calendar/shape.ts'
import type { HoldReason } from '#contract/record/shape.ts'
import type { CalendarTimeline } from '../calendar/index.ts'

/** What clocks read in a record's journal. */
export type ClockFact = { readonly at: Temporal.Instant } & (
  | { readonly kind: 'started' | 'responded' | 'resumed' | 'resolved' | 'reopened' | 'ended' }
  | {
      readonly kind: 'targeted'
      readonly response: Delay | null
      readonly resolution: Delay | null
      readonly timeline: CalendarTimeline
      readonly cause: string
    }
  | { readonly kind: 'held'; readonly reason: HoldReason; readonly until?: Temporal.Instant | undefined }
)

export type ClockName = 'response' | 'resolution'

export type Hold = {
  readonly reason: HoldReason
  readonly since: Temporal.Instant
  readonly until: Temporal.Instant | null
}

/** A stretch of a record's life in which its clock did one thing; the last one has no end. */
export type Spell = {
  readonly mode: 'running' | 'paused' | 'stopped'
  readonly from: Temporal.Instant
  readonly to: Temporal.Instant | null
}

export function spellsOf(facts: readonly ClockFact[], name: ClockName): Spell[] {
  const spells: Spell[] = []
  let course: Course = { isStarted: false, isHeld: false, isStopped: false, isDone: false }
  for (const fact of facts) {
    course = follow(course, fact, name)
    const mode = modeOf(course)
    const open = spells.at(-1)
    if (!mode || open?.mode === mode) continue
    if (open) spells[spells.length - 1] = { ...open, to: fact.at }
    spells.push({ mode, from: fact.at, to: null })
  }
  return spells
}

/** What a clock was measured against from `at` on, until the next one. */
export type Commitment = {
  readonly at: Temporal.Instant
  readonly delay: Delay | null
  readonly agreed: Temporal.Instant | null
  readonly timeline: CalendarTimeline
  readonly cause: string
}

/** A target and a date agreed with the client replace each other: the later one holds. */
export function commitmentsOf(facts: readonly ClockFact[], name: ClockName): Commitment[] {
  const commitments: Commitment[] = []
  for (const fact of facts) {
    if (fact.kind === 'targeted') {
      const { at, timeline, cause } = fact
      commitments.push({ at, delay: fact[name], agreed: null, timeline, cause })
    }
    if (fact.kind === 'held' && fact.reason === 'agreed-date' && fact.until && name === 'resolution') {
      const { delay = null, timeline = [] } = commitments.at(-1) ?? {}
      commitments.push({ at: fact.at, delay, agreed: fact.until, timeline, cause: fact.reason })
    }
  }
  return commitments
}

export function holdOf(facts: readonly ClockFact[]): Hold | null {
  const change = facts.findLast(({ kind }) =>
    ['held', 'resumed', 'resolved', 'ended', 'reopened'].includes(kind),
  )
  if (change?.kind !== 'held') return null
  return { reason: change.reason, since: change.at, until: change.until ?? null }
}

type Course = { isStarted: boolean; isHeld: boolean; isStopped: boolean; isDone: boolean }

/** A first answer is given once: reopening brings the resolution's clock back, the response's only if none was given. */
function follow(course: Course, fact: ClockFact, name: ClockName): Course {
  const { kind } = fact
  if (kind === 'started') return { ...course, isStarted: true }
  if (kind === 'held') return { ...course, isHeld: fact.reason === 'client' }
  if (kind === 'resumed') return { ...course, isHeld: false }
  if (kind === 'responded') return { ...course, isDone: name === 'response' || course.isDone }
  if (kind === 'resolved') return { ...course, isHeld: false, isStopped: true, isDone: name === 'response' }
  if (kind === 'ended') return { ...course, isHeld: false, isStopped: true }
  if (kind === 'reopened') return { ...course, isHeld: false, isStopped: false }
  return course
}

function modeOf({ isStarted, isHeld, isStopped, isDone }: Course): Spell['mode'] | null {
  if (!isStarted) return null
  if (isStopped || isDone) return 'stopped'
  return isHeld ? 'paused' : 'running'
}
