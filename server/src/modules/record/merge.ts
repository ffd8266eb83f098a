import { sql } from 'kysely'
import type { Context } from '#platform/context.ts'
import { Failure, invalid } from '#platform/failure.ts'
import { lockRecord } from './load.ts'
import type { RecordRow, Work, WorkContext } from './process.ts'
import { cancel } from './cancel.ts'
import { isTicket } from './policy.ts'
import { audienceOf } from './settle.ts'

/** Two tickets of one thing: the old one ends, and its number leads to the one that goes on. */
export const mergeInto = async (
  context: Context,
  work: Work,
  { into, reason }: { into: string; reason: string | null },
): Promise<void> => {
  const target = await lockRecord(context, into)
  const { row } = work
  if (!isTicket(row) || !isTicket(target))
    throw new Failure('not_possible', {
      detail: 'a duty or a problem stands by itself: it is linked, not merged',
    })
  if (target.id === row.id) throw invalid('into', 'another record is expected')
  if (target.client_id !== row.client_id) {
    throw new Failure('not_possible', {
      detail: 'records of two clients are not merged: attach the caller instead',
    })
  }
  await cancel(work, reason ?? `fusionné avec ${target.number}`, 'merged')
  await leadOn(context, row.id, target)
  await context.db
    .insertInto('record_link')
    .values({
      from_id: row.id,
      to_id: target.id,
      kind: 'duplicates',
      created_at: context.now,
      created_by: context.actor.id,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const body = { from: row.number, into: target.number, reason }
  await context.emit({
    subject: row.id,
    event: 'record.merged',
    visibility: 'client',
    audience: audienceOf(row),
    body,
  })
  await context.emit({
    subject: target.id,
    event: 'record.merged',
    visibility: 'client',
    audience: audienceOf(target),
    body,
  })
}

/** The number of a record that ended in another one leads there, with those that led to it; children and watchers follow. */
export const leadOn = async (
  { db }: WorkContext,
  from: string,
  { id, parent_id }: Pick<RecordRow, 'id' | 'parent_id'>,
): Promise<void> => {
  await db
    .updateTable('record')
    .set({ merged_into_id: id })
    .where((record) => record.or([record('id', '=', from), record('merged_into_id', '=', from)]))
    .execute()
  await db
    .updateTable('record')
    .set({ parent_id: parent_id ?? id })
    .where('parent_id', '=', from)
    .where('id', '<>', id)
    .execute()
  await sql`insert into watcher (record_id, person_id, since)
    select ${id}::uuid, person_id, since from watcher where record_id = ${from} on conflict do nothing`.execute(
    db,
  )
}
