import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { drawSample } from './draw.ts'
import { figuresOf, isAccurate, type Seen } from './figures.ts'

const type: Seen['type'] = {
  attributes: [
    {
      key: 'product',
      kind: 'text',
      name: { fr: 'Produit' },
      isRequired: true,
      isUnique: false,
      isExpiry: false,
      isInternal: false,
    },
  ],
}
const seen = (result: Seen['result'], fields: string[] = [], product = 'Office'): Seen => ({
  result,
  fields: fields.map((field) => ({ field })),
  attributes: { product },
  type,
})

const cases: [string, Seen, boolean][] = [
  ['as written', seen('right'), true],
  ['as written, but something compulsory was never written', seen('right', [], ' '), false],
  ['different in what is not compulsory', seen('different', ['location']), true],
  ['different in what its type demands', seen('different', ['product']), false],
  ['different in its state', seen('different', ['state', 'location']), false],
  ['not there', seen('missing'), false],
  ['not looked at', seen(null), false],
]
for (const [what, item, expected] of cases)
  test(`an item ${what} is ${expected ? '' : 'not '}accurate`, () => assert.equal(isAccurate(item), expected))

test('accuracy is of what was verified, completeness of what was found', () => {
  const items = [seen('right'), seen('different', ['product']), seen('missing'), seen(null)]
  assert.deepEqual(figuresOf(items, 2), {
    total: 4,
    verified: 3,
    right: 1,
    different: 1,
    missing: 1,
    finds: 2,
    accuracy: { part: 1, of: 3 },
    completeness: { part: 2, of: 4 },
  })
  assert.deepEqual(figuresOf([seen(null)], 0).accuracy, { part: 0, of: 0 })
})

test('a draw depends on seed and population alone, and nobody is drawn twice', () => {
  const numbers = fc.uniqueArray(fc.integer({ min: 1, max: 9999 }), { minLength: 1, maxLength: 60 })
  fc.assert(
    fc.property(numbers, fc.nat(60), fc.string(), (population, size, seed) => {
      const items = population.map((at) => ({ number: `CI-${at}` }))
      const drawn = drawSample(items, size, seed)
      assert.deepEqual(drawn, drawSample(items.toReversed(), size, seed))
      assert.equal(drawn.length, Math.min(size, items.length))
      assert.equal(new Set(drawn.map(({ number }) => number)).size, drawn.length)
    }),
  )
})
