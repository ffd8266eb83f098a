import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { conflictsOf, type Planned, type Surroundings, type Time } from './conflicts.ts'

const at = (hour: number) => Temporal.Instant.from('2026-03-02T00:00:00Z').add({ minutes: hour * 60 })
const span = (from: number, to: number): Time => ({ from: at(from), to: at(to) })
const other = (from: number, to: number) => ({ number: 'CHG-2', title: 'Autre', ...span(from, to) })
const item = { ours: 'CI-1', theirs: 'CI-1', name: 'SRV-01' }
const person = { id: 'p', name: 'Camille' }
const client = { id: 'c', name: 'Alpha' }
const period = { id: 'f', name: { fr: 'Gel' }, reason: '', client: null }
const empty: Surroundings = { ties: [], periods: [], aways: [], hours: [] }
const open = [span(9, 12), span(14, 18)]

const cases: {
  what: string
  planned?: Partial<Planned>
  around: Partial<Surroundings>
  /** Kind, serious or not, from, to, minutes. */
  finds: [string, boolean, number, number, number | null][]
}[] = [
  { what: 'nothing around it', around: {}, finds: [] },
  {
    what: 'another change on the same item at the same time',
    around: { ties: [{ how: 'same-item', other: other(21, 23), item }] },
    finds: [['same-item', true, 21, 22, null]],
  },
  {
    what: 'one that begins as it ends',
    around: { ties: [{ how: 'same-item', other: other(22, 23), item }] },
    finds: [],
  },
  {
    what: 'one that ends as it begins',
    around: { ties: [{ how: 'depends-on', other: other(19, 20), item }] },
    finds: [],
  },
  {
    what: 'two items of one other change: one line a way',
    around: {
      ties: [
        { how: 'same-item', other: other(20, 22), item },
        { how: 'same-item', other: other(20, 22), item: { ...item, ours: 'CI-2' } },
        { how: 'carries', other: other(20, 22), item },
      ],
    },
    finds: [
      ['carries', true, 20, 22, null],
      ['same-item', true, 20, 22, null],
    ],
  },
  {
    what: 'a freeze that ends meanwhile, and a critical period that is over',
    around: {
      periods: [
        { ...period, kind: 'freeze', ...span(0, 21) },
        { ...period, kind: 'critical-period', client, ...span(0, 20) },
      ],
    },
    finds: [['freeze', true, 20, 21, null]],
  },
  {
    what: 'an outage within the hours of a client',
    planned: { ...span(11, 15), outageMinutes: 30 },
    around: { hours: [{ client, open }] },
    finds: [['inside-hours', true, 11, 15, 120]],
  },
  {
    what: 'an outage outside the hours',
    planned: { outageMinutes: 30 },
    around: { hours: [{ client, open }] },
    finds: [],
  },
  {
    what: 'work without an outage outside the hours',
    planned: { ...span(11, 15), outageMinutes: 0 },
    around: { hours: [{ client, open }] },
    finds: [['outside-hours', false, 12, 14, 120]],
  },
  {
    what: 'work without an outage where nothing is ever open',
    planned: { outageMinutes: null },
    around: { hours: [{ client, open: [] }] },
    finds: [['outside-hours', false, 20, 22, 120]],
  },
  {
    what: 'work without an outage within the hours of two calendars that touch',
    planned: { ...span(9, 14) },
    around: { hours: [{ client, open: [span(9, 12), span(12, 14), span(10, 11)] }] },
    finds: [],
  },
  {
    what: 'a person who works on two, and is away as well',
    around: {
      ties: [{ how: 'person-twice', other: other(21, 23), person }],
      aways: [
        { personId: 'p', ...span(0, 24) },
        { personId: 'somebody else', ...span(0, 24) },
      ],
    },
    finds: [
      ['person-away', true, 20, 22, null],
      ['person-twice', false, 21, 22, null],
    ],
  },
]

for (const { what, planned, around, finds } of cases) {
  test(`a change and ${what}`, () => {
    const found = conflictsOf(
      { ...span(20, 22), outageMinutes: null, people: [person], ...planned },
      { ...empty, ...around },
    )
    assert.deepEqual(
      found.map(({ kind, isSerious, from, to, minutes }) => [
        kind,
        isSerious,
        at(0).until(from).total('hours'),
        at(0).until(to).total('hours'),
        minutes,
      ]),
      finds,
    )
  })
}

test('what is inside and what is outside the hours add up to the window', () => {
  const hour = fc.integer({ min: 0, max: 47 })
  const time = fc.tuple(hour, hour).map(([a, b]) => span(Math.min(a, b), Math.max(a, b) + 1))
  fc.assert(
    fc.property(time, fc.array(time, { maxLength: 6 }), (window, stretches) => {
      const minutesOf = (outageMinutes: number) =>
        conflictsOf(
          { ...window, outageMinutes, people: [] },
          { ...empty, hours: [{ client, open: stretches }] },
        ).reduce((sum, { minutes }) => sum + (minutes ?? 0), 0)
      assert.equal(minutesOf(1) + minutesOf(0), window.from.until(window.to).total('minutes'))
    }),
  )
})

test('of two changes each is in conflict with the other, or neither', () => {
  const hour = fc.integer({ min: 0, max: 23 })
  fc.assert(
    fc.property(hour, hour, hour, hour, (a, b, c, d) => {
      const [one, two] = [span(a, a + b + 1), span(c, c + d + 1)]
      const findsFor = (mine: Time, theirs: Time) =>
        conflictsOf(
          { ...mine, outageMinutes: null, people: [] },
          {
            ...empty,
            ties: [{ how: 'same-item', other: { number: 'CHG-9', title: 'x', ...theirs }, item }],
          },
        ).length
      assert.equal(findsFor(one, two), findsFor(two, one))
    }),
  )
})
