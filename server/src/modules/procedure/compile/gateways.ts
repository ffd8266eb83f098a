import type { Branch, Gateway, Refusal } from '#contract/procedure/shape.ts'
import { conditionFault } from './condition.ts'
import type { Flow, Node } from './diagram.ts'
import type { Graph } from './graph.ts'
import { blame } from './moddle.ts'
import { refusal } from './refusal.ts'

/**
 * The gateways that a person decides: without condition or default, after a task, directly or by another choice.
 * Every other gateway decides by itself.
 */
export const findChoices = (graph: Graph): Set<string> => {
  const tasks = [...graph.nodes.values()].filter((node) => node.type === 'task')
  const found = new Set<string>()
  const follow = (id: string): void => {
    for (const flow of graph.outgoing(id)) if (isUndecided(graph, flow.to)) found.add(flow.to)
  }
  for (const task of tasks) follow(task.id)
  for (const choice of found) follow(choice)
  return found
}

/** `variables` is the closed list that conditions may read. */
export const gatewayRefusals = (
  graph: Graph,
  choices: Set<string>,
  variables: readonly string[],
): Refusal[] => [
  ...[...graph.nodes.values()]
    .filter((node) => node.type === 'gateway')
    .flatMap((node) =>
      choices.has(node.id) ? choiceRefusals(graph, node, choices) : autoRefusals(graph, node),
    ),
  ...graph.flows.flatMap((flow) => conditionRefusals(graph, flow, variables)),
]

export const toGateway = (graph: Graph, node: Node): Gateway => {
  const flows = graph.outgoing(node.id)
  const standard = defaultOf(flows)
  return {
    id: node.id,
    label: node.words,
    branches: flows.flatMap((flow) =>
      flow === standard || flow.condition === undefined
        ? []
        : [{ ...toBranch(flow), condition: flow.condition }],
    ),
    otherwise: standard ? toBranch(standard) : { flow: '', target: '' },
  }
}

const toBranch = (flow: Flow): Branch => ({
  flow: flow.id,
  target: flow.to,
  ...(flow.words && { label: flow.words }),
})

/** A gateway with one way out only joins: that way is its default. */
const defaultOf = (flows: readonly Flow[]): Flow | undefined =>
  flows.find((flow) => flow.isDefault) ?? (flows.length === 1 ? flows[0] : undefined)

const isUndecided = (graph: Graph, id: string): boolean => {
  const flows = graph.outgoing(id)
  const isDecided = flows.some((flow) => flow.isDefault || flow.condition !== undefined)
  return graph.nodes.get(id)?.type === 'gateway' && flows.length > 1 && !isDecided
}

const choiceRefusals = (graph: Graph, node: Node, choices: Set<string>): Refusal[] => {
  const unnamed = graph.outgoing(node.id).filter((flow) => !flow.words)
  const before = graph.incoming(node.id).flatMap((flow) => graph.nodes.get(flow.from) ?? [])
  const isWork = (from: Node): boolean => from.type === 'task' || choices.has(from.id)
  const fromClock = graph.incoming(node.id).filter((flow) => !graph.nodes.has(flow.from))
  const named = (from: Node): string => blame(from.source).name
  return [
    ...unnamed.map((flow) => refusal('unnamed-choice', blame(flow.source))),
    ...before
      .filter((from) => !isWork(from))
      .map((from) => refusal('choice-without-task', blame(node.source), named(from))),
    ...fromClock.map((flow) => refusal('choice-without-task', blame(node.source), flow.from)),
    ...before
      .filter((from) => isWork(from) && from.role !== node.role)
      .map((from) => refusal('choice-elsewhere', blame(node.source), named(from))),
  ]
}

const autoRefusals = (graph: Graph, node: Node): Refusal[] => {
  const flows = graph.outgoing(node.id)
  const standard = defaultOf(flows)
  if (flows.length === 0) return []
  if (!standard) return [refusal('no-default', blame(node.source))]
  return flows
    .filter((flow) => flow !== standard && flow.condition === undefined)
    .map((flow) => refusal('bad-condition', blame(flow.source), '∅'))
}

const conditionRefusals = (graph: Graph, flow: Flow, variables: readonly string[]): Refusal[] => {
  if (flow.condition === undefined) return []
  const flows = graph.outgoing(flow.from)
  const isRead = graph.nodes.get(flow.from)?.type === 'gateway' && flow !== defaultOf(flows)
  if (!isRead) return [refusal('misplaced-condition', blame(flow.source))]
  const fault = conditionFault(flow.condition, variables)
  return fault ? [refusal(fault.code, blame(flow.source), fault.detail)] : []
}
