import { sql } from 'kysely'
import {
  casesOf,
  limitRows,
  ofClient,
  sinceOf,
  type Populations,
  type Scope,
  type Sql,
} from './population.ts'

/** Changes that were carried out in the twelve months, also those taken back: when the step that did it was left last. */
export const changes = (scope: Scope): Sql => {
  const since = sql`${sinceOf(scope)}::timestamptz`
  return sql`
  implementing as materialized (
    select v.id as version, s ->> 'id' as step from artefact a join artefact_version v on v.artefact_id = a.id,
      jsonb_array_elements(v.content #> '{procedure,steps}') s
    where a.kind = 'procedure' and a.key = 'change' and (s #>> '{call,process}' = 'release'
      or exists (select from jsonb_array_elements(s -> 'activities') x where x ->> 'name' in ('implement', 'implement-standard')))),
  chg as materialized (
    select r.id, r.number, r.calendar_id, r.recorded_at, r.facts ->> 'changeType' as type, r.facts ->> 'isBackedOut' = 'true' as is_backed_out,
      c.objective, trim(c.review) <> '' as is_reviewed, c.applied_at, c.model_version_id, done.at as done_at,
      (select n.category from change_round n where n.record_id = r.id order by n.number desc limit 1) as category,
      exists (select from change_modification l where l.record_id = r.id) as has_sheet
    from record r join change c on c.record_id = r.id cross join lateral (
      select max(x.left_at) as at from (select v.procedure_version_id, v.step, lead(v.at) over (order by v.number) as left_at
          from record_visit v where v.record_id = r.id) x
        join implementing i on i.version = x.procedure_version_id and i.step = x.step) done
    where r.kind = 'CHG' and r.merged_into_id is null and r.phase <> 'cancelled' and r.updated_at >= ${since} and done.at is not null
      and (r.facts ->> 'isImplemented' = 'true' or r.facts ->> 'isBackedOut' = 'true') and ${ofClient(scope.client, sql`r.client_id`)})`
}

export const changesWithSheet: Sql = sql`
  select r.id, r.number, r.calendar_id, r.done_at as since, 'update' as need from chg r where r.has_sheet and not coalesce(r.is_backed_out, false)`

const week = sql`interval '168 hours'`

/** Said to come of it, and recorded within a week of it. */
const due = (
  more: Sql,
): Sql => sql`from record_link l join record i on i.id = l.from_id where l.to_id = r.id and l.kind = 'caused-by' and i.kind = 'INC'
  and i.merged_into_id is null and i.phase <> 'cancelled' and i.recorded_at >= r.done_at and i.recorded_at < r.done_at + ${week} ${more}`

const failed = sql`(coalesce(r.is_backed_out, false) or coalesce(r.objective in ('partly', 'missed'), false) or exists (select ${due(sql`and i.priority <= 2`)}))`

const approved = sql`case when r.type = 'standard'
  then exists (select from artefact_version v where v.id = r.model_version_id and v.in_force_from <= r.done_at)
  else exists (select from change_round n where n.record_id = r.id and change_round_state(n.record_id, n.number) = 'approved'
    and (select max(d.at) from change_decision d where d.record_id = n.record_id and d.round = n.number) <= r.done_at) end`

export const changePopulations: Populations = {
  'change-successful': ({ now }) =>
    casesOf({
      at: sql`r.done_at`,
      hit: sql`not r.failed`,
      from: sql`(select r.*, ${failed} as failed from chg r) r
        where r.failed or ((r.type = 'standard' or r.objective is not null) and r.done_at + ${week} <= ${now})`,
    }),
  'change-emergency': () =>
    casesOf({ at: sql`r.done_at`, hit: sql`coalesce(r.type = 'emergency', false)`, from: sql`chg r` }),
  // By the one rule that says what needs an authority: that of the audit of the configuration.
  'change-unauthorised': (scope) =>
    casesOf({
      kind: 'ci',
      ref: sql`c.number`,
      name: sql`s.name`,
      at: sql`step.at`,
      hit: sql`not step.is_authorised`,
      from: sql`controlled_steps(${sinceOf(scope)}::timestamptz) step join ci c on c.id = step.ci_id
        join ci_state s on s.ci_id = c.id and s.valid_to = 'infinity' where ${ofClient(scope.client, sql`s.client_id`)}`,
    }),
  'change-approved': () => casesOf({ at: sql`r.done_at`, hit: approved, from: sql`chg r` }),
  'change-reviewed': () =>
    casesOf({
      at: sql`r.done_at`,
      hit: sql`r.is_reviewed`,
      from: sql`chg r where r.type = 'emergency' or r.category = 'major'`,
    }),
  'change-incidents': () =>
    casesOf({ at: sql`r.done_at`, k: sql`(select count(*)::int ${due(sql``)})`, from: sql`chg r` }),
  'configuration-updated': (scope) =>
    casesOf({
      at: sql`r.done_at`,
      hit: sql`coalesce(r.applied_at <= l.until, false)`,
      from: sql`${limitRows(scope)} join chg r on r.id = l.id where r.applied_at is not null or l.until < ${scope.now}`,
    }),
}
