import { roles as allRoles, type Role } from '#contract/role.ts'
import type { teamApi } from '#contract/team/api.ts'
import type { z } from 'zod'
import { createSubject, type Context } from '#platform/context.ts'
import { Failure, invalid, notFound } from '#platform/failure.ts'
import { ensure } from '#platform/policy.ts'
import { mayKeepTeam } from './policy.ts'
import { readTeam } from './queries.ts'

type Input<Name extends keyof typeof teamApi> = z.output<(typeof teamApi)[Name]['input']>
type Mandates = Input<'create'>['mandates']

export const createTeam = async (context: Context, { name, ...input }: Input<'create'>) => {
  const { actor, db, emit } = context
  const mandates = inOrder(input.mandates)
  ensure(mayKeepTeam(actor, mandates))
  const id = await createSubject(db, 'team')
  await db.insertInto('team').values({ id, name, mandates }).execute()
  await setMembers(context, id, input.members)
  await emit({ subject: id, event: 'team.created', body: { name, mandates, members: input.members } })
  return readTeam(db, id)
}

export const editTeam = async (context: Context, { id, version, ...input }: Input<'edit'>) => {
  const { actor, db, emit } = context
  const before = await lockTeam(context, id)
  ensure(mayKeepTeam(actor, before.mandates))
  if (before.version !== version) throw new Failure('stale_version', { current: before })
  const mandates = input.mandates === undefined ? undefined : inOrder(input.mandates)
  if (mandates !== undefined) ensure(mayKeepTeam(actor, mandates))
  await db
    .updateTable('team')
    .set({ name: input.name, mandates, version: version + 1 })
    .where('id', '=', id)
    .execute()
  if (input.members !== undefined) await setMembers(context, id, input.members)
  await emit({ subject: id, event: 'team.edited', body: { ...input } })
  return readTeam(db, id)
}

export const endTeam = async (context: Context, { id }: Input<'end'>) => {
  const { actor, db, now, emit } = context
  const team = await lockTeam(context, id)
  ensure(mayKeepTeam(actor, team.mandates))
  await db
    .updateTable('team')
    .set({ ended_at: now, version: team.version + 1 })
    .where('id', '=', id)
    .execute()
  await emit({ subject: id, event: 'team.ended', body: {} })
  return readTeam(db, id)
}

const lockTeam = async ({ db }: Context, id: string) => {
  const row = await db
    .selectFrom('team')
    .select('ended_at')
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) throw notFound()
  if (row.ended_at !== null) throw new Failure('not_possible', { detail: 'this team has been ended' })
  return readTeam(db, id)
}

/** Members are people of the provider who are still there. */
const setMembers = async ({ db }: Context, id: string, given: readonly string[]): Promise<void> => {
  const members = [...new Set(given)]
  const colleagues =
    members.length === 0
      ? []
      : await db
          .selectFrom('person')
          .select('id')
          .where('id', 'in', members)
          .where('client_id', 'is', null)
          .where('supplier_id', 'is', null)
          .where('ended_at', 'is', null)
          .execute()
  if (colleagues.length < members.length) {
    throw invalid('members', 'every member is a person of the provider who has not been ended')
  }
  await db.deleteFrom('team_member').where('team_id', '=', id).execute()
  if (members.length === 0) return
  await db
    .insertInto('team_member')
    .values(members.map((member) => ({ team_id: id, person_id: member })))
    .execute()
}

const inOrder = (mandates: Mandates): Mandates => {
  const given = new Set<Role>(mandates)
  return allRoles.flatMap((role) => (given.has(role) && role !== 'FT' && role !== 'CL' ? [role] : []))
}
