import type { InputOf, OutputOf } from '#contract/endpoint.ts'
import type { sessionApi } from '#contract/session/api.ts'
import { sql } from 'kysely'
import type { Context, OpenContext } from '#platform/context.ts'
import { digestOf, type Actor } from '#platform/database/transaction.ts'
import { Failure } from '#platform/failure.ts'

export const asSessionPerson = (actor: Actor) => ({
  id: actor.id,
  name: actor.name,
  email: actor.email,
  roles: actor.roles,
  clientId: actor.clientId,
  clientLevel: actor.clientLevel,
  supplierId: actor.supplierId,
  isAdministrator: actor.isAdministrator,
  language: actor.language,
  zone: actor.zone,
  mandates: actor.mandates,
  teams: actor.teams,
  mustEnrol: actor.mustEnrol === true,
})

export const readSession = async ({ actor }: Context) => ({ person: asSessionPerson(actor) })

export const listSessions = async ({ actor, db, now }: Context) => {
  const rows = await db
    .selectFrom('session')
    .select(['id', 'kind', 'name', 'scopes', 'created_at', 'seen_at', 'expires_at'])
    .where('person_id', '=', actor.id)
    .where('ended_at', 'is', null)
    .where((or) => or.or([or('expires_at', 'is', null), or('expires_at', '>', now)]))
    .orderBy('seen_at', 'desc')
    .limit(200)
    .execute()
  return {
    items: rows.map((row) => ({
      id: row.id,
      kind: row.kind,
      name: row.name,
      scopes: row.scopes,
      createdAt: row.created_at,
      seenAt: row.seen_at,
      expiresAt: row.expires_at,
      isCurrent: row.id === actor.sessionId,
    })),
  }
}

type Secret = InputOf<typeof sessionApi.readInvitation>
type Invitation = OutputOf<typeof sessionApi.readInvitation>

export const readInvitation = async ({ db, now }: OpenContext, { secret }: Secret): Promise<Invitation> => {
  const { rows } = await sql<Invitation>`select purpose, name, email
    from invitation_of(${digestOf(secret)}, ${now.toString()}::timestamptz)`.execute(db)
  const [invitation] = rows
  if (invitation === undefined) throw new Failure('link_expired')
  return invitation
}
