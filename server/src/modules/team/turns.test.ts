import assert from 'node:assert/strict'
import { test } from 'node:test'
import { measureTurn, weeklyTurns, within } from './turns.ts'

const at = (text: string) => Temporal.Instant.from(text)

test('weekly turns hand over at the same hour on the wall, across the change of the clocks', () => {
  const turns = weeklyTurns({
    from: Temporal.PlainDate.from('2026-03-19'),
    weeks: 3,
    personIds: ['a', 'b'],
    handOver: { day: 1, at: '08:00' },
    zone: 'Europe/Paris',
  })
  assert.deepEqual(
    turns.map(({ personId, from, until }) => [personId, from.toString(), until.toString()]),
    [
      ['a', '2026-03-23T07:00:00Z', '2026-03-30T06:00:00Z'],
      ['b', '2026-03-30T06:00:00Z', '2026-04-06T06:00:00Z'],
      ['a', '2026-04-06T06:00:00Z', '2026-04-13T06:00:00Z'],
    ],
  )
})

const measures: [string, string, string, number, number, number][] = [
  ['a week from Monday to Monday', '2026-03-02T07:00:00Z', '2026-03-09T07:00:00Z', 168 * 60, 7, 2],
  ['the week that loses an hour', '2026-03-23T07:00:00Z', '2026-03-30T06:00:00Z', 167 * 60, 7, 2],
  ['one evening', '2026-03-03T17:00:00Z', '2026-03-03T22:00:00Z', 300, 0, 0],
  ['until midnight exactly', '2026-03-03T17:00:00Z', '2026-03-03T23:00:00Z', 360, 0, 0],
  ['one night', '2026-03-03T17:00:00Z', '2026-03-04T07:00:00Z', 840, 1, 0],
  ['Friday evening to Monday', '2026-03-06T17:00:00Z', '2026-03-09T07:00:00Z', 62 * 60, 3, 2],
]
for (const [name, from, until, minutes, nights, weekendDays] of measures) {
  test(`measured: ${name}`, () => {
    const measure = measureTurn({ from: at(from), until: at(until) }, 'Europe/Paris', new Set(['2026-04-06']))
    assert.deepEqual(measure, { minutes, nights, weekendDays, publicHolidays: 0 })
  })
}

test('a public holiday that a turn touches is counted', () => {
  const span = { from: at('2026-04-06T06:00:00Z'), until: at('2026-04-13T06:00:00Z') }
  assert.equal(measureTurn(span, 'Europe/Paris', new Set(['2026-04-06'])).publicHolidays, 1)
})

test('of a turn over the end of a month each month counts its part', () => {
  const turn = { from: at('2026-03-30T06:00:00Z'), until: at('2026-04-06T06:00:00Z') }
  const march = within(turn, { from: at('2026-02-28T23:00:00Z'), until: at('2026-03-31T22:00:00Z') })
  assert.equal(march?.until.toString(), '2026-03-31T22:00:00Z')
  assert.equal(within(turn, { from: at('2026-05-01T00:00:00Z'), until: at('2026-06-01T00:00:00Z') }), null)
})
