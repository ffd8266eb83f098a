import { isIP } from 'node:net'
import { isPlaceholder, usableUuid } from './junk.ts'
import type { Entry } from './shape.ts'

/** What can be wrong with a field. It is dropped – or cut, where it is too long – and the rest of the report is kept. */
export const problems = [
  'not-text',
  'too-long',
  'not-a-number',
  'out-of-range',
  'not-a-date',
  'not-a-uuid',
  'not-a-mac',
  'not-an-address',
  'placeholder',
  'missing',
  'too-many',
] as const

export type Problem = (typeof problems)[number]

type Read<Value> = { value: Value | null; problem?: Problem }
export type Coercion<Value> = (raw: unknown) => Read<Value>

export type Noted = { section: string; field: string; problem: Problem; count: number }

export type Notes = {
  add: (section: string, field: string, problem: Problem, count?: number) => void
  list: () => Noted[]
}

/** Counted, not listed: a thousand packages with the same silly date are one note. */
export const takeNotes = (): Notes => {
  const noted = new Map<string, Noted>()
  return {
    add: (section, field, problem, count = 1) => {
      const key = `${section} ${field} ${problem}`
      const known = noted.get(key)
      if (known === undefined) noted.set(key, { section, field, problem, count })
      else known.count += count
    },
    list: () => [...noted.values()],
  }
}

export type Reader = <Value>(field: string, coercion: Coercion<Value>) => Value | null

/** Reads the fields of one entry; an absent or empty field is null and no problem. */
export const readerOf = (section: string, entry: Entry, notes: Notes): Reader => {
  return (field, coercion) => {
    if (!Object.hasOwn(entry, field)) return null
    const { value, problem } = coercion(entry[field])
    if (problem !== undefined) notes.add(section, field, problem)
    return value
  }
}

/** Characters that print nothing, or turn the line around on a screen; and what PostgreSQL refuses to keep. */
// eslint-disable-next-line no-control-regex
const unseen = /[\u0000-\u001F\u007F-\u009F\u200B\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]+/gu

/** Nearly everything: asked ten thousand times a report. */
const isClean = /^[!-~]+(?: [!-~]+)*$/

export const cleanText = (raw: string): string => {
  if (isClean.test(raw)) return raw
  return raw.replace(unseen, ' ').replace(/\s+/gu, ' ').trim().toWellFormed()
}

export const text =
  (longest = 255): Coercion<string> =>
  (raw) => {
    if (raw === null || raw === undefined) return { value: null }
    if (typeof raw === 'number' || typeof raw === 'boolean') return { value: String(raw) }
    if (typeof raw !== 'string') return { value: null, problem: 'not-text' }
    // Cut first: nobody names a thing with a megabyte.
    const value = cleanText(raw.slice(0, longest * 4))
    if (value === '') return { value: null }
    if (raw.length > longest * 4 || value.length > longest)
      return { value: cleanText(value.slice(0, longest)), problem: 'too-long' }
    return { value }
  }

const quantity = /^([+-]?\d+(?:[.,]\d+)?)\s*([a-z/]*)$/iu

/** Numbers come as numbers, as text, and as text with a unit, which `units` turns into a factor; no unit is factor 1. */
export const whole =
  (most: number, units: Readonly<Record<string, number>> = {}): Coercion<number> =>
  (raw) => {
    if (raw === null || raw === undefined) return { value: null }
    if (typeof raw !== 'number' && typeof raw !== 'string') return { value: null, problem: 'not-a-number' }
    const trimmed = String(raw).trim()
    if (trimmed === '') return { value: null }
    const [, digits, unit = ''] = (trimmed.length < 64 ? quantity.exec(trimmed) : null) ?? []
    const name = unit.toLowerCase()
    if (digits === undefined || (name !== '' && !Object.hasOwn(units, name)))
      return { value: null, problem: 'not-a-number' }
    const value = Math.round(Number(digits.replace(',', '.')) * (name === '' ? 1 : (units[name] ?? 1)))
    // -1 is how many agents say "unknown".
    if (value === -1) return { value: null }
    if (value < 0 || value > most) return { value: null, problem: 'out-of-range' }
    return { value }
  }

const [kilo, mega] = [1024, 1024 * 1024]

export const megabytes = whole(2 ** 31 - 1, {
  b: 1 / mega,
  bytes: 1 / mega,
  k: 1 / kilo,
  kb: 1 / kilo,
  kib: 1 / kilo,
  mo: 1,
  m: 1,
  mb: 1,
  mib: 1,
  go: kilo,
  g: kilo,
  gb: kilo,
  gib: kilo,
  to: mega,
  tb: mega,
  tib: mega,
})

const perSecond = ['bps', 'b/s', 'bit/s'] as const

/** Of a network: megabits per second. */
export const megabits = whole(1_000_000, {
  mbps: 1,
  'mb/s': 1,
  'mbit/s': 1,
  m: 1,
  gbps: 1000,
  'gb/s': 1000,
  'gbit/s': 1000,
  g: 1000,
  kbps: 0.001,
  'kb/s': 0.001,
  ...Object.fromEntries(perSecond.map((unit) => [unit, 0.000_001])),
})

export const megahertz = whole(100_000, { mhz: 1, ghz: 1000 })

const patterns = {
  yearFirst: /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:\D|$)/u,
  yearLast: /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?:\D|$)/u,
  bare: /^(\d{4})(\d{2})(\d{2})(?:\D|$)/u,
}

/** A day as `2025-04-20`. With the year last, day comes before month, as FusionInventory writes it. */
export const day: Coercion<string> = (raw) => {
  if (raw === null || raw === undefined || raw === '') return { value: null }
  if (typeof raw !== 'string') return { value: null, problem: 'not-a-date' }
  const trimmed = raw.trim().slice(0, 40)
  if (trimmed === '') return { value: null }
  const first = patterns.yearFirst.exec(trimmed) ?? patterns.bare.exec(trimmed)
  const last = patterns.yearLast.exec(trimmed)
  const value =
    first === null
      ? last === null
        ? null
        : asDay(last[3], last[2], last[1])
      : asDay(first[1], first[2], first[3])
  return value === null ? { value: null, problem: 'not-a-date' } : { value }
}

/** The first of January 1970 is no date but a zero. */
const asDay = (year = '', month = '', dayOfMonth = ''): string | null => {
  if (Number(year) < 1980 || Number(year) > 2199) return null
  const days = (longMonths[Number(month) - 1] ?? 0) - (Number(month) === 2 && Number(year) % 4 !== 0 ? 1 : 0)
  const isDay = Number(dayOfMonth) >= 1 && Number(dayOfMonth) <= (isCommonCentury(year, month) ? 28 : days)
  return isDay ? `${year}-${month.padStart(2, '0')}-${dayOfMonth.padStart(2, '0')}` : null
}

/** Counted by hand: Temporal takes as long for a day as all the rest for a package. */
const longMonths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
const isCommonCentury = (year: string, month: string) => year === '2100' && Number(month) === 2

export const yesNo: Coercion<boolean> = (raw) => ({
  value:
    raw === true || raw === 1 || /^(?:1|yes|true|on)$/iu.test(typeof raw === 'string' ? raw.trim() : '')
      ? true
      : raw === false || raw === 0 || /^(?:0|no|false|off)$/iu.test(typeof raw === 'string' ? raw.trim() : '')
        ? false
        : null,
})

export const mac: Coercion<string> = (raw) => {
  if (typeof raw !== 'string' || raw.trim() === '')
    return raw === null || raw === undefined || typeof raw === 'string'
      ? { value: null }
      : { value: null, problem: 'not-a-mac' }
  const digits = raw.trim().toLowerCase().replace(/[:.-]/gu, '')
  if (!/^[0-9a-f]{12}$/u.test(digits)) return { value: null, problem: 'not-a-mac' }
  return { value: digits.replace(/(..)(?=.)/gu, '$1:') }
}

export const address: Coercion<string> = (raw) => {
  const read = text(64)(raw)
  if (read.value === null) return read
  const plain = read.value.toLowerCase().replace(/[%/].*$/u, '')
  return isIP(plain) === 0 ? { value: null, problem: 'not-an-address' } : { value: plain }
}

/** Text that a maker has written, and not what firmware says when nobody has. */
export const signed: Coercion<string> = (raw) => {
  const read = text()(raw)
  return read.value !== null && isPlaceholder(read.value) ? { value: null, problem: 'placeholder' } : read
}

export const hardwareUuid: Coercion<string> = (raw) => {
  const read = text(64)(raw)
  if (read.value === null) return read
  const value = usableUuid(read.value)
  if (value !== null) return { value }
  return { value, problem: /^[0-9a-f{}-]{32,38}$/iu.test(read.value) ? 'placeholder' : 'not-a-uuid' }
}
