import type { Span } from '#contract/calendar/shape.ts'
import { dateFormat } from '#contract/say-date.ts'
import type { WordsInUse } from '../platform/words.ts'

/** "09:00" as the place writes it: « 9:00 », « 9 h 00 ». */
export const sayClock = (locale: string, clock: string): string =>
  clock === '24:00'
    ? sayClock(locale, '00:00')
    : dateFormat(locale, {
        hour: 'numeric',
        minute: '2-digit',
        hourCycle: 'h23',
        timeZone: 'UTC',
      }).format(new Date(`2000-01-01T${clock}:00Z`))

export const saySpans = ({ t, locale }: Pick<WordsInUse, 't' | 'locale'>, spans: readonly Span[]): string => {
  if (spans.length === 0) return t('calendar.closed')
  const [first] = spans
  if (spans.length === 1 && first?.from === '00:00' && first.to === '24:00') return t('calendar.allDay')
  return spans
    .map(({ from, to }) => t('calendar.span', { from: sayClock(locale, from), to: sayClock(locale, to) }))
    .join(' · ')
}

/** 2026-05-25 → « lun. 25 mai 2026 ». */
export const sayDate = (locale: string, date: string): string =>
  dateFormat(locale, {
    weekday: 'short',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(`${date}T00:00:00Z`))

/** 2026-05-25 → « lun. 25 mai ». */
export const sayDay = (locale: string, date: string): string =>
  dateFormat(locale, {
    weekday: 'short',
    day: 'numeric',
    month: 'long',
    timeZone: 'UTC',
  }).format(new Date(`${date}T00:00:00Z`))

export const sayMonth = (locale: string, year: number, month: number): string =>
  dateFormat(locale, { month: 'long', timeZone: 'UTC' }).format(new Date(Date.UTC(year, month, 1)))

/** 1 is Monday, whose first of a month was that of January 2024. */
export const sayWeekday = (
  locale: string,
  day: number,
  weekday: 'long' | 'short' | 'narrow' = 'long',
): string => dateFormat(locale, { weekday, timeZone: 'UTC' }).format(new Date(Date.UTC(2024, 0, day)))

/** In hours, never in days: a day of service is no 24 hours. */
export const sayHours = (minutes: number): string => {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60]
  return rest === 0 ? `${hours}\u00A0h` : `${hours}\u00A0h\u00A0${String(rest).padStart(2, '0')}`
}
