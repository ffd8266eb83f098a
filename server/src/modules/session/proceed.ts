import { sql } from 'kysely'
import type { OpenContext } from '#platform/context.ts'
import type { Database } from '#platform/database/connect.ts'
import { digestOf, type Actor } from '#platform/database/transaction.ts'
import { Failure } from '#platform/failure.ts'
import { newSecret } from '#platform/secret.ts'
import { asSessionPerson } from './queries.ts'

/** A browser stays signed in for thirty days. */
const lifetime = '30 days'
const codeLasts = { minutes: 10 }

export interface Proof {
  by: 'password' | 'invitation' | 'link'
  factor?: 'code' | 'recovery-code' | 'trusted-device'
}

/** Whoever has given the first factor is signed in, or is asked for the second one. */
export const proceed = async (
  context: OpenContext,
  personId: string,
  { by, newHash = null }: Pick<Proof, 'by'> & { newHash?: string | null },
) => {
  const { db, now, door } = context
  const device = door.device === null ? null : digestOf(door.device)
  const { rows } = await sql<{ asks: boolean; has: boolean }>`
    select asks_code(${personId}::uuid, ${device}, ${now.toString()}::timestamptz) as asks,
      asks_code(${personId}::uuid, null, ${now.toString()}::timestamptz) as has`.execute(db)
  const [{ asks, has } = { asks: true, has: true }] = rows
  if (asks) return { pending: await openPending(context, personId, { isLinked: by === 'link', newHash }) }
  const actor = await openSession(context, personId, has ? { by, factor: 'trusted-device' } : { by })
  return { person: asSessionPerson(actor) }
}

const openPending = async (
  { db, now }: OpenContext,
  personId: string,
  { isLinked, newHash }: { isLinked: boolean; newHash: string | null },
): Promise<string> => {
  const secret = newSecret()
  await sql`select open_pending(${personId}::uuid, ${digestOf(secret)}, ${isLinked}, ${newHash},
    ${now.add(codeLasts).toString()}::timestamptz)`.execute(db)
  return secret
}

/** Opens a browser's session for a person who has just proved to be that person, and continues as that person. */
export const openSession = async (
  { db, now, door }: OpenContext,
  personId: string,
  proof: Proof = { by: 'password' },
): Promise<Actor> => {
  const secret = newSecret()
  const at = now.toString()
  await sql`select open_session(${personId}::uuid, ${digestOf(secret)}, ${at}::timestamptz, ${lifetime}::interval,
    ${proof.by === 'link'}, ${door.agent})`.execute(db)
  const actor = await becomeActor(db, secret, at)
  const body = { agent: door.agent, address: door.address, ...proof }
  await sql`select append(${actor.id}, 'session.opened', ${JSON.stringify(body)}::jsonb, 'internal', '{}', '{}')`.execute(
    db,
  )
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
