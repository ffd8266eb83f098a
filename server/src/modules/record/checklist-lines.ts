import type { recordApi } from '#contract/record/api.ts'
import { Words } from '#contract/words.ts'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { Failure, notFound } from '#platform/failure.ts'
import { ensure } from '#platform/policy.ts'
import { lockRecord } from './load.ts'
import { mayEdit } from './policy.ts'
import type { RecordRow } from './process.ts'
import { readRecord } from './queries.ts'
import { audienceOf } from './settle.ts'

type Input<Name extends keyof typeof recordApi> = z.output<(typeof recordApi)[Name]['input']>

const mostLines = 100

interface NewLine {
  label: Words
  isRequired: boolean
  isIdentityCheck: boolean
}

/** One more thing to do, on any ticket. */
export const addChecklistItem = async (context: Context, { number, ...line }: Input<'addChecklistItem'>) => {
  ensure(mayEdit(context.actor))
  const row = await lockOpen(context, number)
  await addLine(context, row, line)
  return readRecord(context, { number: row.number })
}

const addLine = async ({ db, emit }: Context, row: RecordRow, line: NewLine): Promise<void> => {
  const { label, isRequired, isIdentityCheck } = line
  const { last } = await db
    .selectFrom('checklist_item')
    .select((from) => from.fn.coalesce(from.fn.max('position'), sql<number>`0`).as('last'))
    .where('record_id', '=', row.id)
    .executeTakeFirstOrThrow()
  if (last >= mostLines) throw new Failure('not_possible', { detail: `at most ${mostLines} lines` })
  const { id } = await db
    .insertInto('checklist_item')
    .values({
      record_id: row.id,
      position: last + 1,
      label: JSON.stringify(label),
      role: null,
      is_required: isRequired || isIdentityCheck,
      is_identity_check: isIdentityCheck,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const body = { item: id, label, isRequired, isIdentityCheck }
  await emit({ subject: row.id, event: 'record.line-added', audience: audienceOf(row), body })
}

/** Done, or not done after all: who says so and when stands in the journal, and for a call back the number that was called. */
export const checkItem = async (context: Context, input: Input<'checkItem'>) => {
  ensure(mayEdit(context.actor))
  const { actor, db, now, emit } = context
  const row = await lockOpen(context, input.number)
  const item = await db
    .selectFrom('checklist_item')
    .selectAll()
    .where('id', '=', input.item)
    .where('record_id', '=', row.id)
    .executeTakeFirst()
  if (item === undefined) throw notFound()
  if ((item.done_at !== null) === input.isDone) return readRecord(context, { number: row.number })
  const phone = input.isDone && item.is_identity_check ? await numberOnFile(context, row, input.phone) : null
  await db
    .updateTable('checklist_item')
    .set(input.isDone ? { done_at: now, done_by: actor.id, phone } : { done_at: null, done_by: null, phone })
    .where('id', '=', item.id)
    .execute()
  const body = { item: item.id, label: Words.parse(item.label), isDone: input.isDone, phone }
  await emit({ subject: row.id, event: 'record.line-checked', audience: audienceOf(row), body })
  return readRecord(context, { number: row.number })
}

/** Who asks does not say at which number he is called back: it is one that was on file before. */
const numberOnFile = async ({ db }: Context, row: RecordRow, called: string | undefined): Promise<string> => {
  const { rows } = await sql<{ phone: string; is_called: boolean }>`
    select phone, phone_key(phone) = phone_key(${called ?? ''}) as is_called from (
      select 1 as nth, phone from person where id = ${row.requester_id}::uuid
      union all select 2, phone from client where id = ${row.client_id}::uuid) known
    where phone is not null order by nth`.execute(db)
  if (rows.length === 0) throw new Failure('no_number_on_file')
  const found = called === undefined ? rows[0] : rows.find(({ is_called }) => is_called)
  if (found === undefined)
    throw new Failure('not_the_number_on_file', { errors: [{ path: 'phone', message: 'not on file' }] })
  return found.phone
}

const lockOpen = async (context: Context, number: string): Promise<RecordRow> => {
  const row = await lockRecord(context, number)
  if (row.closed_at !== null)
    throw new Failure('not_possible', { detail: 'the checklist of a closed ticket is not changed' })
  return row
}
