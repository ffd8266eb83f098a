import type { configurationApi } from '#contract/configuration/api.ts'
import { auditRules, type Audit, type AuditRule, type Finding } from '#contract/configuration/audit.ts'
import { sql, type RawBuilder, type SqlBool } from 'kysely'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import type { Database } from '#platform/database/connect.ts'
import { together } from '#platform/database/connect.ts'

type Input = z.output<(typeof configurationApi)['audit']['input']>

/** Of each rule so many are shown; all are counted. */
const mostShown = 100

/** Rules that another ability looks after: what it finds among the items of a client, or of all. */
export type Inspection = (
  context: Context,
  client: Input['client'],
) => Promise<readonly { rule: AuditRule; items: Finding[] }[]>

const inspections: Inspection[] = []
export const registerInspection = (inspection: Inspection): void => {
  inspections.push(inspection)
}

interface FindingRow extends Finding {
  rule: string
  count: number
}

interface CountRow {
  in_service: number
  verified: number
  expected: number
  orphans: number
  steps: number
  unauthorised: number
}

/** What is wrong with what is written down, in one statement, and how good it is in another. */
export const readAudit = async (context: Context, { client }: Input): Promise<Audit> => {
  const { db, now } = context
  const scope = { mine: ofClient(client), now }
  const [found, counted] = await together([findingsIn(db, scope), countsIn(db, scope)])
  const byRule = Map.groupBy(found, ({ rule }) => rule)
  const inspected = (await together(inspections.map((inspection) => inspection(context, client)))).flat()
  return {
    rules: Object.entries(auditRules).map(([rule, words]) => {
      const others = inspected.find((one) => one.rule === rule)?.items
      if (others !== undefined)
        return { rule, ...words, count: others.length, items: others.slice(0, mostShown) }
      const rows = byRule.get(rule) ?? []
      return { rule, ...words, count: rows[0]?.count ?? 0, items: rows }
    }),
    measures: [
      { key: 'freshness', count: counted.verified, of: counted.in_service, target: 1, isAtMost: false },
      { key: 'orphans', count: counted.orphans, of: counted.expected, target: 0.05, isAtMost: true },
      { key: 'unauthorised', count: counted.unauthorised, of: counted.steps, target: 0, isAtMost: true },
    ],
  }
}

const ofClient = (client: Input['client']): RawBuilder<SqlBool> => {
  if (client === undefined) return sql<SqlBool>`true`
  return client === 'none' ? sql<SqlBool>`s.client_id is null` : sql<SqlBool>`s.client_id = ${client}`
}

interface Scope {
  mine: RawBuilder<SqlBool>
  now: Temporal.Instant
}

/** Practice counts a year, on the clock of UTC: the day of the check is what matters. */
const yearBefore = (now: Temporal.Instant): string => now.subtract({ hours: 24 * 365 }).toString()

/** Present items of the scope, and what carries a service that runs. */
const present = ({ mine }: Scope) => sql`
  present as materialized (
    select s.ci_id as id, c.number, s.name, s.plain_name, t.key as type, s.state, cl.name as client_name, s.owner_id, s.attributes,
      t.attributes as demanded, t.control, t.reaches_service, c.verified_at
    from ci_state s join ci c on c.id = s.ci_id join ci_type t on t.id = s.type_id left join client cl on cl.id = s.client_id
    where s.valid_to = 'infinity' and ${mine}),
  carrying (id) as (
    select s.ci_id from service v join ci_state s on s.ci_id = v.id where s.valid_to = 'infinity' and s.state not in ('retired', 'disposed')
    union
    select r.carrier_id from carrying k join ci_relation r on r.carried_id = k.id and r.valid_to = 'infinity'),
  orphan as (
    select p.id from present p where p.state = 'in-service' and p.reaches_service and not exists (select from carrying k where k.id = p.id))`

const findingsIn = async (db: Database, scope: Scope): Promise<FindingRow[]> => {
  const { rows } = await sql<FindingRow>`
    with recursive ${present(scope)},
    today (day) as (select (${scope.now}::timestamptz at time zone zone)::date::text from organisation),
    demand as (
      select p.id, p.state, a -> 'name' as name, coalesce((a ->> 'isRequired')::boolean, false) as is_required,
        coalesce((a ->> 'isExpiry')::boolean, false) as is_expiry, p.attributes -> (a ->> 'key') as value, p.attributes ->> (a ->> 'key') as told
      from present p, jsonb_array_elements(p.demanded) a),
    tie as (
      select from_id as one, to_id as other from ci_relation where valid_to = 'infinity' and kind <> 'replaces'
      union all
      select to_id, from_id from ci_relation where valid_to = 'infinity' and kind <> 'replaces'),
    found (rule, id, attribute, "on", other) as (
      select 'orphan', id, null::jsonb, null::text, null::uuid from orphan
      union all
      select 'no-owner', id, null, null, null from present where state = 'in-service' and control = 'controlled' and owner_id is null
      union all
      select 'unverified', id, null, verified_at::date::text, null from present
        where state = 'in-service' and (verified_at is null or verified_at < ${yearBefore(scope.now)}::timestamptz)
      union all
      select 'expired', d.id, d.name, d.told, null from demand d, today
        where d.is_expiry and d.state = 'in-service' and d.told ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' and d.told < today.day
      union all
      select 'required-empty', d.id, d.name, null, null from demand d
        where d.is_required and d.state not in ('retired', 'disposed') and coalesce(trim(d.told), '') in ('', '[]')
      union all
      select 'retired-related', p.id, null, null, tie.other from present p join tie on tie.one = p.id where p.state in ('retired', 'disposed')
      union all
      select 'related-to-retired', p.id, null, null, tie.other from present p join tie on tie.one = p.id
        join ci_state o on o.ci_id = tie.other and o.valid_to = 'infinity' and o.state in ('retired', 'disposed')
        where p.state not in ('retired', 'disposed')
      union all
      select 'unauthorised', p.id, null, step.at::date::text, null from controlled_steps('-infinity') step join present p on p.id = step.ci_id
        where not step.is_authorised),
    placed as (
      select f.*, row_number() over (partition by f.rule order by f."on", p.plain_name, p.id) as place, count(*) over (partition by f.rule)::int as count
      from found f join present p on p.id = f.id)
    select f.rule, f.count, p.number, p.name, p.type, p.state, p.client_name as "clientName", f.attribute, f."on",
      case when f.other is not null then jsonb_build_object('number', oc.number, 'name',
        (select name from ci_state where ci_id = oc.id order by valid_from desc limit 1)) end as other
    from placed f join present p on p.id = f.id left join ci oc on oc.id = f.other
    where f.place <= ${mostShown} order by f.rule, f.place`.execute(db)
  return rows
}

const countsIn = async (db: Database, scope: Scope): Promise<CountRow> => {
  const since = yearBefore(scope.now)
  const { rows } = await sql<CountRow>`
    with recursive ${present(scope)},
    step as (select step.is_authorised from controlled_steps(${since}::timestamptz) step join present p on p.id = step.ci_id)
    select count(*) filter (where state = 'in-service')::int as in_service,
      count(*) filter (where state = 'in-service' and verified_at >= ${since}::timestamptz)::int as verified,
      count(*) filter (where state = 'in-service' and reaches_service)::int as expected,
      (select count(*)::int from orphan) as orphans,
      (select count(*)::int from step) as steps,
      (select count(*)::int from step where not is_authorised) as unauthorised
    from present`.execute(db)
  const [row] = rows
  if (row === undefined) throw new Error('The database did not answer.')
  return row
}
