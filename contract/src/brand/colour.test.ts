import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { contrast, textOn } from './colour.ts'

const cases: [string, string, number][] = [
  ['#000000', '#ffffff', 21],
  ['#ffffff', '#ffffff', 1],
  ['#777777', '#ffffff', 4.48],
  ['#767676', '#ffffff', 4.54],
]
for (const [one, other, expected] of cases) {
  test(`${one} on ${other} has ${expected} : 1`, () => {
    assert.ok(Math.abs(contrast(one, other) - expected) < 0.01)
    assert.equal(contrast(one, other), contrast(other, one))
  })
}

test('on any colour at all, the text that is chosen has at least 4.5 : 1', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 0xffffff }), (value) => {
      const colour = `#${value.toString(16).padStart(6, '0')}`
      return contrast(textOn(colour), colour) >= 4.5
    }),
    { numRuns: 5000 },
  )
})
