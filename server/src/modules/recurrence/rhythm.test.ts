import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Rhythm } from '#contract/recurrence/api.ts'
import * as fc from 'fast-check'
import { daysOf, occurrencesOf, type Rule } from './rhythm.ts'

const rule: Rule = {
  rhythm: { every: 'day', interval: 1 },
  startsOn: '2026-01-31',
  endsOn: null,
  time: '08:00',
  zone: 'Europe/Paris',
  leadDays: 0,
  offDay: null,
}
const isWeekday = (day: Temporal.PlainDate) => day.dayOfWeek < 6
const first = (given: Partial<Rule>, count = 4, isWorkingDay = isWeekday) =>
  Iterator.from(occurrencesOf({ ...rule, ...given }, isWorkingDay))
    .take(count)
    .map(({ dueOn }) => dueOn)
    .toArray()

const cases: [string, Partial<Rule>, string[]][] = [
  ['each day', {}, ['2026-01-31', '2026-02-01', '2026-02-02', '2026-02-03']],
  [
    'each third day',
    { rhythm: { every: 'day', interval: 3 } },
    ['2026-01-31', '2026-02-03', '2026-02-06', '2026-02-09'],
  ],
  [
    'on Mondays and Thursdays, whatever their order',
    { rhythm: { every: 'week', interval: 1, on: [4, 1, 1] } },
    ['2026-02-02', '2026-02-05', '2026-02-09', '2026-02-12'],
  ],
  [
    'on Mondays of every other week, that of the start being the first',
    { rhythm: { every: 'week', interval: 2, on: [1] } },
    ['2026-02-09', '2026-02-23', '2026-03-09', '2026-03-23'],
  ],
  [
    'on the 31st, or the last day of a shorter month',
    { rhythm: { every: 'month', interval: 1, on: { day: 31 } } },
    ['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30'],
  ],
  [
    'on the second Tuesday of the month',
    { rhythm: { every: 'month', interval: 1, on: { nth: 2, weekday: 2 } } },
    ['2026-02-10', '2026-03-10', '2026-04-14', '2026-05-12'],
  ],
  [
    'on the last Friday of the quarter',
    { rhythm: { every: 'month', interval: 3, on: { nth: -1, weekday: 5 } }, startsOn: '2026-03-01' },
    ['2026-03-27', '2026-06-26', '2026-09-25', '2026-12-25'],
  ],
  [
    'on a 29 February, else the 28th',
    { rhythm: { every: 'year', interval: 1 }, startsOn: '2024-02-29' },
    ['2024-02-29', '2025-02-28', '2026-02-28', '2027-02-28'],
  ],
  [
    'not on closed days',
    { rhythm: { every: 'month', interval: 1, on: { day: 1 } }, offDay: 'skip' },
    ['2026-04-01', '2026-05-01', '2026-06-01', '2026-07-01'],
  ],
  [
    'before closed days',
    { rhythm: { every: 'month', interval: 1, on: { day: 1 } }, offDay: 'before' },
    ['2026-01-30', '2026-02-27', '2026-04-01', '2026-05-01'],
  ],
  [
    'after closed days',
    { rhythm: { every: 'month', interval: 1, on: { day: 1 } }, offDay: 'after' },
    ['2026-02-02', '2026-03-02', '2026-04-01', '2026-05-01'],
  ],
  [
    'each day, what moves to the same day once',
    { offDay: 'after', endsOn: '2026-02-03' },
    ['2026-02-02', '2026-02-03'],
  ],
  ['until its end', { endsOn: '2026-02-01' }, ['2026-01-31', '2026-02-01']],
]
for (const [name, given, expected] of cases)
  test(`a ticket comes again: ${name}`, () => assert.deepEqual(first(given), expected))

test('eight o’clock stays eight o’clock through summer time, and tickets are made as long before as was said', () => {
  const at = (given: Partial<Rule>) =>
    Iterator.from(occurrencesOf({ ...rule, ...given }, isWeekday))
      .take(3)
      .map((one) => one.at.toString())
      .toArray()
  assert.deepEqual(at({ startsOn: '2026-03-28' }), [
    '2026-03-28T07:00:00Z',
    '2026-03-29T06:00:00Z',
    '2026-03-30T06:00:00Z',
  ])
  assert.deepEqual(at({ startsOn: '2026-03-28', time: '02:30' }), [
    '2026-03-28T01:30:00Z',
    '2026-03-29T01:30:00Z',
    '2026-03-30T00:30:00Z',
  ])
  assert.deepEqual(at({ startsOn: '2026-10-24', leadDays: 7 })[0], '2026-10-17T06:00:00Z')
})

test('a calendar that is closed for good moves nothing', () => {
  assert.deepEqual(
    first({ offDay: 'after' }, 2, () => false),
    ['2026-01-31', '2026-02-01'],
  )
})

const weekday = fc.constantFrom(
  1 as const,
  2 as const,
  3 as const,
  4 as const,
  5 as const,
  6 as const,
  7 as const,
)
const rhythm: fc.Arbitrary<Rhythm> = fc.oneof(
  fc.record({ every: fc.constant('day' as const), interval: fc.integer({ min: 1, max: 40 }) }),
  fc.record({
    every: fc.constant('week' as const),
    interval: fc.integer({ min: 1, max: 6 }),
    on: fc.array(weekday, { minLength: 1, maxLength: 7 }),
  }),
  fc.record({
    every: fc.constant('month' as const),
    interval: fc.integer({ min: 1, max: 12 }),
    on: fc.oneof(
      fc.record({ day: fc.integer({ min: 1, max: 31 }) }),
      fc.record({
        nth: fc.constantFrom(1 as const, 2 as const, 3 as const, 4 as const, -1 as const),
        weekday,
      }),
    ),
  }),
  fc.record({ every: fc.constant('year' as const), interval: fc.integer({ min: 1, max: 4 }) }),
)
const someRule = fc.record({
  rhythm,
  startsOn: fc
    .integer({ min: 0, max: 3000 })
    .map((days) => Temporal.PlainDate.from('2024-01-01').add({ days }).toString()),
  endsOn: fc.constant(null),
  time: fc
    .integer({ min: 0, max: 1439 })
    .map((all) => Temporal.PlainTime.from('00:00').add({ minutes: all }).toString().slice(0, 5)),
  zone: fc.constantFrom('Europe/Paris', 'America/Montreal', 'Pacific/Apia', 'UTC'),
  leadDays: fc.integer({ min: 0, max: 90 }),
  offDay: fc.constantFrom(null, 'before' as const, 'after' as const, 'skip' as const),
})

test('days come in order, none twice, none before the start, and tickets are made in the order of their days', () => {
  fc.assert(
    fc.property(someRule, (given) => {
      const days = Iterator.from(daysOf(given)).take(30).map(String).toArray()
      const made = Iterator.from(occurrencesOf(given, isWeekday)).take(20).toArray()
      const isRising = (list: readonly string[]) =>
        list.every((one, at) => at === 0 || (list[at - 1] ?? '') < one)
      return (
        isRising(days) &&
        days.every((day) => day >= given.startsOn) &&
        isRising(made.map(({ dueOn }) => dueOn)) &&
        made.every(({ at }, nth) => nth === 0 || Temporal.Instant.compare(made[nth - 1]?.at ?? at, at) < 0)
      )
    }),
  )
})

test('with a calendar every ticket is for a working day, and the wall clock shows its time wherever that time exists', () => {
  fc.assert(
    fc.property(someRule, (given) => {
      const made = Iterator.from(occurrencesOf(given, isWeekday)).take(20).toArray()
      return made.every(({ dueOn, at }) => {
        const wall = at.toZonedDateTimeISO(given.zone)
        const shown = wall.toPlainTime().toString().slice(0, 5)
        const isThere = wall.hoursInDay === 24
        return (
          (given.offDay === null || isWeekday(Temporal.PlainDate.from(dueOn))) &&
          (!isThere || shown === given.time)
        )
      })
    }),
  )
})
