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

interface Spent extends Omit<Input, 'number'> {
  /** Whose minutes; the one who writes them down unless said. */
  personId?: string
  interventionId?: string | null
}

/** Minutes of a person on a record; answers how many there are in all. */
export const spendTime = async (
  { db, actor, now, emit }: Context,
  row: RecordRow,
  { minutes, spentOn, note = '', personId = actor.id, interventionId = null }: Spent,
): Promise<number> => {
  const day = spentOn ?? now.toZonedDateTimeISO(actor.zone).toPlainDate().toString()
  await db
    .insertInto('time_entry')
    .values({
      record_id: row.id,
      person_id: personId,
      minutes,
      spent_on: day,
      note,
      intervention_id: interventionId,
      created_at: now,
      created_by: actor.id,
    })
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
    body: { minutes, spentOn: day, note, ...(personId === actor.id ? {} : { person: personId }) },
    audience: audienceOf(row),
  })
  return total
}
