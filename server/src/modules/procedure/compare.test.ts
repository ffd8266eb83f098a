import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aDiagram, led, task, timer, withChoice, withDecision } from './a-diagram.ts'
import { kitXml, procedureOf } from './a-kit-procedure.ts'
import { compare } from './compare.ts'

const told = (differences: ReturnType<typeof compare>): string[] =>
  differences.map(({ message }) => message.fr)

const plain = await procedureOf(aDiagram())

test('a version compared with itself differs in nothing', async () => {
  const incident = await procedureOf(kitXml('incident'))
  assert.deepEqual(compare(incident, incident), [])
})

test('the incident procedure with one more approval compiles, and the comparison says just that', async () => {
  const kit = kitXml('incident')
  const approval = `<bpmn:userTask id="I09A" name="Approuver la dépense" trousse:en="Approve the expense"
      trousse:activity="approve" trousse:do="Approuver" trousse:doEn="Approve" />
    <bpmn:sequenceFlow id="I09A.approve" sourceRef="I09A" targetRef="I10" />`
  const xml = kit
    .replace('sourceRef="IG5" targetRef="I10"', 'sourceRef="IG5" targetRef="I09A"')
    .replace(
      '<bpmn:flowNodeRef>I13</bpmn:flowNodeRef>',
      '<bpmn:flowNodeRef>I13</bpmn:flowNodeRef><bpmn:flowNodeRef>I09A</bpmn:flowNodeRef>',
    )
    .replace('<bpmn:endEvent id="I99"', `${approval}<bpmn:endEvent id="I99"`)
  const after = await procedureOf(xml)
  const differences = compare(await procedureOf(kit), after)
  assert.deepEqual(told(differences), [
    'Étape « Approuver la dépense » : en plus',
    'Choix « Approuver » de « Approuver la dépense » : en plus',
    'Décision « CI contrôlé\u202F? » : mène à « Appliquer la solution » → « Approuver la dépense »',
  ])
  assert.deepEqual(differences[0], {
    what: 'step',
    change: 'added',
    element: 'I09A',
    label: { fr: 'Approuver la dépense', en: 'Approve the expense' },
    message: { fr: 'Étape « Approuver la dépense » : en plus', en: 'Step “Approve the expense”: added' },
  })
})

test('a step taken away is told with its move, and where the step before now leads', async () => {
  const longer = await procedureOf(
    aDiagram(({ nodes, flows }) => ({
      nodes: [...nodes, task('X')],
      flows: [...led(flows, 'C', 'X'), { from: 'X', to: 'D' }],
    })),
  )
  assert.deepEqual(
    compare(longer, plain).map(({ what, change, element }) => `${what} ${element} ${change}`),
    ['move C added', 'move C removed', 'step X removed', 'move X removed'],
  )
})

test('another role, activity, delay or condition is told with what it was and what it is', async () => {
  const other = await procedureOf(
    aDiagram(({ nodes }) => ({
      nodes: nodes.map((node) => (node.id === 'C' ? task('C', 'diagnose apply', 'RGS/AC') : node)),
    })),
  )
  assert.deepEqual(told(compare(plain, other)), [
    'Étape « Faire C » : rôle « CS » → « RGS/AC » ; activité « diagnose » → « diagnose, apply »',
  ])
  const timed = (delay: string) =>
    procedureOf(
      aDiagram(({ nodes, flows }) => ({
        nodes: [...nodes, timer('T', 'C', delay)],
        flows: [...flows, { from: 'T', to: 'E' }],
      })),
    )
  assert.deepEqual(told(compare(await timed('1 hour'), await timed('2 hour'))), [
    'Minuteur « Minuteur T » de « Faire C » : délai « 1 hour » → « 2 hour »',
  ])
  const decided = (condition: string) => procedureOf(aDiagram(withDecision(condition)))
  assert.deepEqual(told(compare(await decided('priority <= 2'), await decided('priority <= 3'))), [
    'Condition « Suite G » de « Suite G » : condition « priority <= 2 » → « priority <= 3 »',
  ])
})

test('fields and effects of a choice are part of the comparison', async () => {
  const choosing = (attributes: string) =>
    procedureOf(
      aDiagram((drawn) => ({
        ...withChoice(drawn),
        flows: (withChoice(drawn).flows ?? []).map((flow) =>
          flow.id === 'G.again' ? { ...flow, attributes } : flow,
        ),
      })),
    )
  const differences = compare(
    await choosing(''),
    await choosing('trousse:fields="reason" trousse:sets="isMajor=true"'),
  )
  assert.deepEqual(told(differences), [
    'Choix « Recommencer » de « Faire C » : champs exigés « – » → « reason » ; effet « {} » → « {"isMajor":true} »',
  ])
})
