import type { LetterTopic } from '#contract/letter/api.ts'
import { fillBody, fillSubject, type LetterFilling } from '#contract/letter/fill.ts'
import { dateFormat } from '#contract/say-date.ts'
import { noDoor, noHouse, type Context } from '#platform/context.ts'
import type { Database } from '#platform/database/connect.ts'
import { actAs, type Actor } from '#platform/database/transaction.ts'
import { escapeHtml } from '#platform/mail/fold.ts'
import type { InsideContext } from '#platform/reactions.ts'
import { queueMail, type MailFile } from '../outbox/index.ts'
import { readRecord } from '../record/index.ts'
import { answerDoor } from './links.ts'
import { textFor } from './templates.ts'
import { words } from './words.ts'

/** What a letter is about, as the person who gets it may see it. */
export interface Seen {
  actor: Actor
  record: Awaited<ReturnType<typeof readVisible>> & object
  /** The way the person reads and writes in that transaction. */
  asPerson: Context
}

interface Telling {
  topic: LetterTopic
  recordId: string
  personId: string
  event: string
  source: string
  isAutomatic: boolean
  dueAt?: Temporal.Instant
  files?: readonly MailFile[]
  /** Read as the person: what the letter says beyond the record. Null: there is nothing to be said. */
  more?: (seen: Seen) => Promise<Told | null>
}

interface Told {
  filling?: LetterFilling
}

/**
 * One letter to a person of a client about a record, by the text that holds for that client. It is read as that person:
 * what he may not see is not written to him.
 */
export const tell = async (context: InsideContext, telling: Telling): Promise<void> => {
  const { db, now } = context
  const seen = await actAs(db, telling.personId, now, async (actor) => {
    if (actor.clientId === null) return null
    const record = await readVisible(db, telling.recordId)
    if (record === null) return null
    const asPerson: Context = { ...context, actor, door: noDoor, house: noHouse }
    const more = telling.more === undefined ? {} : await telling.more({ actor, record, asPerson })
    return more === null ? null : { actor, record, more }
  })
  if (seen === null) return
  const { actor, record, more } = seen
  const { language } = actor
  const provider = await readProvider(db)
  const text = await textFor(db, { topic: telling.topic, language, clientId: actor.clientId })
  const filling = { ...recordFilling({ language, zone: actor.zone, provider, record }), ...more.filling }
  const filled = { ...filling, requester: actor.name }
  await queueMail(context, {
    to: { personId: telling.personId },
    recordId: telling.recordId,
    event: telling.event,
    source: telling.source,
    subject: fillSubject(text.subject, filled),
    html: fillBody(text.body, filled),
    isAutomatic: telling.isAutomatic,
    ...(telling.dueAt === undefined ? {} : { dueAt: telling.dueAt }),
    ...(telling.files === undefined ? {} : { files: telling.files }),
  })
}

/** A letter about no record: the person alone. */
export const writeTo = async (
  context: InsideContext,
  {
    topic,
    personId,
    event,
    source,
    link,
    file,
    more,
  }: Pick<Telling, 'topic' | 'personId' | 'event' | 'source'> & {
    link: { door: string; says: 'enter' | 'readReport' | 'seeWork' }
    /** What leaves with it, where there is something. */
    file?: (reader: { language: 'fr' | 'en' }) => Promise<MailFile | null>
    /** What this letter says beyond the person, in the reader’s language and zone. */
    more?: (reader: { language: 'fr' | 'en'; zone: string; provider: Provider }) => LetterFilling
  },
): Promise<void> => {
  const { db } = context
  const person = await db
    .selectFrom('person as p')
    .leftJoin('client as c', 'c.id', 'p.client_id')
    .select(['p.name', 'p.language', 'p.zone', 'p.client_id', 'c.name as client'])
    .where('p.id', '=', personId)
    .executeTakeFirst()
  if (person === undefined) return
  const provider = await readProvider(db)
  const { language } = person
  const text = await textFor(db, { topic, language, clientId: person.client_id })
  const filling = {
    requester: person.name,
    client: person.client ?? provider.name,
    provider: provider.name,
    phone: provider.phone ?? '',
    link: anchor(link.door, words[language][link.says]),
    ...more?.({ language, zone: person.zone, provider }),
  }
  const enclosed = (await file?.({ language })) ?? null
  await queueMail(context, {
    to: { personId },
    recordId: null,
    event,
    source,
    subject: fillSubject(text.subject, filling),
    html: fillBody(text.body, filling),
    isAutomatic: false,
    ...(enclosed === null ? {} : { files: [enclosed] }),
  })
}

/** Under row-level security: null where the person may not see it. */
export const readVisible = async (db: Database, id: string) =>
  (await db
    .selectFrom('record as r')
    .leftJoin('service as s', 's.id', 'r.service_id')
    .leftJoin('client as c', 'c.id', 'r.client_id')
    .select([
      'r.number',
      'r.title',
      'r.phase',
      'r.due_resolution_at',
      'r.requester_id',
      'r.facts',
      'r.description',
      'r.resolved_at',
    ])
    .select(['s.name as service', 'c.name as client'])
    .where('r.id', '=', id)
    .executeTakeFirst()) ?? null

export type Provider = Awaited<ReturnType<typeof readProvider>>

export const readProvider = (db: Database) =>
  db.selectFrom('organisation').select(['name', 'phone', 'country', 'zone']).executeTakeFirstOrThrow()

interface RecordFacts {
  number: string
  title: string
  client: string | null
  service: string | null
  due_resolution_at: Temporal.Instant | null
}

/** What every letter about a record knows of it. */
export const recordFilling = ({
  language,
  zone,
  provider,
  record,
}: {
  language: 'fr' | 'en'
  zone: string
  provider: Provider
  record: RecordFacts
}): LetterFilling => ({
  client: record.client ?? '',
  number: record.number,
  title: record.title,
  service: record.service ?? '',
  due:
    record.due_resolution_at === null
      ? ''
      : sayInstant(record.due_resolution_at, { language, zone, provider }),
  provider: provider.name,
  phone: provider.phone ?? '',
  link: anchor(`/portail/demandes/${record.number}`, words[language].follow),
})

/** As the reader says it, in his zone: « vendredi 6 mars 2026 à 14:00 ». */
export const sayInstant = (
  at: Temporal.Instant,
  { language, zone, provider }: { language: 'fr' | 'en'; zone: string; provider: Pick<Provider, 'country'> },
  parts: Intl.DateTimeFormatOptions = { dateStyle: 'full', timeStyle: 'short' },
): string =>
  dateFormat(localeOf(language, provider.country), { ...parts, timeZone: zone }).format(at.epochMilliseconds)

const localeOf = (language: 'fr' | 'en', country: string): string => {
  if (country === 'CA') return `${language}-CA`
  return language === 'fr' ? 'fr-FR' : 'en-GB'
}

export const anchor = (path: string, text: string): string => `<a href="${path}">${escapeHtml(text)}</a>`

/** The two links under a solution: each opens a page where one button answers. */
export const answerBlock = (language: 'fr' | 'en'): string =>
  `<p><strong>${anchor(answerDoor(true), words[language].settled)}</strong></p>` +
  `<p>${anchor(answerDoor(false), words[language].notYet)}</p>`

export const solutionOf = (facts: unknown): string => {
  const solution: unknown = Reflect.get(Object(facts), 'solution')
  return typeof solution === 'string' ? solution : ''
}

/** Does the ticket wait for this person to say whether it is settled? */
export const isAsked = async ({
  asPerson,
  record,
}: Pick<Seen, 'asPerson'> & { record: { number: string } }): Promise<boolean> => {
  const { moves, phase } = await readRecord(asPerson, { number: record.number })
  const own = moves.filter(({ isMine, isRecordMove }) => isMine && !isRecordMove).map(({ id }) => id)
  return phase === 'resolved' && own.includes('settled') && own.includes('not-yet')
}
