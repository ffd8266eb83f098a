import type { MailReason } from '#contract/mail/api.ts'
import { sql } from 'kysely'
import { escapeHtml } from '#platform/mail/fold.ts'
import { noDoor, noHouse, type Context } from '#platform/context.ts'
import { actAs } from '#platform/database/transaction.ts'
import type { InsideContext } from '#platform/reactions.ts'
import { keepBytes } from '../attachment/index.ts'
import { reportIncident } from '../incident/index.ts'
import { admitPerson } from '../person/index.ts'
import { commentRecord, relateRecords } from '../record/index.ts'
import { bodyOf, type Body } from './body.ts'
import type { Filing, Result } from './filing.ts'
import { titleOf } from './tag.ts'
import type { Words } from './words.ts'

type Said = Filing & { words: Words }
type Visibility = 'public' | 'internal'

/** Files a message as a word of its sender on the record that it belongs to. */
export const comment = async (
  context: InsideContext,
  { why, ...filing }: Said & { why: MailReason },
): Promise<Result> => {
  const { mail, message, known, words } = filing
  const { record, person, ruling } = known
  if (record === null) throw new Error('A comment needs its record.')
  const isSenders = known.situation.conversation?.isVisible === true && person !== null
  // Who may not see the record does not speak on it: the person who decided files it for the colleagues.
  const speaker = isSenders ? person.id : ruling?.by
  if (speaker === undefined) throw new Error('A comment needs somebody who says it.')
  const body = bodyOf(message, { words, isReply: true, newId: await idsFor(context, message) })
  const marked = isSenders && person.isStaff ? withoutMark(body) : { body, isInternal: !isSenders }
  const visibility: Visibility = marked.isInternal ? 'internal' : 'public'
  const intro = isSenders ? '' : `<p><em>${escapeHtml(words.from(nameOf(filing)))}</em></p>`
  const entryId = await actAs(context.db, speaker, context.now, async (actor) => {
    const asPerson: Context = { ...context, actor, door: noDoor, house: noHouse }
    await keepFiles(asPerson, { number: record.number, visibility, files: marked.body.files })
    const { entry } = await commentRecord(asPerson, {
      number: record.number,
      body: intro + marked.body.html,
      visibility,
    })
    return entry
  })
  if (entryId === null) throw new Error('The sender has left meanwhile.')
  if (why === 'after-resolution' || why === 'after-closure') {
    await context.emit({ subject: record.id, event: 'record.answered-late', body: { mail: mail.id } })
  }
  const reason = marked.isInternal ? 'internal-note' : why
  return { state: 'filed', why: reason, recordId: record.id, entryId, personId: person?.id ?? null }
}

/** Files a message as a ticket that its sender reports. */
export const report = async (
  context: InsideContext,
  { isRelated, ...filing }: Said & { isRelated: boolean },
): Promise<Result> => {
  const { message, known, words } = filing
  const personId = known.person?.id ?? (await admit(context, filing))
  const body = bodyOf(message, { words, isReply: false, newId: await idsFor(context, message) })
  const number = await actAs(context.db, personId, context.now, async (actor) => {
    const asPerson: Context = { ...context, actor, door: noDoor, house: noHouse }
    const opened = await reportIncident(
      asPerson,
      {
        title: titleOf(message.subject, words.nameless),
        description: body.html,
        ...(actor.clientId === null ? { requesterId: actor.id } : {}),
      },
      'email',
    )
    await keepFiles(asPerson, { number: opened.number, visibility: 'public', files: body.files })
    return opened.number
  })
  if (number === null) throw new Error('The sender has left meanwhile.')
  const record = await context.db
    .selectFrom('record')
    .selectAll()
    .where('number', '=', number)
    .executeTakeFirstOrThrow()
  if (isRelated && known.record !== null) {
    await relateRecords({ ...context, actor: null }, record, known.record)
  }
  return { state: 'filed', why: 'report', recordId: record.id, entryId: null, personId }
}

/** The text names its pictures before they are kept: their keys are taken first. */
const idsFor = async ({ db }: InsideContext, { files }: Filing['message']): Promise<() => string> => {
  const count = files.filter(({ cid }) => cid !== null).length
  const { rows } = await sql<{ id: string }>`select uuidv7() as id from generate_series(1, ${count})`.execute(
    db,
  )
  const ids = rows.map(({ id }) => id)
  return () => {
    const id = ids.pop()
    if (id === undefined) throw new Error('Each picture has one key.')
    return id
  }
}

/** Nobody on file, from a domain that a client has named. */
const admit = async (context: InsideContext, filing: Filing): Promise<string> => {
  const { clientId } = filing.known
  if (clientId === null) throw new Error('A report needs its sender.')
  return admitPerson(context, { name: nameOf(filing), email: filing.message.sender, clientId })
}

const nameOf = ({ message }: Filing): string =>
  message.senderName ?? message.sender.split('@')[0] ?? message.sender

const keepFiles = async (
  context: Context,
  { number, visibility, files }: { number: string; visibility: Visibility; files: Body['files'] },
): Promise<void> => {
  for (const { cid: _cid, ...file } of files) {
    await keepBytes(context, { number, visibility }, file)
  }
}

/** The first line of a colleague's message says that it is for colleagues alone. */
const withoutMark = (body: Body): { body: Body; isInternal: boolean } => {
  const isInternal = /^\s*#(interne|internal)\b/i.test(body.said)
  const html = isInternal ? body.html.replace(/#(interne|internal)\b\s*(<br ?\/?>)?/i, '') : body.html
  return { body: { ...body, html }, isInternal }
}
