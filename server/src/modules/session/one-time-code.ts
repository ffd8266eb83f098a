import { createHash, randomBytes } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'

const period = 30
/** A clock that is half a minute off, either way, is forgiven. */
const tolerance = 1

/** A new secret for an authenticator, as it is typed. */
export const newFactorSecret = (): string => new Secret({ size: 20 }).base32

/** What the QR code says (Key Uri Format). */
export const factorUri = (secret: string, { issuer, account }: { issuer: string; account: string }): string =>
  new TOTP({ issuer, label: account, secret, period }).toString()

/** RFC 6238: the step of thirty seconds whose code this is; null where it is the code of none that is near. */
export const stepOf = (secret: string, code: string, now: Temporal.Instant): number | null => {
  const digits = code.replaceAll(/\s/g, '')
  if (!/^\d{6}$/.test(digits)) return null
  const timestamp = now.epochMilliseconds
  const delta = TOTP.validate({
    secret: Secret.fromBase32(secret),
    token: digits,
    period,
    timestamp,
    window: tolerance,
  })
  return delta === null ? null : TOTP.counter({ period, timestamp }) + delta
}

/** Crockford's alphabet: nothing that is read as something else. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const recoveryLength = 16

/** Eighty random bits, in groups that a person copies. */
export const newRecoveryCode = (): string => {
  const letters = Array.from(randomBytes(recoveryLength), (byte) => alphabet[byte % alphabet.length] ?? '')
  return (letters.join('').match(/.{4}/g) ?? []).join('-')
}

/** Null where this can't be a recovery code; else what is stored of it, another one for each person. */
export const recoveryDigest = (personId: string, typed: string): Buffer | null => {
  const plain = typed.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1')
  if (plain.length !== recoveryLength || [...plain].some((letter) => !alphabet.includes(letter))) return null
  return createHash('sha256').update(`${personId}:${plain}`).digest()
}
