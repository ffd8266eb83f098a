import type { mailApi } from '#contract/mail/api.ts'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { Failure, notFound } from '#platform/failure.ts'
import { ensure } from '#platform/policy.ts'
import { checkClient } from '../client/index.ts'
import { admitPerson } from '../person/index.ts'
import { findRow } from '../record/index.ts'
import { maySortMail } from './policy.ts'
import { findMail } from './queries.ts'
import type { Ruling } from './situation.ts'

type Input<Name extends keyof typeof mailApi> = z.output<(typeof mailApi)[Name]['input']>

/** It belongs to this record: filed there as its sender's word, or among colleagues where the sender may not see the record. */
export const attachMail = async (context: Context, { id, number }: Input<'attach'>) => {
  const record = await findRow(context, number)
  return rule(context, id, record.number)
}

/** Its sender is somebody of this client from now on, and the message a ticket. */
export const admitSender = async (context: Context, { id, clientId, name }: Input<'admit'>) => {
  const mail = await lockMail(context, id, 'admit')
  const { db } = context
  await checkClient(context, clientId)
  const known = await db
    .selectFrom('person')
    .select('id')
    .where('email', '=', mail.sender)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  if (known === undefined) await admitPerson(context, { name, email: mail.sender, clientId })
  return rule(context, id, null)
}

export const refuseMail = async (context: Context, { id, blocks }: Input<'refuse'>) => {
  const mail = await lockMail(context, id, 'refuse')
  const { db, now, actor } = context
  await db
    .updateTable('mail')
    .set({ state: 'refused', why: 'by-hand', decided_at: now, due_at: null, record_id: null })
    .where('id', '=', id)
    .execute()
  if (blocks && mail.sender !== '') {
    await db
      .insertInto('blocked_sender')
      .values({ address: mail.sender, blocked_by: actor.id, at: now })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    if (mail.mailbox_id !== null) {
      const body = { address: mail.sender, isBlocked: true }
      await context.emit({ subject: mail.mailbox_id, event: 'mailbox.sender-judged', body })
    }
  }
  await sql`select pg_notify('trousse_mail', '')`.execute(db)
  return findMail(context, id)
}

/** What could not be filed is filed again, what could not be sent is sent again, now and from the first attempt on. */
export const retryMail = async (context: Context, { id }: Input<'retry'>) => {
  const mail = await lockMail(context, id, 'retry')
  const isIn = mail.direction === 'in'
  await context.db
    .updateTable('mail')
    .set({
      state: isIn ? 'received' : 'queued',
      why: null,
      attempts: 0,
      due_at: context.now,
      decided_at: null,
      // A message that is sent again waits as long as a new one.
      ...(isIn ? {} : { at: context.now }),
    })
    .where('id', '=', id)
    .execute()
  await wake(context, isIn ? 'file-mail' : 'send-mail')
  return findMail(context, id)
}

export const dropMail = async (context: Context, { id, reason }: Input<'drop'>) => {
  await lockMail(context, id, 'drop')
  await context.db
    .updateTable('mail')
    .set({ state: 'dropped', why: 'by-hand', detail: reason, decided_at: context.now, due_at: null })
    .where('id', '=', id)
    .execute()
  return findMail(context, id)
}

const rule = async (context: Context, id: string, number: string | null) => {
  await lockMail(context, id, number === null ? 'admit' : 'attach')
  const ruling: Ruling = { by: context.actor.id, number }
  await context.db
    .updateTable('mail')
    .set({
      state: 'received',
      ruling: JSON.stringify(ruling),
      attempts: 0,
      due_at: context.now,
      decided_at: null,
    })
    .where('id', '=', id)
    .execute()
  await wake(context, 'file-mail')
  return findMail(context, id)
}

const wake = ({ db }: Context, chore: 'file-mail' | 'send-mail'): Promise<unknown> =>
  sql`select wake_mail(${chore})`.execute(db)

/** Two who decide upon one message do so one after the other: the second finds what the first has made of it. */
const lockMail = async (
  context: Context,
  id: string,
  action: 'attach' | 'admit' | 'refuse' | 'retry' | 'drop',
) => {
  ensure(maySortMail(context.actor))
  const row = await context.db
    .selectFrom('mail')
    .select(['id', 'direction', 'sender', 'mailbox_id'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) throw notFound()
  const { actions } = await findMail(context, id)
  if (!actions.includes(action))
    throw new Failure('not_possible', { detail: `"${action}" does not fit what became of it` })
  return row
}
