import type { Delay } from '#contract/calendar/shape.ts'
import { nextOpening, openStretches } from '../calendar/index.ts'
import type { CalendarTimeline } from '../calendar/index.ts'
import { countedSpells, readClocks } from './clock.ts'
import { closedSteps } from './closed-step.ts'
import type { ClosedStep } from './closed-step.ts'
import { commitmentsOf, spellsOf } from './facts.ts'
import type { ClockFact, ClockName, Spell } from './facts.ts'

/** Why a deadline is when it is, in the order of time; the screen makes sentences of it. */
export type DeadlineStep =
  | {
      readonly kind: 'start'
      readonly at: Temporal.Instant
      readonly opensAt: Temporal.Instant | null
    }
  | {
      readonly kind: 'target'
      readonly at: Temporal.Instant
      readonly delay: Delay
      readonly cause: string
    }
  | { readonly kind: 'agreed'; readonly at: Temporal.Instant; readonly until: Temporal.Instant }
  | CountedStep
  | ClosedStep
  | {
      readonly kind: 'held'
      readonly from: Temporal.Instant
      readonly to: Temporal.Instant
      readonly reason: 'client'
    }
  /** Resolved or closed, until it was reopened. */
  | { readonly kind: 'stopped'; readonly from: Temporal.Instant; readonly to: Temporal.Instant }
  | { readonly kind: 'due'; readonly at: Temporal.Instant }

export type CountedStep = {
  readonly kind: 'counted'
  readonly from: Temporal.Instant
  readonly to: Temporal.Instant
  readonly minutes: number
  readonly serviceDays: number
  readonly calendarVersionIndex: number
  /** Several days in one line, their nights, lunches and weekends left out. */
  readonly isMerged: boolean
}

/** From the start to the due instant, or to `now` while there is none; empty without a target. */
export function explainDeadline(
  facts: readonly ClockFact[],
  name: ClockName,
  now: Temporal.Instant,
): DeadlineStep[] {
  const commitment = commitmentsOf(facts, name).at(-1)
  const spells = spellsOf(facts, name)
  const start = spells[0]?.from
  if (!start || !commitment || !(commitment.delay ?? commitment.agreed)) return []
  const { timeline, delay, agreed, cause, at } = commitment
  const { dueAt } = readClocks(facts, now)[name]
  const promise: DeadlineStep[] = []
  if (agreed) promise.push({ kind: 'agreed', at, until: agreed })
  else if (delay) promise.push({ kind: 'target', at, delay, cause })
  const due: DeadlineStep[] = dueAt ? [{ kind: 'due', at: dueAt }] : []
  return [
    { kind: 'start', at: start, opensAt: nextOpening(timeline, start) },
    ...promise,
    ...compact(
      spellsUntil(spells, dueAt ?? now).flatMap((spell) => stepsOf(spell, timeline)),
      timeline,
    ),
    ...due,
  ]
}

type Period = { readonly from: Temporal.Instant; readonly to: Temporal.Instant }
type PeriodStep = Extract<DeadlineStep, Period>
type EndedSpell = Period & { readonly mode: Spell['mode'] }

/** Beyond this many lines, whole days become one. */
const longest = 15

function spellsUntil(spells: readonly Spell[], end: Temporal.Instant): EndedSpell[] {
  const counted = new Set(countedSpells(spells))
  return spells
    .filter(({ from }) => isBefore(from, end))
    .map((spell) => ({
      mode: counted.has(spell) ? 'running' : spell.mode,
      from: spell.from,
      to: spell.to && isBefore(spell.to, end) ? spell.to : end,
    }))
}

function stepsOf({ mode, from, to }: EndedSpell, timeline: CalendarTimeline): PeriodStep[] {
  if (mode === 'paused') return [{ kind: 'held', from, to, reason: 'client' }]
  if (mode === 'stopped') return [{ kind: 'stopped', from, to }]
  const steps: PeriodStep[] = []
  let reached = from
  for (const { version, ...open } of openStretches(timeline, from, to)) {
    steps.push(...closedSteps({ from: reached, to: open.from }, timeline))
    append(steps, { kind: 'counted', ...open, calendarVersionIndex: version, isMerged: false })
    reached = open.to
  }
  return [...steps, ...closedSteps({ from: reached, to }, timeline)]
}

/** Days that touch, as round the clock, are one line. */
function append(steps: PeriodStep[], step: CountedStep): void {
  const last = steps.at(-1)
  const isNext =
    last?.kind === 'counted' &&
    last.to.equals(step.from) &&
    last.calendarVersionIndex === step.calendarVersionIndex
  if (isNext) steps[steps.length - 1] = sumOf(last, [step])
  else steps.push(step)
}

/** Holidays and holds stay to be seen, and so do the days that one of them, the start or the end cuts. */
function compact(steps: readonly PeriodStep[], timeline: CalendarTimeline): PeriodStep[] {
  if (steps.length <= longest) return [...steps]
  const runs: PeriodStep[][] = []
  for (const step of steps) {
    const run = runs.at(-1)
    if (run && belongsTo(run, step)) run.push(step)
    else runs.push([step])
  }
  const zone = timeline[0]?.calendar.zone ?? 'UTC'
  const dateOf = (at: Temporal.Instant) => at.toZonedDateTimeISO(zone).toPlainDate().toString()
  return runs.flatMap((run, position) => {
    const cut = [runs[position - 1]?.at(-1), runs[position + 1]?.[0]].map(isCut)
    const ends = [run.find(isCounted), run.findLast(isCounted)].filter((_, end) => cut[end])
    const kept = new Set(ends.flatMap((step) => (step ? [dateOf(step.from)] : [])))
    return joined(run, (step) => isCounted(step) && !kept.has(dateOf(step.from)))
  })
}

function belongsTo(run: readonly PeriodStep[], step: PeriodStep): boolean {
  const version = (step: PeriodStep) => (step.kind === 'counted' ? step.calendarVersionIndex : null)
  const before = run.map(version).findLast((index) => index !== null) ?? null
  return [...run.slice(-1), step].every(isUsual) && (version(step) ?? before) === (before ?? version(step))
}

function isUsual(step: PeriodStep): boolean {
  return step.kind === 'counted' || (step.kind === 'closed' && !step.name)
}

function isCut(beside: PeriodStep | undefined): boolean {
  return !beside || beside.kind === 'held' || beside.kind === 'stopped'
}

function isCounted(step: PeriodStep): step is CountedStep {
  return step.kind === 'counted'
}

function joined(run: readonly PeriodStep[], isWhole: (step: PeriodStep) => boolean): readonly PeriodStep[] {
  const [head, ...others] = run.filter(isCounted).filter(isWhole)
  const tail = others.at(-1)
  if (!head || !tail) return run
  const merged = { ...sumOf(head, others), isMerged: true }
  return [...run.slice(0, run.indexOf(head)), merged, ...run.slice(run.indexOf(tail) + 1)]
}

function sumOf(head: CountedStep, others: readonly CountedStep[]): CountedStep {
  return others.reduce(
    (sum, step) => ({
      ...sum,
      to: step.to,
      minutes: sum.minutes + step.minutes,
      serviceDays: sum.serviceDays + step.serviceDays,
    }),
    head,
  )
}

function isBefore(a: Temporal.Instant, b: Temporal.Instant): boolean {
  return Temporal.Instant.compare(a, b) < 0
}
