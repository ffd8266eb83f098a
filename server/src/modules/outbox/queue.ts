import { createHash, randomUUID } from 'node:crypto'
import { sql, type Selectable } from 'kysely'
import type { Database } from '#platform/database/connect.ts'
import type { DB } from '#platform/database/schema.ts'

export interface OutgoingMail {
  /** Somebody on file, by his id; or an address. */
  to: { personId: string } | { address: string }
  recordId: string | null
  /** What it is about, and what has caused it and happened only once: nobody is written to twice about it. */
  event: string
  source: string
  /** Without the number: it is put in front. */
  subject: string
  html: string
  /** No person wrote it, nor did one cause it on purpose: three of these at most leave about one record to one address. */
  isAutomatic: boolean
  /** At once unless said. */
  dueAt?: Temporal.Instant
  /** What waits for the same person under the same source already takes this text in, at its end. */
  isGathered?: boolean
  files?: readonly MailFile[]
}

/** What leaves with a message. One with a `calendarMethod` is an invitation (text/calendar) that the reader's program offers to accept. */
export interface MailFile {
  name: string
  mediaType: string
  bytes: Buffer
  calendarMethod?: 'PUBLISH' | 'REQUEST' | 'CANCEL'
}

const mostAutomatic = { aRecord: 3, anHour: 10 }

/**
 * Puts a message into the queue, in the transaction of whoever asks (staff or worker), once for each person and source;
 * answers its id, or null where nothing is to be sent: no address, no mailbox that sends, told already, told too often.
 */
export const queueMail = async (
  { db, now }: { db: Database; now: Temporal.Instant },
  letter: OutgoingMail,
): Promise<string | null> => {
  const addressee = await addresseeOf(db, letter.to)
  if (addressee === null) return null
  const mailbox = await senderFor(db, letter.recordId)
  if (mailbox === null) return null
  if (letter.isAutomatic && (await isToldOften(db, { letter, address: addressee.address, now }))) return null
  const thread = letter.recordId === null ? [] : await threadOf(db, letter.recordId, addressee.address)
  const number = letter.recordId === null ? null : await numberOf(db, letter.recordId)
  const messageId = `${randomUUID()}@${mailbox.address.split('@').at(-1)}`
  const queued = await db
    .insertInto('mail')
    .values({
      direction: 'out',
      state: 'queued',
      mailbox_id: mailbox.id,
      message_id: messageId,
      digest: createHash('sha256').update(messageId).digest(),
      sender: mailbox.address,
      sender_name: mailbox.name,
      recipients: [addressee.address],
      subject: number === null ? letter.subject : `[${number}] ${letter.subject}`,
      at: now,
      due_at: letter.dueAt ?? now,
      size: Buffer.byteLength(letter.html),
      record_id: letter.recordId,
      person_id: addressee.personId,
      html: letter.html,
      event: letter.event,
      source: letter.source,
      is_automatic: letter.isAutomatic,
      in_reply_to: thread.at(-1) ?? null,
      reference_ids: [...thread.slice(0, 1), ...thread.slice(1).slice(-14)],
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (queued === undefined) return letter.isGathered === true ? gather(db, letter, addressee.address) : null
  if (letter.recordId !== null) {
    await db.insertInto('mail_thread').values({ message_id: messageId, record_id: letter.recordId }).execute()
  }
  await keepFiles(db, queued.id, letter.files ?? [])
  await sql`select wake_mail('send-mail')`.execute(db)
  return queued.id
}

/** Once it has left, nothing is added to it any more: then there is nothing to be added to. */
const gather = async (
  db: Database,
  { source, html }: OutgoingMail,
  address: string,
): Promise<string | null> => {
  const { rows } = await sql<{ id: string }>`
    update mail set html = coalesce(html, '') || ${html}, size = size + ${Buffer.byteLength(html)}
    where direction = 'out' and state = 'queued' and attempts = 0 and source = ${source} and recipients[1] = ${address}
    returning id`.execute(db)
  return rows[0]?.id ?? null
}

const keepFiles = async (db: Database, mailId: string, files: readonly MailFile[]): Promise<void> => {
  if (files.length === 0) return
  await db
    .insertInto('mail_file')
    .values(
      files.map(({ name, mediaType, bytes, calendarMethod }, position) => ({
        mail_id: mailId,
        position,
        name,
        media_type: mediaType,
        calendar_method: calendarMethod ?? null,
        bytes,
      })),
    )
    .execute()
}

/** Can it write at all, as far as it is set up? */
export const canSend = ({
  kind,
  smtp_host,
}: Pick<Selectable<DB['mailbox']>, 'kind' | 'smtp_host'>): boolean =>
  smtp_host !== null || kind === 'microsoft' || kind === 'google'

const addresseeOf = async (
  db: Database,
  to: OutgoingMail['to'],
): Promise<{ personId: string | null; address: string } | null> => {
  if ('address' in to) return { personId: null, address: to.address.toLowerCase() }
  const person = await db
    .selectFrom('person')
    .select('email')
    .where('id', '=', to.personId)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return person?.email === undefined || person.email === null
    ? null
    : { personId: to.personId, address: person.email }
}

/** The mailbox that the conversation came in by; else the client's own; else the one for all. */
export const senderFor = async (db: Database, recordId: string | null) => {
  const { rows } = await sql<{
    id: string
    address: string
    name: string
    kind: Selectable<DB['mailbox']>['kind']
    smtp_host: string | null
  }>`
    select b.id, b.address, b.name, b.kind, b.smtp_host from mailbox b
    left join record r on r.id = ${recordId}::uuid
    where b.ended_at is null and not b.is_paused and (b.client_id is null or b.client_id = r.client_id)
    order by (select max(m.id::text) from mail m where m.direction = 'in' and m.record_id = r.id and m.mailbox_id = b.id) desc nulls last,
      b.client_id is null, b.id`.execute(db)
  return rows.find(canSend) ?? null
}

/** What asks whether it is settled: one of the three is kept for it, whatever came before. */
const solution = 'record.resolved'

export const isTooMuch = (event: string, sent: { about: number; solutions: number }): boolean =>
  sent.about >= mostAutomatic.aRecord - (event === solution || sent.solutions > 0 ? 0 : 1)

const isToldOften = async (
  db: Database,
  { letter, address, now }: { letter: OutgoingMail; address: string; now: Temporal.Instant },
): Promise<boolean> => {
  const { rows } = await sql<{ about: number; solutions: number; lately: number }>`
    select count(*) filter (where record_id = ${letter.recordId}::uuid)::int as about,
      count(*) filter (where record_id = ${letter.recordId}::uuid and event = ${solution})::int as solutions,
      count(*) filter (where at > ${now.subtract({ hours: 1 })})::int as lately
    from mail where direction = 'out' and is_automatic and recipients[1] = ${address} and state <> 'dropped'
      and (record_id = ${letter.recordId}::uuid or at > ${now.subtract({ hours: 1 })})`.execute(db)
  const { about = 0, solutions = 0, lately = 0 } = rows[0] ?? {}
  if (lately >= mostAutomatic.anHour) return true
  return isTooMuch(letter.event, { about, solutions })
}

/** What this address has sent and been sent about the record, in order: by this its mail program keeps the conversation together. */
const threadOf = async (db: Database, recordId: string, address: string): Promise<string[]> => {
  const { rows } = await sql<{ message_id: string }>`
    select message_id from mail where record_id in (select ${recordId}::uuid union all select id from record where merged_into_id = ${recordId}::uuid)
      and state in ('filed', 'queued', 'sent') and (sender = ${address} or ${address} = any(recipients)) order by at, id`.execute(
    db,
  )
  return rows.map(({ message_id }) => message_id)
}

const numberOf = async (db: Database, recordId: string): Promise<string | null> =>
  (await db.selectFrom('record').select('number').where('id', '=', recordId).executeTakeFirst())?.number ??
  null
