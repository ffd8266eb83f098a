import { sql } from 'kysely'
import type { Selectable } from 'kysely'
import { z } from 'zod'
import type { InsideContext } from '#platform/reactions.ts'
import type { DB } from '#platform/database/schema.ts'
import { actAs } from '#platform/database/transaction.ts'
import { proofOf } from '#platform/mail/authentication.ts'
import type { Message } from '#platform/mail/parse.ts'
import { isReopenable } from '../record/index.ts'
import type { Situation } from './decide.ts'
import { automatismOf, isOwn } from './marks.ts'
import { numberIn } from './tag.ts'
import { isThanks } from './thanks.ts'

export type MailRow = Selectable<DB['mail']>
export type RecordRow = Selectable<DB['record']>

/** What a person decided about a message: on which record, and who decided. */
export const Ruling = z.object({ by: z.uuid(), number: z.string().nullable() })
export type Ruling = z.infer<typeof Ruling>

export interface Known {
  situation: Situation
  person: { id: string; isStaff: boolean } | null
  clientId: string | null
  record: RecordRow | null
  /** The message of ours that could not be delivered. */
  bounced: MailRow | null
  ruling: Ruling | null
}

interface Asked {
  mail: MailRow
  message: Message
  /** What the sender himself wrote. */
  said: string
  installation: string
}

/** Everything that is known about a message before it is decided upon. */
export const knowledgeOf = async (context: InsideContext, asked: Asked): Promise<Known> => {
  const { db, now } = context
  const { mail, message, said, installation } = asked
  const ruling = mail.ruling === null ? null : Ruling.parse(mail.ruling)
  const { sender } = message
  const mailbox = await db
    .selectFrom('mailbox')
    .select(['trusted_server', 'kind'])
    .where('id', '=', mail.mailbox_id)
    .executeTakeFirst()
  const person = await personOf(context, sender)
  const clientId = person === null ? await clientOf(context, sender) : null
  const isBlocked = await isBlockedSender(context, sender)
  const conversation = await conversationOf(context, message, ruling)
  const row = conversation === null ? null : await successorOf(context, conversation.recordId)
  const isVisible = row !== null && person !== null && (await sees(context, person.id, row.id))
  const bounced =
    message.report?.messageId === undefined || message.report.messageId === null
      ? null
      : await sentAs(context, message.report.messageId)
  const proof = mail.is_authenticated
    ? 'pass'
    : proofOf(message.headers, { trustedServer: mailbox?.trusted_server ?? null, sender })
  return {
    situation: {
      isOwn: isOwn(message.headers, installation) || (await isOurAddress(context, sender)),
      bounce: bounceOf(message, bounced),
      automatism: automatismOf(message.headers),
      proof,
      isBlocked,
      sender: senderKind(person, clientId),
      lately: await latelyFrom(context, sender),
      conversation:
        conversation === null || row === null
          ? null
          : { by: conversation.by, isVisible, state: stateOf(row, now) },
      isThanks: isThanks(said) && message.files.length === 0,
      isRuled: ruling !== null,
    },
    person,
    clientId,
    record: row,
    bounced,
    ruling,
  }
}

type Person = { id: string; isStaff: boolean; isSupplier: boolean }

const senderKind = (person: Person | null, clientId: string | null): Situation['sender'] => {
  if (person === null) return clientId === null ? 'unknown' : 'domain'
  if (person.isStaff) return 'staff'
  return person.isSupplier ? 'supplier' : 'client'
}

const bounceOf = ({ report }: Message, bounced: MailRow | null): Situation['bounce'] => {
  if (report === null) return null
  if (report.action === 'delayed') return 'delayed'
  return bounced === null || report.action !== 'failed' ? 'unknown' : 'known'
}

const stateOf = (row: RecordRow, now: Temporal.Instant): 'open' | 'resolved' | 'closed' | 'over' => {
  if (row.phase === 'resolved') return 'resolved'
  if (row.closed_at === null) return 'open'
  return isReopenable(row, now) ? 'closed' : 'over'
}

const personOf = async ({ db }: InsideContext, address: string): Promise<Person | null> => {
  const row = await db
    .selectFrom('person')
    .select(['id', 'client_id', 'supplier_id'])
    .where('email', '=', address)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  if (row === undefined) return null
  return {
    id: row.id,
    isStaff: row.client_id === null && row.supplier_id === null,
    isSupplier: row.supplier_id !== null,
  }
}

/** The client that has named the sender's domain, as long as it is one. */
const clientOf = async ({ db }: InsideContext, address: string): Promise<string | null> => {
  const row = await db
    .selectFrom('client_domain as d')
    .innerJoin('client as c', 'c.id', 'd.client_id')
    .select('c.id')
    .where('d.domain', '=', address.split('@').at(-1) ?? '')
    .where('c.ended_at', 'is', null)
    .executeTakeFirst()
  return row?.id ?? null
}

const isBlockedSender = async ({ db }: InsideContext, address: string): Promise<boolean> =>
  (await db
    .selectFrom('blocked_sender')
    .select('address')
    .where('address', '=', address)
    .executeTakeFirst()) !== undefined

const isOurAddress = async ({ db }: InsideContext, address: string): Promise<boolean> =>
  (await db
    .selectFrom('mailbox')
    .select('id')
    .where('address', '=', address)
    .where('ended_at', 'is', null)
    .executeTakeFirst()) !== undefined

const latelyFrom = async ({ db, now }: InsideContext, address: string): Promise<Situation['lately']> => {
  const { rows } = await sql<{ reports: number; messages: number }>`
    select count(*) filter (where why = 'report')::int as reports, count(*)::int as messages from mail
    where direction = 'in' and sender = ${address} and at > ${now.subtract({ hours: 1 })} and state in ('filed', 'quarantined')`.execute(
    db,
  )
  return rows[0] ?? { reports: 0, messages: 0 }
}

interface Conversation {
  recordId: string
  by: 'ids' | 'subject'
}

/** By what it answers to first; by the number in its subject where that leads nowhere. */
const conversationOf = async (
  { db }: InsideContext,
  { inReplyTo, references, messageId, subject }: Message,
  ruling: Ruling | null,
): Promise<Conversation | null> => {
  const number = ruling?.number ?? null
  const tagged = number ?? numberIn(subject)
  const byNumber = async () =>
    tagged === null
      ? undefined
      : db.selectFrom('record').select('id').where('number', '=', tagged).executeTakeFirst()
  if (number !== null) {
    const ruled = await byNumber()
    return ruled === undefined ? null : { recordId: ruled.id, by: 'ids' }
  }
  const ids = [...inReplyTo, ...references.toReversed(), messageId]
  const rows = await db.selectFrom('mail_thread').selectAll().where('message_id', 'in', ids).execute()
  const nearest = ids.map((id) => rows.find((row) => row.message_id === id)).find((row) => row !== undefined)
  if (nearest !== undefined) return { recordId: nearest.record_id, by: 'ids' }
  const found = await byNumber()
  return found === undefined ? null : { recordId: found.id, by: 'subject' }
}

/** A merged record leads to the one that goes on. */
const successorOf = async ({ db }: InsideContext, id: string): Promise<RecordRow | null> => {
  const row = await db.selectFrom('record').selectAll().where('id', '=', id).executeTakeFirst()
  if (row === undefined || row.merged_into_id === null) return row ?? null
  return (
    (await db.selectFrom('record').selectAll().where('id', '=', row.merged_into_id).executeTakeFirst()) ?? row
  )
}

const sees = async ({ db, now }: InsideContext, personId: string, recordId: string): Promise<boolean> =>
  (await actAs(
    db,
    personId,
    now,
    async () =>
      (await db.selectFrom('record').select('id').where('id', '=', recordId).executeTakeFirst()) !==
      undefined,
  )) === true

const sentAs = async ({ db }: InsideContext, messageId: string): Promise<MailRow | null> =>
  (await db
    .selectFrom('mail')
    .selectAll()
    .where('direction', '=', 'out')
    .where('message_id', '=', messageId)
    .executeTakeFirst()) ?? null
