/** A date as Intl writes it, but for the first of a month: French writes « 1er octobre », Intl « 1 octobre ». */
export const dateFormat = (locale: string, options: Intl.DateTimeFormatOptions): DateFormat => {
  const formatter = new Intl.DateTimeFormat(locale, options)
  const write = locale.startsWith('fr') ? writeFrench : writePlain
  return {
    format: (at) => write(formatter.formatToParts(at)),
    formatRange: (from, until) => write(formatter.formatRangeToParts(from, until)),
  }
}

/** The day of a month by itself, as in « le 1er de chaque mois ». */
export const dayOfMonth = (locale: string, day: number): string =>
  day === 1 && locale.startsWith('fr') ? first : String(day)

export interface DateFormat {
  format: (at: number | Date) => string
  formatRange: (from: number | Date, until: number | Date) => string
}

type Part = Pick<Intl.DateTimeFormatPart, 'type' | 'value'>

const writePlain = (parts: readonly Part[]): string => parts.map(({ value }) => value).join('')

/** Between figures alone – 1/10/2026 – the first stays a 1. */
const writeFrench = (parts: readonly Part[]): string => {
  const isSpelt = parts.some(({ type, value }) => type === 'month' && /\p{L}/u.test(value))
  return isSpelt ? writePlain(parts.map(asOrdinal)) : writePlain(parts)
}

const asOrdinal = (part: Part): Part =>
  part.type === 'day' && part.value === '1' ? { ...part, value: first } : part

const first = '1er'
