import { attributesOf, elements } from './sheet-xml.ts'

export interface Cell {
  kind: string
  style: number
  value: string
  inline: string
}

interface Surroundings {
  strings: readonly string[]
  /** Styles that show a number as a day or an hour. */
  dates: ReadonlySet<number>
  is1904: boolean
}

export const cellText = (cell: Cell, { strings, dates, is1904 }: Surroundings): string => {
  const { kind, value, inline, style } = cell
  if (kind === 's') return strings[Number(value)] ?? ''
  if (kind === 'inlineStr') return inline
  if (kind === 'b') return value === '1' ? 'true' : 'false'
  if (kind !== 'n' || value === '') return value
  return dates.has(style) ? dayOf(Number(value), is1904) : numberText(value)
}

/** As it is shown: fifteen digits, and whole numbers without an exponent. */
const numberText = (value: string): string => {
  const number = Number(value)
  if (!Number.isFinite(number)) return value
  if (Number.isSafeInteger(number)) return String(number)
  if (/^-?\d+$/.test(value)) return value
  const shown = Number(number.toPrecision(15))
  // The greatest of all rounds to what is none any more.
  return String(Number.isFinite(shown) ? shown : number)
}

/** Days since 1900 as spreadsheets count them; they think that 1900 was a leap year. */
const dayOf = (serial: number, is1904: boolean): string => {
  if (!Number.isFinite(serial) || serial < 0 || serial > 2_958_465) return String(serial)
  const days = is1904 ? serial + 1462 : serial
  const minutes = Math.round((days - Math.floor(days)) * 1440)
  const day = new Date(Date.UTC(1899, 11, Math.floor(days) < 60 ? 31 : 30) + Math.floor(days) * 86_400_000)
  const date = day.toISOString().slice(0, 10)
  if (minutes === 0) return date
  const hour = String(Math.floor(minutes / 60)).padStart(2, '0')
  return `${date} ${hour}:${String(minutes % 60).padStart(2, '0')}`
}

/** Numbers of built-in formats for days and hours (ECMA-376, 18.8.30). */
const builtIn = (id: number): boolean =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58)

export const dateStyles = (content: Uint8Array | undefined): Set<number> => {
  const found = new Set<number>()
  if (content === undefined) return found
  const own = new Map<number, boolean>()
  let isInStyles = false
  let index = 0
  for (const { name, isOpening, tag } of elements(content)) {
    if (name === 'numFmt' && isOpening) {
      const given = attributesOf(tag)
      own.set(Number(given.get('numFmtId')), showsTime(given.get('formatCode') ?? ''))
    } else if (name === 'cellXfs') {
      isInStyles = isOpening
    } else if (name === 'xf' && isOpening && isInStyles) {
      const id = Number(attributesOf(tag).get('numFmtId') ?? 0)
      if (own.get(id) ?? builtIn(id)) found.add(index)
      index += 1
    }
  }
  return found
}

/** Letters of days and hours, outside of quotes, colours and currencies. */
const showsTime = (code: string): boolean =>
  /[dmyhs]/i.test(code.replaceAll(/"[^"]*"|\[(?!h+\]|m+\]|s+\])[^\]]*\]|\\./gi, ''))
