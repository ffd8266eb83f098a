import { hash, verify } from '@node-rs/argon2'
import type { Database } from '#platform/database/connect.ts'

/** argon2id with the parameters of OWASP's password storage cheat sheet: 19 MiB, two passes. */
const strength = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

const hashPassword = (password: string): Promise<string> => hash(password, strength)

export const checkPassword = (passwordHash: string, password: string): Promise<boolean> =>
  verify(passwordHash, password)

/** Spends the time of a check for an address that nobody has, so that the answer's delay tells nothing. */
export const pretendToCheck = async (password: string): Promise<false> => {
  await hash(password, strength)
  return false
}

export const setPassword = async (
  db: Database,
  personId: string,
  { password, now }: { password: string; now: Temporal.Instant },
): Promise<void> => {
  const password_hash = await hashPassword(password)
  await db
    .insertInto('credential')
    .values({ person_id: personId, password_hash, set_at: now })
    .onConflict((conflict) => conflict.column('person_id').doUpdateSet({ password_hash, set_at: now }))
    .execute()
}
