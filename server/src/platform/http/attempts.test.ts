import assert from 'node:assert/strict'
import { test } from 'node:test'
import { networkOf, openAttempts } from './attempts.ts'

test('so many in a window, then none until the first has passed', () => {
  const attempts = openAttempts(2, 10)
  assert.deepEqual(
    [0, 1, 2, 9_999, 10_000, 10_001, 10_002].map((now) => attempts.take('a', now)),
    [true, true, false, false, true, true, false],
  )
  assert.equal(attempts.take('b', 10_002), true)
})

test('what succeeded is given back or forgotten', () => {
  const attempts = openAttempts(1, 10)
  attempts.take('a', 0)
  attempts.giveBack('a')
  assert.equal(attempts.take('a', 1), true)
  attempts.forget('a')
  assert.equal(attempts.take('a', 2), true)
  attempts.giveBack('unknown')
})

test('a flood of other keys does not set free who is kept out', () => {
  const attempts = openAttempts(1, 1000)
  for (let at = 0; at < 50_000; at++) {
    attempts.take(`other ${at}`, at)
    if (at % 5000 === 0) assert.equal(attempts.take('guesser', at), at === 0, String(at))
  }
})

const networks: [string, string][] = [
  ['203.0.113.7', '203.0.113.7'],
  ['::1', '::1'],
  ['::ffff:203.0.113.7', '::ffff:203.0.113.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:db8:1:2:ffff::1', '2001:db8:1:2'],
  ['2001:db8::7:1', '2001:db8:0:0'],
  ['fe80::', 'fe80:0:0:0'],
]
for (const [address, network] of networks) {
  test(`${address} belongs to ${network}`, () => assert.equal(networkOf(address), network))
}
