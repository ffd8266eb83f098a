import type { recordApi } from '#contract/record/api.ts'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { notFound } from '#platform/failure.ts'
import { lockRecord } from './load.ts'
import { spendTime } from './time.ts'

type Input<Name extends keyof typeof recordApi> = z.output<(typeof recordApi)[Name]['input']>

export const readTimer = async ({ db, actor }: Context) => {
  const timer = await db
    .selectFrom('running_timer as t')
    .innerJoin('record as r', 'r.id', 't.record_id')
    .select(['r.number', 't.started_at'])
    .where('t.person_id', '=', actor.id)
    .executeTakeFirst()
  return { number: timer?.number ?? null, startedAt: timer?.started_at ?? null }
}

/** One running timer a person: the one that runs elsewhere is stopped and counted. */
export const startTimer = async (context: Context, { number }: Input<'startTimer'>) => {
  await stopTimer(context)
  const row = await lockRecord(context, number)
  await context.db
    .insertInto('running_timer')
    .values({ person_id: context.actor.id, record_id: row.id, started_at: context.now })
    .execute()
  return { startedAt: context.now }
}

/** Whole minutes, at least one: a timer that ran left a trace. */
export const stopTimer = async (context: Context) => {
  const { db, actor, now } = context
  // Taken away and read at once: of two who stop it, one counts.
  const timer = await db
    .deleteFrom('running_timer as t')
    .using('record as r')
    .whereRef('r.id', '=', 't.record_id')
    .where('t.person_id', '=', actor.id)
    .returning(['r.number', 't.started_at'])
    .executeTakeFirst()
  if (timer === undefined) return { number: null, minutes: 0 }
  const minutes = Math.min(1440, Math.max(1, Math.round(now.since(timer.started_at).total('minutes'))))
  await spendTime(context, await lockRecord(context, timer.number), { minutes })
  return { number: timer.number, minutes }
}

/** Tells the colleagues' screens who looks at a record; nothing is stored. */
export const announcePresence = async (context: Context, { number }: Input<'presence'>) => {
  const { db, actor } = context
  const seen = await visibleNumber(context, number)
  const word = {
    event: 'presence',
    visibility: 'internal',
    number: seen,
    presence: { id: actor.id, name: actor.name },
  }
  await sql`select pg_notify('trousse', ${JSON.stringify(word)})`.execute(db)
  return {}
}

const visibleNumber = async ({ db }: Context, number: string): Promise<string> => {
  const row = await db.selectFrom('record').select('number').where('number', '=', number).executeTakeFirst()
  if (row === undefined) throw notFound()
  return row.number
}
