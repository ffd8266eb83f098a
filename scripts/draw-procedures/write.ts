import { BpmnModdle, type ModdleElement } from 'bpmn-moddle'
import extension from '../../kit/procedures/trousse.moddle.json' with { type: 'json' }
import { layOut } from './layout.ts'
import { legendOf } from './legend.ts'
import { edgesOf, formOf, type Edge, type Node, type Table, type Timer } from './table.ts'

/** The BPMN 2.0 file of a table: what it means, and how it is drawn. */
export const write = async (table: Table): Promise<string> => {
  const make = maker()
  const nodes = new Map(table.nodes.map((node) => [node.id, toNode(make, node)]))
  const clocks = new Map(
    table.nodes.flatMap((node) =>
      node.timers.map((timer) => [timer.id, toTimer(make, timer, nodes.get(node.id))]),
    ),
  )
  const flows = new Map(edgesOf(table).map((edge) => [edge.id, toFlow(make, edge, { nodes, clocks })]))
  for (const node of table.nodes) {
    const standard =
      node.decide && node.decide.length > 1 && node.decide.find(({ when }) => when === undefined)
    if (standard) nodes.get(node.id)?.set('default', flows.get(`${node.id}.${standard.id}`))
  }
  const lanes = table.lanes.map((role) =>
    make('bpmn:Lane', {
      id: laneId(role),
      name: laneNames[role].fr,
      'trousse:en': laneNames[role].en,
      'trousse:role': role,
      flowNodeRef: table.nodes.filter(({ lane }) => lane === role).map(({ id }) => nodes.get(id)),
    }),
  )
  const legend = legendOf(table)
  const note = make('bpmn:TextAnnotation', {
    id: `${table.process}-legend`,
    text: legend.fr,
    'trousse:en': legend.en,
  })
  const process = make('bpmn:Process', {
    id: table.process,
    name: table.name.fr,
    'trousse:en': table.name.en,
    'trousse:process': table.process,
    isExecutable: true,
    extensionElements: make('bpmn:ExtensionElements', {
      values: table.recordMoves.map(({ fr, roles, fields, ...move }) =>
        make('trousse:RecordMove', {
          ...move,
          name: fr,
          roles: roles.join(' '),
          ...(fields && { fields: fields.join(' ') }),
        }),
      ),
    }),
    laneSets: [make('bpmn:LaneSet', { id: `${table.process}-lanes`, lanes })],
    flowElements: [...nodes.values(), ...clocks.values(), ...flows.values()],
    artifacts: [note],
  })
  const pool = make('bpmn:Participant', {
    id: `${table.process}-pool`,
    name: table.name.fr,
    'trousse:en': table.name.en,
    processRef: process,
  })
  const collaboration = make('bpmn:Collaboration', { id: `${table.process}-drawing`, participants: [pool] })
  const subjects = new Map([
    ...nodes,
    ...clocks,
    ...flows,
    ...lanes.map((lane) => [idOf(lane), lane] as const),
  ])
  subjects.set('pool', pool).set('legend', note)
  const plane = make('bpmndi:BPMNPlane', {
    id: `${table.process}-plane`,
    bpmnElement: collaboration,
    planeElement: layOut(table, { make, subjects }),
  })
  const definitions = make('bpmn:Definitions', {
    id: `${table.process}-definitions`,
    targetNamespace: 'https://trousse.app/bpmn/1',
    exporter: 'Trousse',
    rootElements: [collaboration, process],
    diagrams: [make('bpmndi:BPMNDiagram', { id: `${table.process}-diagram`, plane })],
  })
  const { xml } = await new BpmnModdle({ trousse: extension }).toXML(definitions, { format: true })
  return xml
}

/** Makes an element and owns what it holds, so that the file nests as the model does. */
export type Make = (type: string, attributes: Record<string, unknown>) => ModdleElement

export const laneId = (role: string): string => `lane-${role.replaceAll(/[^A-Z]+/g, '-')}`

const laneNames = {
  D: { fr: 'Dirigeant (D)', en: 'Top management (D)' },
  'RGS/AC': { fr: 'Assistance client (RGS/AC)', en: 'Client support (RGS/AC)' },
  'RGS/RC': {
    fr: 'Gestion des services, relation client (RGS/RC)',
    en: 'Service management, client relation (RGS/RC)',
  },
  CS: { fr: 'Centre de services (CS)', en: 'Service desk (CS)' },
  FT: { fr: 'Fournisseur (FT)', en: 'Supplier (FT)' },
  CL: { fr: 'Client (CL)', en: 'Client (CL)' },
}

const maker = (): Make => {
  const moddle = new BpmnModdle({ trousse: extension })
  return (type, attributes) => moddle.create(type, attributes)
}

const idOf = (element: ModdleElement): string => String(element.get('id'))

const types = {
  start: 'bpmn:StartEvent',
  task: 'bpmn:UserTask',
  call: 'bpmn:CallActivity',
  gateway: 'bpmn:ExclusiveGateway',
  end: 'bpmn:EndEvent',
}

const toNode = (make: Make, node: Node): ModdleElement => {
  const form = formOf(node)
  const definition = node.start === 'timer' ? 'bpmn:TimerEventDefinition' : 'bpmn:MessageEventDefinition'
  return make(types[form], {
    id: node.id,
    ...(node.label && { name: node.label.fr, 'trousse:en': node.label.en }),
    ...(node.task !== undefined && { 'trousse:activity': node.task }),
    ...(node.level !== undefined && { 'trousse:level': String(node.level) }),
    ...(node.phase !== undefined && { 'trousse:phase': node.phase }),
    ...(node.do && { 'trousse:do': node.do.fr, 'trousse:doEn': node.do.en }),
    ...(node.guide && { 'trousse:guide': node.guide.fr, 'trousse:guideEn': node.guide.en }),
    ...(node.call !== undefined && { calledElement: node.call, 'trousse:process': node.call }),
    ...(node.until !== undefined && { 'trousse:until': node.until }),
    ...(typeof node.end === 'string' && { 'trousse:outcome': node.end }),
    ...(node.start && { eventDefinitions: [make(definition, { id: `${node.id}-event` })] }),
    incoming: [],
    outgoing: [],
  })
}

const toTimer = (make: Make, timer: Timer, host: ModdleElement | undefined): ModdleElement => {
  const when = make('bpmn:FormalExpression', { body: isoOf(timer) })
  return make('bpmn:BoundaryEvent', {
    id: timer.id,
    name: timer.fr,
    'trousse:en': timer.en,
    'trousse:delay': timer.delay,
    attachedToRef: host,
    cancelActivity: !timer.repeats,
    outgoing: [],
    eventDefinitions: [
      make('bpmn:TimerEventDefinition', {
        id: `${timer.id}-event`,
        [timer.repeats ? 'timeCycle' : 'timeDuration']: when,
      }),
    ],
  })
}

/** What a tool that knows nothing of service days reads beside our delay. */
const isoOf = ({ delay, repeats }: Timer): string => {
  const [value, unit] = delay.split(' ')
  const duration = unit === 'serviceDay' ? `P${value}D` : `PT${value}${unit === 'hour' ? 'H' : 'M'}`
  return repeats ? `R/${duration}` : duration
}

interface Ends {
  nodes: Map<string, ModdleElement>
  clocks: Map<string, ModdleElement>
}

const toFlow = (make: Make, { id, from, to, way, timer }: Edge, { nodes, clocks }: Ends): ModdleElement => {
  const source = timer ? clocks.get(timer.id) : nodes.get(from)
  const target = nodes.get(to)
  if (!source || !target) throw new Error(`${id} leads nowhere`)
  const flow = make('bpmn:SequenceFlow', {
    id,
    ...(way?.fr !== undefined && { name: way.fr }),
    ...(way?.en !== undefined && { 'trousse:en': way.en }),
    ...(way?.fields && { 'trousse:fields': way.fields.join(' ') }),
    ...(way?.sets && {
      'trousse:sets': Object.entries(way.sets)
        .map(([name, value]) => `${name}=${typeof value === 'string' ? `"${value}"` : value}`)
        .join('; '),
    }),
    ...(way?.when !== undefined && {
      conditionExpression: make('bpmn:FormalExpression', { language: feel, body: way.when }),
    }),
    sourceRef: source,
    targetRef: target,
  })
  push(source, 'outgoing', flow)
  push(target, 'incoming', flow)
  return flow
}

const feel = 'https://www.omg.org/spec/DMN/20191111/FEEL/'

const push = (element: ModdleElement, property: string, value: ModdleElement): void => {
  const known = element.get(property)
  element.set(property, [...(Array.isArray(known) ? known : []), value])
}
