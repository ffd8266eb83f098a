import type { notificationApi } from '#contract/notification/api.ts'
import { groupOf } from '#contract/notification/say.ts'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import type { Database } from '#platform/database/connect.ts'
import { mailNotice, type Topic } from './by-mail.ts'
import type { Notice } from './notice.ts'
import { readersOf, restOf } from './preferences.ts'
import { mailAt } from './when.ts'

type Input<Name extends keyof typeof notificationApi> = z.output<(typeof notificationApi)[Name]['input']>

/**
 * Tells people, each by the ways that he chose; what was told before is not told again, however often a reaction runs.
 * For the worker: it reads how people want to be told.
 */
export const notify = async (db: Database, notice: Notice): Promise<void> => {
  const { personIds, recordId, event, cause, source, at, isUrgent = false } = notice
  if (personIds.length === 0) return
  const readers = await readersOf(db, [...new Set(personIds)])
  const group = groupOf(event, cause)
  const rows = readers.map(({ id, isStaff, preference, zone }) => {
    const { product, push } = preference.choices[group]
    return {
      person_id: id,
      record_id: recordId,
      event,
      cause: JSON.stringify(cause),
      source,
      at,
      read_at: product || !isStaff ? null : at,
      push_at: push && isStaff ? mailAt('at-once', restOf(preference, zone), { now: at, isUrgent }) : null,
    }
  })
  if (rows.length === 0) return
  const told = await db
    .insertInto('notification')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['person_id', 'source']).doNothing())
    .returning('person_id')
    .execute()
  if (rows.some(({ push_at }) => push_at !== null && Temporal.Instant.compare(push_at, at) <= 0))
    await sql`select wake_mail('send-push')`.execute(db)
  const anew = new Set(told.map(({ person_id }) => person_id))
  const reached = readers.filter(
    ({ id, isStaff, preference }) => anew.has(id) && isStaff && preference.choices[group].mail !== 'off',
  )
  if (reached.length === 0) return
  const topic = await topicOf(db, notice)
  for (const reader of reached)
    await mailNotice(db, reader, { notice, topic, choice: reader.preference.choices[group].mail })
}

const topicOf = async (db: Database, { recordId, cause, source, event }: Notice): Promise<Topic> => {
  const named = [cause['article'], cause['title'], cause['mailbox']].filter(
    (part) => typeof part === 'string',
  )
  const nowhere = { number: null, title: named.join(' · '), client: null, html: null }
  if (recordId === null) return nowhere
  const record = await db
    .selectFrom('record as r')
    .leftJoin('client as c', 'c.id', 'r.client_id')
    .select(['r.number', 'r.title', 'c.name as client'])
    .where('r.id', '=', recordId)
    .executeTakeFirst()
  if (record === undefined) return nowhere
  const isSaid = event === 'record.commented' || event === 'record.mentioned'
  return { ...record, html: isSaid ? await saidIn(db, source) : null }
}

/** Where the source is the entry of a word on a record: that word. */
const saidIn = async (db: Database, source: string): Promise<string | null> => {
  const { rows } = await sql<{ html: string | null }>`
    select body ->> 'html' as html from journal_body where entry_id = ${source}::uuid`.execute(db)
  return rows[0]?.html ?? null
}

/** Without ids: all of them. */
export const markRead = async ({ actor, db, now }: Context, { ids }: Input<'markRead'>) => {
  if (ids?.length === 0) return {}
  await db
    .updateTable('notification')
    .set({ read_at: now })
    .where('person_id', '=', actor.id)
    .where('read_at', 'is', null)
    .$if(ids !== undefined, (rows) => rows.where('id', 'in', ids ?? []))
    .execute()
  return {}
}
