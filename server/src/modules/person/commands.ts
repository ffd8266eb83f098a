import type { personApi } from '#contract/person/api.ts'
import { sql } from 'kysely'
import type { z } from 'zod'
import { createSubject, type Context } from '#platform/context.ts'
import { digestOf } from '#platform/database/transaction.ts'
import { difference } from '#platform/difference.ts'
import { Failure, invalid, notFound } from '#platform/failure.ts'
import { ensure } from '#platform/policy.ts'
import { newSecret } from '#platform/secret.ts'
import { checkZone } from '#platform/zone.ts'
import { setPassword } from '../session/index.ts'
import { mayKeep } from './policy.ts'
import { readPerson } from './queries.ts'
import { standingOf, type Standing } from './standing.ts'

type Input<Name extends keyof typeof personApi> = z.output<(typeof personApi)[Name]['input']>

const invitationLasts = { hours: 7 * 24 }

export const createPerson = async (context: Context, input: Input<'create'>) => {
  const { actor, db, now, emit } = context
  const standing = standingOf({
    clientId: input.clientId ?? null,
    clientLevel: input.clientLevel ?? null,
    supplierId: input.supplierId ?? null,
    roles: input.roles,
    isAdministrator: input.isAdministrator ?? false,
  })
  ensure(mayKeep(actor, standing))
  await checkOrganisation(context, standing)
  const provider = await db.selectFrom('organisation').select(['language', 'zone']).executeTakeFirstOrThrow()
  const facts = {
    name: input.name,
    email: input.email ?? null,
    phone: input.phone ?? null,
    language: input.language ?? provider.language,
    zone: checkZone(input.zone ?? provider.zone),
  }
  const id = await createSubject(db, 'person')
  await db
    .insertInto('person')
    .values({ id, ...facts, ...asColumns(standing) })
    .execute()
  await emit({ subject: id, event: 'person.created', body: { ...facts, ...standing } })
  if (input.password !== undefined) await setPassword(db, id, { password: input.password, now })
  return readPerson(context, { id })
}

/** Somebody who wrote to us becomes a requester of a client: known, and without a way to sign in until he is invited. */
export const admitPerson = async (
  { db, emit }: Pick<Context, 'db' | 'emit'>,
  { name, email, clientId }: { name: string; email: string; clientId: string },
): Promise<string> => {
  const standing = standingOf({
    clientId,
    clientLevel: 'requester',
    supplierId: null,
    roles: [],
    isAdministrator: false,
  })
  const { language, zone } = await db
    .selectFrom('organisation')
    .select(['language', 'zone'])
    .executeTakeFirstOrThrow()
  const facts = { name, email: email.toLowerCase(), phone: null, language, zone }
  const id = await createSubject(db, 'person')
  await db
    .insertInto('person')
    .values({ id, ...facts, ...asColumns(standing) })
    .execute()
  await emit({ subject: id, event: 'person.created', body: { ...facts, ...standing } })
  return id
}

export const editPerson = async (context: Context, input: Input<'edit'>) => {
  const { actor, db, emit } = context
  const before = await lockPerson(context, input.id)
  ensure(mayKeep(actor, before))
  if (before.version !== input.version) throw new Failure('stale_version', { current: before })
  const standing = standingOf(changedStanding(before, input))
  ensure(mayKeep(actor, standing))
  if (before.isAdministrator && !standing.isAdministrator) await keepAnAdministrator(context, input.id)
  if (standing.clientId !== before.clientId || standing.supplierId !== before.supplierId) {
    await checkOrganisation(context, standing)
  }
  const { name, email, phone, language } = input
  const zone = input.zone === undefined ? undefined : checkZone(input.zone)
  const change = difference(before, { name, email, phone, language, zone, ...standing })
  if (change !== null) {
    await db
      .updateTable('person')
      .set({ name, email, phone, language, zone, ...asColumns(standing), version: before.version + 1 })
      .where('id', '=', input.id)
      .execute()
    await emit({ subject: input.id, event: 'person.edited', body: change })
  }
  return readPerson(context, input)
}

/** The past stays; the doors close: sessions, tokens and open invitations. */
export const endPerson = async (context: Context, { id }: Input<'end'>) => {
  const person = await lockPerson(context, id)
  ensure(mayKeep(context.actor, person))
  if (person.isAdministrator) await keepAnAdministrator(context, id)
  await closeDoors(context, [id])
  return readPerson(context, { id })
}

/** A client or a supplier ends with its people. */
export const endPeopleOf = async (context: Context, organisationId: string): Promise<void> => {
  const rows = await context.db
    .selectFrom('person')
    .select('id')
    .where((or) => or.or([or('client_id', '=', organisationId), or('supplier_id', '=', organisationId)]))
    .where('ended_at', 'is', null)
    .orderBy('id')
    .forUpdate()
    .execute()
  await closeDoors(
    context,
    rows.map((row) => row.id),
  )
}

export const invitePerson = async (context: Context, { id }: Input<'invite'>) => {
  const { actor, db, now, emit, door } = context
  const person = await lockPerson(context, id)
  ensure(mayKeep(actor, person))
  if (person.email === null) {
    throw new Failure('not_possible', { detail: 'a person signs in with an e-mail address: give one first' })
  }
  const secret = newSecret()
  const expiresAt = now.add(invitationLasts)
  await db
    .updateTable('invitation')
    .set({ used_at: now })
    .where('person_id', '=', id)
    .where('used_at', 'is', null)
    .execute()
  await db
    .insertInto('invitation')
    .values({
      digest: digestOf(secret),
      purpose: 'invitation',
      person_id: id,
      expires_at: expiresAt,
      sealed: door.vault.seal(secret, 'invitation'),
    })
    .execute()
  await emit({ subject: id, event: 'person.invited', body: { expiresAt: expiresAt.toString() } })
  return { url: `${door.url}/invitation/${secret}`, expiresAt }
}

export const editSelf = async (context: Context, input: Input<'editSelf'>) => {
  const { actor, db, emit } = context
  const before = await readPerson(context, actor)
  const { language, phone } = input
  const zone = input.zone === undefined ? undefined : checkZone(input.zone)
  const change = difference(before, { language, phone, zone })
  if (change !== null) {
    await db
      .updateTable('person')
      .set({ language, phone, zone, version: sql`version + 1` })
      .where('id', '=', actor.id)
      .execute()
    await emit({ subject: actor.id, event: 'person.edited', body: change })
  }
  return readPerson(context, actor)
}

const closeDoors = async ({ db, now, emit }: Context, ids: readonly string[]): Promise<void> => {
  if (ids.length === 0) return
  await db
    .updateTable('person')
    .set({ ended_at: now, version: sql`version + 1` })
    .where('id', 'in', ids)
    .execute()
  await db
    .updateTable('session')
    .set({ ended_at: now })
    .where('person_id', 'in', ids)
    .where('ended_at', 'is', null)
    .execute()
  await db
    .updateTable('invitation')
    .set({ used_at: now })
    .where('person_id', 'in', ids)
    .where('used_at', 'is', null)
    .execute()
  for (const id of ids) await emit({ subject: id, event: 'person.ended', body: {} })
}

/** Nobody edits who has been ended. */
const lockPerson = async (context: Context, id: string) => {
  const row = await context.db
    .selectFrom('person')
    .select('ended_at')
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) throw notFound()
  if (row.ended_at !== null) throw new Failure('not_possible', { detail: 'this person has been ended' })
  return readPerson(context, { id })
}

/** Whoever moves to another organisation leaves the roles of the old one behind. */
const changedStanding = (before: Standing, input: Input<'edit'>): Standing => {
  const clientId = input.clientId === undefined ? before.clientId : input.clientId
  const supplierId = input.supplierId === undefined ? before.supplierId : input.supplierId
  const isSameKind =
    (clientId === null) === (before.clientId === null) &&
    (supplierId === null) === (before.supplierId === null)
  return {
    clientId,
    supplierId,
    clientLevel:
      input.clientLevel === undefined && isSameKind ? before.clientLevel : (input.clientLevel ?? null),
    roles: input.roles ?? (isSameKind ? before.roles : []),
    isAdministrator: input.isAdministrator ?? (isSameKind && before.isAdministrator),
  }
}

/** Two administrators who end each other wait here: the second finds that he would be the last. */
const keepAnAdministrator = async ({ db }: Context, leaving: string): Promise<void> => {
  const rows = await db
    .selectFrom('person')
    .select('id')
    .where('is_administrator', '=', true)
    .where('ended_at', 'is', null)
    .orderBy('id')
    .forUpdate()
    .execute()
  if (rows.every((row) => row.id === leaving)) {
    throw new Failure('not_possible', { detail: 'somebody must stay administrator' })
  }
}

/** Held against being ended until this person is written. */
const checkOrganisation = async ({ db }: Context, { clientId, supplierId }: Standing): Promise<void> => {
  const table = clientId === null ? 'supplier' : 'client'
  const id = clientId ?? supplierId
  if (id === null) return
  const { rows } =
    await sql`select from ${sql.table(table)} where id = ${id} and ended_at is null for share`.execute(db)
  if (rows.length === 0) throw invalid(`${table}Id`, `no such ${table}, or it has been ended`)
}

const asColumns = ({ clientId, clientLevel, supplierId, roles, isAdministrator }: Standing) => ({
  client_id: clientId,
  client_level: clientLevel,
  supplier_id: supplierId,
  roles,
  is_administrator: isAdministrator,
})
