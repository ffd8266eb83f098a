import type { Delay } from '#contract/calendar/shape.ts'
import { advance, serviceBetween } from '../calendar/index.ts'
import type { CalendarTimeline } from '../calendar/index.ts'
import { commitmentsOf, holdOf, spellsOf } from './facts.ts'
import type { ClockFact, ClockName, Commitment, Hold, Spell } from './facts.ts'

export type ClockState = 'running' | 'paused' | 'met' | 'breached' | 'met-late' | 'none'

export type Clock = {
  /** Null without a target, without service hours, and while a pause keeps it open. */
  readonly dueAt: Temporal.Instant | null
  /** A breach that happened stays stated, whatever the target became afterwards. */
  readonly state: ClockState
  /** Service minutes that counted, by the calendars of the target in force. */
  readonly elapsedMinutes: number
  /** Service minutes that did not, because the client was waited for. */
  readonly heldMinutes: number
  readonly stoppedAt: Temporal.Instant | null
  /** When it became true: the due instant, or the later one at which a stricter target was set. */
  readonly breachedAt: Temporal.Instant | null
  readonly target: Delay | null
  /** Why this target: what `targeted` said, or `agreed-date`. */
  readonly cause: string | null
  /** When that share of the target is used up: 0 at the start, over 1 after the due instant. */
  readonly at: (fraction: number) => Temporal.Instant | null
  /** Service minutes that counted, or would have, by an instant. */
  readonly minutesBy: (end: Temporal.Instant) => number
  /** When the clock has run for that long since an instant. */
  readonly after: (since: Temporal.Instant, delay: Delay) => Temporal.Instant | null
}

export type Elapsed = Pick<Clock, 'elapsedMinutes' | 'heldMinutes'>

export type Clocks = { readonly response: Clock; readonly resolution: Clock; readonly hold: Hold | null }

/**
 * Facts are sorted by `at`. Due instants follow from the facts alone; `now` only says how far elapsed times
 * and states have come, and never lies before the last fact.
 */
export function readClocks(facts: readonly ClockFact[], now: Temporal.Instant): Clocks {
  const moment = momentOf(facts, now)
  return {
    response: readClock(facts, 'response', moment),
    resolution: readClock(facts, 'resolution', moment),
    hold: holdOf(facts),
  }
}

/** Service minutes that counted and that did not, without working out what was due: for many records at once. */
export function readElapsed(facts: readonly ClockFact[], name: ClockName, now: Temporal.Instant): Elapsed {
  const commitment = commitmentsOf(facts, name).at(-1)
  const spells = spellsOf(facts, name)
  if (!commitment || spells.length === 0) return { elapsedMinutes: 0, heldMinutes: 0 }
  return elapsedIn(commitment.timeline, spells, momentOf(facts, now))
}

function momentOf(facts: readonly ClockFact[], now: Temporal.Instant): Temporal.Instant {
  const last = facts.at(-1)?.at
  return last && isBefore(now, last) ? last : now
}

/** Stopped for good, a clock still says when it would have been due: as if it ran on. */
export function countedSpells(spells: readonly Spell[]): Spell[] {
  return spells.filter(({ mode, to }) => mode === 'running' || (mode === 'stopped' && !to))
}

function readClock(facts: readonly ClockFact[], name: ClockName, now: Temporal.Instant): Clock {
  const spells = spellsOf(facts, name)
  const commitments = commitmentsOf(facts, name)
  const commitment = commitments.at(-1)
  const [start, final] = [spells[0]?.from, spells.at(-1)]
  if (!start || !final || !commitment) return noClock
  const { timeline, delay, agreed, cause } = commitment
  const stoppedAt = final.mode === 'stopped' ? final.from : null
  const breachedAt = firstBreach(commitments, spells, now)
  const dueAt = dueOf(commitment, spells)
  const isPromised = Boolean(delay ?? agreed)
  return {
    dueAt,
    state: isPromised ? stateOf({ final, breachedAt, isAnswered: isAnswered(facts, name) }) : 'none',
    ...elapsedIn(timeline, spells, now),
    stoppedAt,
    breachedAt,
    target: delay,
    cause: isPromised ? cause : null,
    at: (fraction) => {
      if (fraction === 0) return start
      if (!agreed) return delay && reach(timeline, spells, { ...delay, value: delay.value * fraction })
      if (fraction === 1 || !dueAt) return dueAt
      const whole = countedUntil(timeline, spells, dueAt)
      return reach(timeline, spells, { value: whole * fraction, unit: 'minute' })
    },
    minutesBy: (end) => countedUntil(timeline, spells, end),
    after: (since, delay) => reach(timeline, spellsSince(spells, since), delay),
  }
}

const noClock: Clock = {
  dueAt: null,
  state: 'none',
  elapsedMinutes: 0,
  heldMinutes: 0,
  stoppedAt: null,
  breachedAt: null,
  target: null,
  cause: null,
  at: () => null,
  minutesBy: () => 0,
  after: () => null,
}

/** Whether the clock was stopped by what it waits for, and not by the record's end alone. */
function isAnswered(facts: readonly ClockFact[], name: ClockName): boolean {
  if (name === 'response') return facts.some(({ kind }) => kind === 'responded' || kind === 'resolved')
  return facts.findLast(({ kind }) => kind === 'resolved' || kind === 'reopened')?.kind === 'resolved'
}

function stateOf(clock: {
  final: Spell
  breachedAt: Temporal.Instant | null
  isAnswered: boolean
}): ClockState {
  const { mode } = clock.final
  if (mode === 'stopped' && clock.isAnswered) return clock.breachedAt ? 'met-late' : 'met'
  if (clock.breachedAt) return 'breached'
  return mode === 'stopped' ? 'none' : mode
}

function dueOf(commitment: Commitment, spells: readonly Spell[]): Temporal.Instant | null {
  const { delay, agreed, timeline, at } = commitment
  if (!agreed) return delay && reach(timeline, spells, delay)
  let due = agreed
  for (const { mode, from, to } of spellsSince(spells, at)) {
    if (mode === 'running' || !isBefore(from, due)) continue
    if (!to && mode === 'paused') return null
    if (!to) break
    const pause = serviceBetween(timeline, { from, to }, 'minute')
    const later = pause > 0 ? advance(timeline, due, { value: pause, unit: 'minute' }) : due
    if (!later) return null
    due = isBefore(later, to) ? to : later
  }
  return due
}

/** The instant by which the counted spells hold that much service time. */
function reach(timeline: CalendarTimeline, spells: readonly Spell[], delay: Delay): Temporal.Instant | null {
  let left = delay.value
  for (const { from, to } of countedSpells(spells)) {
    const due = advance(timeline, from, { ...delay, value: left })
    if (!to) return due
    if (due && Temporal.Instant.compare(due, to) <= 0) return due
    left -= serviceBetween(timeline, { from, to }, delay.unit)
  }
  return null
}

function firstBreach(
  commitments: readonly Commitment[],
  spells: readonly Spell[],
  now: Temporal.Instant,
): Temporal.Instant | null {
  const final = spells.at(-1)
  const end = final?.mode === 'stopped' ? final.from : null
  for (const [position, commitment] of commitments.entries()) {
    const due = dueOf(commitment, spells)
    if (!due || (end && !isBefore(due, end))) continue
    const breach = isBefore(due, commitment.at) ? commitment.at : due
    const next = commitments[position + 1]
    if (next && !isBefore(breach, next.at)) continue
    if (!isBefore(now, breach)) return breach
  }
  return null
}

function spellsSince(spells: readonly Spell[], since: Temporal.Instant): Spell[] {
  return spells
    .filter(({ to }) => !to || isBefore(since, to))
    .map((spell) => (isBefore(spell.from, since) ? { ...spell, from: since } : spell))
}

function elapsedIn(timeline: CalendarTimeline, spells: readonly Spell[], now: Temporal.Instant): Elapsed {
  return {
    elapsedMinutes: minutesIn(timeline, spells, { mode: 'running', now }),
    heldMinutes: minutesIn(timeline, spells, { mode: 'paused', now }),
  }
}

function minutesIn(
  timeline: CalendarTimeline,
  spells: readonly Spell[],
  { mode, now }: { mode: Spell['mode']; now: Temporal.Instant },
): number {
  return spells
    .filter((spell) => spell.mode === mode)
    .reduce((sum, { from, to }) => sum + serviceBetween(timeline, { from, to: to ?? now }, 'minute'), 0)
}

function countedUntil(timeline: CalendarTimeline, spells: readonly Spell[], end: Temporal.Instant): number {
  return countedSpells(spells)
    .filter(({ from }) => isBefore(from, end))
    .map(({ from, to }) => ({ from, to: to && isBefore(to, end) ? to : end }))
    .reduce((sum, spell) => sum + serviceBetween(timeline, spell, 'minute'), 0)
}

function isBefore(a: Temporal.Instant, b: Temporal.Instant): boolean {
  return Temporal.Instant.compare(a, b) < 0
}
