import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Calendar } from '#contract/calendar/shape.ts'
import { hoursAt } from './hours.ts'
import { proposedCalendar, roundTheClock } from './proposition.ts'
import type { CalendarTimeline } from './service-time.ts'

const at = (text: string) => Temporal.Instant.from(text)
const always = (calendar: Calendar): CalendarTimeline => [{ from: at('2020-01-01T00:00Z'), calendar }]
const france: Calendar = {
  ...proposedCalendar('FR', [
    { date: '2026-04-06', name: { fr: 'Lundi de Pâques' } },
    { date: '2026-04-05', name: { fr: 'Pâques' } },
    { date: '2026-05-01', name: { fr: 'Fête du Travail' } },
    { date: '2026-05-08', name: { fr: 'Victoire 1945' } },
  ]),
  exceptions: [
    { date: '2026-04-18', spans: [{ from: '10:00', to: '12:00' }], reason: 'Permanence' },
    { date: '2026-05-01', spans: [{ from: '09:00', to: '10:00' }], reason: 'Garde' },
  ],
}

const moments: { when: string; now: string; isOpen: boolean; changesAt: string | null }[] = [
  {
    when: 'in the morning',
    now: '2026-03-02T10:00+01:00',
    isOpen: true,
    changesAt: '2026-03-02T12:30+01:00',
  },
  { when: 'at lunch', now: '2026-03-02T13:00+01:00', isOpen: false, changesAt: '2026-03-02T14:00+01:00' },
  { when: 'at closing', now: '2026-03-06T18:00+01:00', isOpen: false, changesAt: '2026-03-09T09:00+01:00' },
  {
    when: 'before a holiday Monday',
    now: '2026-04-03T18:30+02:00',
    isOpen: false,
    changesAt: '2026-04-07T09:00+02:00',
  },
  {
    when: 'on a Saturday of duty',
    now: '2026-04-18T11:00+02:00',
    isOpen: true,
    changesAt: '2026-04-18T12:00+02:00',
  },
]
for (const { when, now, isOpen, changesAt } of moments) {
  test(`${when} a service says whether it is open, and until when`, () => {
    const hours = hoursAt(always(france), at(now))
    assert.deepEqual(
      [hours?.isOpen, hours?.changesAt?.toString()],
      [isOpen, changesAt === null ? undefined : at(changesAt).toString()],
    )
  })
}

test('the days to come that are not like their weekday: thirty of them, without holidays on closed days', () => {
  const dates = (now: string) =>
    hoursAt(always(france), at(now))?.coming.map(({ date, isHoliday }) => [date, isHoliday])
  assert.deepEqual(dates('2026-04-01T12:00Z'), [
    ['2026-04-06', true],
    ['2026-04-18', false],
    ['2026-05-01', false],
  ])
  assert.deepEqual(dates('2026-05-08T23:00+02:00'), [['2026-05-08', true]])
  assert.deepEqual(dates('2026-05-09T00:00+02:00'), [])
})

test('around the clock there is no closing, and a calendar that never opens has no opening', () => {
  const day = hoursAt(always(roundTheClock('Europe/Paris')), at('2026-03-02T10:00Z'))
  assert.deepEqual([day?.isOpen, day?.changesAt], [true, null])
  const closed = { ...roundTheClock('UTC'), week: { 1: [], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] } }
  const never = hoursAt(always(closed), at('2026-03-02T10:00Z'))
  assert.deepEqual([never?.isOpen, never?.changesAt], [false, null])
})

test('a version to come does not count yet, but its own days are announced from when it will', () => {
  const next: Calendar = {
    ...france,
    holidays: [{ date: '2026-03-20', name: { fr: 'Fermeture' } }],
    exceptions: [],
  }
  const timeline = [
    ...always(france),
    { from: at('2026-03-10T00:00Z'), calendar: { ...next, week: roundTheClock('Europe/Paris').week } },
  ]
  const hours = hoursAt(timeline, at('2026-03-02T10:00Z'))
  assert.deepEqual(hours?.week, france.week)
  assert.deepEqual(
    hours?.coming.map(({ date }) => date),
    ['2026-03-20'],
  )
  assert.equal(hoursAt([], at('2026-03-02T10:00Z')), null)
})
