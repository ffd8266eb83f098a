import type { configurationApi } from '#contract/configuration/api.ts'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { Failure, notFound } from '#platform/failure.ts'
import { ensure } from '#platform/policy.ts'
import { audienceOf, findRow, isStaff, worksTickets } from '../record/index.ts'
import { affectedBy } from './impact.ts'
import { itemsById } from './queries.ts'

type Input<Name extends keyof typeof configurationApi> = z.output<(typeof configurationApi)[Name]['input']>

/** What a ticket is about; to the provider's people, what those items carry. */
export const readOfRecord = async (context: Context, { number }: Input<'ofRecord'>) => {
  const { actor, db } = context
  const record = await findRow(context, number)
  const named = await db.selectFrom('record_ci').select('ci_id').where('record_id', '=', record.id).execute()
  const ids = named.map(({ ci_id }) => ci_id)
  const items = await itemsById(context, ids)
  const affected = isStaff(actor) ? await affectedBy(db, ids) : { services: [], clients: [] }
  return { items, affected }
}

export const addToRecord = async (context: Context, { number, ci }: Input<'addToRecord'>) => {
  const { actor, db, now, emit } = context
  ensure(worksTickets(actor))
  const record = await findRow(context, number)
  const item = await db.selectFrom('ci').select('id').where('number', '=', ci).executeTakeFirst()
  if (item === undefined) throw notFound()
  const added = await db
    .insertInto('record_ci')
    .values({ record_id: record.id, ci_id: item.id, at: now, by_id: actor.id })
    .onConflict((conflict) => conflict.doNothing())
    .returning('ci_id')
    .executeTakeFirst()
  if (added === undefined) throw new Failure('already_exists', { detail: `${ci} is on ${number} already` })
  await emit({ subject: record.id, event: 'record.ci-added', body: { ci }, audience: audienceOf(record) })
  return {}
}

export const removeFromRecord = async (context: Context, { number, ci }: Input<'removeFromRecord'>) => {
  const { actor, db, emit } = context
  ensure(worksTickets(actor))
  const record = await findRow(context, number)
  const { numDeletedRows } = await db
    .deleteFrom('record_ci')
    .where('record_id', '=', record.id)
    .where('ci_id', '=', (from) => from.selectFrom('ci').select('id').where('number', '=', ci))
    .executeTakeFirst()
  if (numDeletedRows === 0n) throw notFound()
  await emit({ subject: record.id, event: 'record.ci-removed', body: { ci }, audience: audienceOf(record) })
  return {}
}

export const readRecordsOf = async ({ db }: Context, { number }: Input<'recordsOf'>) => {
  const { rows } = await sql<{ number: string; title: string; phase: string; recordedAt: Temporal.Instant }>`
    select r.number, r.title, r.phase, r.recorded_at as "recordedAt" from ci c join record_ci rc on rc.ci_id = c.id join record r on r.id = rc.record_id
    where c.number = ${number} order by r.recorded_at desc, r.id desc limit 100`.execute(db)
  return { items: rows.map((row) => ({ ...row, recordedAt: row.recordedAt.toString() })) }
}
