import assert from 'node:assert/strict'
import { test } from 'node:test'
import { closedDays } from './closed-days.ts'
import { proposedCalendar } from './proposition.ts'

const at = (text: string) => Temporal.Instant.from(text)
const usual = proposedCalendar('FR', [
  { date: '2026-05-01', name: { fr: 'Fête du Travail' } },
  { date: '2026-05-08', name: { fr: 'Victoire 1945' } },
  { date: '2026-05-10', name: { fr: 'Un dimanche' } },
])
const later = {
  ...usual,
  holidays: [],
  exceptions: [{ date: '2026-05-15', spans: [], reason: 'Pont' }],
}
const may = { from: at('2026-05-01T00:00Z'), to: at('2026-06-01T00:00Z') }
const daysOf = (timeline: Parameters<typeof closedDays>[0], span = may) =>
  closedDays(timeline, span).map(({ day }) => day)

test('a day is closed by a holiday or by an exception; a closed Sunday is nothing new', () => {
  assert.deepEqual(daysOf([{ from: at('2020-01-01T00:00Z'), calendar: usual }]), ['2026-05-01', '2026-05-08'])
  const bridge = {
    ...usual,
    exceptions: [
      { date: '2026-05-08', spans: [{ from: '09:00', to: '10:00' }], reason: 'Garde' },
      { date: '2026-05-15', spans: [], reason: 'Pont' },
    ],
  }
  assert.deepEqual(daysOf([{ from: at('2020-01-01T00:00Z'), calendar: bridge }]), [
    '2026-05-01',
    '2026-05-15',
  ])
})

test('each day counts by the version in force then, and within the span asked for', () => {
  const timeline = [
    { from: at('2020-01-01T00:00Z'), calendar: usual },
    { from: at('2026-05-05T00:00Z'), calendar: later },
  ]
  assert.deepEqual(daysOf(timeline), ['2026-05-01', '2026-05-15'])
  assert.deepEqual(daysOf(timeline, { from: at('2026-05-02T00:00Z'), to: at('2026-05-15T21:00Z') }), [
    '2026-05-15',
  ])
})
