import type { VersionState } from '#contract/artefact/api.ts'
import type { knowledgeApi } from '#contract/knowledge/api.ts'
import { sql, type RawBuilder } from 'kysely'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { decodeCursor, page } from '#platform/cursor.ts'
import { together } from '#platform/database/connect.ts'
import { notFound } from '#platform/failure.ts'
import { actionsOn, asVersion, versionRows } from '../artefact/index.ts'
import { filesOfArticle } from '../attachment/index.ts'
import { linksOf } from './links.ts'
import { opinionsOf, ownOpinion } from './opinions.ts'
import { mayPublish, mayWrite } from './policy.ts'
import {
  asPortalSummary,
  asSummary,
  bodyOf,
  portalColumns,
  staffColumns,
  staffSources,
  type ArticleRow,
  type StaffRow,
} from './rows.ts'

type Input<Name extends keyof typeof knowledgeApi> = z.output<(typeof knowledgeApi)[Name]['input']>

/** Last touched first; with words, the best match first and no further page. */
export const listArticles = async (context: Context, input: Input<'list'>) => {
  const { actor, db } = context
  const { cursor, limit, q } = input
  const isClient = actor.clientId !== null
  const conditions = [...(isClient ? portalConditions(input) : staffConditions(context, input))]
  const isSearch = q !== undefined && q !== ''
  const rank = isSearch ? sql`join search_articles(${q}, false, 200) hit on hit.subject_id = a.id` : sql``
  const order = isSearch
    ? sql`hit.rank desc, a.id desc`
    : isClient
      ? sql`a.published_at desc, a.id desc`
      : sql`a.updated_at desc, a.id desc`
  if (cursor !== undefined && !isSearch) {
    const [at, id] = decodeCursor(cursor, 2)
    const key = isClient ? sql`a.published_at` : sql`a.updated_at`
    conditions.push(sql`(${key}, a.id) < (${at}::timestamptz, ${id}::uuid)`)
  }
  const where = conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `)
  const end = sql`${rank} where ${where} order by ${order} limit ${limit + 1}`
  if (isClient) {
    const { rows } = await sql<ArticleRow>`select ${portalColumns} from article a ${end}`.execute(db)
    const shown = page(rows, limit, (row) => [String(row.published_at), row.id])
    return { items: shown.rows.map(asPortalSummary), nextCursor: isSearch ? null : shown.nextCursor }
  }
  const { rows } = await sql<StaffRow>`select ${staffColumns} from ${staffSources} ${end}`.execute(db)
  const shown = page(rows, limit, (row) => [row.updated_at.toString(), row.id])
  return { items: shown.rows.map(asSummary), nextCursor: isSearch ? null : shown.nextCursor }
}

const portalConditions = ({ category, service }: Input<'list'>): RawBuilder<unknown>[] => [
  ...(category === undefined ? [] : [sql`a.category_id = ${category}`]),
  ...(service === undefined ? [] : [sql`a.service_id = ${service}`]),
]

const staffConditions = ({ now, actor }: Context, input: Input<'list'>): RawBuilder<unknown>[] => {
  const { state, pending, visibility, client, due } = input
  const today = now.toZonedDateTimeISO(actor.zone).toPlainDate().toString()
  return [
    ...portalConditions(input),
    state === 'withdrawn' ? sql`a.ended_at is not null` : sql`a.ended_at is null`,
    ...(state === 'published' ? [sql`a.published_version_id is not null`] : []),
    ...(state === 'draft' || state === 'submitted' || state === 'rejected'
      ? [sql`a.published_version_id is null and v.state = ${state}`]
      : []),
    ...(pending === undefined ? [] : [sql`v.state = ${pending}`]),
    ...(visibility === undefined ? [] : [sql`a.visibility = ${visibility}`]),
    ...(client === undefined ? [] : [sql`(a.client_id = ${client} or a.visibility = 'clients')`]),
    ...(due === true ? [sql`a.review_on <= ${today}::date`] : []),
  ]
}

export const readArticle = (context: Context, { number }: Input<'read'>) =>
  context.actor.clientId === null ? readForStaff(context, number) : readForClient(context, number)

const readForClient = async (context: Context, number: string) => {
  const { rows } = await sql<ArticleRow & { file_ids: string[] }>`
    select ${portalColumns}, a.files as file_ids from article a where a.number = ${number}`.execute(
    context.db,
  )
  const [row] = rows
  if (row === undefined) throw notFound()
  const { excerpt: _, ...summary } = asPortalSummary(row)
  const body = bodyOf(row.body)
  const files = await filesOfArticle(context, row.id)
  return {
    ...summary,
    body,
    files: files.filter(({ id }) => !isInText(body, id)),
    myOpinion: await ownOpinion(context, row.id),
  }
}

/** A picture in the text is no file below it. */
const isInText = ({ fr, en = '' }: { fr: string; en?: string | undefined }, id: string): boolean =>
  fr.includes(id) || en.includes(id)

export const readForStaff = async (context: Context, number: string) => {
  const { db, now, actor } = context
  const row = await findArticle(context, number)
  const [found, files, records, opinions, myOpinion] = await together([
    versionRows(db).where('v.artefact_id', '=', row.id).orderBy('v.number', 'desc').execute(),
    filesOfArticle(context, row.id),
    linksOf(context, row.id),
    opinionsOf(context, row.id),
    ownOpinion(context, row.id),
  ])
  const versions = found.map((one) => asVersion(one, now))
  const [latest] = versions
  if (latest === undefined) throw notFound()
  const { excerpt: _, ...summary } = asSummary(row)
  return {
    ...summary,
    published: versions.find(({ id }) => id === row.published_version_id) ?? null,
    latest,
    versions,
    files,
    records,
    opinions,
    myOpinion,
    actions: articleActions(actor, { row, latest }),
  }
}

type Action = 'edit' | 'submit' | 'approve' | 'reject' | 'withdraw' | 'return' | 'review'

const articleActions = (
  actor: Context['actor'],
  { row, latest }: { row: StaffRow; latest: { state: VersionState } },
): Action[] => {
  if (row.ended_at !== null) return mayPublish(actor) ? ['return'] : []
  const usual = actionsOn(actor, latest, { approvedBy: 'RGS/AC', mayDraft: mayWrite })
  const actions: Action[] = usual.flatMap((action) => (action === 'put-in-force' ? [] : [action]))
  if (mayPublish(actor)) actions.push('withdraw')
  if (mayPublish(actor) && row.published_version_id !== null) actions.push('review')
  return actions
}

/** Staff alone: with what is being written. */
export const findArticle = async ({ db }: Context, number: string): Promise<StaffRow> => {
  const { rows } =
    await sql<StaffRow>`select ${staffColumns} from ${staffSources} where a.number = ${number}`.execute(db)
  const [row] = rows
  if (row === undefined) throw notFound()
  return row
}

export const listVersions = async (context: Context, { number }: Input<'listVersions'>) => {
  const row = await findArticle(context, number)
  const found = await versionRows(context.db)
    .where('v.artefact_id', '=', row.id)
    .orderBy('v.number', 'desc')
    .execute()
  return { items: found.map((one) => asVersion(one, context.now)) }
}
