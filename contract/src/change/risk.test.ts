import assert from 'node:assert/strict'
import { test } from 'node:test'
import { misfits, riskOf, riskQuestions } from './risk.ts'
import type { RiskAnswers } from './shape.ts'

const best: RiskAnswers = Object.fromEntries(
  riskQuestions.map(({ key, kind }) => [key, kind === 'scale' ? 1 : false]),
)
const worst: RiskAnswers = Object.fromEntries(
  riskQuestions.map(({ key, kind }) => [key, kind === 'scale' ? 3 : true]),
)

test('the score goes from nothing to all points, and each answer says what it adds', () => {
  assert.equal(riskOf({}), null)
  const [low, high] = [riskOf(best), riskOf(worst)]
  assert.deepEqual([low?.score, low?.level], [0, 'low'])
  assert.deepEqual([high?.score, high?.level], [high?.most, 'high'])
  for (const risk of [low, high])
    assert.equal(
      risk?.parts.reduce((sum, { points }) => sum + points, 0),
      risk?.score,
    )
})

test('an answer that is left out counts as the worst one', () => {
  const { untested: _left, ...rest } = best
  assert.equal(riskOf(rest)?.score, riskOf({ ...best, untested: true })?.score)
  assert.deepEqual(riskOf(rest)?.unanswered, ['untested'])
})

test('an answer of the other kind is named', () => {
  assert.deepEqual(misfits({ untested: 2, data: true, supplier: false }), ['untested', 'data'])
})
