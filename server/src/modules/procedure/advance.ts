import { evaluate } from 'feelin'
import type {
  Gateway,
  Move,
  Passed,
  Place,
  Procedure,
  Step,
  Timer,
  Value,
} from '#contract/procedure/shape.ts'

/** `{ move }` where the activity is done and also tells which way to leave. */
export type Fulfilment = boolean | { move: string }

/** What the engine needs to know of a record, as it is once the activity of the step being left was applied. */
export interface Facts {
  /**
   * What conditions read, each of the type that the vocabulary gives it. `confirmedBy` only where the move being taken says so, never
   * from an earlier one.
   */
  values: Readonly<Record<string, unknown>>
  /** The steps where this record has rested or which it passed. */
  visited: ReadonlySet<string>
  isFulfilled: (step: Step) => Fulfilment
  /** Whether a procedure of that process is in force: a call of one that is not is a step like another. */
  isInForce: (process: string) => boolean
}

export interface Advance {
  passed: Passed[]
  at: Place
  /** What the choices on the way made true of the record. */
  sets: Record<string, Value>
}

/** `startId` where a procedure has several starts; the first one otherwise. */
export const start = (procedure: Procedure, facts: Facts, startId?: string): Advance => {
  const found = procedure.starts.find(({ id }) => startId === undefined || id === startId)
  if (!found) throw new Error(`Procedure ${procedure.key} has no start ${startId ?? ''}`)
  return walk(procedure, { ...begin(facts), at: found.target, passed: [{ why: 'start', element: found.id }] })
}

/** Puts the record at a node from outside the drawing: reopened, or by an override. */
export const enter = (procedure: Procedure, nodeId: string, facts: Facts): Advance =>
  walk(procedure, { ...begin(facts), at: nodeId, passed: [{ why: 'entered', element: nodeId }] })

/** A person's move; also how a called record comes back, with its outcome among the facts. */
export const take = (procedure: Procedure, choice: { step: string; move: string }, facts: Facts): Advance => {
  const step = stepOf(procedure, choice.step)
  const move = step?.moves.find(({ id }) => id === choice.move)
  if (!step || !move) throw new Error(`Step ${choice.step} of ${procedure.key} has no move ${choice.move}`)
  return walk(procedure, leave(begin(facts), { step, move }, 'moved'))
}

export const fireTimer = (
  procedure: Procedure,
  timer: { step: string; timer: string },
  facts: Facts,
): Advance => {
  const found = stepOf(procedure, timer.step)?.timers.find(({ id }) => id === timer.timer)
  if (!found) throw new Error(`Step ${timer.step} of ${procedure.key} has no timer ${timer.timer}`)
  const passed: Passed[] = [{ why: 'timer', element: timer.step, timer: found.id }]
  const target = leadsTo(found)
  if (target === undefined) return { passed, at: { kind: 'step', id: timer.step }, sets: {} }
  return walk(procedure, { ...begin(facts), at: target, passed })
}

export const movesOf = (procedure: Procedure, stepId: string): readonly Move[] =>
  stepOf(procedure, stepId)?.moves ?? []

export const stepOf = (procedure: Procedure, stepId: string): Step | undefined =>
  procedure.steps.find(({ id }) => id === stepId)

interface Walk {
  facts: Facts
  at: string
  passed: Passed[]
  sets: Record<string, Value>
  visited: Set<string>
  /** A step with `resolve` was left in this very walk, saying that the client confirmed by voice. */
  isVoiced: boolean
}

const begin = (facts: Facts): Walk => ({
  facts,
  at: '',
  passed: [],
  sets: {},
  visited: new Set(facts.visited),
  isVoiced: false,
})

/** Ends by construction: gateways alone never loop, and each step is passed at most once more than it is voiced. */
const walk = (procedure: Procedure, from: Walk): Advance => {
  let now = from
  for (;;) {
    const { passed, sets, at } = now
    const gateway = procedure.gateways.find(({ id }) => id === at)
    const step = stepOf(procedure, at)
    const end = procedure.ends.find(({ id }) => id === at)
    if (gateway) {
      now = decide(now, gateway)
    } else if (step) {
      const pass = passOf(step, now)
      if (!pass) return { passed, sets, at: { kind: isWaiting(step, now.facts) ? 'call' : 'step', id: at } }
      now = leave(now, { step, move: pass.move }, pass.why)
    } else if (end) {
      const outcome = end.outcome === undefined ? {} : { outcome: end.outcome }
      return { passed, sets, at: { kind: 'end', id: at, ...outcome } }
    } else {
      throw new Error(`Procedure ${procedure.key} has no node ${at}`)
    }
  }
}

const decide = (now: Walk, gateway: Gateway): Walk => {
  const values = { ...now.facts.values, ...now.sets }
  const branch = gateway.branches.find(({ condition }) => evaluate(condition, values).value === true)
  const { flow, target } = branch ?? gateway.otherwise
  const reason = branch ? { condition: branch.condition } : {}
  return {
    ...now,
    at: target,
    passed: [...now.passed, { why: 'decided', element: gateway.id, flow, ...reason }],
  }
}

const leave = (
  now: Walk,
  by: { step: Step; move: Move },
  why: 'moved' | 'self-passed' | 'confirmed-by-voice',
): Walk => ({
  ...now,
  at: by.move.target,
  passed: [...now.passed, { why, element: by.step.id, move: by.move.id }],
  sets: { ...now.sets, ...by.move.sets },
  visited: new Set([...now.visited, by.step.id]),
  isVoiced:
    why !== 'confirmed-by-voice' &&
    (now.isVoiced || (does(by.step, 'resolve') && now.facts.values['confirmedBy'] === 'voice')),
})

const passOf = (
  step: Step,
  now: Walk,
): { move: Move; why: 'self-passed' | 'confirmed-by-voice' } | undefined => {
  const spoken = now.isVoiced ? confirmation(step) : undefined
  if (spoken) return { move: spoken, why: 'confirmed-by-voice' }
  const isPersonal =
    step.activities.length === 0 || does(step, 'approve') || does(step, 'confirm') || step.call
  if (isPersonal || now.visited.has(step.id)) return undefined
  const fulfilment = now.facts.isFulfilled(step)
  if (fulfilment === false) return undefined
  const told = fulfilment === true ? undefined : fulfilment.move
  const move = told === undefined ? only(step.moves) : step.moves.find(({ id }) => id === told)
  return move && { move, why: 'self-passed' }
}

/** The move that says yes: the only one, or the one that the activity names: `confirm(yes: settled)`. */
const confirmation = (step: Step): Move | undefined => {
  const confirm = step.activities.find(({ name }) => name === 'confirm')
  if (!confirm || step.call) return undefined
  const yes = confirm.parameters['yes']
  return yes === undefined ? only(step.moves) : step.moves.find(({ id }) => id === yes)
}

const does = (step: Step, activity: string): boolean => step.activities.some(({ name }) => name === activity)

const only = (moves: readonly Move[]): Move | undefined => (moves.length === 1 ? moves[0] : undefined)

const isWaiting = (step: Step, facts: Facts): boolean =>
  step.call !== undefined && facts.isInForce(step.call.process)

const leadsTo = (timer: Timer): string | undefined => (timer.interrupting ? timer.target : undefined)
