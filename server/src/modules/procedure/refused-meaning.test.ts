import { gateway, led, task, timer, withCall, withChoice, withDecision } from './a-diagram.ts'
import { eachIsRefused } from './a-refusal.ts'

eachIsRefused([
  {
    name: 'a condition that does not parse',
    code: 'bad-condition',
    element: 'G.high',
    change: withDecision('priority <='),
  },
  {
    name: 'a condition that loops',
    code: 'bad-condition',
    element: 'G.high',
    change: withDecision('some x in 1..9 satisfies x = priority'),
  },
  {
    name: 'a condition that calls a function',
    code: 'bad-condition',
    element: 'G.high',
    change: withDecision('count(priority) > 1'),
  },
  {
    name: 'an unknown variable',
    code: 'unknown-variable',
    element: 'G.high',
    change: withDecision('weather = "rain"'),
  },
  {
    name: 'two choices of the same id',
    code: 'duplicate-move',
    element: 'C',
    change: (drawn) => ({
      ...withChoice(drawn),
      flows: [
        ...(withChoice(drawn).flows ?? []),
        { id: 'G.Found', from: 'G', to: 'E', name: 'Trouvé aussi' },
      ],
    }),
  },
  {
    name: 'more choices than a person can read',
    code: 'too-many-choices',
    element: 'C',
    change: (drawn) => ({
      ...withChoice(drawn),
      flows: [
        ...(withChoice(drawn).flows ?? []),
        ...Array.from({ length: 30 }, (_, at) => ({
          id: `G.w${at}`,
          from: 'G',
          to: 'D',
          name: `Voie ${at}`,
        })),
      ],
    }),
  },
  {
    name: 'a procedure without a demanded activity',
    code: 'missing-activity',
    element: 'drawn',
    change: ({ nodes }) => ({
      nodes: nodes.map((node) => (node.id === 'B' ? task('B') : node)),
    }),
  },
  {
    name: 'an unknown activity',
    code: 'unknown-activity',
    element: 'C',
    change: ({ nodes }) => ({
      nodes: nodes.map((node) => (node.id === 'C' ? task('C', 'diagnose juggle') : node)),
    }),
  },
  {
    name: 'an unknown phase',
    code: 'unknown-phase',
    element: 'C',
    change: ({ nodes }) => ({
      nodes: nodes.map((node) =>
        node.id === 'C' ? { ...node, attributes: `${node.attributes} trousse:phase="dreaming"` } : node,
      ),
    }),
  },
  {
    name: 'a confirmation whose yes is no choice',
    code: 'bad-value',
    element: 'C',
    change: ({ nodes }) => ({
      nodes: nodes.map((node) => (node.id === 'C' ? task('C', 'diagnose confirm(yes: perhaps)') : node)),
    }),
  },
  {
    name: 'a choice that sets an unknown variable',
    code: 'unknown-variable',
    element: 'G.found',
    change: (drawn) => ({
      ...withChoice(drawn),
      flows: (withChoice(drawn).flows ?? []).map((flow) =>
        flow.id === 'G.found' ? { ...flow, attributes: 'trousse:sets="weather=true"' } : flow,
      ),
    }),
  },
  {
    name: 'a choice that sets a value of another type',
    code: 'bad-value',
    element: 'G.found',
    change: (drawn) => ({
      ...withChoice(drawn),
      flows: (withChoice(drawn).flows ?? []).map((flow) =>
        flow.id === 'G.found' ? { ...flow, attributes: 'trousse:sets="priority=high"' } : flow,
      ),
    }),
  },
  {
    name: 'a loop without a task',
    code: 'automatic-loop',
    element: 'G',
    change: (drawn) => {
      const { nodes = [], flows = [] } = withDecision()(drawn)
      return {
        nodes: [...nodes, gateway('H')],
        flows: [
          ...flows.map((flow) => (flow.id === 'G.high' ? { ...flow, to: 'H' } : flow)),
          { id: 'H.back', from: 'H', to: 'G', condition: 'priority = 1' },
          { id: 'H.on', from: 'H', to: 'D', isDefault: true },
        ],
      }
    },
  },
  {
    name: 'a call of an unknown process',
    code: 'unknown-callee',
    element: 'K',
    change: withCall('trousse:process="juggling"'),
  },
  {
    name: 'a call of the process itself',
    code: 'calls-ancestor',
    element: 'K',
    change: withCall('trousse:process="incident"'),
  },
  {
    name: 'a call of an ancestor',
    code: 'calls-ancestor',
    element: 'K',
    change: withCall(),
    surroundings: { callsOf: (process) => ({ change: ['release'], release: ['incident'] })[process] ?? [] },
  },
  {
    name: 'a call without a gateway after it',
    code: 'call-without-gateway',
    element: 'K',
    change: (drawn) => ({
      ...withCall()(drawn),
      flows: led(withCall()(drawn).flows ?? [], 'K', 'G').map((flow) =>
        flow.from === 'K' ? { ...flow, to: 'A' } : flow,
      ),
    }),
  },
  {
    name: 'a timer without a readable delay',
    code: 'bad-timer',
    element: 'T',
    change: ({ nodes, flows }) => ({
      nodes: [...nodes, timer('T', 'C', 'soon')],
      flows: [...flows, { from: 'T', to: 'E' }],
    }),
  },
  {
    name: 'an interrupting timer that leads nowhere',
    code: 'timer-way-out',
    element: 'T',
    change: ({ nodes }) => ({
      nodes: [...nodes, timer('T', 'C', '1 hour')],
    }),
  },
  {
    name: 'a notifying timer that would make a second token',
    code: 'timer-splits',
    element: 'T',
    change: ({ nodes, flows }) => ({
      nodes: [...nodes, timer('T', 'C', '1 hour', 'cancelActivity="false"')],
      flows: [...flows, { from: 'T', to: 'E' }],
    }),
  },
  {
    name: 'a record move to a node that is not there',
    code: 'bad-record-move',
    element: 'reopen',
    change: () => ({
      extension: '<trousse:recordMove id="reopen" name="Rouvrir" roles="CS" target="nowhere" />',
    }),
  },
  {
    name: 'a record move of no known kind',
    code: 'bad-record-move',
    element: 'teleport',
    change: () => ({
      extension: '<trousse:recordMove id="teleport" name="Téléporter" roles="CS" />',
    }),
  },
  {
    name: 'a process that is not known',
    code: 'unknown-process',
    element: 'drawn',
    change: () => ({ process: 'juggling' }),
  },
])
