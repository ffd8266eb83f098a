import type { Verdict } from '#contract/trend/shape.ts'
import { atLeast, atMost, strongerThanBefore } from './chance.ts'

/** How many there were in a window, and how many working days it had: months are not equally long. */
export interface Window {
  n: number
  days: number
}

/** One thing through time. */
export interface Series extends Window {
  /** The windows just before, oldest first: its own past. */
  past: readonly Window[]
  /** The same window a year before with the windows before that one; null where nothing was recorded yet. */
  yearBefore: (Window & { past: readonly Window[] }) | null
}

export interface Judged {
  verdict: Verdict
  /** What its past makes one expect of this window. */
  expected: number | null
  /** Of how many windows. */
  windows: number
  /** How likely chance alone is, corrected for all that were looked at; null: not asked. */
  chance: number | null
  /** Its past varied more than chance makes things vary. */
  isUneven: boolean
}

/** Whatever is claimed, all of what was looked at considered: once in a hundred times it is chance. */
export const level = 0.01
/** Fewer are cases, not a trend. */
export const fewest = 5
/** What is certain but slight is no trend either. */
const [enoughMore, enoughLess] = [1.25, 0.8]

/** Which of these rise or fall against their own past, all looked at together. */
export const judge = (all: readonly Series[]): Judged[] => {
  const looked = all.map(lookAt)
  const more = corrected(looked.map((one) => (one.isTested ? one.more : null)))
  const less = corrected(looked.map((one) => (one.isTested ? one.less : null)))
  return looked.map((one, index) => {
    const { series, expected, isUneven } = one
    const windows = series.past.length
    const [up, down] = [more[index] ?? null, less[index] ?? null]
    const said = (verdict: Verdict, chance: number | null): Judged => ({
      verdict,
      expected,
      windows,
      chance,
      isUneven,
    })
    if (expected === null || (series.n < fewest && expected < fewest)) return said('too-few', null)
    if (up !== null && up <= level && series.n >= fewest && series.n >= expected * enoughMore)
      return said(cameBefore(series, 'more') ? 'seasonal' : 'rises', up)
    if (down !== null && down <= level && expected >= fewest && series.n <= expected * enoughLess)
      return said(cameBefore(series, 'less') ? 'seasonal' : 'falls', down)
    const nearest = up === null || down === null ? (up ?? down) : Math.min(up, down)
    return said('stable', nearest)
  })
}

const lookAt = (series: Series) => {
  const past = series.past.filter(({ days }) => days > 0)
  const [n, days] = [sum(past, 'n'), sum(past, 'days')]
  const expected = days > 0 && series.days > 0 ? (n / days) * series.days : null
  const total = n + series.n
  // What is looked at depends on how many there are in all, never on where they fall: else the test would be bent.
  const isTested = expected !== null && total >= fewest
  const share = series.days / (series.days + days)
  const uneven = unevenness(past)
  const scaled = Math.floor(total / uneven)
  return {
    series,
    expected,
    isTested,
    isUneven: uneven > 1,
    more: isTested ? atLeast(Math.floor(series.n / uneven), scaled, share) : 1,
    less: isTested ? atMost(Math.ceil(series.n / uneven), scaled, share) : 1,
  }
}

/**
 * Incidents come in heaps: where the windows of the past differ more than chance explains, so many at once count as one. 1 where they do not.
 */
const unevenness = (past: readonly Window[]): number => {
  const [n, days] = [sum(past, 'n'), sum(past, 'days')]
  const free = past.length - 1
  if (free < 2 || n === 0) return 1
  const square = past.reduce((total, one) => {
    const expected = (n / days) * one.days
    return total + (one.n - expected) ** 2 / expected
  }, 0)
  return square > usualSquare(free) ? square / free : 1
}

/** What chi-square stays below ninety-nine times in a hundred, after Wilson and Hilferty. */
const usualSquare = (free: number): number =>
  free * (1 - 2 / (9 * free) + 2.326 * Math.sqrt(2 / (9 * free))) ** 3

/** The same came a year before, and this year's is no stronger: a season. */
const cameBefore = ({ n, days, past, yearBefore }: Series, direction: 'more' | 'less'): boolean => {
  if (yearBefore === null) return false
  const [was, wasDays] = [sum(yearBefore.past, 'n'), sum(yearBefore.past, 'days')]
  const [is, isDays] = [sum(past, 'n'), sum(past, 'days')]
  const total = was + yearBefore.n
  if (wasDays === 0 || yearBefore.days === 0 || total < fewest) return false
  const share = yearBefore.days / (yearBefore.days + wasDays)
  const didCome =
    direction === 'more' ? atLeast(yearBefore.n, total, share) : atMost(yearBefore.n, total, share)
  if (didCome > 0.05) return false
  const odds = ((days / isDays) * wasDays) / yearBefore.days
  const table = { now: n, past: is, nowBefore: yearBefore.n, pastBefore: was }
  // Less is more of the other side of the table.
  const other = { now: is, past: n, nowBefore: was, pastBefore: yearBefore.n }
  const stronger =
    direction === 'more' ? strongerThanBefore(table, odds) : strongerThanBefore(other, 1 / odds)
  return stronger > 0.05
}

/** After Benjamini and Hochberg: the more that is looked at, the more has to be shown. */
const corrected = (chances: readonly (number | null)[]): (number | null)[] => {
  const asked = chances
    .flatMap((chance, index) => (chance === null ? [] : [{ chance, index }]))
    .toSorted((a, b) => b.chance - a.chance)
  const result: (number | null)[] = chances.map(() => null)
  let least = 1
  for (const [place, { chance, index }] of asked.entries()) {
    least = Math.min(least, (chance * asked.length) / (asked.length - place))
    result[index] = least
  }
  return result
}

const sum = (windows: readonly Window[], key: keyof Window): number =>
  windows.reduce((total, window) => total + window[key], 0)
