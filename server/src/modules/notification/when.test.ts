import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { endOfQuiet, isQuiet, mailAt, type Rest } from './when.ts'

const night: Rest = {
  quietFrom: Temporal.PlainTime.from('20:00'),
  quietUntil: Temporal.PlainTime.from('07:00'),
  isQuietOnWeekends: false,
  dailyAt: Temporal.PlainTime.from('08:00'),
  zone: 'Europe/Paris',
}
const weekend: Rest = { ...night, isQuietOnWeekends: true }
const at = (local: string, zone = 'Europe/Paris') =>
  Temporal.ZonedDateTime.from(`${local}[${zone}]`).toInstant()

const cases: [string, Rest, string, string][] = [
  ['by day at once', night, '2026-03-03T14:00', '2026-03-03T14:00'],
  ['at the minute the quiet begins', night, '2026-03-03T20:00', '2026-03-04T07:00'],
  ['a minute before', night, '2026-03-03T19:59', '2026-03-03T19:59'],
  ['at midnight', night, '2026-03-04T00:00', '2026-03-04T07:00'],
  ['early in the morning', night, '2026-03-04T06:59', '2026-03-04T07:00'],
  ['at the minute the quiet ends', night, '2026-03-04T07:00', '2026-03-04T07:00'],
  ['a Saturday, where weekends count as days', night, '2026-03-07T10:00', '2026-03-07T10:00'],
  ['a Saturday, where they are quiet', weekend, '2026-03-07T10:00', '2026-03-09T07:00'],
  ['a Friday night before a quiet weekend', weekend, '2026-03-06T23:00', '2026-03-09T07:00'],
  ['a Sunday night', weekend, '2026-03-08T23:59', '2026-03-09T07:00'],
  // 29 March 2026: at two it is three; 25 October: at three it is two again.
  ['the night that loses an hour', night, '2026-03-28T23:00', '2026-03-29T07:00'],
  ['the night that gains one', night, '2026-10-24T23:00', '2026-10-25T07:00'],
  [
    'a quiet time that ends in the hour that does not exist',
    { ...night, quietUntil: Temporal.PlainTime.from('02:30') },
    '2026-03-29T01:00',
    '2026-03-29T03:30',
  ],
  [
    'a quiet noon',
    { ...night, quietFrom: Temporal.PlainTime.from('12:00'), quietUntil: Temporal.PlainTime.from('14:00') },
    '2026-03-03T13:00',
    '2026-03-03T14:00',
  ],
  [
    'no quiet hours at all',
    { ...night, quietFrom: Temporal.PlainTime.from('07:00') },
    '2026-03-03T03:00',
    '2026-03-03T03:00',
  ],
]
for (const [what, rest, now, expected] of cases) {
  test(`quiet hours: ${what}`, () => {
    assert.equal(endOfQuiet(at(now), rest).toString(), at(expected).toString())
  })
}

test('quiet hours are counted on the person’s own clock', () => {
  const noon = at('2026-03-03T12:00')
  const montreal = { ...night, zone: 'America/Toronto' }
  assert.equal(endOfQuiet(noon, montreal).toString(), at('2026-03-03T07:00', 'America/Toronto').toString())
})

test('a daily mail leaves at its hour, today if that is still to come, and never on a quiet day', () => {
  const daily = (rest: Rest, now: string) =>
    mailAt('daily', rest, { now: at(now), isUrgent: false })?.toString()
  assert.equal(daily(night, '2026-03-03T07:59'), at('2026-03-03T08:00').toString())
  assert.equal(daily(night, '2026-03-03T08:00'), at('2026-03-04T08:00').toString())
  assert.equal(daily(weekend, '2026-03-06T09:00'), at('2026-03-09T08:00').toString())
})

test('what is urgent waits for nothing, what is not wanted leaves never', () => {
  const now = at('2026-03-04T00:00')
  assert.equal(mailAt('at-once', night, { now, isUrgent: true })?.toString(), now.toString())
  assert.equal(mailAt('daily', night, { now, isUrgent: true })?.toString(), now.toString())
  assert.equal(mailAt('off', night, { now, isUrgent: true }), null)
})

test('whatever the hours, a mail leaves in at most three days and a bit, never in quiet hours and never earlier than it was caused', () => {
  const time = fc
    .record({ hour: fc.nat(23), minute: fc.nat(59) })
    .map((given) => Temporal.PlainTime.from(given))
  const zone = fc.constantFrom(
    'Europe/Paris',
    'America/Toronto',
    'Pacific/Apia',
    'Australia/Lord_Howe',
    'UTC',
  )
  fc.assert(
    fc.property(
      time,
      time,
      fc.boolean(),
      zone,
      fc.integer({ min: 0, max: 366 * 24 * 60 }),
      (quietFrom, quietUntil, isQuietOnWeekends, zoneName, minutes) => {
        const rest = { quietFrom, quietUntil, isQuietOnWeekends, dailyAt: quietFrom, zone: zoneName }
        const now = Temporal.Instant.from('2026-01-01T00:00:00Z').add({ minutes })
        const end = endOfQuiet(now, rest)
        const wait = end.since(now).total('hours')
        // In the hour that does not exist a quiet time may begin again at once.
        return wait >= 0 && wait <= 97 && !isQuiet(end.toZonedDateTimeISO(zoneName), rest)
      },
    ),
    { numRuns: 2000 },
  )
})
