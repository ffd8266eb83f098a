import { sql } from 'kysely'
import type { Chore } from '#platform/module.ts'
import type { Surroundings } from '#platform/http/surroundings.ts'
import { readMessage } from '#platform/mail/parse.ts'
import type { InsideContext } from '#platform/reactions.ts'
import { asWorker } from '#platform/worker.ts'
import { noteAnswer } from '../intervention/index.ts'
import { bodyOf } from './body.ts'
import { markBounced } from './bounce.ts'
import { decide, type Decision } from './decide.ts'
import { comment, report } from './deliver.ts'
import type { Filing, Result } from './filing.ts'
import { readInstallation } from './installation.ts'
import { readRaw } from './receive.ts'
import { knowledgeOf } from './situation.ts'
import { words as spoken } from './words.ts'

/** Whoever dies over a message has had it for this long; then another takes it. */
const leaseSeconds = 20
const mostAttempts = 5

/** Decides upon each message that was received, one transaction each; what cannot be filed waits and holds up no other. */
export const fileReceived = async (surroundings: Surroundings): Promise<void> => {
  for (;;) {
    const claimed = await claim(surroundings)
    if (claimed === null) return
    await fileOne(surroundings, claimed)
  }
}

export const fileMail: Chore = { name: 'file-mail', cron: '* * * * *', run: fileReceived }

interface Claimed {
  id: string
  attempts: number
}

const claim = (surroundings: Surroundings): Promise<Claimed | null> =>
  asWorker(surroundings, async ({ db, now }) => {
    const { rows } = await sql<Claimed>`
      update mail set attempts = attempts + 1, due_at = ${now.add({ seconds: leaseSeconds })} where id = (
        select id from mail where direction = 'in' and state = 'received' and due_at <= ${now}
        order by due_at, id limit 1 for update skip locked)
      returning id, attempts`.execute(db)
    return rows[0] ?? null
  })

const fileOne = async (surroundings: Surroundings, claimed: Claimed): Promise<void> => {
  try {
    await asWorker(surroundings, (context) => fileUnderLock(context, claimed.id))
  } catch (error) {
    surroundings.log.warn({ err: error, mail: claimed.id }, 'a message could not be filed')
    await asWorker(surroundings, (context) => postpone(context, claimed, error))
  }
}

const fileUnderLock = async (context: InsideContext, id: string): Promise<void> => {
  const { db } = context
  const mail = await db
    .selectFrom('mail')
    .selectAll()
    .where('id', '=', id)
    .where('state', '=', 'received')
    .forUpdate()
    .executeTakeFirst()
  const installation = await readInstallation(db)
  if (mail === undefined || installation === null) return
  const message = await readMessage(await readRaw(db, id)).catch((error: unknown) => fault(error))
  if (typeof message === 'string') return keepUnreadable(context, id, message)
  const words = spoken[installation.language]
  // A message and its answer may be decided upon at the same moment: one after the other, or each would begin a ticket.
  await sql`select pg_advisory_xact_lock(hashtext('file-mail'))`.execute(db)
  const { said } = bodyOf(message, { words, isReply: true })
  const known = await knowledgeOf(context, { mail, message, said, installation: installation.id })
  const decision = decide(known.situation)
  await keepResult(
    context,
    { mail, message, known },
    await carryOut(context, { mail, message, known, decision, words }),
  )
}

const fault = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).slice(0, 500)

/** What no program can read is not tried again: a person looks at it. */
const keepUnreadable = async ({ db, now }: InsideContext, id: string, detail: string): Promise<void> => {
  await db
    .updateTable('mail')
    .set({ state: 'failed', why: 'unreadable', detail, decided_at: now, due_at: null })
    .where('id', '=', id)
    .execute()
}

const carryOut = async (
  context: InsideContext,
  filing: Filing & { decision: Decision; words: (typeof spoken)['fr' | 'en'] },
): Promise<Result> => {
  const { decision, known } = filing
  const nobody = { entryId: null, personId: known.person?.id ?? null }
  if (decision.kind === 'refuse') {
    return { state: 'refused', why: decision.why, recordId: null, ...nobody }
  }
  if (decision.kind === 'quarantine') {
    if (known.ruling !== null && known.record !== null)
      return comment(context, { ...filing, why: 'internal-note' })
    // What it seems to belong to is proposed to who looks at it.
    return { state: 'quarantined', why: decision.why, recordId: known.record?.id ?? null, ...nobody }
  }
  if (decision.kind === 'bounce') {
    return { state: 'filed', why: decision.why, recordId: await markBounced(context, filing), ...nobody }
  }
  const answered = await noteCalendarAnswer(context, filing)
  if (answered !== null) return { state: 'filed', why: 'calendar-answer', recordId: answered, ...nobody }
  return decision.kind === 'comment'
    ? comment(context, { ...filing, why: decision.why })
    : report(context, { ...filing, isRelated: decision.isRelated })
}

/** Pressing « Accept » in a calendar is no word to anybody: it is noted where the visit is. */
const noteCalendarAnswer = async (
  context: InsideContext,
  { message, known }: Filing,
): Promise<string | null> =>
  message.answer === null || known.person === null
    ? null
    : noteAnswer(context, known.person.id, message.answer)

const keepResult = async (
  { db, now }: InsideContext,
  { mail, message, known }: Filing,
  { state, why, recordId, entryId, personId }: Result,
): Promise<void> => {
  await db
    .updateTable('mail')
    .set({
      state,
      why,
      record_id: recordId,
      entry_id: entryId,
      person_id: personId,
      decided_at: now,
      due_at: null,
      detail: null,
      sender: message.sender,
      sender_name: message.senderName,
      ...(message.recipients.length === 0 ? {} : { recipients: message.recipients }),
      subject: message.subject,
      is_authenticated: known.situation.proof === 'pass',
      is_automatic: known.situation.automatism !== null || known.situation.bounce !== null,
    })
    .where('id', '=', mail.id)
    .execute()
  if (state === 'filed' && recordId !== null && why !== 'bounce') {
    const ids = new Set([message.messageId, ...message.inReplyTo, ...message.references])
    await db
      .insertInto('mail_thread')
      .values([...ids].map((message_id) => ({ message_id, record_id: recordId })))
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
  // Whoever reads the mailbox puts it aside there.
  await sql`select pg_notify('trousse_mail', '')`.execute(db)
}

const postpone = async (
  { db, now }: InsideContext,
  { id, attempts }: Claimed,
  error: unknown,
): Promise<void> => {
  const detail = fault(error)
  const isOver = attempts >= mostAttempts
  await db
    .updateTable('mail')
    .set(
      isOver
        ? { state: 'failed', why: 'given-up', detail, decided_at: now, due_at: null }
        : { detail, due_at: now.add({ minutes: 2 ** attempts }) },
    )
    .where('id', '=', id)
    .where('state', '=', 'received')
    .execute()
}
