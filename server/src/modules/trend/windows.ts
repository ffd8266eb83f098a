/** From a day up to another that is not in it any more. */
export interface Span {
  from: Temporal.PlainDate
  until: Temporal.PlainDate
}

export interface Windows {
  period: Span
  /** Of the same length, just before, oldest first. */
  past: readonly Span[]
  yearBefore: Span & { past: readonly Span[] }
  /** A year or so: the year before is its past already. */
  isLong: boolean
}

/** A half year or more has no other season to be held against than its own past. */
const longest = 182
const most = 6

/** What a period is held against: so many windows before it as a year has room for, six at most, and the same a year before. */
export const windowsOf = ({ from, until }: Span): Windows => {
  const back = wholeMonths({ from, until })
  const days = from.until(until).days
  const room = back === 0 ? Math.floor(365 / days) - 1 : Math.floor(12 / back) - 1
  const count = Math.max(1, Math.min(most, room))
  const before = (span: Span): Span[] =>
    Array.from({ length: count }, (_, index) => earlier(span, back, count - index))
  const yearBefore = { from: from.subtract({ years: 1 }), until: until.subtract({ years: 1 }) }
  return {
    period: { from, until },
    past: before({ from, until }),
    yearBefore: { ...yearBefore, past: before(yearBefore) },
    isLong: days > longest,
  }
}

/** So many times its own length earlier: whole months stay whole months. */
const earlier = ({ from, until }: Span, months: number, times: number): Span => {
  const by = months === 0 ? { days: from.until(until).days * times } : { months: months * times }
  return { from: from.subtract(by), until: until.subtract(by) }
}

/** How many months, where it is whole ones: they are then compared with whole months. */
const wholeMonths = ({ from, until }: Span): number =>
  from.day === 1 && until.day === 1 ? from.until(until, { largestUnit: 'months' }).months : 0
