import { ChangeType, RiskAnswers, Scale, type Missing } from '#contract/change/shape.ts'
import type { Selectable } from 'kysely'
import { z } from 'zod'
import type { Database } from '#platform/database/connect.ts'
import type { DB } from '#platform/database/schema.ts'
import { notFound } from '#platform/failure.ts'

export type ChangeRow = Selectable<DB['change']>

/** The request for change beside its record. */
export const findChange = async (db: Database, recordId: string): Promise<ChangeRow> => {
  const row = await db.selectFrom('change').selectAll().where('record_id', '=', recordId).executeTakeFirst()
  if (row === undefined) throw notFound()
  return row
}

const Classified = z.object({
  changeType: ChangeType.nullable().catch(null),
  severity: Scale.nullable().catch(null),
  changeImpact: Scale.nullable().catch(null),
  isBySupplier: z.boolean().catch(false),
  inRelease: z.boolean().catch(false),
  isImplemented: z.boolean().catch(false),
  isBackedOut: z.boolean().catch(false),
})
export type Classified = z.infer<typeof Classified>

/** How it is classified and how far it is, as its conditions read it. */
export const classifiedIn = (facts: unknown): Classified => Classified.parse(facts ?? {})

export const risksIn = (row: ChangeRow): RiskAnswers => RiskAnswers.catch({}).parse(row.risk)

/** What must be said before somebody is asked to decide; an emergency has its one line and its window. */
export const missingIn = (
  row: ChangeRow,
  { changeType, severity, changeImpact }: Pick<Classified, 'changeType' | 'severity' | 'changeImpact'>,
): Missing[] => {
  if (changeType === 'standard') return []
  const isNormal = changeType !== 'emergency'
  return [
    ...(changeType === null || severity === null || changeImpact === null
      ? (['classification'] as const)
      : []),
    ...(row.reason.trim() === '' && isNormal ? (['reason'] as const) : []),
    ...(row.risk_score === null && isNormal ? (['risk'] as const) : []),
    ...(row.test_plan.trim() === '' && isNormal ? (['testPlan'] as const) : []),
    ...(row.back_out_plan.trim() === '' ? (['backOutPlan'] as const) : []),
    ...(row.window_from === null ? (['window'] as const) : []),
  ]
}
