import { sql } from 'kysely'
import type { Turn } from '#platform/module.ts'
import { reaction, type InsideContext, type Reaction } from '#platform/reactions.ts'
import { Words } from '#contract/words.ts'
import { notify } from '../notification/index.ts'
import { toldFor } from '../team/index.ts'

interface Told {
  number: string
  title: unknown
  author_id: string | null
}

/** Null where the artefact is no article. */
const articleOf = async ({ db }: InsideContext, id: string, version: string): Promise<Told | null> => {
  const { rows } = await sql<Told>`select a.number, v.content -> 'title' as title, v.author_id
    from article a join artefact_version v on v.artefact_id = a.id where a.id = ${id} and v.id = ${version}`.execute(
    db,
  )
  return rows[0] ?? null
}

const causeOf = ({ number, title }: { number: string; title: unknown }) => ({
  article: number,
  title: Words.parse(title).fr,
})

const tellApprovers = reaction(
  'tell-approvers-of-article',
  ['artefact.submitted'],
  async (context, { entry, subject, body, actorId }) => {
    const article = await articleOf(context, subject, body.version)
    if (article === null) return
    const { db, now } = context
    const approvers = await toldFor(db, 'RGS/AC', { now, isOpen: true })
    const people = approvers.people.filter((id) => id !== actorId)
    await notify(db, {
      personIds: people,
      recordId: null,
      event: 'article.submitted',
      cause: causeOf(article),
      source: entry,
      at: now,
    })
  },
)

const tellAuthor = reaction(
  'tell-author-of-article',
  ['artefact.approved', 'artefact.rejected'],
  async (context, { entry, subject, event, body, actorId }) => {
    const article = await articleOf(context, subject, body.version)
    if (article === null || article.author_id === null || article.author_id === actorId) return
    await notify(context.db, {
      personIds: [article.author_id],
      recordId: null,
      event: event === 'artefact.approved' ? 'article.approved' : 'article.rejected',
      cause: causeOf(article),
      source: entry,
      at: context.now,
    })
  },
)

export const knowledgeReactions: readonly Reaction[] = [tellApprovers, tellAuthor]

interface Due extends Told {
  id: string
  owner_id: string
  review_on: string
}

/** Once for each review date, to who looks after the article. */
export const tellReviews = async ({ db, now }: InsideContext): Promise<Turn> => {
  const { rows } = await sql<Due>`select a.id, a.number, a.title, a.owner_id, a.review_on::text as review_on
    from article a, organisation o where a.ended_at is null and a.review_on <= (${now}::timestamptz at time zone o.zone)::date
      and not exists (select from notification n where n.person_id = a.owner_id and n.source = a.id || ':' || a.review_on)
    order by a.review_on limit 200`.execute(db)
  for (const due of rows) {
    await notify(db, {
      personIds: [due.owner_id],
      recordId: null,
      event: 'article.review-due',
      cause: causeOf(due),
      source: `${due.id}:${due.review_on}`,
      at: now,
    })
  }
  return { hasMore: rows.length === 200 }
}
