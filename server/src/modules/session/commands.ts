import type { sessionApi } from '#contract/session/api.ts'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context, OpenContext } from '#platform/context.ts'
import { digestOf } from '#platform/database/transaction.ts'
import { Failure, notFound } from '#platform/failure.ts'
import { networkOf, openAttempts } from '#platform/http/attempts.ts'
import { newSecret } from '#platform/secret.ts'
import {
  checkOwnPassword,
  checkPassword,
  hashPassword,
  keepHash,
  pretendToCheck,
  setPassword,
} from './password.ts'
import { proceed } from './proceed.ts'
import { endDevices } from './second-factor.ts'

type Input<Name extends keyof typeof sessionApi> = z.output<(typeof sessionApi)[Name]['input']>

/**
 * By network: who tries many accounts. By account and network: who tries one. By account alone nobody is kept out, since
 * its owner would be, too: he signs in from elsewhere.
 */
const attempts = { network: openAttempts(30, 300), account: openAttempts(10, 300) }

export const signIn = async (context: OpenContext, { email, password }: Input<'signIn'>) => {
  const { db, now, door } = context
  const at = now.epochMilliseconds
  const address = email.toLowerCase()
  const network = networkOf(door.address)
  const account = `${address} ${network}`
  if (!attempts.account.take(account, at) || !attempts.network.take(network, at)) {
    throw new Failure('too_many_requests')
  }
  const { rows } = await sql<{ person: string; password_hash: string }>`
    select person, password_hash from credential_of(${address})`.execute(db)
  const [found] = rows
  const isRight =
    found === undefined ? await pretendToCheck(password) : await checkPassword(found.password_hash, password)
  if (found === undefined || !isRight) throw new Failure('wrong_credentials')
  attempts.account.forget(account)
  attempts.network.giveBack(network)
  return proceed(context, found.person, { by: 'password' })
}

export const signOut = async ({ actor, db, now, emit, door }: Context) => {
  if (actor.sessionId !== null) {
    await db.updateTable('session').set({ ended_at: now }).where('id', '=', actor.sessionId).execute()
    await emit({ subject: actor.id, event: 'session.ended', body: { session: actor.sessionId } })
  }
  door.clearCookie()
  return {}
}

export const endSession = async ({ actor, db, now, emit }: Context, { id }: Input<'end'>) => {
  const { numUpdatedRows } = await db
    .updateTable('session')
    .set({ ended_at: now })
    .where('id', '=', id)
    .where('person_id', '=', actor.id)
    .where('ended_at', 'is', null)
    .executeTakeFirstOrThrow()
  if (numUpdatedRows === 0n) throw notFound()
  await emit({ subject: actor.id, event: 'session.ended', body: { session: id } })
  return {}
}

/** Who came by a mailed link has proved to read the person's mail: that stands for the old password, for a while. */
const linkCounts = { minutes: 15 }

export const changePassword = async (context: Context, { current, password }: Input<'changePassword'>) => {
  const { actor, db, now, emit } = context
  const isLinked = await cameByLink(context)
  if (current !== undefined || !isLinked) {
    // Nobody sets a first password at an unlocked screen.
    const { rows } = await sql<{ has: boolean }>`select own_password_hash() is not null as has`.execute(db)
    if (rows[0]?.has !== true) throw new Failure('wrong_credentials')
    await checkOwnPassword(context, current)
  }
  await setPassword(db, actor.id, { password, now })
  await db
    .updateTable('session')
    .set({ ended_at: now })
    .where('person_id', '=', actor.id)
    .where('kind', '=', 'browser')
    .where('id', '<>', actor.sessionId)
    .where('ended_at', 'is', null)
    .execute()
  await endDevices(context)
  if (isLinked && actor.sessionId !== null) {
    await db.updateTable('session').set({ linked_at: null }).where('id', '=', actor.sessionId).execute()
  }
  await emit({ subject: actor.id, event: 'password.changed', body: {} })
  return {}
}

const cameByLink = async ({ actor, db, now }: Context): Promise<boolean> => {
  if (actor.sessionId === null || actor.sessionKind !== 'browser') return false
  const row = await db
    .selectFrom('session')
    .select('id')
    .where('id', '=', actor.sessionId)
    .where('linked_at', '>', now.subtract(linkCounts))
    .executeTakeFirst()
  return row !== undefined
}

export const createToken = async ({ actor, db, now, emit }: Context, input: Input<'createToken'>) => {
  const beyond = input.scopes.filter(
    (scope) => actor.sessionKind === 'token' && !actor.scopes.includes(scope),
  )
  if (beyond.length > 0) throw new Failure('missing_scope')
  const token = newSecret()
  const { id } = await db
    .insertInto('session')
    .values({
      digest: digestOf(token),
      kind: 'token',
      person_id: actor.id,
      name: input.name,
      scopes: input.scopes,
      created_at: now,
      seen_at: now,
      expires_at: input.expiresAt ?? null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await emit({
    subject: actor.id,
    event: 'token.created',
    body: { token: id, name: input.name, scopes: input.scopes },
  })
  return { id, token }
}

export const acceptInvitation = async (
  context: OpenContext,
  { secret, password }: Input<'acceptInvitation'>,
) => {
  const { db, now } = context
  const digest = digestOf(secret)
  const { rows } = await sql<{ person: string | null }>`
    select use_invitation(${digest}, ${now.toString()}::timestamptz) as person`.execute(db)
  const person = rows[0]?.person ?? null
  if (person === null) throw new Failure('link_expired')
  const newHash = await hashPassword(password)
  const answer = await proceed(context, person, { by: 'invitation', newHash })
  if ('person' in answer) await keepHash(db, person, { hash: newHash, now })
  return answer
}
