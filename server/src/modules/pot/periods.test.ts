import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { levelOf, periodsOf, type Terms } from './periods.ts'

const terms: Terms = {
  minutes: 600,
  validFrom: '2026-01-01',
  validUntil: null,
  renewal: 'monthly',
  carriesOver: false,
}
const shown = (given: Partial<Terms>, used: [string, number][], today: string) =>
  periodsOf(
    { ...terms, ...given },
    used.map(([day, minutes]) => ({ day, minutes })),
    today,
  ).map(({ from, until, carried, used: spent, left, over }) => [from, until, carried, spent, left, over])

const cases: [string, Partial<Terms>, [string, number][], string, unknown][] = [
  ['not begun', {}, [], '2025-12-31', []],
  [
    'what is left is lost',
    {},
    [
      ['2026-01-31', 100],
      ['2026-02-01', 50],
    ],
    '2026-02-10',
    [
      ['2026-01-01', '2026-01-31', 0, 100, 500, 0],
      ['2026-02-01', '2026-02-28', 0, 50, 550, 0],
    ],
  ],
  [
    'what is left is carried over, what exceeds is not',
    { carriesOver: true },
    [
      ['2026-01-05', 400],
      ['2026-02-05', 900],
    ],
    '2026-03-01',
    [
      ['2026-01-01', '2026-01-31', 0, 400, 200, 0],
      ['2026-02-01', '2026-02-28', 200, 900, 0, 100],
      ['2026-03-01', '2026-03-31', 0, 0, 600, 0],
    ],
  ],
  [
    'from the 31st to the last day but one of shorter months',
    { validFrom: '2026-01-31' },
    [],
    '2026-03-31',
    [
      ['2026-01-31', '2026-02-27', 0, 0, 600, 0],
      ['2026-02-28', '2026-03-30', 0, 0, 600, 0],
      ['2026-03-31', '2026-04-29', 0, 0, 600, 0],
    ],
  ],
  [
    'bought once, without an end',
    { renewal: 'once' },
    [['2027-05-01', 60]],
    '2027-06-01',
    [['2026-01-01', null, 0, 60, 540, 0]],
  ],
  [
    'ends in the middle of a period',
    { renewal: 'quarterly', validUntil: '2026-05-15' },
    [],
    '2026-12-01',
    [
      ['2026-01-01', '2026-03-31', 0, 0, 600, 0],
      ['2026-04-01', '2026-05-15', 0, 0, 600, 0],
    ],
  ],
]
for (const [name, given, used, today, expected] of cases)
  test(`periods of a pot: ${name}`, () => assert.deepEqual(shown(given, used, today), expected))

const day = fc
  .integer({ min: 0, max: 1500 })
  .map((days) => Temporal.PlainDate.from('2024-01-01').add({ days }).toString())
const someTerms = fc.record({
  minutes: fc.integer({ min: 1, max: 6000 }),
  validFrom: day,
  validUntil: fc.constant(null),
  renewal: fc.constantFrom('once', 'monthly', 'quarterly', 'yearly'),
  carriesOver: fc.boolean(),
} as const)
const entries = fc.array(fc.record({ day, minutes: fc.integer({ min: -600, max: 600 }) }), { maxLength: 60 })

test('periods follow each other without a gap, and what they used is all that was counted', () => {
  fc.assert(
    fc.property(someTerms, entries, day, (given, used, today) => {
      const periods = periodsOf(given, used, today)
      const last = periods.at(-1)
      if (last === undefined) return today < given.validFrom
      for (const [nth, { until }] of periods.slice(0, -1).entries())
        assert.equal(
          Temporal.PlainDate.from(until ?? '')
            .add({ days: 1 })
            .toString(),
          periods[nth + 1]?.from,
        )
      const counted = used
        .filter((one) => one.day >= given.validFrom && (last.until === null || one.day <= last.until))
        .reduce((sum, { minutes }) => sum + minutes, 0)
      return periods.reduce((sum, { used: spent }) => sum + spent, 0) === counted
    }),
  )
})

test('nothing is left and exceeded at once, nothing negative is carried over, and the parts add up', () => {
  fc.assert(
    fc.property(someTerms, entries, day, (given, used, today) =>
      periodsOf(given, used, today).every(
        ({ bought, carried, used: spent, left, over }) =>
          carried >= 0 &&
          left >= 0 &&
          over >= 0 &&
          left * over === 0 &&
          bought + carried - spent === left - over,
      ),
    ),
  )
})

test('in which order work is written down changes nothing', () => {
  fc.assert(
    fc.property(someTerms, entries, day, (given, used, today) => {
      assert.deepEqual(periodsOf(given, used, today), periodsOf(given, used.toReversed(), today))
    }),
  )
})

test('eighty and a hundred per cent are reached to the minute', () => {
  const period = { from: '2026-01-01', until: null, bought: 500, carried: 100, left: 0, over: 0 }
  assert.deepEqual(
    [479, 480, 599, 600, 900].map((used) => levelOf({ ...period, used })),
    [null, 80, 80, 100, 100],
  )
})
