import type { Refusal } from '#contract/procedure/shape.ts'
import type { Clock, Diagram, Flow, Node } from './diagram.ts'
import { blame } from './moddle.ts'
import { refusal } from './refusal.ts'

/** The drawing with its flows by node, in the order of the file. */
export interface Graph extends Diagram {
  outgoing: (id: string) => readonly Flow[]
  incoming: (id: string) => readonly Flow[]
}

export const toGraph = (diagram: Diagram): Graph => {
  const out = Map.groupBy(diagram.flows, (flow) => flow.from)
  const into = Map.groupBy(diagram.flows, (flow) => flow.to)
  return { ...diagram, outgoing: (id) => out.get(id) ?? [], incoming: (id) => into.get(id) ?? [] }
}

export const isInterrupting = (clock: Clock): boolean => clock.source.get('cancelActivity') !== false

/** What any drawing owes, whatever its process: ways in, ways out, one token, no loop without a task. */
export const graphRefusals = (graph: Graph): Refusal[] => [
  ...startRefusals(graph),
  ...flowRefusals(graph),
  ...reachRefusals(graph),
  ...loopRefusals(graph),
]

/** Those ends that only a notifying timer reaches: drawn for the reader, never reached by the record. */
export const noticeEnds = (graph: Graph): Set<string> => {
  const notifying = new Set(graph.clocks.filter((clock) => !isInterrupting(clock)).map((clock) => clock.id))
  const ends = [...graph.nodes.values()].filter((node) => {
    const incoming = graph.incoming(node.id)
    return node.type === 'end' && incoming.length > 0 && incoming.every((flow) => notifying.has(flow.from))
  })
  return new Set(ends.map((node) => node.id))
}

const startRefusals = (graph: Graph): Refusal[] =>
  ofType(graph, 'start').length === 0 ? [refusal('no-start', blame(graph.process))] : []

const ofType = (graph: Graph, ...types: Node['type'][]): Node[] =>
  [...graph.nodes.values()].filter((node) => types.includes(node.type))

const flowRefusals = (graph: Graph): Refusal[] => {
  const splits = ofType(graph, 'start', 'task', 'call').filter((node) => graph.outgoing(node.id).length > 1)
  const misplaced = graph.flows.filter(
    (flow) => graph.nodes.get(flow.from)?.type === 'end' || graph.nodes.get(flow.to)?.type === 'start',
  )
  return [
    ...splits.map((node) => refusal('implicit-split', blame(node.source))),
    ...misplaced.map((flow) => refusal('misplaced-flow', blame(flow.source))),
  ]
}

const reachRefusals = (graph: Graph): Refusal[] => {
  const notices = noticeEnds(graph)
  const next = (id: string): string[] => [
    ...graph.outgoing(id).map((flow) => flow.to),
    ...graph.clocks
      .filter((clock) => clock.host === id && isInterrupting(clock))
      .flatMap((clock) => graph.outgoing(clock.id).map((flow) => flow.to)),
  ]
  const before = new Map<string, string[]>()
  for (const id of graph.nodes.keys()) {
    for (const to of next(id)) before.set(to, [...(before.get(to) ?? []), id])
  }
  const reached = reach(ids(ofType(graph, 'start')), next)
  const ending = reach(ids(ofType(graph, 'end')), (id) => before.get(id) ?? [])
  const record = [...graph.nodes.values()].filter((node) => !notices.has(node.id))
  return [
    ...record
      .filter((node) => !reached.has(node.id))
      .map((node) => refusal('unreachable', blame(node.source))),
    ...record.filter((node) => !ending.has(node.id)).map((node) => refusal('no-way-out', blame(node.source))),
  ]
}

const ids = (nodes: Node[]): string[] => nodes.map((node) => node.id)

const reach = (from: string[], next: (id: string) => readonly string[]): Set<string> => {
  const found = new Set(from)
  for (const id of found) for (const to of next(id)) found.add(to)
  return found
}

/** Gateways are taken away while nothing but a taken one leads on from them; what stays is in or before a loop. */
const loopRefusals = (graph: Graph): Refusal[] => {
  const waiting = new Map(
    ofType(graph, 'gateway').map((node) => {
      const next = graph.outgoing(node.id).filter((flow) => graph.nodes.get(flow.to)?.type === 'gateway')
      return [node.id, next.map((flow) => flow.to)] as const
    }),
  )
  let isShrinking = true
  while (isShrinking) {
    isShrinking = false
    for (const [id, next] of waiting) {
      if (next.some((to) => waiting.has(to))) continue
      waiting.delete(id)
      isShrinking = true
    }
  }
  const inLoop = [...waiting.keys()].filter((id) =>
    reach(waiting.get(id) ?? [], (from) => waiting.get(from) ?? []).has(id),
  )
  return ofType(graph, 'gateway')
    .filter((node) => inLoop.includes(node.id))
    .map((node) => refusal('automatic-loop', blame(node.source)))
}
