import assert from 'node:assert/strict'
import { test } from 'node:test'
import { scoreOf } from './score.ts'

const cases = [
  { alike: 0.9, sharesService: false, items: 0, why: ['text'] },
  { alike: 0.4, sharesService: false, items: 0, why: null },
  { alike: 0.4, sharesService: true, items: 0, why: ['text', 'service'] },
  { alike: 0.3, sharesService: false, items: 2, why: ['text', 'ci'] },
  { alike: 0.1, sharesService: false, items: 1, why: ['ci'] },
  { alike: 0.1, sharesService: true, items: 1, why: ['ci', 'service'] },
  { alike: 0.1, sharesService: true, items: 0, why: null },
  { alike: 0, sharesService: false, items: 0, why: null },
] as const

for (const { why, ...signs } of cases) {
  test(`words alike by ${signs.alike}, ${signs.items} items and ${signs.sharesService ? 'the' : 'another'} service: ${why?.join(', ') ?? 'nothing'}`, () => {
    assert.deepEqual(scoreOf(signs)?.why ?? null, why)
  })
}

test('more signs never make it less likely', () => {
  for (const alike of [0, 0.2, 0.3, 0.5, 1])
    for (const items of [0, 1]) {
      const without = scoreOf({ alike, items, sharesService: false })?.likeness ?? 0
      const within = scoreOf({ alike, items, sharesService: true })?.likeness ?? 0
      assert.ok(within >= without)
    }
})
