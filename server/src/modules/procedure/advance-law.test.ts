import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Procedure } from '#contract/procedure/shape.ts'
import * as fc from 'fast-check'
import { aDiagram, gateway, task, type DrawnFlow, type DrawnNode } from './a-diagram.ts'
import { kitKeys, kitXml, procedureOf } from './a-kit-procedure.ts'
import { enter, start, take, type Advance, type Facts, type Fulfilment } from './advance.ts'
import { compile } from './compile.ts'
import { vocabularies } from './vocabulary.ts'

/** One node and where it leads; numbers are positions in the drawing, taken modulo its length. */
interface Part {
  kind: 'task' | 'choice' | 'decision' | 'call'
  activity: string
  targets: number[]
}

const part: fc.Arbitrary<Part> = fc.record({
  kind: fc.constantFrom('task', 'choice', 'decision', 'call'),
  activity: fc.constantFrom('', 'diagnose', 'apply', 'resolve', 'confirm', 'approve', 'record classify'),
  targets: fc.array(fc.nat(30), { minLength: 1, maxLength: 3 }),
})

const conditions = [
  'isMajor',
  'priority <= 2',
  'not(causeKnown)',
  'outcome = "implemented"',
  'recurrences >= 3',
]

/** Each part leads to the next, so that all is reached and can end; what else it leads to may go back. */
const drawing = (parts: Part[]): { nodes: DrawnNode[]; flows: DrawnFlow[] } => {
  const ids = [...parts.map((_, at) => `n${at}`), 'end']
  const nodes: DrawnNode[] = [
    { id: 'S', lane: 'CS', tag: 'startEvent', inside: '<bpmn:messageEventDefinition />' },
    { id: 'end', lane: 'CS', tag: 'endEvent' },
  ]
  const flows: DrawnFlow[] = [{ from: 'S', to: 'n0' }]
  for (const [at, { kind, activity, targets }] of parts.entries()) {
    const id = `n${at}`
    const fork = kind === 'decision' ? id : `${id}g`
    const next = ids[at + 1] ?? 'end'
    if (kind === 'call') {
      nodes.push({ id, lane: 'CS', tag: 'callActivity', attributes: 'trousse:process="change"' })
    } else if (kind !== 'decision') nodes.push(task(id, activity))
    if (kind === 'task') {
      flows.push({ from: id, to: next })
      continue
    }
    nodes.push(gateway(fork))
    if (kind !== 'decision') flows.push({ from: id, to: fork })
    for (const [way, target] of targets.entries()) {
      const condition = conditions[target % conditions.length] ?? ''
      const label = kind === 'choice' ? { name: `Voie ${way}` } : { condition }
      flows.push({ id: `${fork}.w${way}`, from: fork, to: ids[target % ids.length] ?? 'end', ...label })
    }
    const last = kind === 'choice' ? { name: 'Suite' } : { isDefault: true }
    flows.push({ id: `${fork}.on`, from: fork, to: next, ...last })
  }
  return { nodes, flows }
}

const values = fc.record({
  isMajor: fc.option(fc.boolean()),
  priority: fc.option(fc.integer({ min: 1, max: 5 })),
  causeKnown: fc.option(fc.boolean()),
  recurrences: fc.option(fc.nat(5)),
  touchesControlledCi: fc.option(fc.boolean()),
  outcome: fc.option(fc.constantFrom('implemented', 'cancelled')),
  confirmedBy: fc.option(fc.constantFrom('voice', 'portal')),
})

/** What one move finds; the numbers choose among what is offered. */
const turn = fc.record({
  values,
  choice: fc.nat(),
  fulfilled: fc.array(fc.nat(), { minLength: 8, maxLength: 8 }),
})
type Turn = typeof turn extends fc.Arbitrary<infer Value> ? Value : never

const factsOf = (procedure: Procedure, { values, fulfilled }: Turn, visited: Set<string>): Facts => ({
  values,
  visited,
  isInForce: () => values.isMajor === true,
  isFulfilled: (step): Fulfilment => {
    const seed = fulfilled[procedure.steps.indexOf(step) % fulfilled.length] ?? 0
    const move = step.moves[seed % step.moves.length]
    return seed % 3 === 0 ? false : seed % 3 === 1 || !move ? true : { move: move.id }
  },
})

/** Drives a record from its start by these turns, checking each answer of the engine. */
const drive = (procedure: Procedure, turns: Turn[]): void => {
  const visited = new Set<string>()
  let advance: Advance | undefined
  for (const turn of turns) {
    const facts = factsOf(procedure, turn, visited)
    const step = procedure.steps.find(({ id }) => id === advance?.at.id)
    if (advance && !step) return
    const move = step?.moves[turn.choice % step.moves.length]
    advance =
      step && move ? take(procedure, { step: step.id, move: move.id }, facts) : start(procedure, facts)
    assertLawful(procedure, advance, visited)
    for (const { element } of advance.passed) visited.add(element)
    visited.add(advance.at.id)
  }
}

const assertLawful = (procedure: Procedure, { passed, at }: Advance, visited: Set<string>): void => {
  const most = 2 * (procedure.steps.length + 1) * (procedure.gateways.length + 1)
  assert.ok(passed.length <= most, `${passed.length} elements passed at once`)
  const places = at.kind === 'end' ? procedure.ends : procedure.steps
  assert.ok(places.some(({ id }) => id === at.id))
  const alone = passed.filter(({ why }) => why === 'self-passed').map(({ element }) => element)
  assert.equal(new Set(alone).size, alone.length, 'no step passes twice by itself')
  for (const id of alone) {
    const step = procedure.steps.find((each) => each.id === id)
    const names = step?.activities.map(({ name }) => name) ?? []
    assert.ok(!visited.has(id) && !step?.call && names.length > 0)
    assert.ok(!names.includes('approve') && !names.includes('confirm'))
  }
}

const incident = vocabularies['incident']
assert.ok(incident)
const surroundings = { vocabularies: { incident: { ...incident, mandatory: [] } } }

test('whatever is drawn and whatever is fulfilled, each move ends, and nothing personal passes by itself', async () => {
  let compiledOnes = 0
  await fc.assert(
    fc.asyncProperty(
      fc.array(part, { minLength: 1, maxLength: 9 }),
      fc.array(turn, { minLength: 1, maxLength: 25 }),
      async (parts, turns) => {
        const compiled = await compile(
          aDiagram(() => drawing(parts)),
          surroundings,
        )
        if ('refusals' in compiled) {
          const codes = new Set(compiled.refusals.map(({ code }) => code))
          assert.deepEqual([...codes], ['automatic-loop'], 'these drawings have no other fault')
          return
        }
        compiledOnes += 1
        drive(compiled.procedure, turns)
        for (const { id } of compiled.procedure.steps) {
          const [first] = turns
          if (first)
            assertLawful(
              compiled.procedure,
              enter(compiled.procedure, id, factsOf(compiled.procedure, first, new Set())),
              new Set(),
            )
        }
      },
    ),
    { numRuns: 400 },
  )
  assert.ok(compiledOnes > 200, `only ${compiledOnes} of 400 drawings compiled`)
})

for (const key of kitKeys) {
  test(`a record driven at random through ${key} obeys the same laws`, async () => {
    const procedure = await procedureOf(kitXml(key))
    fc.assert(
      fc.property(fc.array(turn, { minLength: 1, maxLength: 40 }), (turns) => drive(procedure, turns)),
      { numRuns: 300 },
    )
  })
}
