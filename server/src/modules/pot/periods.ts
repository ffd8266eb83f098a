import type { PotPeriod, Renewal } from '#contract/pot/api.ts'

export interface Terms {
  minutes: number
  validFrom: string
  validUntil: string | null
  renewal: Renewal
  carriesOver: boolean
}

/** Minutes that were counted on a day; negative where more was taken back than written down. */
export interface Used {
  day: string
  minutes: number
}

const months = { monthly: 1, quarterly: 3, yearly: 12 } as const

/** Of a pot that renews, by its own day of the month: one of the 31st renews on the last day of shorter months. */
const startOf = ({ validFrom, renewal }: Terms, nth: number): Temporal.PlainDate => {
  const first = Temporal.PlainDate.from(validFrom)
  return renewal === 'once' ? first : first.add({ months: months[renewal] * nth })
}

/**
 * The periods that have begun by a day, first to last, each with what was bought, brought over, used and left. Days are those of
 * the provider's calendar: neither zones nor summer time move a border. Whatever is written down late counts where it was done.
 */
export const periodsOf = (terms: Terms, used: readonly Used[], today: string): PotPeriod[] => {
  const periods: PotPeriod[] = []
  let carried = 0
  for (let nth = 0; ; nth++) {
    const from = startOf(terms, nth).toString()
    if (from > today || (terms.validUntil !== null && from > terms.validUntil)) return periods
    const until = endOf(terms, nth)
    const sum = used
      .filter(({ day }) => day >= from && (until === null || day <= until))
      .reduce((total, { minutes }) => total + minutes, 0)
    const left = terms.minutes + carried - sum
    periods.push({
      from,
      until,
      bought: terms.minutes,
      carried,
      used: sum,
      left: Math.max(0, left),
      over: Math.max(0, -left),
    })
    if (terms.renewal === 'once') return periods
    carried = terms.carriesOver ? Math.max(0, left) : 0
  }
}

const endOf = (terms: Terms, nth: number): string | null => {
  if (terms.renewal === 'once') return terms.validUntil
  const end = startOf(terms, nth + 1)
    .subtract({ days: 1 })
    .toString()
  return terms.validUntil !== null && terms.validUntil < end ? terms.validUntil : end
}

/** The highest level that is reached: 80 or 100 per cent of what may be used. */
export const levelOf = ({ bought, carried, used }: PotPeriod): 80 | 100 | null => {
  const available = bought + carried
  if (used >= available) return 100
  return used * 100 >= available * 80 ? 80 : null
}
