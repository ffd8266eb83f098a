import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readingOf } from './vitals.ts'

const now = Temporal.Instant.from('2026-03-02T09:00:00Z')
const sound = { name: 'Support', readAt: now.subtract({ minutes: 2 }), readFault: null, sendFault: null }

const cases: [string, Parameters<typeof readingOf>[0], string][] = [
  ['read two minutes ago', sound, 'success read'],
  ['not read for an hour', { ...sound, readAt: now.subtract({ minutes: 61 }) }, 'warning late'],
  ['never read yet', { ...sound, readAt: null }, 'caution never'],
  ['refused while reading', { ...sound, readFault: 'LOGIN failed' }, 'danger unread'],
  ['refused while sending', { ...sound, sendFault: 'ECONNREFUSED' }, 'danger unsent'],
]
for (const [what, box, expected] of cases) {
  test(`a mailbox that was ${what} says so`, () => {
    const { tone, cause, facts } = readingOf(box, now)
    assert.equal(`${tone} ${cause}`, expected)
    assert.equal(facts?.['name'], 'Support')
  })
}
