import { en } from '#contract/en.ts'
import { fr } from '#contract/fr.ts'
import { CauseCode } from '#contract/incident/api.ts'
import type { Dimension, TrendLine, Trends } from '#contract/trend/shape.ts'
import type { Words } from '#contract/words.ts'
import type { Context } from '#platform/context.ts'
import type { Database } from '#platform/database/connect.ts'
import { countAll, countBy, namesOf, recurrencesBy, type Count, type Filter } from './count.ts'
import { periodOf, type Counted, type Period } from './period.ts'
import { fewest, judge, type Judged, type Series } from './rises.ts'
import { textsOf, type Texts } from './texts.ts'

export interface Asked extends Filter {
  from?: string | undefined
  to?: string | undefined
  by: Dimension
}

interface Found {
  counts: readonly Count[]
  recurrences: ReadonlyMap<string, number>
  /** Of similar titles alone. */
  told: Texts['told']
  oneOf: number
  total: number
  placed: number
}

/** The largest, and whatever stands out beside them. */
const mostLines = 100

export const listTrends = async (context: Context, asked: Asked): Promise<Trends> =>
  trendsIn(context.db, await periodOf(context, asked), asked)

export const trendsIn = async (
  db: Database,
  period: Period,
  asked: Asked,
  kept: ReadonlySet<string> = new Set(),
): Promise<Trends> => {
  const { by } = asked
  const windows = windowsIn(period)
  const found = await findGroups(db, period, { asked, windows })
  const lines = judged(found, { period, windows, kept })
  const shown = lines.filter((line, place) => place < mostLines || line.standsOut || kept.has(line.key))
  const names = await nameGroups(db, by, { lines: shown, told: found.told })
  return {
    ...saidOf(period.now),
    by,
    total: found.total,
    without: Math.max(0, found.total - found.placed),
    groups: lines.length,
    lines: shown.map((line) => ({
      ...line,
      name: names.get(line.key) ?? { fr: line.key },
      words: [...(found.told.get(line.key)?.said ?? [])],
    })),
    past: period.past.map(saidOf),
    yearBefore: period.yearBefore === null ? null : saidOf(period.yearBefore),
    oneOf: found.oneOf,
  }
}

/** The year before with its past, then the past, then the period itself. */
const windowsIn = ({ now, past, yearBefore }: Period): Counted[] => [
  ...(yearBefore === null ? [] : [...yearBefore.past, yearBefore]),
  ...past,
  now,
]

const saidOf = ({ span }: Counted): { from: string; to: string } => ({
  from: span.from.toString(),
  to: span.until.subtract({ days: 1 }).toString(),
})

const findGroups = async (
  db: Database,
  { now }: Period,
  { asked, windows }: { asked: Asked; windows: readonly Counted[] },
): Promise<Found> => {
  const { by, ...filter } = asked
  const { total, placed } = await countAll(db, by, { now, filter })
  if (by === 'text') {
    const texts = await textsOf(db, { windows, nowPlace: windows.length - 1, filter })
    // Of a sample, all of what was read.
    return { ...texts, total: texts.oneOf === 1 ? total : Math.round(total / texts.oneOf) }
  }
  const counts = await countBy(db, by, { windows, filter })
  const recurrences =
    by === 'ci' || by === 'service' ? await recurrencesBy(db, by, { now, filter }) : new Map<string, number>()
  return { counts, recurrences, told: new Map(), oneOf: 1, total, placed }
}

type Unnamed = Omit<TrendLine, 'name' | 'words'>

const judged = (
  found: Found,
  { period, windows, kept }: { period: Period; windows: readonly Counted[]; kept: ReadonlySet<string> },
): Unnamed[] => {
  const groups = [...Map.groupBy(found.counts, ({ key }) => key)].map(([key, counts]) => ({
    key,
    series: seriesOf(counts, period, windows),
  }))
  const verdicts = judge(groups.map(({ series }) => series))
  const lines = groups.flatMap(({ key, series }, index) => {
    const verdict = verdicts[index]
    if (verdict === undefined) return []
    if (series.n === 0 && verdict.verdict !== 'falls' && !kept.has(key)) return []
    return [lineOf(key, { series, judged: verdict, recurs: found.recurrences.get(key) ?? null })]
  })
  return withShares(lines.toSorted((a, b) => b.n - a.n || (a.key < b.key ? -1 : 1)))
}

const seriesOf = (
  counts: readonly Count[],
  { past, yearBefore }: Period,
  windows: readonly Counted[],
): Series => {
  const ns = new Map(counts.map(({ place, n }) => [place, n]))
  const all = windows.map(({ days }, place) => ({ n: ns.get(place) ?? 0, days }))
  const before = yearBefore === null ? [] : all.slice(0, yearBefore.past.length)
  const thatYear = yearBefore === null ? undefined : all[yearBefore.past.length]
  const now = all.at(-1) ?? { n: 0, days: 0 }
  return {
    ...now,
    past: all.slice(all.length - 1 - past.length, -1),
    yearBefore: thatYear === undefined ? null : { ...thatYear, past: before },
  }
}

const lineOf = (
  key: string,
  { series, judged: told, recurs }: { series: Series; judged: Judged; recurs: number | null },
): Omit<Unnamed, 'share' | 'cumulative'> => {
  const { n, past, yearBefore } = series
  const { verdict, expected, chance, isUneven } = told
  return {
    key,
    n,
    expected,
    past: past.map((window) => window.n),
    yearBefore:
      yearBefore === null
        ? null
        : { n: yearBefore.n, expected: expectedFrom(yearBefore.past, yearBefore.days) },
    chance,
    isUneven,
    recurs,
    verdict,
    standsOut: verdict === 'rises' || (recurs !== null && verdict !== 'seasonal'),
  }
}

const expectedFrom = (past: readonly { n: number; days: number }[], days: number): number | null => {
  const [n, all] = past.reduce(([sum, length], one) => [sum + one.n, length + one.days], [0, 0])
  return all === 0 ? null : (n / all) * days
}

/** Of what was counted; an incident of two items counts twice. */
const withShares = (lines: readonly Omit<Unnamed, 'share' | 'cumulative'>[]): Unnamed[] => {
  const all = lines.reduce((sum, { n }) => sum + n, 0)
  let sum = 0
  return lines.map((line) => {
    sum += line.n
    return { ...line, share: all < fewest ? null : line.n / all, cumulative: all < fewest ? null : sum / all }
  })
}

const nameGroups = async (
  db: Database,
  by: Dimension,
  { lines, told }: { lines: readonly Unnamed[]; told: Found['told'] },
): Promise<Map<string, Words>> => {
  const keys = lines.map(({ key }) => key)
  if (by === 'text') return new Map([...told].map(([key, { typical }]) => [key, { fr: typical }]))
  return by === 'cause' ? new Map(keys.map((key) => [key, causeNamed(key)])) : namesOf(db, by, keys)
}

const causeNamed = (key: string): Words => {
  const cause = CauseCode.options.find((one) => one === key)
  return cause === undefined ? { fr: key } : { fr: fr.incident.cause[cause], en: en.incident.cause[cause] }
}
