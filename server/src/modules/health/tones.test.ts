import assert from 'node:assert/strict'
import { test } from 'node:test'
import { queueTone } from './queue.ts'
import { roomTone } from './room.ts'

const rooms: [string, number, number, string][] = [
  ['less than a gigabyte is nearly full, whatever the disk', 0.9e9, 1e9, 'danger full'],
  ['less than five is little', 4e9, 20e9, 'warning low'],
  ['a twentieth of a large disk is little', 40e9, 1000e9, 'warning low'],
  ['more is enough', 60e9, 1000e9, 'success enough'],
]
for (const [what, free, total, wanted] of rooms) {
  test(`disk: ${what}`, () => {
    const { tone, cause } = roomTone(free, total)
    assert.equal(`${tone} ${cause}`, wanted)
  })
}

const queues: [string, Parameters<typeof queueTone>[0], string][] = [
  ['nothing waits', { minutes: 0, failed: 0, waiting: 0 }, 'success empty'],
  ['jobs under way are no trouble', { minutes: 0, failed: 0, waiting: 40 }, 'success flowing'],
  ['two minutes are watched', { minutes: 2, failed: 0, waiting: 3 }, 'caution slow'],
  ['ten minutes: nobody works', { minutes: 10, failed: 0, waiting: 3 }, 'danger stuck'],
  ['what was given up is to be looked at', { minutes: 0, failed: 1, waiting: 0 }, 'warning failed'],
  [
    'that nobody works comes before what was given up',
    { minutes: 60, failed: 1, waiting: 9 },
    'danger stuck',
  ],
]
for (const [what, state, wanted] of queues) {
  test(`queue: ${what}`, () => {
    const { tone, cause } = queueTone(state)
    assert.equal(`${tone} ${cause}`, wanted)
  })
}
