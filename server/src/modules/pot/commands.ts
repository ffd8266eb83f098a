import type { HourPot, potApi } from '#contract/pot/api.ts'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { Failure, invalid, notFound } from '#platform/failure.ts'
import { ensure, keepsRelations } from '#platform/policy.ts'
import { readPot } from './queries.ts'

type Input<Name extends keyof typeof potApi> = z.output<(typeof potApi)[Name]['input']>

export const createPot = async (context: Context, input: Input<'create'>): Promise<HourPot> => {
  const { actor, db, now } = context
  ensure(keepsRelations(actor))
  if (input.validUntil !== null && input.validUntil < input.validFrom)
    throw invalid('validUntil', 'not before validFrom')
  await checkNamed(context, input)
  const { id } = await db
    .insertInto('hour_pot')
    .values({
      client_id: input.clientId,
      service_id: input.serviceId,
      name: input.name,
      minutes: input.minutes,
      valid_from: input.validFrom,
      valid_until: input.validUntil,
      renewal: input.renewal,
      carries_over: input.carriesOver,
      counts_travel: input.countsTravel,
      is_for_extras: input.isForExtras,
      created_at: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const pot = await readPot(context, id)
  await context.emit({
    subject: pot.clientId,
    event: 'hour-pot.bought',
    body: { pot: id, terms: termsOf(pot) },
  })
  return pot
}

/** What was agreed for past periods stays: hours are added only to what is bought once. */
export const editPot = async (
  context: Context,
  { id, version, ...given }: Input<'edit'>,
): Promise<HourPot> => {
  ensure(keepsRelations(context.actor))
  const before = await lockPot(context, id)
  if (before.version !== version) throw new Failure('stale_version', { current: before })
  if (given.minutes !== undefined && given.minutes !== before.minutes && before.renewal !== 'once')
    throw new Failure('not_possible', { detail: 'end this pot and enter a new one with the new hours' })
  if (given.validUntil != null && given.validUntil < before.validFrom)
    throw invalid('validUntil', 'not before validFrom')
  await context.db
    .updateTable('hour_pot')
    .set({
      version: version + 1,
      name: given.name ?? before.name,
      minutes: given.minutes ?? before.minutes,
      valid_until: given.validUntil === undefined ? before.validUntil : given.validUntil,
    })
    .where('id', '=', id)
    .execute()
  const after = await readPot(context, id)
  await context.emit({
    subject: after.clientId,
    event: 'hour-pot.edited',
    body: { pot: id, before: termsOf(before), after: termsOf(after) },
  })
  return after
}

export const endPot = async (context: Context, { id }: Input<'end'>) => {
  ensure(keepsRelations(context.actor))
  const before = await lockPot(context, id)
  await context.db.updateTable('hour_pot').set({ ended_at: context.now }).where('id', '=', id).execute()
  await context.emit({
    subject: before.clientId,
    event: 'hour-pot.ended',
    body: { pot: id, terms: termsOf(before) },
  })
  return {}
}

const lockPot = async (context: Context, id: string): Promise<HourPot> => {
  const row = await context.db
    .selectFrom('hour_pot')
    .select('id')
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) throw notFound()
  return readPot(context, id)
}

const checkNamed = async ({ db }: Context, { clientId, serviceId }: Input<'create'>): Promise<void> => {
  const client = await db
    .selectFrom('client')
    .select('id')
    .where('id', '=', clientId)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  if (client === undefined) throw invalid('clientId', 'no client has this id')
  if (serviceId === null) return
  const service = await db
    .selectFrom('service')
    .select('id')
    .where('id', '=', serviceId)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  if (service === undefined) throw invalid('serviceId', 'no service has this id')
}

const termsOf = ({
  period: _period,
  past: _past,
  clientName: _client,
  serviceName: _service,
  ...terms
}: HourPot) => terms
