import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aDiagram, timer, withCall } from './a-diagram.ts'
import { kitKeys, kitXml, procedureOf } from './a-kit-procedure.ts'
import { hops } from './hops.ts'
import { walk } from './walk.ts'

test('hops are the pairs of resting places, through gateways, and by timers that interrupt', async () => {
  const procedure = await procedureOf(
    aDiagram((drawn) => {
      const { nodes = [], flows = [] } = withCall()(drawn)
      return { nodes: [...nodes, timer('T', 'A', '1 hour')], flows: [...flows, { from: 'T', to: 'G' }] }
    }),
  )
  assert.deepEqual(
    hops(procedure).map(({ from, to }) => `${from}>${to}`),
    ['>A', 'A>B', 'A>D', 'A>A', 'B>C', 'C>K', 'D>E', 'E>Z', 'K>A', 'K>D'].sort(),
  )
})

for (const key of kitKeys) {
  test(`every path of ${key} is made of hops, and every hop is on a path`, async () => {
    const procedure = await procedureOf(kitXml(key))
    const { paths } = walk(procedure)
    const walked = new Set(
      paths.flatMap(({ steps, end }) => ['', ...steps].map((from, at) => `${from}>${steps[at] ?? end}`)),
    )
    assert.deepEqual(
      [...walked].sort(),
      hops(procedure).map(({ from, to }) => `${from}>${to}`),
    )
  })
}
