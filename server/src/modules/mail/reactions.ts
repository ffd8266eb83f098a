import { actAs } from '#platform/database/transaction.ts'
import { escapeHtml } from '#platform/mail/fold.ts'
import { reaction, type InsideContext, type Reaction } from '#platform/reactions.ts'
import { queueMail } from '../outbox/index.ts'
import { words as spoken } from './words.ts'

export const mailReactions: readonly Reaction[] = [
  /** What the desk says to the client leaves as a mail of who said it: it goes into the conversation that the client knows. */
  reaction('mail-answer', ['record.commented'], async (context, { subject, entry, event, body, actorId }) => {
    if (body.visibility !== 'public' || actorId === null) return
    const { db } = context
    const author = await db
      .selectFrom('person')
      .select(['name', 'client_id', 'supplier_id'])
      .where('id', '=', actorId)
      .executeTakeFirst()
    if (author === undefined || author.client_id !== null || author.supplier_id !== null) return
    const seen = await seenByRequester(context, subject, entry)
    if (seen === null || seen.personId === actorId || seen.html === null) return
    const words = spoken[seen.language]
    const said = seen.html.replaceAll(/<details>[\s\S]*?<\/details>/g, '')
    await queueMail(context, {
      to: { personId: seen.personId },
      recordId: subject,
      event,
      source: entry,
      subject: seen.title,
      html: `${said}<p>${escapeHtml(author.name)}</p><hr><p><small>${words.answerHere}</small></p>`,
      isAutomatic: false,
    })
  }),
  /** Whoever wrote to us hears that it has arrived, and under which number – unless a machine wrote. */
  reaction('mail-acknowledgement', ['record.created'], async (context, { subject, entry, event, body }) => {
    if (body.fields['channel'] !== 'email') return
    const arrived = await context.db
      .selectFrom('mail')
      .select('is_automatic')
      .where('record_id', '=', subject)
      .where('direction', '=', 'in')
      .executeTakeFirst()
    if (arrived === undefined || arrived.is_automatic) return
    const seen = await seenByRequester(context, subject, null)
    if (seen === null || seen.isStaff) return
    const words = spoken[seen.language]
    await queueMail(context, {
      to: { personId: seen.personId },
      recordId: subject,
      event,
      source: entry,
      subject: seen.title,
      html: `<p>${escapeHtml(words.hello(seen.name))}</p><p>${words.acknowledged(seen.number)}</p><p>${words.answerToAdd}</p>`,
      isAutomatic: true,
    })
  }),
]

interface Seen {
  personId: string
  name: string
  language: 'fr' | 'en'
  isStaff: boolean
  number: string
  title: string
  html: string | null
}

/** The record and what was said on it, read as its requester: what he may not see is not written to him. */
const seenByRequester = async (
  { db, now }: InsideContext,
  recordId: string,
  entry: string | null,
): Promise<Seen | null> => {
  const record = await db
    .selectFrom('record')
    .select('requester_id')
    .where('id', '=', recordId)
    .executeTakeFirst()
  if (record?.requester_id === undefined || record.requester_id === null) return null
  return actAs(db, record.requester_id, now, async (actor) => {
    const seen = await db
      .selectFrom('record')
      .select(['number', 'title'])
      .where('id', '=', recordId)
      .executeTakeFirst()
    if (seen === undefined) return null
    const { id: personId, name, language, clientId, supplierId } = actor
    return {
      personId,
      name,
      language,
      isStaff: clientId === null && supplierId === null,
      number: seen.number,
      title: seen.title,
      html: entry === null ? null : await saidIn(db, entry),
    }
  })
}

const saidIn = async (db: InsideContext['db'], entry: string): Promise<string | null> => {
  const row = await db
    .selectFrom('journal_body')
    .select('body')
    .where('entry_id', '=', entry)
    .executeTakeFirst()
  const html: unknown = Reflect.get(Object(row?.body), 'html')
  return typeof html === 'string' ? html : null
}
