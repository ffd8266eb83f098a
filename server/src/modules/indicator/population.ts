import type { IndicatorKey } from '#contract/indicator/formula.ts'
import { sql, type RawBuilder, type SqlBool } from 'kysely'
import type { Months } from './month.ts'

/** What is asked, and what was worked out beforehand with the arithmetic of deadlines. */
export interface Scope extends Months {
  now: Temporal.Instant
  client: string | undefined
  /** Until when something was to be done, counted in working days. */
  limits: readonly { id: string; until: Temporal.Instant | null }[]
  /** How old what was open at the end of the period was then, in service minutes. */
  ages: readonly { kind: 'INC' | 'PRB'; id: string; number: string; net: number; gross: number }[]
}

export type Sql = RawBuilder<unknown>

/** From which rows a figure is counted; each row says when, of how many, how many of them count. */
export type Population = (scope: Scope) => Sql
export type Populations = Readonly<Partial<Record<IndicatorKey, Population>>>

interface Row {
  at: Sql
  /** Does it count? */
  hit?: Sql
  n?: Sql
  k?: Sql
  /** Service minutes, or the mark. */
  amount?: Sql
  gross?: Sql
  goal?: Sql
  group?: Sql
  kind?: 'record' | 'ci' | 'verification'
  ref?: Sql
  name?: Sql
  from: Sql
}

/** One row a case, in the columns that all populations have. */
export const casesOf = (row: Row): Sql => {
  const k = row.k ?? (row.hit === undefined ? sql`0` : sql`(${row.hit})::int`)
  return sql`select ${sql.lit(row.kind ?? 'record')} as kind, ${row.ref ?? sql`r.number`} as ref, ${row.name ?? sql`''`} as name,
    ${row.at} as at, ${row.n ?? sql`1`} as n, ${k} as k, ${row.amount ?? sql`null`}::float8 as amount,
    ${row.gross ?? sql`null`}::float8 as gross, ${row.goal ?? sql`null`}::float8 as goal, ${row.group ?? sql`null`}::int as grp
    from ${row.from}`
}

/** The instants at which each month is looked at: its end, or now. */
export const monthEnds = ({ starts, until, now }: Scope): Sql => {
  const ends = [...starts.slice(1), until]
    .filter((_, place) => {
      const start = starts[place]
      return start !== undefined && Temporal.Instant.compare(start, now) < 0
    })
    .map((end) => (Temporal.Instant.compare(end, now) < 0 ? end : now).toString())
  return sql`${ends}::timestamptz[]`
}

/** So that what is looked at when a month ends lies in it. */
export const justBefore = (end: Sql): Sql => sql`${end} - interval '1 microsecond'`

/** When the period is looked at. */
export const periodEnd = ({ until, now, isRunning }: Pick<Scope, 'until' | 'now' | 'isRunning'>) =>
  isRunning ? now : until

export const ofClient = (client: string | undefined, column: Sql): RawBuilder<SqlBool> =>
  client === undefined ? sql<SqlBool>`true` : sql<SqlBool>`${column} = ${client}::uuid`

export const sinceOf = ({ starts }: Pick<Months, 'starts'>): string => String(starts[0])

export const limitRows = ({ limits }: Scope): Sql =>
  sql`unnest(${limits.map(({ id }) => id)}::uuid[], ${limits.map(({ until }) => until?.toString() ?? null)}::timestamptz[]) l (id, until)`

export const ageRows = ({ ages }: Scope, kind: 'INC' | 'PRB'): Sql => {
  const own = ages.filter((age) => age.kind === kind)
  return sql`unnest(${own.map(({ id }) => id)}::uuid[], ${own.map(({ number }) => number)}::text[], ${own.map(({ net }) => net)}::float8[], ${own.map(({ gross }) => gross)}::float8[]) a (id, number, net, gross)`
}
