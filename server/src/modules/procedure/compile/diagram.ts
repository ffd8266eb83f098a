import type { ModdleElement } from 'bpmn-moddle'
import { Role } from '#contract/role.ts'
import type { Refusal } from '#contract/procedure/shape.ts'
import type { Words } from '#contract/words.ts'
import { blame, element, elements, parse, text, words } from './moddle.ts'
import { refusal } from './refusal.ts'

export interface Node {
  id: string
  type: 'start' | 'task' | 'call' | 'gateway' | 'end'
  words: Words
  /** That of its lane. */
  role: Role
  source: ModdleElement
}

export interface Flow {
  id: string
  from: string
  to: string
  words: Words | undefined
  condition: string | undefined
  isDefault: boolean
  source: ModdleElement
}

/** A boundary timer; its flows are among the others, from its own id. */
export interface Clock {
  id: string
  host: string
  source: ModdleElement
}

/** The drawing without its layout: only elements of the subset, every node in the lane of a role. */
export interface Diagram {
  process: ModdleElement
  roles: Role[]
  nodes: Map<string, Node>
  flows: Flow[]
  clocks: Clock[]
}

export const readDiagram = async (xml: string): Promise<{ diagram: Diagram } | { refusals: Refusal[] }> => {
  const parsed = await parse(xml)
  if ('refusals' in parsed) return parsed
  const [process, second] = elements(parsed.root, 'rootElements').filter(
    (root) => root.$type === 'bpmn:Process',
  )
  if (!process) return { refusals: [refusal('no-process', blame(parsed.root))] }
  if (second) return { refusals: [refusal('several-processes', blame(second))] }
  const drawn = elements(process, 'flowElements')
  if (drawn.length > most) return { refusals: [refusal('too-large', blame(process))] }
  const refusals = drawn.flatMap(unsupported)
  const { lanes, roles, refusals: laneRefusals } = readLanes(process)
  const nodes = new Map<string, Node>()
  for (const source of drawn) {
    const type = types.get(source.$type)
    if (!type) continue
    const { id, name } = blame(source)
    const lane = lanes.get(id)
    if (!lanes.has(id)) refusals.push(refusal('no-lane', { id, name }))
    if (lane) nodes.set(id, { id, type, words: words(source) ?? { fr: name }, ...lane, source })
  }
  const clocks = drawn.filter((source) => source.$type === 'bpmn:BoundaryEvent').map(readClock)
  const flows = drawn.filter((source) => source.$type === 'bpmn:SequenceFlow').map(readFlow)
  const ends = new Set([...nodes.keys(), ...clocks.map((clock) => clock.id)])
  for (const flow of flows) {
    if (!flow.from || !flow.to) refusals.push(refusal('dangling-flow', blame(flow.source)))
  }
  const joined = flows.filter((flow) => ends.has(flow.from) && nodes.has(flow.to))
  refusals.push(...laneRefusals)
  return refusals.length > 0 ? { refusals } : { diagram: { process, roles, nodes, flows: joined, clocks } }
}

const most = 400

const types = new Map<string, Node['type']>([
  ['bpmn:StartEvent', 'start'],
  ['bpmn:UserTask', 'task'],
  ['bpmn:SubProcess', 'task'],
  ['bpmn:CallActivity', 'call'],
  ['bpmn:ExclusiveGateway', 'gateway'],
  ['bpmn:EndEvent', 'end'],
])

/** Which event definitions an event may have, for those elements of the subset that have any. */
const events = new Map<string, readonly string[]>([
  ['bpmn:StartEvent', ['bpmn:MessageEventDefinition', 'bpmn:TimerEventDefinition']],
  ['bpmn:BoundaryEvent', ['bpmn:TimerEventDefinition']],
])

const unsupported = (source: ModdleElement): Refusal[] => {
  const isKnown = types.has(source.$type) || events.has(source.$type) || source.$type === 'bpmn:SequenceFlow'
  if (!isKnown) return [refusal('unsupported-element', blame(source), plain(source.$type))]
  if (text(source, 'id') === undefined) return [refusal('unsupported-element', blame(source), 'id = ?')]
  const definitions = elements(source, 'eventDefinitions').map((definition) => definition.$type)
  const allowed = events.get(source.$type)
  if (allowed ? definitions.length !== 1 : definitions.length > 0) {
    return [refusal('unsupported-element', blame(source), plain([source.$type, ...definitions].join(' ')))]
  }
  const odd = definitions.find((definition) => !allowed?.includes(definition))
  if (odd) return [refusal('unsupported-element', blame(source), plain(odd))]
  const loop = element(source, 'loopCharacteristics')
  if (loop) return [refusal('unsupported-element', blame(source), plain(loop.$type))]
  const isOpen = elements(source, 'flowElements').length > 0 || source.get('triggeredByEvent') === true
  return isOpen ? [refusal('unsupported-element', blame(source), plain(source.$type))] : []
}

const plain = (type: string): string => type.replaceAll('bpmn:', '')

/** By node; undefined in a lane whose role is unknown, which is refused once, for the lane. */
type Lanes = Map<string, { role: Role } | undefined>

const readLanes = (process: ModdleElement): { lanes: Lanes; roles: Role[]; refusals: Refusal[] } => {
  const lanes: Lanes = new Map()
  const roles: Role[] = []
  const refusals: Refusal[] = []
  for (const lane of innermost(elements(process, 'laneSets'))) {
    const role = roleOf(lane)
    if (!role) refusals.push(refusal('unknown-role', blame(lane)))
    else if (!roles.includes(role)) roles.push(role)
    for (const node of elements(lane, 'flowNodeRef')) lanes.set(blame(node).id, role && { role })
  }
  return { lanes, roles, refusals }
}

const innermost = (laneSets: ModdleElement[]): ModdleElement[] => {
  const found: ModdleElement[] = []
  const waiting = laneSets.flatMap((set) => elements(set, 'lanes'))
  for (let lane = waiting.shift(); lane; lane = waiting.shift()) {
    const inner = element(lane, 'childLaneSet')
    if (inner) waiting.unshift(...elements(inner, 'lanes'))
    else found.push(lane)
  }
  return found
}

/** `trousse:role`, else a name that is the code or ends in it between brackets: « Centre de services (CS) ». */
const roleOf = (lane: ModdleElement): Role | undefined => {
  const name = text(lane, 'name') ?? ''
  const code = text(lane, 'trousse:role') ?? /\(([^()]+)\)$/.exec(name)?.[1] ?? name
  return Role.safeParse(code).data
}

const readClock = (source: ModdleElement): Clock => {
  const host = element(source, 'attachedToRef')
  return { id: blame(source).id, host: host ? blame(host).id : '', source }
}

const readFlow = (source: ModdleElement): Flow => {
  const from = element(source, 'sourceRef')
  const to = element(source, 'targetRef')
  const condition = element(source, 'conditionExpression')
  return {
    id: blame(source).id,
    from: from ? blame(from).id : '',
    to: to ? blame(to).id : '',
    words: words(source),
    condition: condition && text(condition, 'body'),
    isDefault: from !== undefined && from.get('default') === source,
    source,
  }
}
