import { IndicatorKey } from '#contract/indicator/formulas.ts'
import type { Indicator } from '#contract/indicator/shape.ts'
import { sql } from 'kysely'
import type { Database } from '#platform/database/connect.ts'
import { changePopulations } from './change.ts'
import { configurationPopulations } from './configuration.ts'
import type { Counted } from './figure.ts'
import { incidentPopulations } from './incident.ts'
import { rollingMonths } from './month.ts'
import { sinceOf, type Populations, type Scope, type Sql } from './population.ts'
import { tables } from './prepare.ts'
import { problemPopulations } from './problem.ts'

const populations: Populations = {
  ...incidentPopulations,
  ...problemPopulations,
  ...changePopulations,
  ...configurationPopulations,
}

export interface CountedRow extends Counted {
  key: IndicatorKey
  /** Null: of all priorities or levels together. */
  group: number | null
  /** Which month, 0 … 11; null: all twelve. */
  place: number | null
  /** Of the period alone. */
  cases: Indicator['cases'] | null
}

/** How many of the first cases come with a figure; of fewer than five, that is all. */
const shown = 5

/** Every figure in one statement: each population once, counted by month and whole, with and without its groups. */
export const countAll = async (
  db: Database,
  scope: Scope,
  keys: readonly IndicatorKey[],
): Promise<CountedRow[]> => {
  const parts = keys.flatMap((key) => {
    const population = populations[key]
    return population === undefined
      ? []
      : [sql`select ${sql.lit(key)} as key, x.* from (${population(scope)}) x ${within(scope)}`]
  })
  if (parts.length === 0) return []
  const { rows } = await sql<CountedRow>`
    with ${tables(scope)},
    told as materialized (select t.*, width_bucket(t.at, ${scope.starts.map(String)}::timestamptz[]) - 1 as place
      from (${sql.join(parts, sql` union all `)}) t),
    ranked as (select t.*, row_number() over (partition by key order by at desc, ref desc) as rank,
        row_number() over (partition by key, grp order by at desc, ref desc) as rank_of_group
      from told t where place = ${rollingMonths - 1}),
    first as materialized (select * from ranked where rank <= ${shown} or rank_of_group <= ${shown}),
    counted as (
      select key, grp, place, grouping(grp) = 1 as is_whole,
        sum(n)::int as n, sum(k)::int as k, count(amount)::int as valued, avg(amount) as mean,
        percentile_cont(0.5) within group (order by amount) as median, percentile_cont(0.9) within group (order by amount) as ninth,
        max(amount) as longest, min(amount) as lowest, avg(gross) as gross,
        percentile_cont(0.5) within group (order by gross) as gross_median, max(gross) as gross_longest,
        avg(goal) as promised, avg(amount) filter (where goal is not null) as kept
      from told group by grouping sets ((key, grp, place), (key, grp), (key, place), (key))
      having grouping(grp) = 1 or grp is not null)
    select c.key, case when not c.is_whole then c.grp end as "group", c.place, c.n, c.k, c.valued, c.mean, c.median, c.ninth, c.longest, c.lowest,
      c.gross, c.gross_median as "grossMedian", c.gross_longest as "grossLongest", c.promised, c.kept,
      case when c.place = ${rollingMonths - 1} then (
        select jsonb_agg(jsonb_build_object('kind', f.kind, 'ref', f.ref, 'name', f.name, 'isHit', f.k > 0) order by f.at desc, f.ref desc)
        from first f where f.key = c.key and case when c.is_whole then f.rank <= ${shown} else f.grp = c.grp and f.rank_of_group <= ${shown} end) end as cases
    from counted c`.execute(db)
  return rows
}

const within = (scope: Pick<Scope, 'starts' | 'until'>): Sql =>
  sql`where x.at >= ${sinceOf(scope)}::timestamptz and x.at < ${scope.until}::timestamptz`

export interface CaseRow {
  kind: 'record' | 'ci' | 'verification'
  ref: string
  title: string
  clientName: string | null
  at: string
  n: number
  k: number
  amount: number | null
  gross: number | null
  group: number | null
}

interface Page {
  group: number | undefined
  after: readonly [string, string] | null
  limit: number
}

/** What stands behind one figure of the period, the latest first. */
export const casesBehind = async (
  db: Database,
  scope: Scope,
  { key, group, after, limit }: Page & { key: IndicatorKey },
): Promise<CaseRow[]> => {
  const population = populations[key]
  if (population === undefined) return []
  const from = scope.starts.at(-1)
  const { rows } = await sql<CaseRow>`
    with ${tables(scope)}
    select x.kind, x.ref, coalesce(r.title, x.name) as title, c.name as "clientName", x.at::text as at, x.n, x.k, x.amount, x.gross, x.grp as "group"
    from (${population(scope)}) x left join record r on x.kind = 'record' and r.number = x.ref left join client c on c.id = r.client_id
    where x.at >= ${String(from)}::timestamptz and x.at < ${scope.until}::timestamptz
      and ${group === undefined ? sql`true` : sql`x.grp = ${group}`}
      and ${after === null ? sql`true` : sql`(x.at, x.ref) < (${after[0]}::timestamptz, ${after[1]})`}
    order by x.at desc, x.ref desc limit ${limit}`.execute(db)
  return rows
}
