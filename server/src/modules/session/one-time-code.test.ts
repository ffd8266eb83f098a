import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Secret } from 'otpauth'
import { factorUri, newFactorSecret, newRecoveryCode, recoveryDigest, stepOf } from './one-time-code.ts'

/** The secret of RFC 6238, appendix B, whose codes are written there with eight digits. */
const secret = Secret.fromUTF8('12345678901234567890').base32
const vectors: [number, string][] = [
  [59, '287082'],
  [1111111109, '081804'],
  [1111111111, '050471'],
  [1234567890, '005924'],
  [2000000000, '279037'],
]
for (const [seconds, code] of vectors) {
  test(`at second ${seconds}, ${code} is the code, as RFC 6238 says`, () => {
    const now = Temporal.Instant.fromEpochMilliseconds(seconds * 1000)
    assert.equal(stepOf(secret, code, now), Math.floor(seconds / 30))
    assert.equal(stepOf(secret, `${code.slice(0, 3)} ${code.slice(3)}`, now), Math.floor(seconds / 30))
  })
}

test('a code counts one step early or late, as the step that it is of, and no longer', () => {
  const at = (seconds: number) =>
    stepOf(secret, '287082', Temporal.Instant.fromEpochMilliseconds(seconds * 1000))
  assert.deepEqual([at(29), at(0), at(89), at(90), at(120)], [1, 1, 1, null, null])
})

test('what is not six digits is no code', () => {
  const now = Temporal.Instant.fromEpochMilliseconds(59_000)
  for (const text of ['', '28708', '94287082', '28708x', '２８７０８２', '-28708', '1e5000'])
    assert.equal(stepOf(secret, text, now), null, text)
})

test('the address for an authenticator names the firm, the person and the secret', () => {
  const made = newFactorSecret()
  assert.match(made, /^[A-Z2-7]{32}$/)
  const uri = new URL(factorUri(made, { issuer: 'Estran & fils', account: 'ines@estran.example' }))
  assert.equal(uri.protocol, 'otpauth:')
  assert.equal(uri.searchParams.get('issuer'), 'Estran & fils')
  assert.equal(uri.searchParams.get('secret'), made)
})

test('a recovery code is read however it is copied, for its own person alone', () => {
  const code = newRecoveryCode()
  assert.match(code, /^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$/)
  const digest = recoveryDigest('a', code)
  assert.notEqual(digest, null)
  const worn = code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')
  assert.deepEqual(recoveryDigest('a', worn), digest)
  assert.notDeepEqual(recoveryDigest('b', code), digest)
  for (const text of ['', '123456', `${code}0`, code.replace(/.$/, 'U'), code.replace(/.$/, 'é')])
    assert.equal(recoveryDigest('a', text), null, text)
})
