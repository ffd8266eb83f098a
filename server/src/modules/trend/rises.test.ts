import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Verdict } from '#contract/trend/shape.ts'
import * as fc from 'fast-check'
import { atLeast, atMost, strongerThanBefore } from './chance.ts'
import { judge, type Series } from './rises.ts'

const windows = (...counts: number[]) => counts.map((n) => ({ n, days: 21 }))
const series = (n: number, past: number[], before?: { n: number; past: number[] }): Series => ({
  n,
  days: 21,
  past: windows(...past),
  yearBefore: before === undefined ? null : { n: before.n, days: 21, past: windows(...before.past) },
})
const verdictOf = (one: Series): Verdict | undefined => judge([one])[0]?.verdict

const cases: readonly [string, Series, Verdict][] = [
  ['seven after one and a half a month', series(7, [1, 2, 1, 2, 1, 2]), 'rises'],
  ['three after none are cases, not a trend', series(3, [0, 0, 0, 0, 0, 0]), 'too-few'],
  ['four after one a month are too few to say', series(4, [1, 1, 1, 1, 1, 1]), 'too-few'],
  ['five after two a month may be chance', series(5, [2, 2, 2, 2, 2, 2]), 'stable'],
  ['thirty after twelve a month', series(30, [12, 11, 13, 12, 12, 12]), 'rises'],
  ['two after twelve a month', series(2, [12, 11, 13, 12, 12, 12]), 'falls'],
  ['without a past nothing is claimed', series(40, []), 'too-few'],
  ['what always comes in heaps', series(20, [0, 18, 1, 22, 0, 2]), 'stable'],
  ['certain but slight', series(11_000, [10_000, 10_000, 10_000]), 'stable'],
  [
    'last summer was the same',
    series(12, [1, 1, 2, 1, 1, 1], { n: 11, past: [1, 1, 1, 2, 1, 1] }),
    'seasonal',
  ],
  ['last summer was nothing', series(12, [1, 1, 2, 1, 1, 1], { n: 1, past: [1, 1, 1, 2, 1, 1] }), 'rises'],
  [
    'a season much stronger than the last is no season',
    series(60, [1, 1, 2, 1, 1, 1], { n: 9, past: [1, 1, 1, 2, 1, 1] }),
    'rises',
  ],
  [
    'calm every August',
    series(2, [20, 21, 19, 20, 20, 20], { n: 3, past: [20, 20, 20, 20, 20, 20] }),
    'seasonal',
  ],
]
for (const [name, given, verdict] of cases)
  test(`${name}: ${verdict}`, () => assert.equal(verdictOf(given), verdict))

test('a short month is measured by its working days', () => {
  const past = [21, 22, 20, 21].map((days) => ({ n: days, days }))
  assert.equal(verdictOf({ n: 8, days: 8, past, yearBefore: null }), 'stable')
  assert.equal(verdictOf({ n: 21, days: 8, past, yearBefore: null }), 'rises')
})

test('what would be claimed alone is not claimed among two hundred that are looked at', () => {
  const edge = series(7, [1, 2, 1, 2, 1, 2])
  const many = Array.from({ length: 200 }, () => series(2, [2, 2, 2, 2, 2, 2]))
  assert.equal(judge([edge])[0]?.verdict, 'rises')
  assert.equal(judge([edge, ...many])[0]?.verdict, 'stable')
})

test('tails agree with sums by hand', () => {
  assert.ok(Math.abs(atLeast(2, 3, 0.5) - 0.5) < 1e-12)
  assert.ok(Math.abs(atLeast(7, 16, 1 / 7) - 0.004_228_277) < 1e-9)
  assert.ok(Math.abs(atMost(0, 10, 0.1) - 0.9 ** 10) < 1e-12)
  // The tea that was tasted: three of four cups or more.
  assert.ok(
    Math.abs(strongerThanBefore({ now: 3, past: 1, nowBefore: 1, pastBefore: 3 }, 1) - 17 / 70) < 1e-9,
  )
})

test('tails are chances, fall with n, and both together hold n twice', () => {
  fc.assert(
    fc.property(fc.nat(400), fc.nat(400), fc.double({ min: 0.02, max: 0.98, noNaN: true }), (a, b, share) => {
      const [n, total] = [Math.min(a, b), Math.max(a, b)]
      const [more, less] = [atLeast(n, total, share), atMost(n, total, share)]
      assert.ok(more >= 0 && more <= 1 && less >= 0 && less <= 1)
      assert.ok(more + less >= 1 - 1e-9)
      assert.ok(atLeast(n + 1, total, share) <= more + 1e-12)
    }),
  )
})

const count = fc.nat(60)
const anySeries = fc
  .record({
    n: count,
    past: fc.array(count, { maxLength: 8 }),
    n0: count,
    past0: fc.array(count, { maxLength: 8 }),
  })
  .map(({ n, past, n0, past0 }) => series(n, past, { n: n0, past: past0 }))

test('a verdict does not depend on the order in which groups are told', () => {
  fc.assert(
    fc.property(fc.array(anySeries, { maxLength: 12 }), (all) => {
      assert.deepEqual(judge(all.toReversed()).toReversed(), judge(all))
    }),
  )
})

test('what is claimed has five incidents or more, and more than its past', () => {
  fc.assert(
    fc.property(fc.array(anySeries, { minLength: 1, maxLength: 12 }), (all) => {
      for (const [index, { verdict, expected }] of judge(all).entries()) {
        const n = all[index]?.n ?? 0
        if (verdict === 'rises') assert.ok(n >= 5 && expected !== null && n > expected)
        if (verdict === 'falls') assert.ok(expected !== null && expected >= 5 && n < expected)
      }
    }),
  )
})

test('more looked at never brings a claim that was not there', () => {
  fc.assert(
    fc.property(anySeries, fc.nat(50), (one, others) => {
      const calm = Array.from({ length: others }, () => series(4, [4, 4, 4, 4]))
      const [alone] = judge([one])
      const [among] = judge([one, ...calm])
      if (among?.verdict === 'rises') assert.equal(alone?.verdict, 'rises')
    }),
  )
})

/** A small generator whose numbers are the same everywhere. */
const randomFrom = (seed: number) => () => {
  seed = (seed + 0x6d2b79f5) | 0
  let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed)
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
}
const poisson = (mean: number, random: () => number): number => {
  let [n, product] = [0, random()]
  for (const limit = Math.exp(-mean); product > limit; n++) product *= random()
  return n
}

test('under noise alone, fewer than two looks in a hundred claim anything; a planted rise is found nine times in ten', () => {
  let [claims, found] = [0, 0]
  const looks = 600
  for (let seed = 1; seed <= looks; seed++) {
    const random = randomFrom(seed * 7919)
    const rates = Array.from({ length: 25 }, () => 0.3 + 9 * random() ** 2)
    const noise = rates.map((rate) => {
      const draw = () => poisson(rate, random)
      const six = () => [draw(), draw(), draw(), draw(), draw(), draw()]
      return series(draw(), six(), { n: draw(), past: six() })
    })
    if (judge(noise).some(({ verdict }) => verdict === 'rises')) claims++
    const planted = series(
      poisson(14, random),
      windows(1, 1, 1, 1, 1, 1).map(() => poisson(1.5, random)),
    )
    if (judge([planted, ...noise])[0]?.verdict === 'rises') found++
  }
  assert.ok(claims / looks < 0.02, `${claims} of ${looks}`)
  assert.ok(found / looks > 0.9, `${found} of ${looks}`)
})
