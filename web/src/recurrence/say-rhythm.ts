import type { Rhythm } from '#contract/recurrence/api.ts'
import { dayOfMonth } from '#contract/say-date.ts'
import { sayWeekday } from '../calendar/say.ts'
import type { WordsInUse } from '../platform/words.ts'

export const nths = [
  [1, 'first'],
  [2, 'second'],
  [3, 'third'],
  [4, 'fourth'],
  [-1, 'last'],
] as const

/** « Tous les 2 mois : le deuxième mardi, à 08:00 » */
export const sayRhythm = ({ t, locale }: WordsInUse, rhythm: Rhythm, time: string | null): string => {
  const { every, interval } = rhythm
  const on = onOf({ t, locale }, rhythm)
  const days = t(`recurrence.say.${every}`, { count: interval, on })
  return time === null ? days : `${days}, ${t('recurrence.say.at', { time })}`
}

const onOf = ({ t, locale }: Pick<WordsInUse, 't' | 'locale'>, rhythm: Rhythm): string => {
  if (rhythm.every === 'week')
    return rhythm.on
      .toSorted((a, b) => a - b)
      .map((day) => sayWeekday(locale, day))
      .join(', ')
  if (rhythm.every !== 'month') return ''
  const { on } = rhythm
  if ('day' in on) return t('recurrence.say.monthDay', { day: dayOfMonth(locale, on.day) })
  const name = nths.find(([value]) => value === on.nth)?.[1] ?? 'first'
  return t('recurrence.say.monthNth', {
    nth: t(`recurrence.nths.${name}`).toLowerCase(),
    weekday: sayWeekday(locale, on.weekday),
  })
}
