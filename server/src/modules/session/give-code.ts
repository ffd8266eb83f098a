import type { sessionApi } from '#contract/session/api.ts'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { OpenContext } from '#platform/context.ts'
import { digestOf } from '#platform/database/transaction.ts'
import { Failure } from '#platform/failure.ts'
import { openAttempts } from '#platform/http/attempts.ts'
import { newSecret } from '#platform/secret.ts'
import { recoveryDigest, stepOf } from './one-time-code.ts'
import { keepHash } from './password.ts'
import { openSession } from './proceed.ts'
import { asSessionPerson } from './queries.ts'

type Input = z.output<(typeof sessionApi)['giveCode']['input']>

/**
 * By person alone: whoever gets this far knows the password already, and six digits are few. In a day nobody tries as many
 * as would give him a chance of one in a thousand.
 */
const attempts = { soon: openAttempts(6, 300), day: openAttempts(60, 86_400) }

/** Counts before it is known whether the code is right, so that many at once are no way around. */
export const countAttempt = (personId: string, now: Temporal.Instant): void => {
  const at = now.epochMilliseconds
  if (!attempts.soon.take(personId, at) || !attempts.day.take(personId, at)) {
    throw new Failure('too_many_requests')
  }
}

export const forgetAttempt = (personId: string): void => {
  attempts.soon.forget(personId)
  attempts.day.giveBack(personId)
}

const trustLasts = { hours: 30 * 24 }

/** The second factor of who has given the first one: only now is there a session. */
export const giveCode = async (context: OpenContext, { pending, code, trusts }: Input) => {
  const { db, now, door } = context
  const digest = digestOf(pending)
  const at = now.toString()
  const { rows } = await sql<{ person: string; sealed: string }>`
    select person, sealed from pending_of(${digest}, ${at}::timestamptz)`.execute(db)
  const [awaited] = rows
  if (awaited === undefined) throw new Failure('link_expired')
  countAttempt(awaited.person, now)
  const step = stepOf(door.vault.open(awaited.sealed, factorPurpose(awaited.person)), code, now)
  const recovery = step === null ? recoveryDigest(awaited.person, code) : null
  if (step === null && recovery === null) throw new Failure('wrong_code')
  const finished = await sql<{ linked: boolean; new_hash: string | null }>`
    select linked, new_hash from finish_pending(${digest}, ${at}::timestamptz, ${step}::bigint, ${recovery})`.execute(
    db,
  )
  const [first] = finished.rows
  if (first === undefined) throw new Failure('wrong_code')
  forgetAttempt(awaited.person)
  const by = first.linked ? 'link' : first.new_hash === null ? 'password' : 'invitation'
  const factor = step === null ? 'recovery-code' : 'code'
  const actor = await openSession(context, awaited.person, { by, factor })
  if (first.new_hash !== null) await keepHash(db, actor.id, { hash: first.new_hash, now })
  if (trusts) await trustDevice(context, actor.id)
  return { person: asSessionPerson(actor) }
}

/** What the secret is sealed for: elsewhere, or for another person, it does not open. */
export const factorPurpose = (personId: string): string => `second-factor:${personId}`

const trustDevice = async ({ db, now, door }: OpenContext, personId: string): Promise<void> => {
  const secret = newSecret()
  const expiresAt = now.add(trustLasts)
  const { rows } = await sql<{ id: string }>`
    insert into trusted_device (person_id, digest, name, created_at, seen_at, expires_at)
    values (${personId}, ${digestOf(secret)}, ${door.agent}, ${now}, ${now}, ${expiresAt}) returning id`.execute(
    db,
  )
  const body = { device: rows[0]?.id, agent: door.agent, address: door.address }
  await sql`select append(${personId}, 'trusted-device.added', ${JSON.stringify(body)}::jsonb, 'internal', '{}', '{}')`.execute(
    db,
  )
  door.keepDevice(secret, expiresAt)
}
