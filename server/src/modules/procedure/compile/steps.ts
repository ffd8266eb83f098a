import {
  Phase,
  type Activity,
  type Call,
  type Refusal,
  type Step,
  type Timer,
} from '#contract/procedure/shape.ts'
import type { Callee, Vocabulary } from '../vocabulary.ts'
import type { Clock, Node } from './diagram.ts'
import { isInterrupting, type Graph } from './graph.ts'
import { blame, element, elements, text, words } from './moddle.ts'
import { toMoves } from './moves.ts'
import { refusal } from './refusal.ts'

export interface Terms {
  vocabulary: Vocabulary
  callees: Readonly<Record<string, Callee>>
  /** Every process that this one may not call: itself and those that end up calling it. */
  ancestors: (process: string) => boolean
}

export const toStep = (
  graph: Graph & { choices: Set<string> },
  node: Node,
  terms: Terms,
): { step: Step; refusals: Refusal[] } => {
  const offered = toMoves(graph, node, terms.vocabulary.variables)
  const clocks = graph.clocks.filter((clock) => clock.host === node.id).map((clock) => toTimer(graph, clock))
  const work = toActivities(node, terms.vocabulary)
  const called = node.type === 'call' ? toCall(graph, node, terms) : { refusals: [] }
  const phase = Phase.safeParse(text(node.source, 'trousse:phase') ?? 'active')
  const guide = words(node.source, 'trousse:guide', 'trousse:guideEn')
  const level = text(node.source, 'trousse:level')
  const step: Step = {
    id: node.id,
    label: node.words,
    role: node.role,
    phase: phase.data ?? 'active',
    activities: work.activities,
    moves: offered.moves,
    timers: clocks.flatMap(({ timer }) => timer ?? []),
    ...(guide && { guide }),
    ...(level !== undefined && { level }),
    ...('call' in called && { call: called.call }),
  }
  const unknownYes = work.activities.flatMap(({ parameters: { yes } }) =>
    yes === undefined || offered.moves.some(({ id }) => id === yes)
      ? []
      : [refusal('bad-value', blame(node.source), `yes: ${yes}`)],
  )
  const unknownPhase = phase.success
    ? []
    : [refusal('unknown-phase', blame(node.source), text(node.source, 'trousse:phase'))]
  return {
    step,
    refusals: [
      ...offered.refusals,
      ...clocks.flatMap((clock) => clock.refusals),
      ...work.refusals,
      ...called.refusals,
      ...unknownYes,
      ...unknownPhase,
    ],
  }
}

/** `record classify`, `confirm(yes: settled)`. */
const toActivities = (
  node: Node,
  vocabulary: Vocabulary,
): { activities: Activity[]; refusals: Refusal[] } => {
  const written = (text(node.source, 'trousse:activity') ?? '').match(/[^\s()]+(\([^()]*\))?|[()]/g) ?? []
  const activities = written.map((part) => {
    const [, name = part, inside = ''] = /^([^(]+)\(([^)]*)\)$/.exec(part) ?? []
    const pairs = inside.split(',').flatMap((pair) => {
      const [, key, value] = /^\s*([\w-]+)\s*:\s*(.*?)\s*$/.exec(pair) ?? []
      return key === undefined || value === undefined ? [] : [[key, value] as const]
    })
    return { name, parameters: Object.fromEntries(pairs) }
  })
  const unknown = activities.filter(({ name }) => !vocabulary.activities.includes(name))
  return {
    activities,
    refusals: unknown.map(({ name }) => refusal('unknown-activity', blame(node.source), name)),
  }
}

const toCall = (graph: Graph, node: Node, terms: Terms): { call?: Call; refusals: Refusal[] } => {
  const process = text(node.source, 'trousse:process') ?? text(node.source, 'calledElement') ?? ''
  const callee = Object.hasOwn(terms.callees, process) ? terms.callees[process] : undefined
  const until = Phase.safeParse(text(node.source, 'trousse:until') ?? 'resolved')
  const refusals: Refusal[] = []
  if (!callee) refusals.push(refusal('unknown-callee', blame(node.source), process))
  if (!until.success) {
    refusals.push(refusal('unknown-phase', blame(node.source), text(node.source, 'trousse:until')))
  }
  if (terms.ancestors(process)) refusals.push(refusal('calls-ancestor', blame(node.source), process))
  const isDecided = graph.outgoing(node.id).every((flow) => graph.nodes.get(flow.to)?.type === 'gateway')
  if (!isDecided) refusals.push(refusal('call-without-gateway', blame(node.source)))
  if (!callee || !until.success) return { refusals }
  const outcomes = [...new Set([...callee.outcomes, 'cancelled'])]
  return { call: { process, kind: callee.kind, until: until.data, outcomes }, refusals }
}

const toTimer = (graph: Graph, clock: Clock): { timer?: Timer; refusals: Refusal[] } => {
  const [, value, unit] =
    /^([1-9]\d{0,3}) (minute|hour|serviceDay)s?$/.exec(text(clock.source, 'trousse:delay') ?? '') ?? []
  if (value === undefined || !isUnit(unit)) return { refusals: [refusal('bad-timer', blame(clock.source))] }
  const interrupting = isInterrupting(clock)
  const ways = graph.outgoing(clock.id)
  const refusals: Refusal[] = []
  if (interrupting && ways.length !== 1) refusals.push(refusal('timer-way-out', blame(clock.source)))
  if (!interrupting && ways.some((flow) => graph.nodes.get(flow.to)?.type !== 'end')) {
    refusals.push(refusal('timer-splits', blame(clock.source)))
  }
  const target = ways[0]?.to
  const definition = elements(clock.source, 'eventDefinitions')[0]
  const timer: Timer = {
    id: clock.id,
    label: words(clock.source) ?? { fr: `${value} ${unit}` },
    delay: { value: Number(value), unit },
    interrupting,
    ...(definition && element(definition, 'timeCycle') && !interrupting && { repeat: true }),
    ...(interrupting && target !== undefined && { target }),
  }
  return { timer, refusals }
}

const isUnit = (unit: string | undefined): unit is Timer['delay']['unit'] =>
  unit === 'minute' || unit === 'hour' || unit === 'serviceDay'
