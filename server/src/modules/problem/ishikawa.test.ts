import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { drawIshikawa, wrap } from '#contract/problem/ishikawa.ts'

const text = fc.string({ minLength: 1, maxLength: 200 }).filter((value) => value.trim() !== '')
const cause = fc.record({
  id: fc.uuid(),
  text,
  causes: fc.array(fc.record({ id: fc.uuid(), text }), { maxLength: 4 }),
})
const branches = fc.array(
  fc.record({ id: fc.uuid(), name: text, causes: fc.array(cause, { maxLength: 5 }) }),
  {
    maxLength: 8,
  },
)

test('whatever stands in a diagram stands within its frame', () => {
  fc.assert(
    fc.property(branches, text, (given, effect) => {
      const { width, height, words, boxes, lines } = drawIshikawa({ branches: given, rootId: null }, effect)
      for (const { x, y } of words) assert.ok(x >= 0 && x <= width && y >= 0 && y <= height)
      for (const box of boxes)
        assert.ok(box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height)
      for (const { x, y } of lines.flatMap(({ from, to }) => [from, to]))
        assert.ok(x >= 0 && x <= width && y >= 0 && y <= height)
    }),
  )
})

test('no two lines of words that begin at about the same place stand upon each other', () => {
  fc.assert(
    fc.property(branches, (given) => {
      const { words } = drawIshikawa({ branches: given, rootId: null }, 'Effet')
      const starts = words.filter(({ anchor }) => anchor === 'start')
      for (const [index, one] of starts.entries())
        for (const other of starts.slice(index + 1))
          assert.ok(Math.abs(one.x - other.x) > 120 || Math.abs(one.y - other.y) >= 10)
    }),
    { numRuns: 50 },
  )
})

test('the cause that was retained is marked, a sub-cause too', () => {
  const given = [
    {
      id: 'b',
      name: 'Méthode',
      causes: [{ id: 'c', text: 'Pas de liste', causes: [{ id: 's', text: 'Personne désigné' }] }],
    },
  ]
  for (const rootId of ['c', 's']) {
    const { boxes, words } = drawIshikawa({ branches: given, rootId }, 'Effet')
    assert.equal(boxes.filter(({ kind }) => kind === 'root').length, 1)
    assert.equal(words.filter(({ isStrong, anchor }) => isStrong && anchor === 'start').length, 1)
  }
})

test('long words are cut, and long texts end with dots', () => {
  assert.deepEqual(wrap('un deux trois', 7), ['un deux', 'trois'])
  assert.deepEqual(wrap('abcdefghij', 4), ['abcd', 'efgh', 'ij'])
  const long = wrap('mot '.repeat(100), 10)
  assert.equal(long.length, 4)
  assert.ok(long.every((one) => one.length <= 10))
  assert.ok(long.at(-1)?.endsWith('…'))
})
