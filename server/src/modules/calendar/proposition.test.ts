import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Calendar } from '#contract/calendar/shape.ts'
import { calendarCountries, calendarCountryOf, proposedCalendar, roundTheClock } from './proposition.ts'
import { minutesBetween } from './service-time.ts'

test('every proposition is a valid calendar with its holidays', () => {
  const holidays = [{ date: '2026-01-01', name: { fr: 'Nouvel An', en: 'New Year’s Day' } }]
  for (const country of calendarCountries) {
    const calendar = proposedCalendar(country, holidays)
    assert.deepEqual(Calendar.parse(calendar), calendar)
    assert.deepEqual(calendar.holidays, holidays)
  }
  assert.ok(Calendar.safeParse(roundTheClock('Europe/Paris')).success)
})

test('France proposes 7.5 hours a day with a lunch, Québec 8 without', () => {
  const monday = (country: 'FR' | 'CA-QC') => {
    const calendar = proposedCalendar(country)
    const from = Temporal.PlainDate.from('2026-03-02').toZonedDateTime(calendar.zone)
    return minutesBetween(
      [{ from: from.toInstant(), calendar }],
      from.toInstant(),
      from.add({ days: 1 }).toInstant(),
    )
  }
  assert.equal(monday('FR'), 450)
  assert.equal(monday('CA-QC'), 480)
})

test('a place has the proposition of its country, Québec that of its province', () => {
  assert.equal(calendarCountryOf({ country: 'FR', region: '67' }), 'FR')
  assert.equal(calendarCountryOf({ country: 'CA', region: 'QC' }), 'CA-QC')
  assert.equal(calendarCountryOf({ country: 'CA', region: 'ON' }), null)
  assert.equal(calendarCountryOf({ country: 'DE' }), null)
})
