import type { Move, Refusal, Value } from '#contract/procedure/shape.ts'
import type { Words } from '#contract/words.ts'
import type { Vocabulary } from '../vocabulary.ts'
import type { Flow, Node } from './diagram.ts'
import type { Graph } from './graph.ts'
import { blame, text, words } from './moddle.ts'
import { refusal } from './refusal.ts'

interface Offered {
  moves: Move[]
  refusals: Refusal[]
}

/** One move for each path from a task through the choices after it. */
export const toMoves = (
  graph: Graph & { choices: Set<string> },
  node: Node,
  variables: Vocabulary['variables'],
): Offered => {
  const paths = pathsFrom(graph, node)
  if (!paths) return { moves: [], refusals: [refusal('too-many-choices', blame(node.source))] }
  const refusals = new Map<string, Refusal>()
  const moves = paths.map((path) => {
    const sets = path.map((flow) => assignments(flow, variables))
    for (const found of sets.flatMap((set) => set.refusals)) refusals.set(found.message.fr, found)
    return toMove(node, path, Object.assign({}, ...sets.map((set) => set.values)))
  })
  const twice = moves.filter((move, at) => moves.findIndex((other) => other.id === move.id) < at)
  return {
    moves,
    refusals: [
      ...refusals.values(),
      ...twice.map((move) => refusal('duplicate-move', blame(node.source), move.id)),
    ],
  }
}

/** The readable part of a flow's id: `IG3.solution-found` and `Solution_Found` both give `solution-found`. */
export const slug = (flowId: string): string =>
  flowId
    .slice(flowId.lastIndexOf('.') + 1)
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')

const most = 24

const pathsFrom = (graph: Graph & { choices: Set<string> }, node: Node): Flow[][] | undefined => {
  const done: Flow[][] = []
  const open = graph.outgoing(node.id).map((flow) => [flow])
  for (let path = open.shift(); path; path = open.shift()) {
    const target = path.at(-1)?.to ?? ''
    if (graph.choices.has(target)) open.unshift(...graph.outgoing(target).map((flow) => [...path, flow]))
    else done.push(path)
    if (open.length + done.length > most) return undefined
  }
  return done
}

const toMove = (node: Node, path: Flow[], sets: Record<string, Value>): Move => {
  const chosen = path.slice(1)
  const named = chosen.length > 0 ? chosen : path
  const fields = [...new Set([...asked(node), ...path.flatMap((flow) => list(flow))])]
  return {
    id: named.map((flow) => slug(flow.id)).join('-') || 'move',
    label: chosen.length > 0 ? joined(chosen) : verb(node),
    role: node.role,
    flows: path.flatMap((flow, at) => (at === 0 ? [flow.id] : [flow.from, flow.id])),
    target: path.at(-1)?.to ?? '',
    ...(fields.length > 0 && { fields }),
    ...(Object.keys(sets).length > 0 && { sets }),
  }
}

/** What a person fills where the called process is not in force, and the called record where it is. */
const asked = (node: Node): string[] => (node.type === 'call' ? ['link', 'outcome'] : [])

const list = (flow: Flow): string[] =>
  (text(flow.source, 'trousse:fields') ?? '').split(/[\s,]+/).filter(Boolean)

const joined = (flows: Flow[]): Words => {
  const labels = flows.map((flow) => flow.words ?? { fr: flow.id })
  const english = labels.flatMap((label) => (label.en === undefined ? [] : [label.en]))
  const fr = labels.map((label) => label.fr).join(' – ')
  return english.length === labels.length ? { fr, en: english.join(' – ') } : { fr }
}

const verb = (node: Node): Words => {
  const given = words(node.source, 'trousse:do', 'trousse:doEn')
  if (given) return given
  const { fr, en } = node.words
  return en === undefined ? { fr: firstWords(fr) } : { fr: firstWords(fr), en: firstWords(en) }
}

const firstWords = (label: string): string => label.split(/\s*[:(;,]/)[0] || label

/** `approved=true; means="voice"` on a flow: only variables of the process, with a value of their type. */
const assignments = (
  flow: Flow,
  variables: Vocabulary['variables'],
): { values: Record<string, Value>; refusals: Refusal[] } => {
  const values: Record<string, Value> = {}
  const refusals: Refusal[] = []
  for (const part of (text(flow.source, 'trousse:sets') ?? '').split(';')) {
    if (part.trim() === '') continue
    const [, name = '', written = ''] = /^\s*(\w+)\s*=\s*(.*?)\s*$/.exec(part) ?? []
    const type = Object.hasOwn(variables, name) ? variables[name] : undefined
    const value = type && read(written, type)
    if (name !== '' && !type) refusals.push(refusal('unknown-variable', blame(flow.source), name))
    else if (value === undefined) refusals.push(refusal('bad-value', blame(flow.source), part.trim()))
    else values[name] = value
  }
  return { values, refusals }
}

const read = (written: string, type: 'boolean' | 'number' | 'text'): Value | undefined => {
  if (written === 'null') return null
  if (type === 'boolean') return { true: true, false: false }[written]
  if (type === 'number') return /^-?\d+(\.\d+)?$/.test(written) ? Number(written) : undefined
  return /^"([^"]*)"$/.exec(written)?.[1]
}
