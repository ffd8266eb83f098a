import { dateFormat } from '#contract/say-date.ts'
import { useEffect, useState } from 'react'
import { useMaybeSession } from './session.tsx'
import { useWords } from './words.ts'

/** Where and how times are read. */
export interface Place {
  locale: string
  /** IANA; undefined: that of the browser. */
  zone: string | undefined
}

export type Instant = string | number | Date

export interface Times {
  /** « dans 2 h 10 », « il y a 3 min », "in 2 h 10". */
  relative: (instant: Instant, now?: number) => string
  /** Relative within half a day, else short. */
  ago: (instant: Instant, now?: number) => string
  /** The whole of it, with its zone: for the hover. */
  exact: (instant: Instant) => string
  /** "16:20", « 16 h 20 ». */
  clock: (instant: Instant) => string
  /** « lun. 25 mai », with the year where it is another one. */
  day: (instant: Instant) => string
  /** Today its clock time, this year its day and time, else the date. */
  short: (instant: Instant, now?: number) => string
  /** « lun. 25 mai, 18:00 – 20:00 »: the day once where both ends have it. */
  span: (from: Instant, to: Instant) => string
  /** Of minutes: « 2 h 10 », « 3 j 4 h ». */
  duration: (minutes: number) => string
  /** Of a date without a time: "2026-05-25". */
  date: (day: string) => string
  bytes: (count: number) => string
  number: (value: number) => string
  percent: (ratio: number) => string
}

/** Times and numbers in the reader's language and zone. */
export const useTime = (): Times => {
  const { locale } = useWords()
  const zone = useMaybeSession()?.person.zone
  return timesOf({ locale, zone })
}

/** The present, again every so often: what is shown as « dans 2 h 10 » goes on counting. */
export const useNow = (everyMs = 30_000): number => {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs)
    return () => clearInterval(timer)
  }, [everyMs])
  return now
}

export const timesOf = (place: Place): Times => {
  const key = `${place.locale} ${place.zone ?? ''}`
  const known = made.get(key)
  if (known !== undefined) return known
  const times = makeTimes(place)
  made.set(key, times)
  return times
}

const made = new Map<string, Times>()

const makeTimes = ({ locale, zone }: Place): Times => {
  const isFrench = locale.startsWith('fr')
  const timeZone = zone === undefined ? {} : { timeZone: zone }
  const format = (options: Intl.DateTimeFormatOptions) => {
    const formatter = dateFormat(locale, { ...timeZone, hourCycle: 'h23', ...options })
    return (instant: Instant) => formatter.format(new Date(instant))
  }
  const clock = format({ hour: 'numeric', minute: '2-digit' })
  const dayThisYear = format({ weekday: 'short', day: 'numeric', month: 'short' })
  const dayOtherYear = format({ day: 'numeric', month: 'short', year: 'numeric' })
  const yearOf = format({ year: 'numeric' })
  const dateOf = format({ year: 'numeric', month: '2-digit', day: '2-digit' })
  const exact = format({
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'long',
  })
  const plainDate = dateFormat(locale, {
    timeZone: 'UTC',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  })
  const numbers = new Intl.NumberFormat(locale)
  const percents = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 })
  const duration = durationIn(isFrench)
  const day = (instant: Instant) =>
    yearOf(instant) === yearOf(Date.now()) ? dayThisYear(instant) : dayOtherYear(instant)
  const relative = (instant: Instant, now = Date.now()) =>
    relativeIn(isFrench, duration, new Date(instant).getTime() - now)
  const short = (instant: Instant, now = Date.now()) => {
    if (dateOf(instant) === dateOf(now)) return clock(instant)
    return yearOf(instant) === yearOf(now)
      ? `${dayThisYear(instant)}, ${clock(instant)}`
      : dayOtherYear(instant)
  }
  const dayAndClock = (instant: Instant) => `${day(instant)}, ${clock(instant)}`
  return {
    clock,
    exact,
    day,
    duration,
    relative,
    short,
    span: (from, to) => `${dayAndClock(from)} – ${dateOf(from) === dateOf(to) ? clock(to) : dayAndClock(to)}`,
    ago: (instant, now = Date.now()) =>
      Math.abs(new Date(instant).getTime() - now) < 12 * 3_600_000
        ? relative(instant, now)
        : short(instant, now),
    date: (text) => plainDate.format(new Date(`${text}T00:00:00Z`)),
    bytes: (count) => bytesIn(isFrench, numbers, count),
    number: (value) => numbers.format(value),
    percent: (ratio) => percents.format(ratio),
  }
}

const space = '\u00A0'

const durationIn =
  (isFrench: boolean) =>
  (minutes: number): string => {
    const whole = Math.max(0, Math.round(minutes))
    const days = Math.floor(whole / 1440)
    const hours = Math.floor((whole % 1440) / 60)
    const rest = whole % 60
    const dayWord = isFrench ? 'j' : 'd'
    if (days > 0)
      return [`${days}${space}${dayWord}`, hours > 0 ? `${hours}${space}h` : ''].filter(Boolean).join(space)
    if (hours > 0)
      return rest > 0 ? `${hours}${space}h${space}${String(rest).padStart(2, '0')}` : `${hours}${space}h`
    return `${rest}${space}min`
  }

const relativeIn = (isFrench: boolean, duration: (minutes: number) => string, ms: number): string => {
  const minutes = Math.abs(ms) / 60_000
  if (minutes < 1) return isFrench ? 'à l’instant' : 'just now'
  const length = duration(Math.floor(minutes))
  if (ms > 0) return isFrench ? `dans ${length}` : `in ${length}`
  return isFrench ? `il y a ${length}` : `${length} ago`
}

const bytesIn = (isFrench: boolean, numbers: Intl.NumberFormat, count: number): string => {
  const units = isFrench ? ['octets', 'ko', 'Mo', 'Go', 'To'] : ['bytes', 'kB', 'MB', 'GB', 'TB']
  const power = count < 1000 ? 0 : Math.min(4, Math.floor(Math.log10(count) / 3))
  const value = count / 1000 ** power
  const rounded = power === 0 ? value : Math.round(value * 10) / 10
  return `${numbers.format(rounded)}${space}${units[power] ?? ''}`
}
