import type { sessionApi } from '#contract/session/api.ts'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context, OpenContext } from '#platform/context.ts'
import type { Database } from '#platform/database/connect.ts'
import { digestOf, type Actor } from '#platform/database/transaction.ts'
import { Failure, notFound } from '#platform/failure.ts'
import { networkOf, openAttempts } from '#platform/http/attempts.ts'
import { newSecret } from '#platform/secret.ts'
import { checkPassword, pretendToCheck, setPassword } from './password.ts'
import { asSessionPerson } from './queries.ts'

type Input<Name extends keyof typeof sessionApi> = z.output<(typeof sessionApi)[Name]['input']>

/** A browser stays signed in for thirty days. */
const lifetime = '30 days'

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
  return { person: asSessionPerson(await openSession(context, found.person)) }
}

/** Opens a browser's session for a person who has just proved to be that person, and continues as that person. */
export const openSession = async ({ db, now, door }: OpenContext, personId: string): Promise<Actor> => {
  const secret = newSecret()
  const at = now.toString()
  await sql`select open_session(${personId}::uuid, ${digestOf(secret)}, ${at}::timestamptz, ${lifetime}::interval)`.execute(
    db,
  )
  const actor = await becomeActor(db, secret, at)
  await sql`select append(${actor.id}, 'session.opened', ${JSON.stringify({ agent: door.agent, address: door.address })}::jsonb,
    'internal', '{}', '{}')`.execute(db)
  door.setCookie(secret, now.add({ hours: 30 * 24 }))
  return actor
}

const becomeActor = async (db: Database, secret: string, at: string): Promise<Actor> => {
  const { rows } = await sql<{
    actor: Actor
  }>`select set_config('role', e.role, true), set_config('app.person', e.person::text, true),
    set_config('app.client', coalesce(e.client::text, ''), true), set_config('app.supplier', coalesce(e.supplier::text, ''), true),
    set_config('app.level', coalesce(e.level, ''), true), e.actor from enter(${digestOf(secret)}, ${at}::timestamptz) e`.execute(
    db,
  )
  const [row] = rows
  if (row === undefined) throw new Failure('signed_out')
  return row.actor
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

export const changePassword = async (context: Context, { current, password }: Input<'changePassword'>) => {
  const { actor, db, now, emit } = context
  if (!attempts.account.take(actor.id, now.epochMilliseconds)) throw new Failure('too_many_requests')
  const { rows } = await sql<{
    password_hash: string | null
  }>`select own_password_hash() as password_hash`.execute(db)
  const known = rows[0]?.password_hash ?? null
  if (known === null || !(await checkPassword(known, current))) throw new Failure('wrong_credentials')
  attempts.account.forget(actor.id)
  await setPassword(db, actor.id, { password, now })
  await db
    .updateTable('session')
    .set({ ended_at: now })
    .where('person_id', '=', actor.id)
    .where('kind', '=', 'browser')
    .where('id', '<>', actor.sessionId)
    .where('ended_at', 'is', null)
    .execute()
  await emit({ subject: actor.id, event: 'password.changed', body: {} })
  return {}
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
  const actor = await openSession(context, person)
  await setPassword(db, person, { password, now })
  return { person: asSessionPerson(actor) }
}
