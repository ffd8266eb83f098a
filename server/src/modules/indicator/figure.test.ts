import assert from 'node:assert/strict'
import { test } from 'node:test'
import { IndicatorKey } from '#contract/indicator/formula.ts'
import { formulas } from '#contract/indicator/formulas.ts'
import { figureOf, judge, type Counted } from './figure.ts'
import { monthsUntil } from './month.ts'

const of = (given: Partial<Counted>): Counted => ({
  n: 0,
  k: 0,
  valued: 0,
  mean: null,
  median: null,
  ninth: null,
  longest: null,
  lowest: null,
  gross: null,
  grossMedian: null,
  grossLongest: null,
  promised: null,
  kept: null,
  ...given,
})

const cases: [IndicatorKey, Partial<Counted> | undefined, { value: number | null; isMet: boolean | null }][] =
  [
    ['incident-reopened', undefined, { value: null, isMet: null }],
    ['incident-reopened', { n: 4, k: 0 }, { value: null, isMet: null }],
    ['incident-reopened', { n: 20, k: 1 }, { value: 0.05, isMet: true }],
    ['incident-reopened', { n: 19, k: 1 }, { value: 1 / 19, isMet: false }],
    // All or none is asked: one case decides, and still no percentage is said.
    ['incident-major-review', { n: 2, k: 2 }, { value: null, isMet: true }],
    ['change-unauthorised', { n: 3, k: 1 }, { value: null, isMet: false }],
    // One for one is a ratio, and no « all ».
    ['problem-flow', { n: 2, k: 2 }, { value: null, isMet: null }],
    ['problem-flow', { n: 5, k: 6 }, { value: 1.2, isMet: true }],
    ['problem-flow', { n: 0, k: 3 }, { value: null, isMet: null }],
    ['incident-backlog', undefined, { value: 0, isMet: null }],
    ['incident-backlog-overdue', { n: 0, k: 0 }, { value: null, isMet: null }],
    ['incident-backlog-overdue', { n: 2, k: 0 }, { value: 0, isMet: true }],
    ['incident-satisfaction', { n: 2, valued: 2, mean: 4, median: 4, lowest: 3 }, { value: 4, isMet: true }],
    ['incident-restoration', { valued: 1, mean: 61, promised: 60, kept: 61 }, { value: 61, isMet: false }],
    ['incident-restoration', { valued: 1, mean: 61 }, { value: 61, isMet: null }],
  ]

test('of none nothing is said, of few no percentage, and all or none may be decided by one', () => {
  for (const [key, given, wanted] of cases) {
    const counted = given === undefined ? undefined : of(given)
    const figure = figureOf(formulas[key], counted)
    const { isMet } = judge(formulas[key], { figure, rolling: figure, counted })
    assert.deepEqual({ value: figure.value, isMet }, wanted, `${key} ${JSON.stringify(given)}`)
  }
})

test('what should fall is held against the twelve months', () => {
  const formula = formulas['incident-repetition']
  const rolling = figureOf(formula, of({ n: 100, k: 20 }))
  const judged = (k: number) => {
    const counted = of({ n: 10, k })
    return judge(formula, { figure: figureOf(formula, counted), rolling, counted })
  }
  assert.deepEqual(judged(2), { target: { kind: 'falling', value: 0.2 }, isMet: true })
  assert.equal(judged(3).isMet, false)
})

test('months begin and end at midnight in the firm’s zone, whatever its clocks do', () => {
  const now = Temporal.Instant.from('2026-04-01T00:00:00Z')
  const { starts, until, isRunning } = monthsUntil(Temporal.PlainYearMonth.from('2026-03'), {
    zone: 'Europe/Paris',
    now,
  })
  assert.equal(starts.length, 12)
  assert.deepEqual(
    [String(starts[0]), String(starts.at(-1)), String(until)],
    ['2025-03-31T22:00:00Z', '2026-02-28T23:00:00Z', '2026-03-31T22:00:00Z'],
  )
  assert.equal(isRunning, false)
  assert.equal(
    monthsUntil(Temporal.PlainYearMonth.from('2026-03'), { zone: 'America/Toronto', now }).isRunning,
    true,
  )
})

test('every formula is said in both languages and names its clause', () => {
  for (const key of IndicatorKey.options) {
    const { name, how, clause, process } = formulas[key]
    assert.ok(name.fr.length > 3 && (name.en ?? '').length > 3 && how.fr.length > 40, key)
    assert.ok((how.en ?? '').length > 40 && /^\d+(\.\d+)+$/.test(clause), key)
    assert.ok(key.startsWith(process), key)
  }
})
