import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aDiagram, gateway, timer, withCall, withChoice, withDecision } from './a-diagram.ts'
import { procedureOf } from './a-kit-procedure.ts'

test('a line of tasks compiles to steps, each with the one move that leads on', async () => {
  const procedure = await procedureOf(aDiagram())
  assert.deepEqual(
    procedure.steps.map(({ id, role, phase, moves }) => [id, role, phase, moves.map(({ target }) => target)]),
    [
      ['A', 'CS', 'active', ['B']],
      ['B', 'CS', 'active', ['C']],
      ['C', 'CS', 'active', ['D']],
      ['D', 'CS', 'active', ['E']],
      ['E', 'CS', 'active', ['Z']],
    ],
  )
  assert.deepEqual(procedure.starts, [
    { id: 'S', label: { fr: 'Signalé' }, trigger: 'message', role: 'CS', target: 'A' },
  ])
  assert.deepEqual(procedure.ends, [{ id: 'Z', label: { fr: 'Clos' }, outcome: 'resolved' }])
  assert.equal(procedure.kind, 'INC')
})

test('the move of a task without a choice is called by its verb, else by the first words of its label', async () => {
  const procedure = await procedureOf(
    aDiagram(({ nodes }) => ({
      nodes: nodes.map((node) => {
        if (node.id === 'A') return { ...node, name: 'Enregistrer : qui, quoi, quand' }
        const verb = 'trousse:do="Classer" trousse:doEn="Classify"'
        return node.id === 'B' ? { ...node, attributes: `${node.attributes} ${verb}` } : node
      }),
    })),
  )
  const labels = procedure.steps.map(({ moves }) => moves[0]?.label)
  assert.deepEqual(labels.slice(0, 2), [{ fr: 'Enregistrer' }, { fr: 'Classer', en: 'Classify' }])
})

test('a choice gives one button per flow, with its fields and the elements walked', async () => {
  const { steps } = await procedureOf(aDiagram(withChoice))
  assert.deepEqual(steps.find(({ id }) => id === 'C')?.moves, [
    {
      id: 'found',
      label: { fr: 'Trouvé', en: 'Found' },
      role: 'CS',
      flows: ['C.to-G', 'G', 'G.found'],
      target: 'D',
      fields: ['solution'],
    },
    {
      id: 'again',
      label: { fr: 'Recommencer', en: 'Start again' },
      role: 'CS',
      flows: ['C.to-G', 'G', 'G.again'],
      target: 'A',
    },
  ])
})

test('choices in a row give one button per path', async () => {
  const { steps } = await procedureOf(
    aDiagram((drawn) => {
      const { nodes = [], flows = [] } = withChoice(drawn)
      return {
        nodes: [...nodes, gateway('H')],
        flows: [
          ...flows.map((flow) => (flow.id === 'G.found' ? { ...flow, to: 'H' } : flow)),
          { id: 'H.sure', from: 'H', to: 'D', name: 'Sûr', attributes: 'trousse:sets="causeKnown=true"' },
          {
            id: 'H.unsure',
            from: 'H',
            to: 'D',
            name: 'Incertain',
            attributes: 'trousse:sets="causeKnown=false"',
          },
        ],
      }
    }),
  )
  const moves = steps.find(({ id }) => id === 'C')?.moves ?? []
  assert.deepEqual(
    moves.map(({ id, label, sets }) => [id, label.fr, sets?.['causeKnown']]),
    [
      ['found-sure', 'Trouvé – Sûr', true],
      ['found-unsure', 'Trouvé – Incertain', false],
      ['again', 'Recommencer', undefined],
    ],
  )
})

test('a gateway with conditions decides by itself, though it follows a task of the same lane', async () => {
  const procedure = await procedureOf(aDiagram(withDecision()))
  assert.deepEqual(procedure.gateways, [
    {
      id: 'G',
      label: { fr: 'Suite G' },
      branches: [{ flow: 'G.high', target: 'A', condition: 'priority <= 2' }],
      otherwise: { flow: 'G.low', target: 'D' },
    },
  ])
  assert.deepEqual(
    procedure.steps.find(({ id }) => id === 'C')?.moves.map(({ target }) => target),
    ['G'],
  )
})

test('a call knows the kind it opens, what it waits for, and asks for a link and an outcome', async () => {
  const { steps } = await procedureOf(aDiagram(withCall()))
  const call = steps.find(({ id }) => id === 'K')
  assert.deepEqual(call?.call, {
    process: 'change',
    kind: 'CHG',
    until: 'resolved',
    outcomes: ['implemented', 'backed-out', 'rejected', 'cancelled'],
  })
  assert.deepEqual(call?.moves[0]?.fields, ['link', 'outcome'])
})

test('a collapsed sub-process is a task', async () => {
  const xml = aDiagram(({ nodes }) => ({
    nodes: nodes.map((node) => (node.id === 'C' ? { ...node, tag: 'subProcess' } : node)),
  }))
  assert.ok((await procedureOf(xml)).steps.some(({ id }) => id === 'C'))
})

test('timers interrupt and lead on, or notify and repeat', async () => {
  const { steps, ends } = await procedureOf(
    aDiagram(({ nodes, flows }) => ({
      nodes: [
        ...nodes,
        timer('T', 'C', '3 serviceDay'),
        {
          ...timer('R', 'D', '1 hour', 'cancelActivity="false"'),
          inside:
            '<bpmn:timerEventDefinition><bpmn:timeCycle>R/PT1H</bpmn:timeCycle></bpmn:timerEventDefinition>',
        },
        { id: 'N', lane: 'CS', tag: 'endEvent', name: 'Rappel' },
      ],
      flows: [...flows, { from: 'T', to: 'E' }, { from: 'R', to: 'N' }],
    })),
  )
  assert.deepEqual(steps.find(({ id }) => id === 'C')?.timers, [
    {
      id: 'T',
      label: { fr: 'Minuteur T' },
      delay: { value: 3, unit: 'serviceDay' },
      interrupting: true,
      target: 'E',
    },
  ])
  assert.deepEqual(steps.find(({ id }) => id === 'D')?.timers, [
    {
      id: 'R',
      label: { fr: 'Minuteur R' },
      delay: { value: 1, unit: 'hour' },
      interrupting: false,
      repeat: true,
    },
  ])
  assert.deepEqual(
    ends.map(({ id }) => id),
    ['Z'],
    'an end that only a reminder reaches is none of the record’s',
  )
})

test('a timer that interrupts fires once, whatever cycle is drawn', async () => {
  const cycle =
    '<bpmn:timerEventDefinition><bpmn:timeCycle>R/PT1H</bpmn:timeCycle></bpmn:timerEventDefinition>'
  const { steps } = await procedureOf(
    aDiagram(({ nodes, flows }) => ({
      nodes: [...nodes, { ...timer('T', 'C', '1 hour'), inside: cycle }],
      flows: [...flows, { from: 'T', to: 'E' }],
    })),
  )
  assert.equal(steps.find(({ id }) => id === 'C')?.timers[0]?.repeat, undefined)
})

test('record moves are read from the process', async () => {
  const { recordMoves } = await procedureOf(
    aDiagram(() => ({
      extension:
        '<trousse:recordMove id="reopen" name="Rouvrir" en="Reopen" roles="CL RGS/AC" fields="reason" target="C" />',
    })),
  )
  assert.deepEqual(recordMoves, [
    {
      id: 'reopen',
      label: { fr: 'Rouvrir', en: 'Reopen' },
      roles: ['CL', 'RGS/AC'],
      fields: ['reason'],
      target: 'C',
    },
  ])
})

test('an automatic gateway in another lane than the task before it is no choice and is accepted', async () => {
  const procedure = await procedureOf(
    aDiagram((drawn) => ({ ...withDecision()(drawn), nodes: [...drawn.nodes, gateway('G', 'RGS/AC')] })),
  )
  assert.equal(procedure.gateways.length, 1)
})
