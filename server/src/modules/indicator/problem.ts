import { sql } from 'kysely'
import {
  ageRows,
  casesOf,
  justBefore,
  monthEnds,
  ofClient,
  periodEnd,
  type Populations,
  type Scope,
  type Sql,
} from './population.ts'

/** All problems that were not dismissed; there are never many. */
export const problems = ({ client }: Scope): Sql => sql`
  prb as materialized (
    select r.id, r.number, r.calendar_id, r.recorded_at, r.closed_at, r.phase, r.reopened, r.priority, r.facts, r.due_resolution_at, r.resolution_breached_at,
      (select min(e.at) from journal_entry e where e.subject_id = r.id and e.event = 'problem.cause-found'
        and e.seq > coalesce((select max(b.seq) from journal_entry b where b.subject_id = r.id and b.event = 'record.reopened'), 0)) as found_at
    from record r where r.kind = 'PRB' and r.merged_into_id is null and r.phase <> 'cancelled' and ${ofClient(client, sql`r.client_id`)})`

const wasClosed = sql`(r.reopened > 0 and coalesce((select e.event = 'record.ended' from journal_entry e where e.subject_id = r.id
  and e.event in ('record.ended', 'record.reopened') and e.at < m.until order by e.seq desc limit 1), false))`

const isOpen = sql`r.recorded_at < m.until and (r.closed_at is null or r.closed_at >= m.until) and not ${wasClosed}`

export const openProblems = (scope: Scope): Sql => sql`
  select r.id, r.number, r.calendar_id, r.recorded_at as since, 'age' as need
  from (select ${periodEnd(scope)}::timestamptz as until) m join prb r on ${isOpen}`

/** A calendar's day has twenty-four hours here, whatever the clocks do on it. */
const window = sql`interval '2160 hours'`

export const problemPopulations: Populations = {
  'problem-open': (scope) =>
    casesOf({
      at: justBefore(sql`m.until`),
      group: sql`r.priority`,
      from: sql`unnest(${monthEnds(scope)}) m (until) join prb r on ${isOpen}`,
    }),
  'problem-age': (scope) =>
    casesOf({
      at: justBefore(sql`${periodEnd(scope)}::timestamptz`),
      amount: sql`a.gross`,
      group: sql`r.priority`,
      from: sql`${ageRows(scope, 'PRB')} join prb r on r.id = a.id`,
    }),
  'problem-flow': () =>
    casesOf({
      at: sql`r.at`,
      n: sql`r.n`,
      k: sql`1 - r.n`,
      from: sql`(select number, recorded_at as at, 1 as n from prb union all select number, closed_at, 0 from prb where phase = 'closed') r`,
    }),
  'problem-cause': ({ now }) =>
    casesOf({
      at: sql`coalesce(r.resolution_breached_at, r.found_at, r.due_resolution_at)`,
      hit: sql`r.found_at is not null and r.resolution_breached_at is null`,
      from: sql`prb r where r.priority is not null
        and (r.resolution_breached_at is not null or r.found_at is not null or (r.phase in ('new', 'active') and r.due_resolution_at <= ${now}))`,
    }),
  'problem-effective': ({ now }) =>
    casesOf({
      at: sql`r.at`,
      hit: sql`not exists (select from journal_entry o where o.subject_id = r.id and o.event = 'record.reopened' and o.at > r.closed and o.at < r.at)
        and not exists (select from record_link l join record i on i.id = l.from_id
          where l.to_id = r.id and l.kind = 'caused-by' and i.kind = 'INC' and i.merged_into_id is null and i.phase <> 'cancelled'
            and i.recorded_at > r.closed and i.recorded_at < r.at)`,
      from: sql`(select p.id, p.number, e.at as closed, e.at + ${window} as at from prb p join journal_entry e on e.subject_id = p.id and e.event = 'record.ended'
          join journal_body b on b.entry_id = e.id and b.body ->> 'outcome' = 'solved') r
        where r.at <= ${now}`,
    }),
  'problem-proactive': () =>
    casesOf({
      at: sql`r.recorded_at`,
      hit: sql`coalesce(r.facts ->> 'origin' = 'trend', false)`,
      from: sql`prb r`,
    }),
}
