import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aDiagram, withChoice } from './a-diagram.ts'
import { kitKeys, kitXml, procedureOf } from './a-kit-procedure.ts'
import { walk } from './walk.ts'

for (const key of kitKeys) {
  test(`every path of ${key} ends, and every step, choice and decision is on one`, async () => {
    const procedure = await procedureOf(kitXml(key))
    const { paths, stuck } = walk(procedure)
    assert.deepEqual(stuck, [])
    const ends = new Set(procedure.ends.map(({ id }) => id))
    assert.ok(paths.every(({ end }) => ends.has(end)))
    assert.deepEqual(new Set(paths.map(({ end }) => end)), ends)
    const taken = new Set(paths.flatMap(({ turns }) => turns))
    const drawn = [
      ...procedure.steps.flatMap(({ id, moves }) => moves.map((move) => `${id} ${move.id}`)),
      ...procedure.steps.flatMap(({ id, timers }) =>
        timers.filter(({ interrupting }) => interrupting).map((timer) => `${id} ${timer.id}`),
      ),
      ...procedure.gateways.flatMap(({ id, branches, otherwise }) =>
        [...branches, otherwise].map(({ flow }) => `${id} ${flow}`),
      ),
    ]
    assert.deepEqual(
      drawn.filter((turn) => !taken.has(turn)),
      [],
    )
  })
}

test('loops are walked once more than not at all', async () => {
  const procedure = await procedureOf(aDiagram(withChoice))
  const { paths } = walk(procedure)
  assert.deepEqual(
    paths.map(({ steps }) => steps.join('')),
    ['ABCDE', 'ABCABCDE'],
  )
})

test('a node that leads nowhere is told as stuck, and so is what leads only there', async () => {
  const procedure = await procedureOf(aDiagram())
  const cut = {
    ...procedure,
    steps: procedure.steps.map((step) => (step.id === 'C' ? { ...step, moves: [] } : step)),
  }
  assert.deepEqual(walk(cut).stuck, ['A', 'B', 'C'])
})
