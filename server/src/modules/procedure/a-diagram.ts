/** For tests: BPMN without a layout, as short to write as it is to draw. */
export interface DrawnNode {
  id: string
  /** The name of a lane; none leaves the node outside every lane. */
  lane?: string
  tag?: string
  name?: string
  /** More attributes and child elements, as XML. */
  attributes?: string
  inside?: string
}

export interface DrawnFlow {
  from: string
  to: string
  id?: string
  name?: string
  condition?: string
  isDefault?: boolean
  attributes?: string
}

export interface Drawn {
  process: string
  nodes: DrawnNode[]
  flows: DrawnFlow[]
  /** Record moves, as XML. */
  extension: string
}

/** A line of tasks that holds just what an incident must have; `change` redraws it. */
export const aDiagram = (change: Change = () => ({})): string => {
  const drawn = { ...plain(), ...change(plain()) }
  const lanes = Map.groupBy(drawn.nodes, ({ lane }) => lane)
  lanes.delete(undefined)
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:trousse="https://trousse.app/bpmn/1" id="file">
<bpmn:process id="drawn" name="Dessin" trousse:process="${drawn.process}">
<bpmn:extensionElements>${drawn.extension}</bpmn:extensionElements>
<bpmn:laneSet id="lanes">${[...lanes].map(toLane).join('\n')}</bpmn:laneSet>
${drawn.nodes.map((node) => toXml(node, drawn.flows)).join('\n')}
${drawn.flows.map(toFlow).join('\n')}
</bpmn:process></bpmn:definitions>`
}

export const task = (id: string, activity = '', lane = 'CS'): DrawnNode => ({
  id,
  lane,
  name: `Faire ${id}`,
  attributes: activity && `trousse:activity="${activity}"`,
})

export const gateway = (id: string, lane = 'CS'): DrawnNode => ({
  id,
  lane,
  tag: 'exclusiveGateway',
  name: `Suite ${id}`,
})

/** A timer on a task, with its delay; `more` are further attributes. */
export const timer = (id: string, host: string, delay: string, more = ''): DrawnNode => ({
  id,
  tag: 'boundaryEvent',
  name: `Minuteur ${id}`,
  attributes: `attachedToRef="${host}" trousse:delay="${delay}" ${more}`,
  inside: '<bpmn:timerEventDefinition />',
})

/** `line('a', 'b', 'c')` draws a flow from each to the next. */
export const line = (...ids: string[]): DrawnFlow[] =>
  ids.slice(1).map((to, at) => ({ from: ids[at] ?? '', to }))

/** The flows with those that leave `from` led to `to` instead. */
export const led = (flows: DrawnFlow[], from: string, to: string): DrawnFlow[] =>
  flows.map((flow) => (flow.from === from ? { ...flow, to } : flow))

export type Change = (drawn: Drawn) => Partial<Drawn>

/** After task C: a choice G between going on to D and going back to A. */
export const withChoice: Change = ({ nodes, flows }) => ({
  nodes: [...nodes, gateway('G')],
  flows: [
    ...led(flows, 'C', 'G'),
    {
      id: 'G.found',
      from: 'G',
      to: 'D',
      name: 'Trouvé',
      attributes: 'trousse:en="Found" trousse:fields="solution"',
    },
    { id: 'G.again', from: 'G', to: 'A', name: 'Recommencer', attributes: 'trousse:en="Start again"' },
  ],
})

/** After task C: an automatic gateway G, to A on a condition, else to D. */
export const withDecision =
  (condition = 'priority <= 2'): Change =>
  ({ nodes, flows }) => ({
    nodes: [...nodes, gateway('G')],
    flows: [
      ...led(flows, 'C', 'G'),
      { id: 'G.high', from: 'G', to: 'A', condition },
      { id: 'G.low', from: 'G', to: 'D', isDefault: true },
    ],
  })

/** Task C calls a change, then decides. */
export const withCall =
  (attributes = 'trousse:process="change" trousse:until="resolved"'): Change =>
  (drawn) => {
    const { nodes, flows } = { ...drawn, ...withDecision('outcome = "implemented"')(drawn) }
    const called = { id: 'K', lane: 'RGS/AC', tag: 'callActivity', name: 'Changer', attributes }
    return { nodes: [...nodes, called], flows: [...led(flows, 'C', 'K'), { from: 'K', to: 'G' }] }
  }

const plain = (): Drawn => ({
  process: 'incident',
  extension: '',
  nodes: [
    { id: 'S', lane: 'CS', tag: 'startEvent', name: 'Signalé', inside: '<bpmn:messageEventDefinition />' },
    task('A', 'record'),
    task('B', 'classify'),
    task('C', 'diagnose'),
    task('D', 'resolve'),
    task('E', 'close'),
    { id: 'Z', lane: 'CS', tag: 'endEvent', name: 'Clos', attributes: 'trousse:outcome="resolved"' },
  ],
  flows: line('S', 'A', 'B', 'C', 'D', 'E', 'Z'),
})

const toLane = ([name, nodes]: [string | undefined, DrawnNode[]], at: number): string =>
  `<bpmn:lane id="lane${at}" name="${name}">${nodes
    .map(({ id }) => `<bpmn:flowNodeRef>${id}</bpmn:flowNodeRef>`)
    .join('')}</bpmn:lane>`

const toXml = (node: DrawnNode, flows: DrawnFlow[]): string => {
  const { id, tag = 'userTask', name = '', attributes = '', inside = '' } = node
  const standard = flows.find((flow) => flow.from === id && flow.isDefault)
  const more = standard ? `default="${flowId(standard)}"` : ''
  return `<bpmn:${tag} id="${id}" name="${name}" ${attributes} ${more}>${inside}</bpmn:${tag}>`
}

const flowId = ({ id, from, to }: DrawnFlow): string => id ?? `${from}.to-${to}`

const toFlow = (flow: DrawnFlow): string => {
  const { from, to, name, condition, attributes = '' } = flow
  const label = name === undefined ? '' : `name="${name}"`
  const when =
    condition === undefined
      ? ''
      : `<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${escaped(condition)}</bpmn:conditionExpression>`
  return `<bpmn:sequenceFlow id="${flowId(flow)}" sourceRef="${from}" targetRef="${to}" ${label} ${attributes}>${when}</bpmn:sequenceFlow>`
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
