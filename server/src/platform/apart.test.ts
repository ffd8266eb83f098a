import assert from 'node:assert/strict'
import { test } from 'node:test'
import { doubled, sulks, waits } from '../testing/errands.ts'
import { apart } from './apart.ts'

const home = import.meta.resolve('../testing/errands.ts')

test('a function is done in a thread of its own: its answer comes back, and its fault', async () => {
  assert.deepEqual(await apart(doubled, home, [1, 2, 3]), [2, 4, 6])
  await assert.rejects(apart(sulks, home, 'Not today.'), /Not today/)
  assert.deepEqual(await apart(doubled, home, [4]), [8])
})

test('meanwhile everybody else goes on', async () => {
  const flag = new SharedArrayBuffer(4)
  const answer = apart(waits, home, flag)
  await new Promise((resolve) => setTimeout(resolve, 20))
  Atomics.store(new Int32Array(flag), 0, 1)
  assert.equal(await answer, 'told')
})

test('what is exported under no such name is a fault, not silence', async () => {
  const nameless = Object.defineProperty((given: number) => given, 'name', { value: 'nobody' })
  await assert.rejects(apart(nameless, home, 1), /nobody/)
})
