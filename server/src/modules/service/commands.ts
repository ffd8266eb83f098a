import type { serviceApi } from '#contract/service/api.ts'
import type { z } from 'zod'
import { createSubject, type Context } from '#platform/context.ts'
import { difference } from '#platform/difference.ts'
import { Failure, invalid, notFound } from '#platform/failure.ts'
import { ensure, keepsRelations } from '#platform/policy.ts'
import { readService } from './queries.ts'

type Input<Name extends keyof typeof serviceApi> = z.output<(typeof serviceApi)[Name]['input']>

export const createService = async (context: Context, input: Input<'create'>) => {
  const { actor, db, emit } = context
  ensure(keepsRelations(actor))
  const { name, description = '', isEssential = false, calendarId = null } = input
  await checkCalendar(context, calendarId)
  const id = await createSubject(db, 'service')
  await db
    .insertInto('service')
    .values({ id, name, description, is_essential: isEssential, calendar_id: calendarId })
    .execute()
  const body = { name, description, isEssential, calendarId }
  await emit({ subject: id, event: 'service.created', body })
  return readService(context, { id })
}

export const editService = async (context: Context, { id, version, ...given }: Input<'edit'>) => {
  const { actor, db, emit } = context
  ensure(keepsRelations(actor))
  const before = await lockService(context, id)
  if (before.version !== version) throw new Failure('stale_version', { current: before })
  const change = difference(before, given)
  if (change === null) return before
  const { name, description, isEssential, calendarId } = given
  await checkCalendar(context, calendarId ?? null)
  await db
    .updateTable('service')
    .set({ name, description, is_essential: isEssential, calendar_id: calendarId, version: version + 1 })
    .where('id', '=', id)
    .execute()
  await emit({ subject: id, event: 'service.edited', body: change })
  return readService(context, { id })
}

/** Records keep it; nothing new names it. */
export const endService = async (context: Context, { id }: Input<'end'>) => {
  const { actor, db, now, emit } = context
  ensure(keepsRelations(actor))
  const service = await lockService(context, id)
  await db
    .updateTable('service')
    .set({ ended_at: now, version: service.version + 1 })
    .where('id', '=', id)
    .execute()
  await emit({ subject: id, event: 'service.ended', body: {} })
  return readService(context, { id })
}

const lockService = async (context: Context, id: string) => {
  const row = await context.db
    .selectFrom('service')
    .select('ended_at')
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) throw notFound()
  if (row.ended_at !== null) throw new Failure('not_possible', { detail: 'this service has been ended' })
  return readService(context, { id })
}

const checkCalendar = async ({ db }: Context, id: string | null): Promise<void> => {
  if (id === null) return
  const row = await db
    .selectFrom('artefact')
    .select('id')
    .where('id', '=', id)
    .where('kind', '=', 'calendar')
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  if (row === undefined) throw invalid('calendarId', 'no such calendar')
}
