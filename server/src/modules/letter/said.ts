import type { Database } from '#platform/database/connect.ts'
import { actAs } from '#platform/database/transaction.ts'
import { escapeHtml } from '#platform/mail/fold.ts'
import { reaction, type InsideContext, type Reaction } from '#platform/reactions.ts'
import { queueMail } from '../outbox/index.ts'
import { happened, isSaidBefore, readRow } from './rows.ts'
import { words } from './words.ts'
import { tell } from './write.ts'

/** What the desk says, and what it asks. */
export const saidReactions: readonly Reaction[] = [
  /** What the desk says to the client leaves as a mail: in the conversation that the client knows. */
  reaction(
    'letter-said',
    ['record.commented'],
    async (context, { subject, entry, event, body, actorId, at }) => {
      if (body.visibility !== 'public' || actorId === null) return
      const { db } = context
      const author = await staffOf(db, actorId)
      const record = await readRow(db, subject)
      if (author === null || record === null || record.requester_id === null) return
      if (record.requester_id === actorId) return
      if (await isSaidBefore(db, { record, entry, at })) return
      const isQuestion = await happened(db, { subject, at, event: 'record.held', reason: 'client' })
      const isMajor = record.is_major || (await isMajorParent(db, record.parent_id))
      if (!isQuestion && !isMajor) {
        const saying = { recordId: subject, personId: record.requester_id, entry, event, author }
        await sayPlainly(context, saying)
        return
      }
      await tell(context, {
        topic: isQuestion ? 'question' : 'major',
        recordId: subject,
        personId: record.requester_id,
        event,
        source: entry,
        isAutomatic: false,
        more: async () => {
          const html = await saidIn(db, entry)
          return html === null ? null : { filling: { message: `${html}<p>${escapeHtml(author)}</p>` } }
        },
      })
    },
  ),
  /** Put on hold for the client: with what was asked, or, where nothing was said with it, that we wait. */
  reaction(
    'letter-question',
    ['record.held'],
    async (context, { subject, entry, event, body, actorId, at }) => {
      if (body.reason !== 'client') return
      const { db } = context
      const record = await readRow(db, subject)
      if (record === null || record.requester_id === null || record.requester_id === actorId) return
      if (record.held !== 'client' || (await happened(db, { subject, at, event: 'record.commented' }))) return
      await tell(context, {
        topic: 'question',
        recordId: subject,
        personId: record.requester_id,
        event,
        source: entry,
        isAutomatic: true,
      })
    },
  ),
]

interface Saying {
  recordId: string
  personId: string
  entry: string
  event: string
  author: string
}

/** A colleague's own words, under his name: no text of ours around them. */
const sayPlainly = async (context: InsideContext, saying: Saying): Promise<void> => {
  const { recordId, personId, entry, event, author } = saying
  const { db, now } = context
  const seen = await actAs(db, personId, now, async ({ language }) => {
    const record = await db.selectFrom('record').select('title').where('id', '=', recordId).executeTakeFirst()
    const html = record === undefined ? null : await saidIn(db, entry)
    return html === null ? null : { language, title: record?.title ?? '', html }
  })
  if (seen === null) return
  await queueMail(context, {
    to: { personId },
    recordId,
    event,
    source: entry,
    subject: seen.title,
    html: `${seen.html}<p>${escapeHtml(author)}</p><hr><p><small>${words[seen.language].answerHere}</small></p>`,
    isAutomatic: false,
  })
}

/** Of a message that came by mail, without what its program had put below. */
const saidIn = async (db: Database, entry: string): Promise<string | null> => {
  const row = await db
    .selectFrom('journal_body')
    .select('body')
    .where('entry_id', '=', entry)
    .executeTakeFirst()
  const html: unknown = Reflect.get(Object(row?.body), 'html')
  return typeof html === 'string' ? html.replaceAll(/<details>[\s\S]*?<\/details>/g, '') : null
}

const isMajorParent = async (db: Database, parentId: string | null): Promise<boolean> =>
  parentId !== null && (await readRow(db, parentId))?.is_major === true

/** The name of one of the provider's people; null for anybody else. */
const staffOf = async (db: Database, id: string): Promise<string | null> => {
  const author = await db
    .selectFrom('person')
    .select('name')
    .where('id', '=', id)
    .where('client_id', 'is', null)
    .where('supplier_id', 'is', null)
    .executeTakeFirst()
  return author?.name ?? null
}
