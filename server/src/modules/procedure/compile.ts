import type { End, Procedure, Refusal, Start } from '#contract/procedure/shape.ts'
import { findChoices, gatewayRefusals, toGateway } from './compile/gateways.ts'
import { readDiagram, type Diagram, type Node } from './compile/diagram.ts'
import { graphRefusals, noticeEnds, toGraph, type Graph } from './compile/graph.ts'
import { blame, elements, text, words } from './compile/moddle.ts'
import { toRecordMoves } from './compile/record-moves.ts'
import { refusal } from './compile/refusal.ts'
import { toStep, type Terms } from './compile/steps.ts'
import { callees, vocabularies, type Vocabulary } from './vocabulary.ts'

/** What surrounds the diagram; the product's own lists unless a test brings others. */
export interface Surroundings {
  vocabularies?: Readonly<Record<string, Vocabulary>>
  callees?: Terms['callees']
  /** The processes that the procedure in force of a process calls. */
  callsOf?: (process: string) => readonly string[]
}

/** BPMN 2.0 to what the engine runs, or everything that is wrong with it. Never throws, whatever the file holds. */
export const compile = async (
  xml: string,
  surroundings: Surroundings = {},
): Promise<{ procedure: Procedure } | { refusals: Refusal[] }> => {
  const read = await readDiagram(xml)
  if ('refusals' in read) return read
  const { process } = read.diagram
  const key = text(process, 'trousse:process') ?? text(process, 'id') ?? ''
  const known = surroundings.vocabularies ?? vocabularies
  const vocabulary = Object.hasOwn(known, key) ? known[key] : undefined
  if (!vocabulary) return { refusals: [refusal('unknown-process', blame(process), key)] }
  return assemble(read.diagram, key, {
    vocabulary,
    callees: surroundings.callees ?? callees,
    ancestors: (called) => isAncestor(called, key, surroundings.callsOf ?? (() => [])),
  })
}

const assemble = (
  diagram: Diagram,
  process: string,
  terms: Terms,
): { procedure: Procedure } | { refusals: Refusal[] } => {
  const bare = toGraph(diagram)
  const fatal = graphRefusals(bare)
  if (fatal.some(({ code }) => code === 'automatic-loop')) return { refusals: fatal }
  const graph = { ...bare, choices: findChoices(bare) }
  const nodes = [...diagram.nodes.values()]
  const compiled = nodes
    .filter(({ type }) => type === 'task' || type === 'call')
    .map((node) => toStep(graph, node, terms))
  const { recordMoves, refusals: moveRefusals } = toRecordMoves(diagram)
  const steps = compiled.map(({ step }) => step)
  const refusals = [
    ...fatal,
    ...gatewayRefusals(graph, graph.choices, Object.keys(terms.vocabulary.variables)),
    ...compiled.flatMap((step) => step.refusals),
    ...moveRefusals,
    ...missingActivities(diagram, terms.vocabulary, new Set(steps.flatMap(activityNames))),
  ]
  if (refusals.length > 0) return { refusals }
  const isAutomatic = (node: Node): boolean => node.type === 'gateway' && !graph.choices.has(node.id)
  return {
    procedure: {
      process,
      kind: terms.vocabulary.kind,
      key: text(diagram.process, 'id') ?? process,
      name: words(diagram.process) ?? { fr: process },
      roles: diagram.roles,
      starts: nodes.filter(({ type }) => type === 'start').map((node) => toStart(graph, node)),
      steps,
      gateways: nodes.filter(isAutomatic).map((node) => toGateway(graph, node)),
      ends: toEnds(graph),
      recordMoves,
    },
  }
}

const activityNames = (step: Procedure['steps'][number]): string[] => step.activities.map(({ name }) => name)

const missingActivities = (diagram: Diagram, vocabulary: Vocabulary, found: Set<string>): Refusal[] =>
  vocabulary.mandatory
    .filter(({ activity }) => !found.has(activity))
    .map(({ activity, clause }) =>
      refusal('missing-activity', blame(diagram.process), `« ${activity} » (ISO/IEC 20000-1, ${clause})`),
    )

const toStart = (graph: Graph, node: Node): Start => {
  const [definition] = elements(node.source, 'eventDefinitions')
  return {
    id: node.id,
    label: node.words,
    trigger: definition?.$type === 'bpmn:TimerEventDefinition' ? 'timer' : 'message',
    role: node.role,
    target: graph.outgoing(node.id)[0]?.to ?? '',
  }
}

const toEnds = (graph: Graph): End[] => {
  const notices = noticeEnds(graph)
  return [...graph.nodes.values()]
    .filter((node) => node.type === 'end' && !notices.has(node.id))
    .map((node) => {
      const outcome = text(node.source, 'trousse:outcome')
      return { id: node.id, label: node.words, ...(outcome !== undefined && { outcome }) }
    })
}

/** Whether calling `process` could come back to `own`. */
const isAncestor = (
  process: string,
  own: string,
  callsOf: (process: string) => readonly string[],
): boolean => {
  const called = new Set([process])
  for (const each of called) for (const next of callsOf(each)) called.add(next)
  return called.has(own)
}
