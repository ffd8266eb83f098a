import type { Calendar, Spans } from '#contract/calendar/shape.ts'
import { sayClock, sayWeekday } from '../calendar/say.ts'
import type { WordsInUse } from '../platform/words.ts'

type Speech = Pick<WordsInUse, 't' | 'locale'>
const days = [1, 2, 3, 4, 5, 6, 7] as const

/** A week in as few sentences as it takes: « lun.–ven. 9:00–12:30, 14:00–18:00 ». Closed days last, where they are wanted. */
export const sayWeek = (speech: Speech, week: Calendar['week'], isWhole = false): string[] => {
  const runs: { first: number; last: number; hours: string; isClosed: boolean }[] = []
  for (const day of days) {
    const hours = sayHours(speech, week[day])
    const run = runs.at(-1)
    if (run !== undefined && run.hours === hours) run.last = day
    else runs.push({ first: day, last: day, hours, isClosed: week[day].length === 0 })
  }
  return runs
    .filter(({ isClosed }) => isWhole || !isClosed)
    .map(({ first, last, hours }) =>
      speech.t('shell.portal.hoursSentence', { days: sayRun(speech, first, last), hours }),
    )
}

export const sayHours = ({ t, locale }: Speech, spans: Spans): string => {
  if (spans.length === 0) return t('shell.portal.closedDay')
  const [only] = spans
  if (spans.length === 1 && only?.from === '00:00' && only.to === '24:00') return t('shell.portal.allDay')
  return spans.map(({ from, to }) => `${sayClock(locale, from)}–${sayClock(locale, to)}`).join(', ')
}

const sayRun = ({ t, locale }: Speech, first: number, last: number): string => {
  if (first === 1 && last === 7) return t('shell.portal.allDays')
  const [from, to] = [sayWeekday(locale, first, 'short'), sayWeekday(locale, last, 'short')]
  if (first === last) return from
  return last === first + 1 ? `${from}, ${to}` : `${from}–${to}`
}
