import type { Decision, Dimension } from '#contract/trend/shape.ts'
import { sql } from 'kysely'
import type { Database } from '#platform/database/connect.ts'

export interface FindingBefore {
  id: string
  by: Dimension
  key: string
  decision: Decision
}

/** What the latest other review has decided. */
export const findingsBefore = async (db: Database, reviewId: string): Promise<FindingBefore[]> => {
  const { rows } = await sql<FindingBefore>`select f.id, f.by, f.key, f.decision from trend_finding f
    where f.decision is not null and f.review_id = (
      select t.record_id from trend_review t join record r on r.id = t.record_id
      where t.record_id <> ${reviewId} and r.phase <> 'cancelled' order by t.gathered_at desc limit 1)
    order by f.position`.execute(db)
  return rows
}
