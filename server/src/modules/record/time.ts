import type { recordApi } from '#contract/record/api.ts'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { ensure } from '#platform/policy.ts'
import { lockRecord } from './load.ts'
import { worksTickets } from './policy.ts'
import type { RecordRow } from './process.ts'
import { audienceOf } from './settle.ts'

type Input = z.output<(typeof recordApi)['addTime']['input']>

export const addTime = async (context: Context, { number, ...spent }: Input) => {
  ensure(worksTickets(context.actor))
  return { minutes: await spendTime(context, await lockRecord(context, number), spent) }
}

/** Minutes of a person on a record; answers how many there are in all. */
export const spendTime = async (
  { db, actor, now, emit }: Context,
  row: RecordRow,
  { minutes, spentOn, note = '' }: Omit<Input, 'number'>,
): Promise<number> => {
  const day = spentOn ?? now.toZonedDateTimeISO(actor.zone).toPlainDate().toString()
  await db
    .insertInto('time_entry')
    .values({ record_id: row.id, person_id: actor.id, minutes, spent_on: day, note, created_at: now })
    .execute()
  const { minutes: total } = await db
    .updateTable('record')
    .set((record) => ({ minutes: record('minutes', '+', minutes) }))
    .where('id', '=', row.id)
    .returning('minutes')
    .executeTakeFirstOrThrow()
  await emit({
    subject: row.id,
    event: 'record.time-added',
    body: { minutes, spentOn: day, note },
    audience: audienceOf(row),
  })
  return total
}
