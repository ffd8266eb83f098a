import { sql } from 'kysely'
import {
  ageRows,
  casesOf,
  justBefore,
  limitRows,
  monthEnds,
  ofClient,
  periodEnd,
  sinceOf,
  type Populations,
  type Scope,
  type Sql,
} from './population.ts'

const isIncident = ({ client }: Scope): Sql =>
  sql`r.kind = 'INC' and r.merged_into_id is null and r.phase <> 'cancelled' and ${ofClient(client, sql`r.client_id`)}`

/** Until when an incident may count: as the index has it. */
const lastDate = sql`greatest(r.updated_at, r.due_resolution_at, r.due_response_at, coalesce(r.closed_at, 'infinity'))`

/**
 * Incidents of the twelve months and what was open in them: neither cancelled nor merged into another. Who was attached to
 * another's incident was promised the same and counts as well.
 */
export const incidents = (scope: Scope): Sql => {
  const since = sql`${sinceOf(scope)}::timestamptz`
  return sql`
  inc as materialized (
    select r.id, r.recorded_at, r.responded_at, r.resolved_at, r.closed_at, r.due_response_at, r.due_resolution_at, r.response_breached_at,
      r.resolution_breached_at, r.net_minutes, r.held_minutes, r.target_minutes, r.priority, r.is_major, r.reopened,
      case when r.facts ->> 'rating' ~ '^[1-5]$' then (r.facts ->> 'rating')::int end as rating, r.phase, r.number
    from record r
    where ${isIncident(scope)} and ${lastDate} >= ${since}),
  diagnosing as materialized (
    select v.id as version, s ->> 'id' as step from artefact a join artefact_version v on v.artefact_id = a.id,
      jsonb_array_elements(v.content #> '{procedure,steps}') s
    where a.kind = 'procedure' and a.key in ('incident', 'major-incident')
      and exists (select from jsonb_array_elements(s -> 'activities') x where x ->> 'name' = 'diagnose'))`
}

/** Restored in the meantime, and opened again since. */
const wasRestored = sql`(r.reopened > 0 and coalesce((select e.event = 'record.resolved' from journal_entry e where e.subject_id = r.id
  and e.event in ('record.resolved', 'record.reopened') and e.at < m.until order by e.seq desc limit 1), false))`

/** Few are still open when a month ends: each finds the ends it saw, instead of each end all of the year's. */
const backlog = (scope: Scope, which: Sql = sql`true`): Sql => {
  const ends = monthEnds(scope)
  const [opened, restored] = [sql`r.recorded_at`, sql`coalesce(r.resolved_at, 'infinity')`].map(
    (at) => sql`width_bucket(${at}, ${ends})`,
  )
  return sql`inc r cross join lateral unnest((${ends})[${opened} + 1 : ${restored}]) m (until)
    where ${opened} < ${restored} and not ${wasRestored} and ${which}`
}

/** The backlog as the period ends: whose age is asked for. */
export const openIncidents = (scope: Scope): Sql => sql`
  select r.id, r.number, r.calendar_id, r.recorded_at as since, 'open' as need
  from (select ${periodEnd(scope)}::timestamptz as until) m join record r on r.recorded_at < m.until
    and coalesce(r.resolved_at, 'infinity') >= m.until and ${isIncident(scope)} and not ${wasRestored}`

export const majorsToReview = (scope: Scope): Sql => sql`
  select r.id, r.number, r.calendar_id, r.resolved_at as since, 'review' as need from record r
  where r.is_major and r.resolved_at >= ${sinceOf(scope)}::timestamptz and ${isIncident(scope)}`

const closed = sql`inc r where r.phase = 'closed'`

/** The category, the service or the priority that it had was replaced once somebody had looked for the fault. */
const isReclassified = sql`exists (select from journal_entry e join journal_body b on b.entry_id = e.id
  where e.subject_id = r.id and e.event in ('record.edited', 'record.reprioritised')
    and case e.event when 'record.edited' then coalesce(b.body #>> '{before,category_id}', b.body #>> '{before,service_id}', b.body #>> '{before,priority}') is not null
      else b.body ->> 'before' is not null and b.body -> 'before' <> b.body -> 'after' end
    and e.at > (select min(v.at) from record_visit v join diagnosing d on d.version = v.procedure_version_id and d.step = v.step where v.record_id = r.id))`

const reviewedAt = sql`(select min(e.at) from journal_entry e join journal_body b on b.entry_id = e.id
  where e.subject_id = r.id and e.event = 'record.moved' and b.body -> 'fields' ? 'review')`

export const incidentPopulations: Populations = {
  'incident-restoration': () =>
    casesOf({
      at: sql`r.resolved_at`,
      amount: sql`r.net_minutes`,
      gross: sql`r.net_minutes + r.held_minutes`,
      goal: sql`r.target_minutes`,
      group: sql`r.priority`,
      from: sql`inc r where r.phase in ('resolved', 'closed') and r.priority is not null and r.net_minutes is not null`,
    }),
  'incident-response': ({ now }) =>
    casesOf({
      at: sql`r.due_response_at`,
      hit: sql`(r.responded_at is not null or r.resolved_at is not null) and r.response_breached_at is null`,
      from: sql`inc r where r.responded_at is not null or r.resolved_at is not null or r.due_response_at <= ${now}`,
    }),
  'incident-overdue': ({ now }) =>
    casesOf({
      at: sql`coalesce(r.due_resolution_at, r.resolution_breached_at)`,
      hit: sql`r.resolution_breached_at is not null or r.resolved_at is null`,
      from: sql`inc r where r.resolved_at is not null or r.due_resolution_at <= ${now} or r.resolution_breached_at is not null`,
    }),
  'incident-backlog': (scope) => casesOf({ at: justBefore(sql`m.until`), from: backlog(scope) }),
  'incident-backlog-overdue': (scope) =>
    casesOf({
      at: justBefore(sql`m.until`),
      // A breach that nobody has noted yet is one all the same.
      hit: sql`coalesce(least(r.resolution_breached_at, case when r.resolved_at is null then r.due_resolution_at end) < m.until, false)`,
      from: backlog(scope, sql`r.priority <= 2`),
    }),
  'incident-backlog-age': (scope) =>
    casesOf({
      at: justBefore(sql`${periodEnd(scope)}::timestamptz`),
      amount: sql`a.net`,
      gross: sql`a.gross`,
      ref: sql`a.number`,
      from: ageRows(scope, 'INC'),
    }),
  'incident-reopened': () => casesOf({ at: sql`r.closed_at`, hit: sql`r.reopened > 0`, from: closed }),
  'incident-misclassified': () => casesOf({ at: sql`r.closed_at`, hit: isReclassified, from: closed }),
  'incident-major': () => casesOf({ at: sql`r.recorded_at`, from: sql`inc r where r.is_major` }),
  'incident-major-review': (scope) =>
    casesOf({
      at: sql`r.resolved_at`,
      hit: sql`coalesce(r.reviewed_at <= r.until, false)`,
      from: sql`(select r.*, l.until, ${reviewedAt} as reviewed_at from ${limitRows(scope)} join inc r on r.id = l.id where r.is_major) r
        where r.reviewed_at is not null or r.until < ${scope.now}`,
    }),
  'incident-repetition': () =>
    casesOf({
      at: sql`r.recorded_at`,
      hit: sql`exists (select from record_link l join record p on p.id = l.to_id and p.kind = 'PRB' where l.from_id = r.id and l.kind = 'caused-by')
        or exists (select from known_error_use u where u.record_id = r.id)`,
      from: sql`inc r`,
    }),
  'incident-satisfaction': () =>
    casesOf({ at: sql`r.closed_at`, amount: sql`r.rating`, from: sql`${closed} and r.rating is not null` }),
  'incident-answers': () => casesOf({ at: sql`r.closed_at`, hit: sql`r.rating is not null`, from: closed }),
}
