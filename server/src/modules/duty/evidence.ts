import type { dutyApi } from '#contract/duty/api.ts'
import { DutyEvidence } from '#contract/duty/api.ts'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { decodeCursor, page } from '#platform/cursor.ts'
import { invalid } from '#platform/failure.ts'

type Input = z.output<(typeof dutyApi)['list']['input']>

interface EvidenceRow extends Omit<
  DutyEvidence,
  'minutes' | 'itemsVerified' | 'deviations' | 'baseline' | 'report'
> {
  id: string
  facts: unknown
  reportId: string | null
  reportAt: Temporal.Instant | null
}

/** Where a row comes in the list: its day, then its id. */
const Place = z.tuple([z.iso.date(), z.uuid()])

/** Duties with their proof, the latest due first. */
export const listDuties = async ({ db, now }: Context, input: Input) => {
  const { process, rule, state, from, to, cursor, limit } = input
  if (from !== undefined && to !== undefined && to < from) throw invalid('to', 'not before from')
  const is = {
    open: sql`r.closed_at is null`,
    late: sql`r.phase <> 'cancelled' and case when r.resolved_at is null then r.due_by <= ${now} else r.resolved_at > r.due_by end`,
    done: sql`r.phase = 'closed'`,
    cancelled: sql`r.phase = 'cancelled'`,
  }
  const wanted = [
    ...(process === undefined ? [] : [sql`d.process = ${process}`]),
    ...(rule === undefined ? [] : [sql`d.id = ${rule}`]),
    ...(state === undefined ? [] : [is[state]]),
    ...(from === undefined ? [] : [sql`t.due_on >= ${from}::date`]),
    ...(to === undefined ? [] : [sql`t.due_on <= ${to}::date`]),
    ...(cursor === undefined ? [] : [after(cursor)]),
  ]
  const { rows } = await sql<EvidenceRow>`
    select r.id, r.number, r.title, d.process, d.id as "ruleId", d.name as rule, c.name as "clientName", t.due_on as "dueOn", r.phase,
      ${is.late} as "isLate", r.closed_at as "closedAt", case when r.closed_at is not null then ended.name end as "closedBy",
      a.name as "assigneeName", r.facts, case when v.id is not null then jsonb_build_object('id', v.id, 'name', v.name) end as campaign,
      s.id as "reportId", s.at as "reportAt",
      array(select o.number from record_link l join record o on o.id = case when l.from_id = r.id then l.to_id else l.from_id end
        where r.id in (l.from_id, l.to_id) order by o.recorded_at) as links,
      (select count(*)::int from attachment f where f.record_id = r.id and f.redacted_at is null) as files
    from duty_record t join duty_rule d on d.id = t.duty_rule_id join record r on r.id = t.record_id
      left join client c on c.id = r.client_id left join person a on a.id = r.assignee_id
      left join verification v on v.id = ${idIn('campaign')} left join configuration_report s on s.id = ${idIn('report')}
      left join lateral (select p.name from record_visit v left join person p on p.id = v.actor_id
        where v.record_id = r.id order by v.number desc limit 1) ended on true
    where ${sql.join([sql`t.record_id is not null`, ...wanted], sql` and `)}
    order by t.due_on desc, t.record_id desc limit ${limit + 1}`.execute(db)
  const { rows: shown, nextCursor } = page(rows, limit, ({ dueOn, id }) => [dueOn, id])
  return { items: shown.map(asEvidence), nextCursor }
}

const after = (cursor: string) => {
  const place = Place.safeParse(decodeCursor(cursor, 2))
  if (!place.success) throw invalid('cursor', 'not a cursor of this list')
  const [day, id] = place.data
  return sql`(t.due_on, t.record_id) < (${day}::date, ${id}::uuid)`
}

/** What its activities wrote, as far as it is proof; a fact of another shape is none. */
const Proof = z.object({
  proceedings: z.string().nullable().catch(null),
  itemsVerified: z.int().nullable().catch(null),
  deviations: z.int().nullable().catch(null),
  baseline: DutyEvidence.shape.baseline.catch(null),
})

/** What was written by hand before the product knew the thing itself is no id. */
const idIn = (fact: 'campaign' | 'report') =>
  sql`case when r.facts ->> ${fact} ~ '^[0-9a-f-]{36}$' then (r.facts ->> ${fact})::uuid end`

const asEvidence = ({ id: _id, facts, reportId, reportAt, ...row }: EvidenceRow): DutyEvidence => {
  const { proceedings, ...proof } = Proof.parse(facts)
  const report = reportId === null || reportAt === null ? null : { id: reportId, at: reportAt.toString() }
  return { ...row, ...proof, report, minutes: proceedings }
}
