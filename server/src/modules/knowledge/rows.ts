import type { ArticleVisibility } from '#contract/knowledge/api.ts'
import { Words } from '#contract/words.ts'
import { sql, type RawBuilder } from 'kysely'
import { z } from 'zod'
import { excerptOf } from './excerpt.ts'

/** An article with what lists show of it. */
export interface ArticleRow {
  id: string
  number: string
  title: unknown
  body: unknown
  category_id: string | null
  category_name: unknown
  service_id: string | null
  service_name: string | null
  published_at: Temporal.Instant | null
}

export interface StaffRow extends ArticleRow {
  visibility: ArticleVisibility
  client_id: string | null
  client_name: string | null
  owner_id: string
  owner_name: string
  review_on: string | null
  updated_at: Temporal.Instant
  ended_at: Temporal.Instant | null
  published_version_id: string | null
  latest_state: 'draft' | 'submitted' | 'approved' | 'rejected'
  latest_id: string
  opened: number
  helped: number
}

/** What clients may read of an article; row-level security says which. */
export const portalColumns: RawBuilder<unknown> = sql`a.id, a.number, a.title, a.body, a.category_id,
  (select k.name from category k where k.id = a.category_id) as category_name,
  a.service_id, (select s.name from service s where s.id = a.service_id) as service_name, a.published_at`

/** The latest version stands beside: it may be one that is still being written. */
export const staffColumns: RawBuilder<unknown> = sql`${portalColumns}, a.visibility, a.client_id,
  (select c.name from client c where c.id = a.client_id) as client_name,
  a.owner_id, (select p.name from person p where p.id = a.owner_id) as owner_name,
  a.review_on::text as review_on, a.updated_at, a.ended_at, a.published_version_id,
  v.state as latest_state, v.id as latest_id, n.opened, n.helped`

export const staffSources: RawBuilder<unknown> = sql`article a
  cross join lateral (select id, state from artefact_version v where v.artefact_id = a.id order by number desc limit 1) v
  cross join lateral (select coalesce(sum(opened), 0)::int as opened, coalesce(sum(helped), 0)::int as helped
    from article_count n where n.article_id = a.id) n`

const Body = z.object({ fr: z.string(), en: z.string().optional() }).catch({ fr: '' })

export const bodyOf = (value: unknown) => Body.parse(value)

export const asPortalSummary = (row: ArticleRow) => ({
  number: row.number,
  title: Words.parse(row.title),
  excerpt: excerptOf(bodyOf(row.body).fr),
  categoryId: row.category_id,
  categoryName: row.category_name === null ? null : Words.parse(row.category_name),
  serviceId: row.service_id,
  serviceName: row.service_name,
  publishedAt: row.published_at,
})

export const asSummary = (row: StaffRow) => ({
  ...asPortalSummary(row),
  id: row.id,
  ...stateOf(row),
  visibility: row.visibility,
  clientId: row.client_id,
  clientName: row.client_name,
  owner: { id: row.owner_id, name: row.owner_name },
  reviewOn: row.review_on,
  updatedAt: row.updated_at,
  opened: row.opened,
  helped: row.helped,
})

/** A published article may have a version beside it that is being written. */
const stateOf = ({
  ended_at,
  published_version_id,
  latest_id,
  latest_state,
}: StaffRow): {
  state: 'draft' | 'submitted' | 'rejected' | 'published' | 'withdrawn'
  pending: 'draft' | 'submitted' | 'rejected' | null
} => {
  const pending = latest_state === 'approved' || latest_id === published_version_id ? null : latest_state
  if (ended_at !== null) return { state: 'withdrawn', pending }
  if (published_version_id !== null) return { state: 'published', pending }
  return { state: latest_state === 'approved' ? 'published' : latest_state, pending }
}
