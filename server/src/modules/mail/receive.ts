import { sql } from 'kysely'
import type { Database } from '#platform/database/connect.ts'
import { transact } from '#platform/database/transaction.ts'
import type { Surroundings } from '#platform/http/surroundings.ts'
import { readEnvelope } from '#platform/mail/parse.ts'

export interface Arrival {
  mailboxId: string
  /** Null where it is too large to be taken, or could not be read: then its head alone says what it was. */
  raw: Buffer | null
  head: Buffer
  size: number
  place: { uidValidity: number; uid: number } | null
  recipients?: readonly string[]
  /** It came through a door of ours, from somebody who has proved there that the address is his. */
  isAdmitted?: boolean
  fault?: string
}

const chunkSize = 256 * 1024

/** Keeps a message as it came, once, whatever way and however often it comes; what becomes of it is decided afterwards. */
export const keepMail = (
  { pool, clock }: Pick<Surroundings, 'pool' | 'clock'>,
  arrival: Arrival,
): Promise<void> => {
  const now = clock()
  return transact(pool, { as: 'worker' }, { now }, async (db) => {
    const envelope = readEnvelope(arrival.raw ?? arrival.head)
    const isTaken = arrival.raw !== null
    const kept = await db
      .insertInto('mail')
      .values({
        direction: 'in',
        ...(isTaken
          ? { state: 'received', due_at: now }
          : arrival.fault === undefined
            ? { state: 'refused', why: 'too-large', decided_at: now }
            : { state: 'failed', why: 'unreadable', detail: arrival.fault, decided_at: now }),
        mailbox_id: arrival.mailboxId,
        message_id: envelope.messageId,
        digest: envelope.digest,
        sender: envelope.sender,
        sender_name: envelope.senderName,
        recipients: [...(arrival.recipients ?? [])],
        subject: envelope.subject,
        at: now,
        size: arrival.size,
        is_authenticated: arrival.isAdmitted ?? false,
      })
      .onConflict((conflict) => conflict.constraint('mail_once').doNothing())
      .returning('id')
      .executeTakeFirst()
    if (kept !== undefined && arrival.raw !== null) {
      await keepRaw(db, kept.id, arrival.raw)
      await sql`select wake_mail('file-mail')`.execute(db)
    }
    if (arrival.place === null) return
    const { uidValidity, uid } = arrival.place
    await sql`insert into mail_place (mailbox_id, uid_validity, uid, mail_id)
      select ${arrival.mailboxId}::uuid, ${uidValidity}, ${uid}, id from mail
      where direction = 'in' and message_id = ${envelope.messageId} and digest = ${envelope.digest}
      on conflict do nothing`.execute(db)
  })
}

const keepRaw = async (db: Database, mailId: string, raw: Buffer): Promise<void> => {
  for (let number = 0; number * chunkSize < raw.length; number++) {
    const bytes = raw.subarray(number * chunkSize, (number + 1) * chunkSize)
    await db.insertInto('mail_chunk').values({ mail_id: mailId, number, bytes }).execute()
  }
}

export const readRaw = async (db: Database, mailId: string): Promise<Buffer> => {
  const chunks = await db
    .selectFrom('mail_chunk')
    .select('bytes')
    .where('mail_id', '=', mailId)
    .orderBy('number')
    .execute()
  return Buffer.concat(chunks.map(({ bytes }) => bytes))
}
