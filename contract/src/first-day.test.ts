import assert from 'node:assert/strict'
import { test } from 'node:test'
import { withFirstDay } from './first-day.ts'

test('the first of a month is an ordinal in French, and nothing else changes', () => {
  const cases = [
    ['fr-FR', '1 novembre 2026', '1er novembre 2026'],
    ['fr-FR', 'dim. 1 nov., 9:15', 'dim. 1er nov., 9:15'],
    ['fr-CA', '1 h 20', '1 h 20'],
    ['fr-FR', '21 novembre 2026', '21 novembre 2026'],
    ['fr-FR', 'jeudi 12 mars 2026 à 10:01', 'jeudi 12 mars 2026 à 10:01'],
    ['en-GB', '1 November 2026', '1 November 2026'],
  ] as const
  for (const [locale, text, said] of cases) assert.equal(withFirstDay(locale, text), said)
})
