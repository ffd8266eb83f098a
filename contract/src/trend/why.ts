import type { Figures, Verdict } from './shape.ts'

type Said =
  | 'rises'
  | 'falls'
  | 'seasonal'
  | 'stable'
  | 'slight'
  | 'too-few'
  | 'noPast'
  | 'uneven'
  | 'recurs'
  | 'recursSeason'

export interface Reason {
  said: Said
  values: { n: number; expected: number; before: number; odds: number; recurs: number }
}

/** The plain sentences behind a verdict, by their names in the catalogue; the page and the report say the same. */
export const reasonsOf = (figures: Figures, verdict: Verdict): Reason[] => {
  const { n, expected, yearBefore, chance, isUneven, recurs } = figures
  const values = {
    n,
    expected: expected ?? 0,
    before: yearBefore?.n ?? 0,
    odds: oddsOf(chance),
    recurs: recurs ?? 0,
  }
  const first: Said =
    expected === null
      ? 'noPast'
      : verdict === 'stable' && chance !== null && chance <= 0.01
        ? 'slight'
        : verdict
  const all: Said[] = [
    first,
    ...(isUneven && verdict === 'stable' ? ['uneven' as const] : []),
    ...(recurs === null ? [] : [verdict === 'seasonal' ? ('recursSeason' as const) : ('recurs' as const)]),
  ]
  return all.map((said) => ({ said, values }))
}

/** One chance in so many, rounded down to a number that one can say: 100, 200, 500, 1 000 … */
export const oddsOf = (chance: number | null): number => {
  if (chance === null) return 1
  const exact = Math.min(1_000_000, 1 / Math.max(chance, 1e-9)) * (1 + 1e-9)
  const ten = 10 ** Math.floor(Math.log10(exact))
  return ([5, 2, 1].find((step) => step * ten <= exact) ?? 1) * ten
}
