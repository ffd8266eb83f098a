import { gateway, led, task, withChoice, withDecision, type Change } from './a-diagram.ts'
import { eachIsRefused } from './a-refusal.ts'

const swap =
  (id: string, tag: string, inside = ''): Change =>
  ({ nodes }) => ({ nodes: nodes.map((node) => (node.id === id ? { ...node, tag, inside } : node)) })

eachIsRefused([
  {
    name: 'a parallel gateway',
    code: 'unsupported-element',
    element: 'C',
    change: swap('C', 'parallelGateway'),
  },
  {
    name: 'an inclusive gateway',
    code: 'unsupported-element',
    element: 'C',
    change: swap('C', 'inclusiveGateway'),
  },
  {
    name: 'an event gateway',
    code: 'unsupported-element',
    element: 'C',
    change: swap('C', 'eventBasedGateway'),
  },
  {
    name: 'a complex gateway',
    code: 'unsupported-element',
    element: 'C',
    change: swap('C', 'complexGateway'),
  },
  {
    name: 'a task without a person',
    code: 'unsupported-element',
    element: 'C',
    change: swap('C', 'serviceTask'),
  },
  { name: 'a blank start', code: 'unsupported-element', element: 'S', change: swap('S', 'startEvent') },
  {
    name: 'a signal start',
    code: 'unsupported-element',
    element: 'S',
    change: swap('S', 'startEvent', '<bpmn:signalEventDefinition />'),
  },
  {
    name: 'an end that terminates',
    code: 'unsupported-element',
    element: 'Z',
    change: swap('Z', 'endEvent', '<bpmn:terminateEventDefinition />'),
  },
  {
    name: 'an open sub-process',
    code: 'unsupported-element',
    element: 'C',
    change: swap('C', 'subProcess', '<bpmn:userTask id="in" />'),
  },
  {
    name: 'a repeated task',
    code: 'unsupported-element',
    element: 'C',
    change: swap('C', 'userTask', '<bpmn:standardLoopCharacteristics />'),
  },
  {
    name: 'an intermediate event',
    code: 'unsupported-element',
    element: 'C',
    change: swap('C', 'intermediateCatchEvent', '<bpmn:timerEventDefinition />'),
  },
  {
    name: 'a data object',
    code: 'unsupported-element',
    element: 'O',
    change: ({ nodes }) => ({ nodes: [...nodes, { id: 'O', tag: 'dataObjectReference' }] }),
  },
  {
    name: 'a procedure without a start',
    code: 'no-start',
    element: 'drawn',
    change: ({ nodes, flows }) => ({
      nodes: nodes.filter(({ id }) => id !== 'S'),
      flows: flows.filter(({ from }) => from !== 'S'),
    }),
  },
  {
    name: 'a node that nothing leads to',
    code: 'unreachable',
    element: 'X',
    change: ({ nodes, flows }) => ({
      nodes: [...nodes, task('X')],
      flows: [...flows, { from: 'X', to: 'D' }],
    }),
  },
  {
    name: 'a node that leads nowhere',
    code: 'no-way-out',
    element: 'X',
    change: (drawn) => {
      const { nodes = [], flows = [] } = withChoice(drawn)
      return {
        nodes: [...nodes, task('X')],
        flows: flows.map((flow) => (flow.id === 'G.again' ? { ...flow, to: 'X' } : flow)),
      }
    },
  },
  {
    name: 'a lane of no known role',
    code: 'unknown-role',
    element: 'lane1',
    change: ({ nodes }) => ({
      nodes: nodes.map((node) => (node.id === 'C' ? { ...node, lane: 'Comptabilité' } : node)),
    }),
  },
  {
    name: 'a node in no lane',
    code: 'no-lane',
    element: 'C',
    change: ({ nodes }) => ({
      nodes: nodes.map(({ lane, ...node }) =>
        node.id === 'C' || lane === undefined ? node : { ...node, lane },
      ),
    }),
  },
  {
    name: 'several flows from a task',
    code: 'implicit-split',
    element: 'C',
    change: ({ flows }) => ({ flows: [...flows, { from: 'C', to: 'A' }] }),
  },
  {
    name: 'a flow from an end',
    code: 'misplaced-flow',
    element: 'Z.to-A',
    change: ({ flows }) => ({ flows: [...flows, { from: 'Z', to: 'A' }] }),
  },
  {
    name: 'a condition on the flow of a task',
    code: 'misplaced-condition',
    element: 'C.to-D',
    change: ({ flows }) => ({
      flows: flows.map((flow) => (flow.from === 'C' ? { ...flow, condition: 'priority = 1' } : flow)),
    }),
  },
  {
    name: 'a choice without a name',
    code: 'unnamed-choice',
    element: 'G.again',
    change: (drawn) => ({
      ...withChoice(drawn),
      flows: (withChoice(drawn).flows ?? []).map(({ name, ...flow }) =>
        flow.id === 'G.again' || name === undefined ? flow : { ...flow, name },
      ),
    }),
  },
  {
    name: 'a choice in another lane than its task',
    code: 'choice-elsewhere',
    element: 'G',
    change: (drawn) => ({
      ...withChoice(drawn),
      nodes: [...drawn.nodes, gateway('G', 'RGS/AC')],
    }),
  },
  {
    name: 'a choice reached from the start',
    code: 'choice-without-task',
    element: 'G',
    change: (drawn) => ({
      ...withChoice(drawn),
      flows: led(withChoice(drawn).flows ?? [], 'S', 'G'),
    }),
  },
  {
    name: 'an automatic gateway without a default',
    code: 'no-default',
    element: 'G',
    change: (drawn) => ({
      ...withDecision()(drawn),
      flows: (withDecision()(drawn).flows ?? []).map((flow) => ({ ...flow, isDefault: false })),
    }),
  },
])
