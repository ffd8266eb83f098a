import type { Formula, Target } from '#contract/indicator/formula.ts'
import type { Figure } from '#contract/indicator/shape.ts'

/** What the database counted of one indicator in one month or in twelve. */
export interface Counted {
  n: number
  k: number
  /** How many of them have a value. */
  valued: number
  mean: number | null
  median: number | null
  ninth: number | null
  longest: number | null
  lowest: number | null
  gross: number | null
  grossMedian: number | null
  grossLongest: number | null
  /** The mean of what was promised, and of what became of the same. */
  promised: number | null
  kept: number | null
}

export const nobody: Counted = {
  n: 0,
  k: 0,
  valued: 0,
  mean: null,
  median: null,
  ninth: null,
  longest: null,
  lowest: null,
  gross: null,
  grossMedian: null,
  grossLongest: null,
  promised: null,
  kept: null,
}

/** Fewer are cases, and no percentage. */
export const fewest = 5

const nothing: Figure = {
  value: null,
  n: 0,
  numerator: null,
  median: null,
  worst: null,
  ninth: null,
  gross: null,
}

/** What is said of what was counted: of none nothing – never all of it – and of few no percentage. */
export const figureOf = (formula: Formula, counted: Counted | undefined): Figure => {
  if (counted === undefined) return emptyOf(formula)
  const { n, k, valued, mean, median } = counted
  if (formula.unit === 'minutes') return timesOf(formula, counted)
  if (formula.unit === 'mark') return { ...nothing, n: valued, value: mean, median, worst: counted.lowest }
  if (formula.unit !== 'count') return { ...nothing, n, numerator: k, value: n < fewest ? null : k / n }
  return formula.counts === 'hits'
    ? { ...nothing, n, numerator: k, value: n === 0 ? null : k }
    : { ...nothing, n, value: n }
}

const emptyOf = ({ unit, counts }: Formula): Figure => ({
  ...nothing,
  value: unit === 'count' && counts === 'all' ? 0 : null,
  numerator: unit === 'percent' || unit === 'ratio' || counts === 'hits' ? 0 : null,
})

const timesOf = (formula: Formula, counted: Counted): Figure => {
  const isAge = formula.looked === 'period-end'
  const { valued, mean, median, longest, gross, grossMedian, grossLongest } = counted
  return {
    ...nothing,
    n: valued,
    value: isAge ? median : mean,
    median,
    worst: longest,
    ninth: isAge ? counted.ninth : null,
    gross:
      gross === null || grossMedian === null || grossLongest === null
        ? null
        : { value: isAge ? grossMedian : gross, median: grossMedian, worst: grossLongest },
  }
}

interface Judged {
  target: Target | null
  isMet: boolean | null
}

/** Sums of divisions may differ in the last place. */
const slack = 1e-9

/** Whether what is asked is met; where a percentage would say too much, only what one case decides is said. */
export const judge = (
  { target, unit }: Pick<Formula, 'target' | 'unit'>,
  { figure, rolling, counted }: { figure: Figure; rolling: Figure; counted: Counted | undefined },
): Judged => {
  if (target === null) return { target, isMet: null }
  const { value, n, numerator } = figure
  if (target.kind === 'agreed') {
    const [promised, kept] = [counted?.promised ?? null, counted?.kept ?? null]
    return {
      target: { ...target, value: promised },
      isMet: promised === null || kept === null ? null : kept <= promised + slack,
    }
  }
  if (target.kind === 'falling') {
    const isMet = value === null || rolling.value === null ? null : value <= rolling.value + slack
    return { target: { ...target, value: rolling.value }, isMet }
  }
  const isAbsolute = unit === 'percent' && (target.value === 0 || target.value === 1)
  const exact = value ?? (isAbsolute && n > 0 && numerator !== null ? numerator / n : null)
  if (exact === null || target.value === null) return { target, isMet: null }
  const isMet = target.kind === 'at-least' ? exact >= target.value - slack : exact <= target.value + slack
  return { target, isMet }
}
