import { ArticleContent, type knowledgeApi } from '#contract/knowledge/api.ts'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { difference } from '#platform/difference.ts'
import { Failure, invalid, notFound } from '#platform/failure.ts'
import type { Upload } from '#platform/http/bind.ts'
import { ensure } from '#platform/policy.ts'
import { addArtefact, addVersion, readVersion } from '../artefact/index.ts'
import { attachToArticle } from '../attachment/index.ts'
import { lockRecord } from '../record/index.ts'
import { markClosed } from './gaps.ts'
import { writeLink } from './links.ts'
import { mayPublish, mayWrite } from './policy.ts'
import { readForStaff } from './queries.ts'

type Input<Name extends keyof typeof knowledgeApi> = z.output<(typeof knowledgeApi)[Name]['input']>

/** A new article with its first draft; from a ticket's solution it keeps where it comes from. */
export const createArticle = async (context: Context, { content, note, from, gap }: Input<'create'>) => {
  ensure(mayWrite(context.actor))
  const { actor, db, now, emit } = context
  const row = from === undefined ? null : await lockRecord(context, from)
  const number = await nextNumber(context)
  const { artefactId } = await addArtefact(context, {
    kind: 'article',
    key: number.toLowerCase(),
    name: { fr: number },
    clientId: null,
    content,
    note: note ?? '',
  })
  await db
    .insertInto('article')
    .values({ id: artefactId, number, owner_id: actor.id, created_at: now, updated_at: now })
    .execute()
  await emit({ subject: artefactId, event: 'article.opened', body: { number, from: row?.number ?? null } })
  if (row !== null) await writeLink(context, { articleId: artefactId, number, row, kind: 'origin' })
  if (gap !== undefined && gap !== '') await markClosed(context, gap)
  return readForStaff(context, number)
}

const nextNumber = async ({ db }: Context): Promise<string> => {
  const { rows } = await sql<{ number: string }>`select 'ART-' || nextval('art_number') as number`.execute(db)
  const [row] = rows
  if (row === undefined) throw new Error('The sequence of articles did not answer.')
  return row.number
}

export const draftArticle = async (context: Context, { number, content, note }: Input<'draft'>) => {
  const { id } = await lockArticle(context, number)
  ensure(mayWrite(context.actor))
  return readVersion(context, { id: await addVersion(context, id, { content, note: note ?? '' }) })
}

/** What stood in an old version becomes a draft: what came since stays where it is. */
export const restoreVersion = async (context: Context, { number, version }: Input<'restore'>) => {
  const { id } = await lockArticle(context, number)
  ensure(mayWrite(context.actor))
  const old = await readVersion(context, { id: version })
  if (old.artefactId !== id) throw notFound()
  const content = ArticleContent.parse(old.content)
  const kept = await keptFiles(context, id, content.files)
  const note = `↩ ${old.number}`
  return readVersion(context, {
    id: await addVersion(context, id, { content: { ...content, files: kept }, note }),
  })
}

/** Files whose content was removed since do not come back. */
const keptFiles = async ({ db }: Context, articleId: string, files: readonly string[]): Promise<string[]> => {
  if (files.length === 0) return []
  const rows = await db
    .selectFrom('attachment')
    .select('id')
    .where('article_id', '=', articleId)
    .where('redacted_at', 'is', null)
    .where('id', 'in', files)
    .execute()
  return rows.map(({ id }) => id)
}

/** Who looks after it, and until when it is taken to be right: no new version is needed for either. */
export const editArticle = async (context: Context, { number, ownerId, reviewOn }: Input<'edit'>) => {
  ensure(mayPublish(context.actor))
  const { db, now, emit } = context
  const row = await lockArticle(context, number)
  if (reviewOn !== undefined && row.published_version_id === null)
    throw new Failure('not_possible', { detail: 'only what is published is due for review' })
  if (ownerId !== undefined) await checkColleague(context, ownerId)
  const before = { ownerId: row.owner_id, reviewOn: row.review_on }
  const changed = difference(before, { ownerId, reviewOn })
  if (changed === null) return readForStaff(context, number)
  if (ownerId !== undefined)
    await db
      .updateTable('article')
      .set({ owner_id: ownerId, updated_at: now })
      .where('id', '=', row.id)
      .execute()
  if (reviewOn !== undefined && row.published_version_id !== null)
    await db
      .updateTable('artefact_version')
      .set({ review_on: reviewOn })
      .where('id', '=', row.published_version_id)
      .execute()
  await emit({ subject: row.id, event: 'article.edited', body: changed })
  return readForStaff(context, number)
}

const checkColleague = async ({ db }: Context, id: string): Promise<void> => {
  const row = await db
    .selectFrom('person')
    .select('id')
    .where('id', '=', id)
    .where('client_id', 'is', null)
    .where('supplier_id', 'is', null)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  if (row === undefined) throw invalid('ownerId', 'one of the provider’s people is expected')
}

export const withdrawArticle = async (context: Context, { number, reason }: Input<'withdraw'>) => {
  ensure(mayPublish(context.actor))
  const row = await lockArticle(context, number)
  if (row.ended_at !== null) throw new Failure('not_possible', { detail: 'it is withdrawn already' })
  await setEnd(context, row.id, context.now)
  await context.emit({ subject: row.id, event: 'article.withdrawn', body: { reason } })
  return readForStaff(context, number)
}

export const putBackArticle = async (context: Context, { number }: Input<'putBack'>) => {
  ensure(mayPublish(context.actor))
  const row = await lockArticle(context, number)
  if (row.ended_at === null) throw new Failure('not_possible', { detail: 'it is not withdrawn' })
  await setEnd(context, row.id, null)
  await context.emit({ subject: row.id, event: 'article.returned', body: {} })
  return readForStaff(context, number)
}

const setEnd = async ({ db, now }: Context, id: string, at: Temporal.Instant | null): Promise<void> => {
  await db.updateTable('article').set({ ended_at: at, updated_at: now }).where('id', '=', id).execute()
  await db.updateTable('artefact').set({ ended_at: at }).where('id', '=', id).execute()
}

export const attachFile = async (context: Context, { number }: Input<'attach'>, upload: Upload) => {
  ensure(mayWrite(context.actor))
  const { id } = await lockArticle(context, number)
  return attachToArticle(context, id, upload)
}

/** Whoever changes an article does it one after the other. */
const lockArticle = async ({ db }: Context, number: string) => {
  const row = await db
    .selectFrom('article')
    .select(['id', 'owner_id', 'ended_at', 'published_version_id'])
    .select(sql<string | null>`review_on::text`.as('review_on'))
    .where('number', '=', number)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) throw notFound()
  return row
}
