import { hash, verify } from '@node-rs/argon2'
import { sql } from 'kysely'
import type { Context } from '#platform/context.ts'
import type { Database } from '#platform/database/connect.ts'
import { Failure } from '#platform/failure.ts'
import { openAttempts } from '#platform/http/attempts.ts'

/** argon2id with the parameters of OWASP's password storage cheat sheet: 19 MiB, two passes. */
const strength = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export const hashPassword = (password: string): Promise<string> => hash(password, strength)

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
): Promise<void> => keepHash(db, personId, { hash: await hashPassword(password), now })

export const keepHash = async (
  db: Database,
  personId: string,
  { hash: password_hash, now }: { hash: string; now: Temporal.Instant },
): Promise<void> => {
  await db
    .insertInto('credential')
    .values({ person_id: personId, password_hash, set_at: now })
    .onConflict((conflict) => conflict.column('person_id').doUpdateSet({ password_hash, set_at: now }))
    .execute()
}

const attempts = openAttempts(10, 300)

/** Who sits at a screen proves to be its owner; nothing to prove where no password was ever chosen. */
export const checkOwnPassword = async (
  { actor, db, now }: Context,
  given: string | undefined,
): Promise<void> => {
  const { rows } = await sql<{ known: string | null }>`select own_password_hash() as known`.execute(db)
  const known = rows[0]?.known ?? null
  if (known === null) return
  if (!attempts.take(actor.id, now.epochMilliseconds)) throw new Failure('too_many_requests')
  if (given === undefined || !(await checkPassword(known, given))) throw new Failure('wrong_credentials')
  attempts.forget(actor.id)
}
