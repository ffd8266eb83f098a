import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dateFormat, dayOfMonth } from './say-date.ts'

const full = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const
const short = { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' } as const
const figures = { day: 'numeric', month: 'numeric', year: 'numeric', timeZone: 'UTC' } as const

const cases = [
  ['fr-FR', full, '2026-10-01', 'jeudi 1er octobre 2026'],
  ['fr-CA', full, '2026-10-01', 'jeudi 1er octobre 2026'],
  ['fr-FR', short, '2026-06-01', 'lun. 1er juin'],
  ['fr-FR', { dateStyle: 'long', timeZone: 'UTC' }, '2026-10-01', '1er octobre 2026'],
  ['fr-FR', full, '2026-10-11', 'dimanche 11 octobre 2026'],
  ['fr-FR', { month: 'long', year: 'numeric', timeZone: 'UTC' }, '2026-10-01', 'octobre 2026'],
  ['en-GB', full, '2026-10-01', 'Thursday, 1 October 2026'],
] as const

for (const [locale, options, day, said] of cases)
  test(`in ${locale} ${day} is said “${said}”`, () => {
    const { format } = dateFormat(locale, options)
    assert.equal(format(new Date(`${day}T00:00:00Z`)), said)
  })

test('a day of the month by itself is a first in French alone', () => {
  assert.deepEqual(
    [dayOfMonth('fr-CA', 1), dayOfMonth('fr-FR', 21), dayOfMonth('en-GB', 1)],
    ['1er', '21', '1'],
  )
})

test('a first among figures stays a 1', () => {
  const { format } = dateFormat('fr-FR', figures)
  assert.doesNotMatch(format(Date.UTC(2026, 9, 1)), /er/)
})

test('both ends of a range say their first', () => {
  const { formatRange } = dateFormat('fr-FR', { dateStyle: 'long', timeZone: 'UTC' })
  assert.equal(
    formatRange(Date.UTC(2026, 9, 1), Date.UTC(2026, 10, 1)).replaceAll(/\s/g, ' '),
    '1er octobre – 1er novembre 2026',
  )
})
