import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aDiagram, withChoice, withDecision } from './a-diagram.ts'
import { kitXml, procedureOf, someFacts } from './a-kit-procedure.ts'
import { enter, fireTimer, movesOf, start, take } from './advance.ts'

const incident = await procedureOf(kitXml('incident'))
const major = await procedureOf(kitXml('major-incident'))
const request = await procedureOf(kitXml('request'))

const whys = ({ passed }: ReturnType<typeof start>): string[] =>
  passed.map(({ why, element }) => `${element} ${why}`)

test('an incident recorded with service, category, urgency and impact begins at diagnosis', () => {
  const advance = start(incident, someFacts({ fulfilled: { I01: true, I02: true } }))
  assert.deepEqual(advance.at, { kind: 'step', id: 'I05' })
  assert.deepEqual(advance.passed, [
    { why: 'start', element: 'I00' },
    { why: 'self-passed', element: 'I01', move: 'record' },
    { why: 'self-passed', element: 'I02', move: 'classify' },
  ])
})

test('an incident recorded without a category begins at classification', () => {
  assert.deepEqual(start(incident, someFacts({ fulfilled: { I01: true } })).at, { kind: 'step', id: 'I02' })
})

test('an incident solved and confirmed on the telephone is closed by one move', () => {
  const facts = someFacts({
    values: { confirmedBy: 'voice', touchesControlledCi: false, priority: 3 },
    visited: ['I01', 'I02', 'I05'],
    fulfilled: { I10: true, I11: true, I14: true },
  })
  const advance = take(incident, { step: 'I05', move: 'solution-found' }, facts)
  assert.deepEqual(advance.at, { kind: 'end', id: 'I99', outcome: 'resolved' })
  assert.deepEqual(whys(advance), [
    'I05 moved',
    'IG5 decided',
    'I10 self-passed',
    'I11 self-passed',
    'I12 confirmed-by-voice',
    'IG8 decided',
    'I14 self-passed',
  ])
})

test('a confirmation by voice told at the resolving move itself confirms, even the second time round', () => {
  const facts = someFacts({ values: { confirmedBy: 'voice' }, visited: ['I11', 'I12', 'I14'] })
  const advance = take(incident, { step: 'I11', move: 'resolve' }, facts)
  assert.deepEqual(whys(advance), ['I11 moved', 'I12 confirmed-by-voice', 'IG8 decided'])
  assert.deepEqual(advance.at, { kind: 'step', id: 'I14' })
})

test('without those words a confirmation waits for the client, whatever is fulfilled', () => {
  const facts = someFacts({ fulfilled: { I12: true } })
  assert.deepEqual(take(incident, { step: 'I11', move: 'resolve' }, facts).at, { kind: 'step', id: 'I12' })
})

test('a confirmation by voice does nothing where no step was resolved in the same move', () => {
  const facts = someFacts({ values: { confirmedBy: 'voice' } })
  assert.deepEqual(enter(incident, 'I12', facts).at, { kind: 'step', id: 'I12' })
})

test('an approval never passes by itself', () => {
  const facts = someFacts({
    values: { isOutOfContract: true },
    fulfilled: { Q01: true, Q02: { move: 'accept' } },
  })
  assert.deepEqual(start(request, facts).at, { kind: 'step', id: 'Q02' })
})

test('a step that the record has visited waits for a person, though its activity is fulfilled', () => {
  const facts = someFacts({ visited: ['I05'], fulfilled: { I05: { move: 'escalate' } } })
  const advance = take(incident, { step: 'I06', move: 'return-level-1' }, facts)
  assert.deepEqual(advance.at, { kind: 'step', id: 'I05' })
})

test('a step with several ways out passes by itself only where the facts tell which way', async () => {
  const procedure = await procedureOf(aDiagram(withChoice))
  const at = (C: boolean | { move: string }) =>
    take(procedure, { step: 'B', move: 'to-c' }, someFacts({ fulfilled: { C } })).at
  assert.deepEqual(at(true), { kind: 'step', id: 'C' })
  assert.deepEqual(at({ move: 'no-such' }), { kind: 'step', id: 'C' })
  assert.deepEqual(at({ move: 'found' }), { kind: 'step', id: 'D' })
})

test('a step without an activity never passes by itself', async () => {
  const procedure = await procedureOf(aDiagram())
  const bare = { ...procedure, steps: procedure.steps.map((step) => ({ ...step, activities: [] })) }
  assert.deepEqual(start(bare, someFacts({ fulfilled: { A: true } })).at, { kind: 'step', id: 'A' })
})

test('what is null or absent makes a condition false', async () => {
  const procedure = await procedureOf(aDiagram(withDecision('priority <= 2')))
  for (const values of [{}, { priority: null }, { priority: undefined }, { priority: 3 }]) {
    const { at, passed } = take(procedure, { step: 'C', move: 'to-g' }, someFacts({ values }))
    assert.deepEqual(at, { kind: 'step', id: 'D' })
    assert.deepEqual(
      passed.at(-1),
      { why: 'decided', element: 'G', flow: 'G.low' },
      'no condition: the default',
    )
  }
})

test('a condition that gives anything but true is false', async () => {
  const procedure = await procedureOf(aDiagram(withDecision('recurrences')))
  const facts = someFacts({ values: { recurrences: 3 } })
  assert.deepEqual(take(procedure, { step: 'C', move: 'to-g' }, facts).at, { kind: 'step', id: 'D' })
})

test('a decision tells the condition that was true', async () => {
  const procedure = await procedureOf(aDiagram(withDecision('priority <= 2')))
  const { at, passed } = take(procedure, { step: 'C', move: 'to-g' }, someFacts({ values: { priority: 1 } }))
  assert.deepEqual(at, { kind: 'step', id: 'A' })
  assert.deepEqual(passed.at(-1), {
    why: 'decided',
    element: 'G',
    flow: 'G.high',
    condition: 'priority <= 2',
  })
})

test('what a choice sets is read by the decisions after it and handed back', () => {
  const facts = someFacts({ values: { approved: true }, fulfilled: { Q07: true } })
  const advance = take(request, { step: 'Q02', move: 'refuse' }, facts)
  assert.deepEqual(advance.sets, { approved: false })
  assert.deepEqual(advance.at, { kind: 'end', id: 'Q98', outcome: 'cancelled' })
})

test('a call waits where its process is in force, and is a step like another where it is not', () => {
  const facts = { values: { touchesControlledCi: true }, fulfilled: { I09: true } }
  const choice = { step: 'I05', move: 'solution-found' }
  assert.deepEqual(take(incident, choice, someFacts(facts, ['change'])).at, { kind: 'call', id: 'I09' })
  assert.deepEqual(take(incident, choice, someFacts(facts)).at, { kind: 'step', id: 'I09' })
  assert.deepEqual(movesOf(incident, 'I09')[0]?.fields, ['link', 'outcome'])
})

test('the outcome of a called record decides where this one goes on', () => {
  const back = (outcome: string) =>
    take(incident, { step: 'I09', move: 'return' }, someFacts({ values: { outcome } }, ['change'])).at
  assert.deepEqual(back('implemented'), { kind: 'step', id: 'I11' })
  for (const outcome of ['rejected', 'backed-out', 'cancelled']) {
    assert.deepEqual(back(outcome), { kind: 'step', id: 'I06' })
  }
})

test('a timer that interrupts leads on; one that notifies leaves the record where it is', () => {
  const due = fireTimer(incident, { step: 'I12', timer: 'I12T' }, someFacts({ values: { isMajor: true } }))
  assert.deepEqual(whys(due), ['I12 timer', 'IG8 decided'])
  assert.deepEqual(due.at, { kind: 'step', id: 'I13' })
  const update = fireTimer(major, { step: 'M02', timer: 'M02T' }, someFacts())
  assert.deepEqual(update.at, { kind: 'step', id: 'M02' })
  assert.deepEqual(update.passed, [{ why: 'timer', element: 'M02', timer: 'M02T' }])
})

test('a record reopened goes on at the step that the record move names', () => {
  const target = incident.recordMoves.find(({ id }) => id === 'reopen')?.target ?? ''
  assert.deepEqual(enter(incident, target, someFacts({ visited: ['I05'] })).at, { kind: 'step', id: 'I05' })
})

test('a problem is examined for majors, for high priorities of unknown cause, for returns and for workarounds', () => {
  const after = (values: Record<string, unknown>) =>
    take(incident, { step: 'I12', move: 'settled' }, someFacts({ values })).at.id
  assert.equal(after({ isMajor: true }), 'I13')
  assert.equal(after({ priority: 2, causeKnown: false }), 'I13')
  assert.equal(after({ priority: 2 }), 'I13', 'a cause that nobody noted is not known')
  assert.equal(after({ priority: 2, causeKnown: true }), 'I14')
  assert.equal(after({ priority: 4, recurrences: 3 }), 'I13')
  assert.equal(after({ priority: 4, recurrences: 2 }), 'I14')
  assert.equal(after({ priority: 4, isWorkaround: true }), 'I13')
  assert.equal(after({}), 'I14')
})

test('a request confirmed by its model is closed without asking the client', () => {
  const facts = someFacts({ values: { confirmByModel: true }, fulfilled: { Q07: true } })
  assert.equal(take(request, { step: 'Q04', move: 'done' }, facts).at.id, 'Q99')
  assert.equal(take(request, { step: 'Q04', move: 'done' }, someFacts()).at.id, 'Q06')
})

test('a move, timer or start that does not exist is a fault of the caller', () => {
  assert.throws(
    () => take(incident, { step: 'I05', move: 'vanish' }, someFacts()),
    /I05 of incident has no move vanish/,
  )
  assert.throws(() => fireTimer(incident, { step: 'I05', timer: 'T' }, someFacts()), /no timer T/)
  assert.throws(() => start(incident, someFacts(), 'X'), /no start X/)
  assert.throws(() => enter(incident, 'X', someFacts()), /no node X/)
})
