import type { Passed, Phase, Step } from '#contract/procedure/shape.ts'
import { Failure } from '#platform/failure.ts'
import type { ClockFact } from '../deadline/index.ts'
import { stepOf, type Advance } from '../procedure/index.ts'
import { readClockFacts, timesOf, writeDeadlines } from './clocks.ts'
import { isKnown } from './fields.ts'
import { processOf, type RecordChange, type RecordRow, type Work } from './process.ts'

type VisitReason =
  | 'started'
  | 'moved'
  | 'passed'
  | 'timer'
  | 'continued'
  | 'override'
  | 'record-move'
  | 'called'
  | 'confirmed-by-voice'

interface Stop {
  step: string
  why: VisitReason
  move: string | null
}

export interface Arrival {
  advance: Advance
  /** How the record came to where it rests now. */
  why: VisitReason
  move: string | null
  /** The file by which somebody let another decide for him. */
  writing?: string | null
}

/** The way as the journal keeps it. */
export const pathOf = (passed: readonly Passed[]) =>
  passed.map((one) => ({
    element: one.element,
    why: one.why,
    ...('move' in one ? { move: one.move } : {}),
    ...('condition' in one && one.condition !== undefined ? { condition: one.condition } : {}),
  }))

/** What arriving at a place makes of the record: step, phase, level, and the instants that reports read. */
export const arriveAt = (work: Work, { advance, why }: Arrival): Partial<RecordRow> => {
  const { row, judgement, context } = work
  const { now } = context
  const { at } = advance
  if (at.kind === 'end') {
    const phase: Phase = at.outcome === 'cancelled' ? 'cancelled' : 'closed'
    return {
      step: at.id,
      step_entered_at: now,
      phase,
      closed_at: now,
      outcome: at.outcome ?? null,
      resolved_at: row.resolved_at ?? now,
      held: null,
      held_until: null,
    }
  }
  const step = stepOf(judgement.procedure.content, at.id)
  if (step === undefined) throw new Failure('wrong_step', { detail: `the procedure has no step ${at.id}` })
  checkExpected(work, step, why)
  const wasOver = row.phase === 'resolved' || row.phase === 'closed'
  const isBack = wasOver && (step.phase === 'active' || step.phase === 'new')
  const level = supportLevel(step.level) ?? row.level
  return {
    step: at.id,
    step_entered_at: now,
    phase: step.phase,
    ...(level === row.level ? {} : { level, level_since: now }),
    closed_at: null,
    outcome: null,
    // Whoever moves a record has stopped waiting.
    held: null,
    held_until: null,
    ...(step.phase === 'resolved' ? { resolved_at: row.resolved_at ?? now } : {}),
    ...(isBack ? { resolved_at: null, reopened: row.reopened + 1 } : {}),
  }
}

/** Whoever leads a record to a decision says first what is to be decided on. */
const checkExpected = (work: Work, step: Step, why: VisitReason): void => {
  const { activities } = processOfWork(work)
  const missing = step.activities
    .flatMap(({ name }) => activities[name]?.expects?.(work) ?? [])
    .filter((name) => !isKnown(name, work.row, work.facts))
  if (missing.length === 0) return
  const at = why === 'started' ? '' : 'fields.'
  throw new Failure('missing_fields', {
    detail: `step ${step.id} is reached with ${missing.join(', ')} only`,
    errors: missing.map((name) => ({ path: `${at}${name}`, message: 'required' })),
  })
}

const supportLevel = (level: string | undefined): number | null => {
  const number = Number(level)
  return Number.isInteger(number) && number >= 0 && number <= 3 ? number : null
}

/** Writes the steps that the record went through: each is checked against the procedure by the database. */
export const writeVisits = async (work: Work, arrival: Arrival): Promise<void> => {
  const { context, judgement, row } = work
  const { advance, why, move, writing = null } = arrival
  const passed = advance.passed.flatMap((one): Stop[] => {
    if (one.why === 'self-passed') return [{ step: one.element, why: 'passed', move: one.move }]
    if (one.why === 'confirmed-by-voice') return [{ step: one.element, why: one.why, move: one.move }]
    return []
  })
  // A record that continues elsewhere or is put somewhere begins there anew; only its first stop is out of the drawing.
  const stops: Stop[] = [...passed, { step: advance.at.id, why, move }]
  const [first] = stops
  if (first !== undefined && (why === 'continued' || why === 'override' || why === 'record-move')) {
    stops[0] = { ...first, why }
    const last = stops.at(-1)
    if (last !== undefined && stops.length > 1) stops[stops.length - 1] = { ...last, why: 'moved' }
  }
  await context.db
    .insertInto('record_visit')
    .values(
      stops.map((stop, index) => ({
        record_id: row.id,
        number: 0,
        procedure_version_id: judgement.procedure.id,
        step: stop.step,
        at: context.now,
        why: stop.why,
        move: stop.move,
        actor_id: context.actor?.id ?? null,
        writing_id: index === stops.length - 1 ? writing : null,
      })),
    )
    .execute()
}

/** Journal entries that a change of phase means; clocks read them. */
export const emitPhase = async (
  work: Work,
  before: RecordRow['phase'],
  change: RecordChange,
): Promise<void> => {
  const { context, row, facts } = work
  const { phase } = change
  if (phase === undefined || typeof phase !== 'string' || phase === before) return
  const at = { subject: row.id, visibility: toldTo(row), audience: audienceOf(row) }
  const wasOpen = before === 'new' || before === 'active'
  if (wasOpen && (phase === 'resolved' || phase === 'closed')) {
    const solution = facts['solution']
    await context.emit({
      ...at,
      event: 'record.resolved',
      body: { solution: typeof solution === 'string' ? solution : null },
    })
  }
  if (!wasOpen && (phase === 'new' || phase === 'active')) {
    await context.emit({ ...at, event: 'record.reopened', body: { reason: null } })
  }
  if (phase === 'closed' || phase === 'cancelled') {
    const outcome = typeof change.outcome === 'string' ? change.outcome : null
    await context.emit({ ...at, event: 'record.ended', body: { phase, outcome } })
  }
}

/** Who takes the step may not be the one who may open what it calls: the record of the other process is opened afterwards. */
export const tellCall = async ({ context, row, judgement }: Work): Promise<void> => {
  const process = stepOf(judgement.procedure.content, row.step)?.call?.process ?? ''
  await context.emit({
    subject: row.id,
    event: 'record.called',
    audience: audienceOf(row),
    body: { process },
  })
}

/** What becomes of a duty or a change is the provider's own, but for the step that is its client's; a problem always is. */
export const toldTo = ({ kind }: Pick<RecordRow, 'kind'>): 'client' | 'internal' =>
  isInside(kind) ? 'internal' : 'client'

const isInside = (kind: RecordRow['kind']): boolean => kind === 'ECH' || kind === 'CHG' || kind === 'PRB'

/** Who hears of it live, and nobody else. */
export const audienceOf = (
  row: Pick<
    RecordRow,
    'number' | 'kind' | 'client_id' | 'requester_id' | 'is_confidential' | 'consent_level'
  >,
) => ({
  number: row.number,
  client: row.kind === 'PRB' || (isInside(row.kind) && row.consent_level === null) ? null : row.client_id,
  requester: row.requester_id,
  isConfidential: row.is_confidential,
})

/** Recomputes due times and deadlines in the transaction that changed what clocks read. */
export const refreshClocks = async (work: Work, known?: readonly ClockFact[]): Promise<RecordChange> => {
  const { context, row, judgement } = work
  const facts = known ?? (await readClockFacts(context.db, row.id, judgement))
  const { change, deadlines } = timesOf({ ...row, facts: work.facts }, judgement, { facts, now: context.now })
  await writeDeadlines(context.db, row.id, deadlines)
  return change
}

/** The process that a record's procedure belongs to. */
export const processOfWork = (work: Work) => processOf(work.judgement.procedure.content.process)
