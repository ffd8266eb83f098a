/** Exact tails of the distributions that counts follow when nothing has changed. Counts are whole and may be large. */

/** How likely are `n` or more of `total`, each one falling there with the given share? */
export const atLeast = (n: number, total: number, share: number): number => {
  if (n <= 0) return 1
  if (n > total) return 0
  if (n <= total * share) return Math.max(0, 1 - sumFrom(n - 1, -1, total, share))
  return sumFrom(n, 1, total, share)
}

/** How likely are `n` or fewer? */
export const atMost = (n: number, total: number, share: number): number =>
  atLeast(total - n, total, 1 - share)

/** The tail of a binomial from its heaviest end on: terms only get smaller, so the sum ends when they no longer count. */
const sumFrom = (start: number, step: 1 | -1, total: number, share: number): number => {
  const [up, down] = [Math.log(share), Math.log1p(-share)]
  let sum = 0
  for (let k = start; k >= 0 && k <= total; k += step) {
    const term = Math.exp(logChoose(total, k) + k * up + (total - k) * down)
    sum += term
    if (term < sum * 1e-12) break
  }
  return Math.min(1, sum)
}

export interface Table {
  now: number
  past: number
  nowBefore: number
  pastBefore: number
}

/**
 * Two rises of one thing, this year's and last year's: how likely is it that this year's is at least so much stronger by chance alone?
 * Fisher's exact test; `odds` is what the lengths of the four windows make of it where nothing differs.
 */
export const strongerThanBefore = ({ now, past, nowBefore, pastBefore }: Table, odds: number): number => {
  const [year, before, hits] = [now + past, nowBefore + pastBefore, now + nowBefore]
  const [low, high] = [Math.max(0, hits - before), Math.min(year, hits)]
  const weights: number[] = []
  for (let k = low; k <= high; k++)
    weights.push(logChoose(year, k) + logChoose(before, hits - k) + k * Math.log(odds))
  const top = weights.reduce((most, weight) => Math.max(most, weight), -Infinity)
  let [all, tail] = [0, 0]
  for (const [index, weight] of weights.entries()) {
    const likely = Math.exp(weight - top)
    all += likely
    if (low + index >= now) tail += likely
  }
  return tail / all
}

const logChoose = (n: number, k: number): number => logFactorial(n) - logFactorial(k) - logFactorial(n - k)

const known = [0, 0]

/** Summed for small numbers, Stirling's series beyond. */
const logFactorial = (n: number): number => {
  if (n < 256) {
    for (let k = known.length; k <= n; k++) known[k] = (known[k - 1] ?? 0) + Math.log(k)
    return known[n] ?? 0
  }
  return (n + 0.5) * Math.log(n) - n + 0.5 * Math.log(2 * Math.PI) + 1 / (12 * n) - 1 / (360 * n ** 3)
}
