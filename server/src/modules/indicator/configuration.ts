import type { IndicatorCase } from '#contract/indicator/shape.ts'
import type { IndicatorKey } from '#contract/indicator/formula.ts'
import { sql } from 'kysely'
import type { Context } from '#platform/context.ts'
import { readAudit } from '../configuration/index.ts'
import { casesOf, ofClient, type Populations, type Scope, type Sql } from './population.ts'

/** What the minutes of a closed verification say, as they were signed. */
const verifications = ({ client }: Scope, figure: 'accuracy' | 'completeness'): Sql =>
  casesOf({
    kind: 'verification',
    ref: sql`r.id::text`,
    name: sql`r.name`,
    at: sql`r.closed_at`,
    n: sql`(r.figures #>> ${[figure, 'of']}::text[])::int`,
    k: sql`(r.figures #>> ${[figure, 'part']}::text[])::int`,
    from: sql`(select v.id, v.name, v.closed_at, v.minutes::jsonb -> 'figures' as figures from verification v
      where v.closed_at is not null and ${ofClient(client, sql`v.client_id`)}) r`,
  })

export const configurationPopulations: Populations = {
  'configuration-accuracy': (scope) => verifications(scope, 'accuracy'),
  'configuration-completeness': (scope) => verifications(scope, 'completeness'),
}

/** Those that the audit of the configuration counts, of this moment. */
const audited = {
  'configuration-freshness': { measure: 'freshness', rule: 'unverified' },
  'configuration-orphans': { measure: 'orphans', rule: 'orphan' },
} as const satisfies Partial<Record<IndicatorKey, { measure: string; rule: string }>>

export type AuditedKey = keyof typeof audited
export const isAudited = (key: IndicatorKey): key is AuditedKey => key in audited

interface Audited {
  n: number
  numerator: number
  /** What is not as it should be, the first hundred. */
  items: (Pick<IndicatorCase, 'ref' | 'title' | 'clientName'> & { name: string })[]
}

export const readAudited = async (
  context: Context,
  client: string | undefined,
): Promise<(key: AuditedKey) => Audited> => {
  const { measures, rules } = await readAudit(context, client === undefined ? {} : { client })
  return (key) => {
    const { measure, rule } = audited[key]
    const counted = measures.find((one) => one.key === measure)
    const found = rules.find((one) => one.rule === rule)
    return {
      n: counted?.of ?? 0,
      numerator: counted?.count ?? 0,
      items: (found?.items ?? []).map(({ number, name, clientName }) => ({
        ref: number,
        name,
        title: name,
        clientName,
      })),
    }
  }
}
