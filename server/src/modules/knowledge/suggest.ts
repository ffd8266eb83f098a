import type { ArticleMatch, knowledgeApi } from '#contract/knowledge/api.ts'
import { Words } from '#contract/words.ts'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { excerptOf } from './excerpt.ts'
import { bodyOf } from './rows.ts'

type Input<Name extends keyof typeof knowledgeApi> = z.output<(typeof knowledgeApi)[Name]['input']>

export interface MatchRow {
  number: string
  title: unknown
  body: unknown
  visibility: 'staff' | 'client' | 'clients'
}

interface Asked {
  title: string
  service: string | null
  category: string | null
  /** Articles for one client are for its tickets alone. */
  client: string | null
  limit: number
}

export const suggestArticles = async (context: Context, input: Input<'suggest'>) => {
  const { title, service = null, category = null, limit } = input
  const found = await matchesOf(context, { title, service, category, client: context.actor.clientId, limit })
  return { items: found.map(({ number, title: named, excerpt }) => ({ number, title: named, excerpt })) }
}

/** Nothing is offered for a word alone that happens to stand somewhere in a long text, nor far behind the best. */
const enough = 0.02
const shareOfBest = 0.4

/** What every trouble says of itself tells none from another. */
const usual =
  /(?<!\p{L})(?:plus|rien|pas|marche|marchent|fonctionne|fonctionnent|probl[èe]me|panne|bonjour|depuis|tou(?:t|te|s|tes)|faire|bien|avec|does|not|work|works|working|problem|with|since)(?!\p{L})/giu

/** Published articles that share words with a title, those of the same service and category first. */
export const matchesOf = async (
  { db, actor }: Context,
  { title, service, category, client, limit }: Asked,
): Promise<ArticleMatch[]> => {
  const words = title.replaceAll(usual, ' ').trim()
  if (words.length < 4) return []
  const isOfClient =
    actor.clientId !== null || client === null
      ? sql`true`
      : sql`(a.client_id is null or a.client_id = ${client})`
  const visibility = actor.clientId === null ? sql`a.visibility` : sql`'clients'`
  const { rows } = await sql<MatchRow>`
    select a.number, a.title, a.body, ${visibility} as visibility
    from (select *, max(rank) over () as best from search_articles(${words}, true, 100)) hit join article a on a.id = hit.subject_id
    where a.published_version_id is not null and ${isOfClient} and (hit.rank >= greatest(${enough}, ${shareOfBest} * hit.best) or hit.best < 0)
    order by abs(hit.rank) * (1 + case when a.service_id = ${service}::uuid then 0.6 else 0 end
      + case when a.category_id = ${category}::uuid then 0.8 else 0 end) desc, a.id desc limit ${limit}`.execute(
    db,
  )
  return rows.map(asMatch)
}

export const asMatch = (row: MatchRow): ArticleMatch => ({
  number: row.number,
  title: Words.parse(row.title),
  excerpt: excerptOf(bodyOf(row.body).fr),
  visibility: row.visibility,
})
