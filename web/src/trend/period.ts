export const presets = ['this-month', 'last-month', 'thirty-days', 'quarter', 'year', 'own'] as const
export type Preset = (typeof presets)[number]

interface Period {
  from: string
  to: string
}

/** Whole days, counted at noon of nowhere: no clock change moves them. */
const dayOf = (year: number, month: number, day: number): string =>
  new Date(Date.UTC(year, month, day, 12)).toISOString().slice(0, 10)

/** Of a day as the reader's calendar has it: 2026-05-25. */
export const periodOf = (preset: Exclude<Preset, 'own'>, today: string): Period => {
  const [year = 0, monthFromOne = 1, day = 1] = today.split('-').map(Number)
  const month = monthFromOne - 1
  const endOfLast = dayOf(year, month, 0)
  const periods: Readonly<Record<typeof preset, Period>> = {
    'this-month': { from: dayOf(year, month, 1), to: today },
    'last-month': { from: dayOf(year, month - 1, 1), to: endOfLast },
    'thirty-days': { from: dayOf(year, month, day - 29), to: today },
    quarter: { from: dayOf(year, month - 3, 1), to: endOfLast },
    year: { from: dayOf(year, month - 12, 1), to: endOfLast },
  }
  return periods[preset]
}

export const todayIn = (zone: string | undefined): string =>
  new Intl.DateTimeFormat('en-CA', {
    ...(zone === undefined ? {} : { timeZone: zone }),
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(new Date())
