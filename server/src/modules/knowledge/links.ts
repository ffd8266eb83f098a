import type { ArticleLink, knowledgeApi } from '#contract/knowledge/api.ts'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { together } from '#platform/database/connect.ts'
import { ensure } from '#platform/policy.ts'
import { audienceOf, findRow, lockRecord } from '../record/index.ts'
import { mayWrite } from './policy.ts'
import { readableId } from './readable.ts'
import { asMatch, matchesOf, type MatchRow } from './suggest.ts'

type Input<Name extends keyof typeof knowledgeApi> = z.output<(typeof knowledgeApi)[Name]['input']>

/** The article was of use on this ticket: the ticket's journal says so, once. */
export const linkArticle = async (context: Context, { number, record }: Input<'link'>) => {
  ensure(mayWrite(context.actor))
  const articleId = await readableId(context, number)
  const row = await lockRecord(context, record)
  await writeLink(context, { articleId, number, row, kind: 'used' })
  return {}
}

interface Link {
  articleId: string
  number: string
  row: Awaited<ReturnType<typeof lockRecord>>
  kind: 'origin' | 'used'
}

export const writeLink = async (context: Context, { articleId, number, row, kind }: Link): Promise<void> => {
  const { actor, db, now, emit } = context
  const made = await db
    .insertInto('article_link')
    .values({ article_id: articleId, record_id: row.id, kind, at: now, by_id: actor.id })
    .onConflict((conflict) => conflict.doNothing())
    .returning('article_id')
    .executeTakeFirst()
  if (made === undefined) return
  await emit({
    subject: row.id,
    event: 'record.article-linked',
    body: { article: number, kind },
    audience: audienceOf(row),
  })
}

/** The tickets on which it was of use, and the one it comes from. */
export const linksOf = async ({ db }: Context, articleId: string): Promise<z.input<typeof ArticleLink>[]> => {
  const { rows } = await sql<z.input<typeof ArticleLink>>`
    select r.number, r.title, r.phase, l.kind, l.at from article_link l join record r on r.id = l.record_id
    where l.article_id = ${articleId} order by l.at desc limit 200`.execute(db)
  return rows
}

/** Beside a ticket: what was used on it, and what may fit its title, service and category. */
export const articlesOfRecord = async (context: Context, { number }: Input<'ofRecord'>) => {
  const row = await findRow(context, number)
  const [{ rows: linked }, suggested] = await together([
    sql<MatchRow & { kind: 'origin' | 'used' }>`
      select a.number, a.title, a.body, a.visibility, l.kind from article_link l join article a on a.id = l.article_id
      where l.record_id = ${row.id} order by l.at desc, a.id desc limit 50`.execute(context.db),
    matchesOf(context, {
      title: row.title,
      service: row.service_id,
      category: row.category_id,
      client: row.client_id,
      limit: 6,
    }),
  ])
  const used = new Set(linked.map((one) => one.number))
  return {
    linked: linked.map((one) => ({ ...asMatch(one), kind: one.kind })),
    suggested: suggested.filter((one) => !used.has(one.number)).slice(0, 5),
  }
}
