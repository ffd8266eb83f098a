import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { dueFrom, isRehearsalDue } from './due.ts'
import { expectedSize, hasRoom, plannedSize, reserve } from './room.ts'
import { keptOf } from './rotation.ts'

const zone = 'Europe/Paris'
const at = (text: string) => Temporal.ZonedDateTime.from(`${text}[${zone}]`).toInstant()

/** One backup a night at two, `nights` of them, the last one in the night to that day. */
const nightly = (last: string, nights: number) =>
  Array.from({ length: nights }, (_, back) => {
    const day = Temporal.PlainDate.from(last).subtract({ days: back })
    return { id: day.toString(), at: at(`${day.toString()}T02:00`) }
  })

const rotation = { keepDaily: 7, keepWeekly: 4, keepMonthly: 12 }

const cases: [string, { id: string; at: Temporal.Instant }[], typeof rotation, string[]][] = [
  [
    'the only one is kept',
    nightly('2026-11-25', 1),
    { keepDaily: 1, keepWeekly: 0, keepMonthly: 0 },
    ['2026-11-25'],
  ],
  [
    'of three nights two are kept',
    nightly('2026-11-25', 3),
    { keepDaily: 2, keepWeekly: 0, keepMonthly: 0 },
    ['2026-11-25', '2026-11-24'],
  ],
  [
    'of each week its last one: Sundays, and the present week’s latest',
    nightly('2026-11-25', 20),
    { keepDaily: 1, keepWeekly: 3, keepMonthly: 0 },
    ['2026-11-25', '2026-11-22', '2026-11-15'],
  ],
  [
    'of each month its last one, as far as there are any',
    nightly('2026-11-25', 60),
    { keepDaily: 1, keepWeekly: 0, keepMonthly: 12 },
    ['2026-11-25', '2026-10-31', '2026-09-30'],
  ],
  [
    'of one day the latest counts, in the organisation’s zone',
    [
      { id: 'noon', at: at('2026-11-24T12:00') },
      { id: 'late', at: at('2026-11-24T23:30') },
      { id: 'next', at: at('2026-11-25T00:30') },
    ],
    { keepDaily: 2, keepWeekly: 0, keepMonthly: 0 },
    ['next', 'late'],
  ],
  [
    'days without one do not count: a machine that was off loses nothing',
    [
      { id: 'now', at: at('2026-11-25T02:00') },
      { id: 'long ago', at: at('2026-09-01T02:00') },
      { id: 'longer ago', at: at('2026-08-31T02:00') },
    ],
    { keepDaily: 2, keepWeekly: 0, keepMonthly: 0 },
    ['now', 'long ago'],
  ],
  [
    'the week of the turn of the year is one week',
    [
      { id: 'friday', at: at('2027-01-01T02:00') },
      { id: 'thursday', at: at('2026-12-31T02:00') },
      { id: 'the week before', at: at('2026-12-27T02:00') },
    ],
    { keepDaily: 1, keepWeekly: 2, keepMonthly: 0 },
    ['friday', 'the week before'],
  ],
]
for (const [what, backups, plan, kept] of cases) {
  test(`rotation: ${what}`, () => assert.deepEqual([...keptOf(backups, plan, zone)], kept))
}

test('rotation: after a year of nights, 7 days, 4 weeks and 12 months are at most 23 files and reach back a year', () => {
  const kept = [...keptOf(nightly('2026-11-25', 400), rotation, zone)].toSorted()
  assert.ok(kept.length <= 23 && kept.length >= 19, kept.join())
  assert.equal(kept[0], '2025-12-31')
})

test('rotation: night after night, it never keeps more than the plan says, always keeps the latest, and drops none that it would want later', () => {
  fc.assert(
    fc.property(
      fc.record({
        keepDaily: fc.integer({ min: 1, max: 10 }),
        keepWeekly: fc.integer({ min: 0, max: 6 }),
        keepMonthly: fc.integer({ min: 0, max: 6 }),
      }),
      fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 60 }),
      (plan, gaps) => {
        let there: { id: string; at: Temporal.Instant }[] = []
        const everything: typeof there = []
        let now = at('2026-01-01T02:00')
        for (const [index, hours] of gaps.entries()) {
          now = now.add({ hours })
          const made = { id: String(index), at: now }
          everything.push(made)
          const kept = keptOf([...there, made], plan, zone)
          there = [...there, made].filter(({ id }) => kept.has(id))
          assert.ok(kept.has(made.id))
          assert.ok(kept.size <= plan.keepDaily + plan.keepWeekly + plan.keepMonthly)
        }
        const wanted = keptOf(everything, plan, zone)
        assert.deepEqual([...wanted].toSorted(), there.map(({ id }) => id).toSorted())
      },
    ),
  )
})

const dues: [string, { startedAt: string; hasFailed?: boolean } | null, string, boolean][] = [
  ['the first one at once', null, '2026-11-25T14:00', true],
  ['not twice a night', { startedAt: '2026-11-25T02:07' }, '2026-11-25T03:07', false],
  ['the next night at its hour', { startedAt: '2026-11-25T02:07' }, '2026-11-26T02:07', true],
  ['not before its hour', { startedAt: '2026-11-25T02:07' }, '2026-11-26T01:07', false],
  ['one that was missed, as soon as possible', { startedAt: '2026-11-23T02:07' }, '2026-11-25T09:07', true],
  ['after a late one, the next night again', { startedAt: '2026-11-25T09:07' }, '2026-11-26T02:07', true],
  ['what failed, not at once', { startedAt: '2026-11-25T02:07', hasFailed: true }, '2026-11-25T03:07', false],
  [
    'what failed, some hours later',
    { startedAt: '2026-11-25T02:07', hasFailed: true },
    '2026-11-25T06:07',
    true,
  ],
  [
    'in the night when two o’clock does not come',
    { startedAt: '2026-03-28T02:07' },
    '2026-03-29T03:07',
    true,
  ],
  [
    'once in the night when two o’clock comes twice',
    { startedAt: '2026-10-25T02:07+02:00' },
    '2026-10-25T02:07+01:00',
    false,
  ],
]
for (const [what, last, now, isDue] of dues) {
  test(`due: ${what}`, () => {
    const before =
      last === null ? null : { startedAt: at(last.startedAt), hasFailed: last.hasFailed ?? false }
    assert.equal(Temporal.Instant.compare(dueFrom(2, before, at(now), zone), at(now)) <= 0, isDue)
  })
}

test('a rehearsal is due by the plan', () => {
  const now = at('2026-11-25T02:10')
  assert.equal(isRehearsalDue('never', null, now), false)
  assert.equal(isRehearsalDue('weekly', null, now), true)
  assert.equal(isRehearsalDue('weekly', at('2026-11-19T02:10'), now), false)
  assert.equal(isRehearsalDue('weekly', at('2026-11-18T02:30'), now), true)
  assert.equal(isRehearsalDue('always', at('2026-11-25T02:09'), now), true)
})

test('a backup leaves the disk its reserve, before and after there was a first one', () => {
  assert.equal(hasRoom(reserve + 100, 100), true)
  assert.equal(hasRoom(reserve + 99, 100), false)
  assert.equal(expectedSize(null, 1000), 600)
  assert.equal(expectedSize(1000, 9999), 1200)
  assert.equal(plannedSize(10, rotation), 230)
})
