import type { IndicatorKey } from '#contract/indicator/formula.ts'
import { formulas } from '#contract/indicator/formulas.ts'
import type { Indicator } from '#contract/indicator/shape.ts'
import { sql } from 'kysely'
import type { Database } from '#platform/database/connect.ts'
import { changePopulations } from './change.ts'
import { configurationPopulations } from './configuration.ts'
import { nobody, type Counted } from './figure.ts'
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
  /** Those of the period. */
  cases: Indicator['cases'] | null
}

/** How many of the first cases come with a figure; of fewer than five, that is all. */
const shown = 5

/** Every figure in one statement: each population once, counted by month; what has a middle also over the twelve. */
export const countAll = async (
  db: Database,
  scope: Scope,
  keys: readonly IndicatorKey[],
): Promise<CountedRow[]> => {
  const parts = keys.flatMap((key) => {
    const population = populations[key]
    if (population === undefined) return []
    return [hasMiddle(key) ? measured(key, population(scope), scope) : counted(key, population(scope), scope)]
  })
  if (parts.length === 0) return []
  const { rows } = await sql<CountedRow>`with ${tables(scope)} ${sql.join(parts, sql` union all `)}`.execute(
    db,
  )
  return [...rows, ...keys.flatMap((key) => (isSummed(key) ? [sumOf(key, rows)] : []))]
}

/** What is only counted comes to its sum over twelve months: added up here, it is not gathered twice. */
const isSummed = (key: IndicatorKey): boolean => !hasMiddle(key) && formulas[key].groups === undefined

const sumOf = (key: IndicatorKey, rows: readonly CountedRow[]): CountedRow => {
  const months = rows.filter((row) => row.key === key)
  const sum = (figure: 'n' | 'k') => months.reduce((total, row) => total + row[figure], 0)
  return { ...nobody, key, group: null, place: null, n: sum('n'), k: sum('k'), cases: null }
}

const hasMiddle = (key: IndicatorKey): boolean =>
  formulas[key].unit === 'minutes' || formulas[key].unit === 'mark'

/** Which of the twelve months. */
const placed = (population: Sql, scope: Scope): Sql => sql`
  (select x.*, width_bucket(x.at, ${scope.starts.map(String)}::timestamptz[]) - 1 as place from (${population}) x
    where x.at >= ${sinceOf(scope)}::timestamptz and x.at < ${scope.until}::timestamptz) p`

/** By month and of all twelve; what has priorities or levels, also by them. */
const sets = (key: IndicatorKey): Sql => {
  if (isSummed(key)) return sql`p.place`
  return formulas[key].groups === undefined
    ? sql`grouping sets ((p.place), ())`
    : sql`grouping sets ((p.place), (p.place, p.grp), (p.grp), ()) having grouping(p.grp) = 1 or p.grp is not null`
}

/** Of the period; gathered as they come, so that months are counted by hashing and nothing but these is put in order. */
const gathered = ({ starts }: Scope): Sql => sql`
  array_agg(row(p.kind, p.ref, p.name, p.at, p.k)) filter (where p.at >= ${String(starts.at(-1))}::timestamptz)`

const firstCases = sql`
  case when c.place = ${sql.lit(rollingMonths - 1)} then (select jsonb_agg(jsonb_build_object('kind', f.kind, 'ref', f.ref, 'name', f.name, 'isHit', f.k > 0))
    from (select * from unnest(c.found) as found (kind text, ref text, name text, at timestamptz, k integer)
      order by at desc, ref desc limit ${sql.lit(shown)}) f) end`

/** How many, and how many of them: what twelve months come to is their sum. */
const counted = (key: IndicatorKey, population: Sql, scope: Scope): Sql => sql`
  select ${sql.lit(key)} as key, c.grp as "group", c.place, c.n, c.k, 0 as valued, null::float8 as mean,
    null::float8 as median, null::float8 as ninth, null::float8 as longest, null::float8 as lowest, null::float8 as gross,
    null::float8 as "grossMedian", null::float8 as "grossLongest", null::float8 as promised, null::float8 as kept, ${firstCases} as cases
  from (select ${groupOf(key)} as grp, p.place, sum(p.n)::int as n, sum(p.k)::int as k, ${gathered(scope)} as found
    from ${placed(population, scope)} group by ${sets(key)}) c where c.n is not null`

/** Middles are looked for where one is shown: of the period, and of the twelve months together. */
const isShown = sql`(c.place is null or c.place = ${sql.lit(rollingMonths - 1)})`

const middles = (amounts: Sql): Sql => sql`
  (select percentile_cont(array[0.5, 0.9]) within group (order by v) as of from unnest(case when ${isShown} then ${amounts} end) v)`

const measured = (key: IndicatorKey, population: Sql, scope: Scope): Sql => sql`
  select ${sql.lit(key)} as key, c.grp as "group", c.place, c.n, c.k, c.valued, c.mean, net.of[1] as median, net.of[2] as ninth, c.longest, c.lowest,
    c.gross, gross.of[1] as "grossMedian", c."grossLongest", c.promised, c.kept, ${firstCases} as cases
  from (select ${groupOf(key)} as grp, p.place, sum(p.n)::int as n, sum(p.k)::int as k, count(p.amount)::int as valued,
    avg(p.amount) as mean, max(p.amount) as longest, min(p.amount) as lowest, avg(p.gross) as gross, max(p.gross) as "grossLongest",
    avg(p.goal) as promised, avg(p.amount) filter (where p.goal is not null) as kept,
    array_agg(p.amount) as amounts, array_agg(p.gross) as grosses, ${gathered(scope)} as found
    from ${placed(population, scope)} group by ${sets(key)}) c
    cross join lateral ${middles(sql`c.amounts`)} net cross join lateral ${middles(sql`c.grosses`)} gross where c.n is not null`

const groupOf = (key: IndicatorKey): Sql =>
  formulas[key].groups === undefined ? sql`null::integer` : sql`p.grp`

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
