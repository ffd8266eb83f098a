import { LetterTopic, type Letter, type letterApi } from '#contract/letter/api.ts'
import { faultsIn } from '#contract/letter/fill.ts'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import type { Database } from '#platform/database/connect.ts'
import { Failure, invalid, notFound } from '#platform/failure.ts'
import { cleanHtml } from '#platform/html.ts'
import { ensure } from '#platform/policy.ts'
import { noteKept } from '#platform/kept-list.ts'
import { checkClient } from '../client/index.ts'
import { kitLetters } from './kit-letters.ts'
import { mayWriteLetters } from './policy.ts'

type Input<Name extends keyof typeof letterApi> = z.output<(typeof letterApi)[Name]['input']>
type Place = Pick<Input<'write'>, 'topic' | 'language' | 'clientId'>

const languages = ['fr', 'en'] as const

/** The text that holds: the client's own, else the one for all, else the kit's. */
export const textFor = async (
  db: Database,
  { topic, language, clientId }: Place,
): Promise<{ subject: string; body: string }> => {
  const [own] = await written(db, clientId)
    .where('topic', '=', topic)
    .where('language', '=', language)
    .execute()
  return own ?? (await kitLetters())[topic][language]
}

/** Own texts, a client's before those for all. */
const written = (db: Database, clientId: string | null) =>
  db
    .selectFrom('letter_template')
    .select(['topic', 'language', 'client_id', 'subject', 'body', 'version'])
    .where((or) => or.or([or('client_id', 'is', null), or('client_id', '=', clientId)]))
    .orderBy(sql`client_id is null`)

export const listLetters = async ({ db, actor }: Context, { client }: Input<'list'>) => {
  const [kit, own] = await Promise.all([kitLetters(), written(db, client ?? null).execute()])
  const items = LetterTopic.options.flatMap((topic) =>
    languages.map((language): Letter => {
      const [text] = own.filter((one) => one.topic === topic && one.language === language)
      if (text === undefined) return { topic, language, ...kit[topic][language], source: 'kit', version: 0 }
      const source = text.client_id === null ? 'all' : 'client'
      // What holds for all may be said otherwise for the client: nothing of its own is written there yet.
      const version = source === 'all' && client !== undefined ? 0 : text.version
      return { topic, language, subject: text.subject, body: text.body, source, version }
    }),
  )
  return { items, mayWrite: mayWriteLetters(actor) }
}

export const writeLetter = async (context: Context, input: Input<'write'>): Promise<Letter> => {
  const { db } = context
  ensure(mayWriteLetters(context.actor))
  await checkClient(context, input.clientId)
  const text = readText(input)
  const before = await lockOwn(db, input)
  if ((before?.version ?? 0) !== input.version) throw await stale(context, input)
  const { numInsertedOrUpdatedRows = 0n } =
    before === null
      ? await db
          .insertInto('letter_template')
          .values({ topic: input.topic, language: input.language, client_id: input.clientId, ...text })
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirst()
      : { numInsertedOrUpdatedRows: await rewrite(db, before.id, text) }
  // Somebody else wrote the first one at the same time.
  if (numInsertedOrUpdatedRows === 0n) throw await stale(context, input)
  await note(context, input, { before: before === null ? null : pick(before), after: text })
  return readLetter(context, input)
}

export const resetLetter = async (context: Context, input: Input<'reset'>): Promise<Letter> => {
  const { db } = context
  ensure(mayWriteLetters(context.actor))
  const before = await lockOwn(db, input)
  if (before === null) throw notFound()
  if (before.version !== input.version) throw await stale(context, input)
  await db.deleteFrom('letter_template').where('id', '=', before.id).execute()
  await note(context, input, { before: pick(before), after: null })
  return readLetter(context, input)
}

/** Cleaned like anything that is said; a variable that nothing fills is a fault, found when it is written. */
export const readText = ({ topic, subject, body }: Pick<Input<'write'>, 'topic' | 'subject' | 'body'>) => {
  const cleaned = cleanHtml(body)
  const errors = [
    ...faultsIn(topic, subject).map((name) => ({ path: 'subject', name })),
    ...faultsIn(topic, cleaned).map((name) => ({ path: 'body', name })),
  ].map(({ path, name }) => ({ path, message: `unknown variable ${name}` }))
  if (errors.length > 0) throw new Failure('invalid_input', { errors })
  if (cleaned.trim() === '') throw invalid('body', 'a text is expected')
  return { subject, body: cleaned }
}

const rewrite = async (
  db: Database,
  id: string,
  text: { subject: string; body: string },
): Promise<bigint> => {
  const { numUpdatedRows } = await db
    .updateTable('letter_template')
    .set((row) => ({ ...text, version: row('version', '+', 1) }))
    .where('id', '=', id)
    .executeTakeFirst()
  return numUpdatedRows
}

const lockOwn = async (db: Database, { topic, language, clientId }: Place) =>
  (await db
    .selectFrom('letter_template')
    .selectAll()
    .where('topic', '=', topic)
    .where('language', '=', language)
    .where('client_id', 'is not distinct from', clientId)
    .forUpdate()
    .executeTakeFirst()) ?? null

const pick = ({ subject, body }: { subject: string; body: string }) => ({ subject, body })

const readLetter = async (context: Context, { topic, language, clientId }: Place): Promise<Letter> => {
  const { items } = await listLetters(context, clientId === null ? {} : { client: clientId })
  const found = items.find((one) => one.topic === topic && one.language === language)
  if (found === undefined) throw notFound()
  return found
}

const stale = async (context: Context, place: Place): Promise<Failure> =>
  new Failure('stale_version', { current: await readLetter(context, place) })

/** These texts are the provider's, like its canned answers: its journal tells how they changed. */
const note = (
  context: Context,
  { topic, language, clientId }: Place,
  { before, after }: { before: unknown; after: unknown },
): Promise<void> => {
  const of = { topic, language, clientId }
  return noteKept(context, 'letter', { before: { ...of, text: before }, after: { ...of, text: after } })
}
