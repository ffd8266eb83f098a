import { Figures, type Finding, type TrendReview } from '#contract/trend/shape.ts'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { together } from '#platform/database/connect.ts'
import { notFound } from '#platform/failure.ts'
import { findRow } from '../record/index.ts'
import { decidesFindings } from './policy.ts'

interface ReviewRow {
  from: string | null
  to: string | null
  total: number | null
  gatheredAt: Temporal.Instant | null
  gatheredBy: string | null
  signedAt: Temporal.Instant | null
  signedBy: string | null
}

type FindingRow = Omit<z.input<typeof Finding>, 'figures'> & { figures: unknown }

/** What was taken back is null. */
const Kept = z.object({
  participants: z.string().nullable().catch(null),
  proceedings: z.string().nullable().catch(null),
})

export const listReviews = async ({ db }: Context) => {
  const { rows } = await sql<{
    number: string
    from: string
    to: string
    findings: number
    problems: number
    isOpen: boolean
    signedBy: string | null
  }>`select r.number, t.from_on as "from", t.to_on as "to", r.closed_at is null as "isOpen", p.name as "signedBy",
      count(f.id)::int as findings, count(f.id) filter (where f.decision = 'problem')::int as problems
    from trend_review t join record r on r.id = t.record_id left join trend_finding f on f.review_id = t.record_id
      left join person p on p.id = t.signed_by
    where r.phase <> 'cancelled' group by r.id, t.record_id, p.name order by t.gathered_at desc limit 60`.execute(
    db,
  )
  return { items: rows }
}

export const readReview = async (
  context: Context,
  { number }: { number: string },
): Promise<z.input<typeof TrendReview>> => {
  const { db, actor } = context
  const row = await findRow(context, number)
  const [reviews, findings] = await together([
    sql<ReviewRow>`select t.from_on as "from", t.to_on as "to", t.total, t.gathered_at as "gatheredAt", g.name as "gatheredBy",
        t.signed_at as "signedAt", s.name as "signedBy"
      from artefact_version v join artefact a on a.id = v.artefact_id and a.kind = 'procedure' and a.key = 'trend-review'
        left join trend_review t on t.record_id = ${row.id} left join person g on g.id = t.gathered_by left join person s on s.id = t.signed_by
      where v.id = ${row.procedure_version_id}`.execute(db),
    sql<FindingRow>`select f.id, f.by, f.key, f.name, f.verdict, f.figures, f.incidents, f.decision, f.reason, p.number as problem,
        f.decided_at as "decidedAt", d.name as "decidedBy",
        case when o.id is not null then jsonb_build_object('number', q.number, 'decision', o.decision, 'reason', o.reason, 'problem', op.number) end as before
      from trend_finding f left join record p on p.id = f.problem_id left join person d on d.id = f.decided_by
        left join trend_finding o on o.id = f.before_id and o.decision is not null left join record q on q.id = o.review_id
        left join record op on op.id = o.problem_id
      where f.review_id = ${row.id} order by f.position`.execute(db),
  ])
  const [review] = reviews.rows
  if (review === undefined) throw notFound()
  const { participants, proceedings } = Kept.parse(row.facts)
  return {
    number: row.number,
    ...review,
    findings: findings.rows.map((finding) => ({ ...finding, figures: Figures.parse(finding.figures) })),
    participants,
    minutes: proceedings,
    mayDecide:
      review.gatheredAt !== null &&
      review.signedAt === null &&
      row.closed_at === null &&
      decidesFindings(actor),
  }
}
