import { sql } from 'kysely'
import type { Chore } from '#platform/module.ts'
import type { Surroundings } from '#platform/http/surroundings.ts'
import type { Database } from '#platform/database/connect.ts'
import { composeLetter, type LetterFile } from '#platform/mail/compose.ts'
import { openSender, type Outcome, type Sender } from '#platform/mail/send.ts'
import { asWorker } from '#platform/worker.ts'
import { leadsToInvitation, sealAnswer, withLinks } from '../letter/index.ts'
import { faultOf, smtpAccountOf, type MailboxRow } from './accounts.ts'
import { readInstallation } from './installation.ts'
import { openLetter } from './sealed.ts'
import type { MailRow } from './situation.ts'

/** Minutes until the next attempt, by how many there were; after the last one nobody tries any more. */
const pauses = [1, 5, 15, 60, 120, 240, 480]
/** A message whose account does not work waits for it, but not for ever. */
const longestWait = { hours: 72 }
const leaseMinutes = 2
const mostATurn = 200

/** Sends what is due, one message after the other; each has its result before the next begins. */
export const sendMail: Chore = {
  name: 'send-mail',
  cron: '* * * * *',
  run: async (surroundings) => {
    const installation = await asWorker(surroundings, ({ db }) => readInstallation(db))
    if (installation === null) return
    const senders = new Map<string, Sender>()
    const unusable = new Set<string>()
    try {
      for (let turn = 0; turn < mostATurn; turn++) {
        const claimed = await claim(surroundings, [...unusable])
        if (claimed === null) return
        const outcome = await trySending(surroundings, { ...claimed, senders, installation: installation.id })
        if (outcome.kind === 'unusable' && claimed.mailbox !== null) unusable.add(claimed.mailbox.id)
        await keepOutcome(surroundings, claimed, outcome)
      }
      await asWorker(
        surroundings,
        async ({ db }) => void (await sql`select wake_mail('send-mail')`.execute(db)),
      )
    } finally {
      for (const sender of senders.values()) sender.close()
    }
  },
}

interface Claimed {
  mail: MailRow
  mailbox: MailboxRow | null
}

/** For a while it is this process's; if the process dies over it, it is tried again with the same Message-ID. */
const claim = (surroundings: Surroundings, unusable: readonly string[]): Promise<Claimed | null> =>
  asWorker(surroundings, async ({ db, now }) => {
    const { rows } = await sql<{ id: string }>`
      update mail set attempts = attempts + 1, due_at = ${now.add({ minutes: leaseMinutes })} where id = (
        select id from mail where direction = 'out' and state = 'queued' and due_at <= ${now}
          and not mailbox_id = any(${[...unusable]}::uuid[])
        order by due_at, id limit 1 for update skip locked)
      returning id`.execute(db)
    const id = rows[0]?.id
    if (id === undefined) return null
    const mail = await db.selectFrom('mail').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
    const mailbox = await db
      .selectFrom('mailbox')
      .selectAll()
      .where('id', '=', mail.mailbox_id)
      .where('ended_at', 'is', null)
      .where('is_paused', '=', false)
      .executeTakeFirst()
    return { mail, mailbox: mailbox ?? null }
  })

const trySending = async (
  surroundings: Surroundings,
  { mail, mailbox, senders, installation }: Claimed & { senders: Map<string, Sender>; installation: string },
): Promise<Outcome> => {
  if (mailbox === null) return { kind: 'unusable', detail: 'The mailbox is paused or was ended.' }
  try {
    const sender = senders.get(mailbox.id) ?? (await openSender(await smtpAccountOf(surroundings, mailbox)))
    senders.set(mailbox.id, sender)
    const files = await asWorker(surroundings, ({ db }) => filesOf(db, mail.id))
    const html = (await openLetter(surroundings, mail.id)) ?? (await workingLinks(surroundings, mail))
    // An invitation that was used or replaced meanwhile leads nowhere.
    if (html === null) return { kind: 'refused', detail: 'The invitation does not hold any more.' }
    const raw = await composeOf({ mail: { ...mail, html }, files }, installation)
    return await sender.send({ from: mail.sender, to: mail.recipients[0] ?? '', raw })
  } catch (error) {
    return { kind: 'unusable', detail: faultOf(error) }
  }
}

/** Only what leaves bears secrets: the queue that people read does not. Null: there is none to be given. */
const workingLinks = async (surroundings: Surroundings, mail: MailRow): Promise<string | null> => {
  const { vault, config } = surroundings
  const html = mail.html ?? ''
  const { record_id, person_id } = mail
  const answer =
    record_id === null || person_id === null
      ? null
      : sealAnswer(vault, { recordId: record_id, personId: person_id, from: mail.at })
  const isInvitation = leadsToInvitation(html)
  const sealed =
    isInvitation && person_id !== null
      ? await asWorker(surroundings, ({ db, now }) => sealedInvitation(db, person_id, now))
      : null
  if (isInvitation && sealed === null) return null
  const invitation = sealed === null ? null : vault.open(sealed, 'invitation')
  return withLinks(html, { url: config.url.replace(/\/+$/, ''), answer, invitation })
}

const sealedInvitation = async (
  db: Database,
  personId: string,
  now: Temporal.Instant,
): Promise<string | null> => {
  const row = await db
    .selectFrom('invitation')
    .select('sealed')
    .where('person_id', '=', personId)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .orderBy('expires_at', 'desc')
    .executeTakeFirst()
  return row?.sealed ?? null
}

export const filesOf = async (db: Database, mailId: string): Promise<LetterFile[]> => {
  const rows = await db
    .selectFrom('mail_file')
    .select(['name', 'media_type', 'calendar_method', 'bytes'])
    .where('mail_id', '=', mailId)
    .orderBy('position')
    .execute()
  return rows.map(({ name, media_type, calendar_method, bytes }) => ({
    name,
    mediaType: media_type,
    calendarMethod: calendar_method,
    bytes,
  }))
}

export const composeOf = (
  { mail, files }: { mail: MailRow; files: readonly LetterFile[] },
  installation: string,
): Promise<Buffer> =>
  composeLetter({
    from: { name: mail.sender_name ?? '', address: mail.sender },
    to: mail.recipients[0] ?? '',
    subject: mail.subject,
    html: mail.html ?? '',
    messageId: mail.message_id,
    date: mail.at,
    inReplyTo: mail.in_reply_to,
    references: mail.reference_ids,
    isAutomatic: mail.is_automatic,
    installation,
    files,
  })

const keepOutcome = (
  surroundings: Surroundings,
  { mail, mailbox }: Claimed,
  outcome: Outcome,
): Promise<void> =>
  asWorker(surroundings, async ({ db, now, emit }) => {
    const rows = db.updateTable('mail').where('id', '=', mail.id).where('state', '=', 'queued')
    const over = { decided_at: now, due_at: null }
    if (outcome.kind === 'sent') {
      const { numUpdatedRows } = await rows.set({ state: 'sent', detail: null, ...over }).executeTakeFirst()
      if (numUpdatedRows > 0n && mail.record_id !== null) {
        const body = {
          event: mail.event ?? '',
          person: mail.person_id,
          mail: mail.id,
          messageId: mail.message_id,
        }
        await emit({ subject: mail.record_id, event: 'record.mailed', body })
      }
      await db
        .updateTable('mailbox')
        .set({ sent_at: now, send_fault: null })
        .where('id', '=', mail.mailbox_id)
        .execute()
      return
    }
    const { detail } = outcome
    if (outcome.kind === 'refused') {
      await rows.set({ state: 'dead', why: 'refused-by-server', detail, ...over }).execute()
      return
    }
    const isHopeless =
      outcome.kind === 'delayed'
        ? mail.attempts > pauses.length
        : Temporal.Instant.compare(mail.at.add(longestWait), now) < 0
    if (isHopeless) await rows.set({ state: 'dead', why: 'given-up', detail, ...over }).execute()
    else if (outcome.kind === 'delayed') {
      await rows.set({ detail, due_at: now.add({ minutes: pauses[mail.attempts - 1] ?? 480 }) }).execute()
    } else {
      // The message is not to blame: the attempt does not count.
      await rows.set({ detail, attempts: mail.attempts - 1, due_at: now.add({ minutes: 2 }) }).execute()
    }
    if (outcome.kind === 'unusable' && mailbox !== null) {
      await db.updateTable('mailbox').set({ send_fault: detail }).where('id', '=', mailbox.id).execute()
    }
  })
