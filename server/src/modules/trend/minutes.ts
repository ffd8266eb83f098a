import type { TrendReviewFacts } from '#contract/trend/api.ts'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Database } from '#platform/database/connect.ts'

/** What is signed: the findings as they were found, what was decided of each by whom, who took part and what was said. */
export const minutesOf = async (
  db: Database,
  reviewId: string,
  { participants, proceedings }: z.output<typeof TrendReviewFacts>,
): Promise<string> => {
  const { rows } = await sql<{ text: string }>`select jsonb_pretty(jsonb_build_object(
      'from', t.from_on, 'to', t.to_on, 'total', t.total, 'shares', t.shares,
      'participants', ${participants ?? null}::text, 'proceedings', ${proceedings ?? null}::text,
      'findings', coalesce((select jsonb_agg(jsonb_build_object('by', f.by, 'key', f.key, 'name', f.name, 'verdict', f.verdict,
          'figures', f.figures, 'incidents', f.incidents, 'decision', f.decision, 'reason', f.reason, 'problem', p.number,
          'decidedBy', d.name, 'decidedAt', f.decided_at) order by f.position)
        from trend_finding f left join record p on p.id = f.problem_id left join person d on d.id = f.decided_by
        where f.review_id = t.record_id), '[]'))) as text
    from trend_review t where t.record_id = ${reviewId} for update of t`.execute(db)
  return rows[0]?.text ?? ''
}
