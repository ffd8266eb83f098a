import type { Delay } from '#contract/calendar/shape.ts'
import type { WordsInUse } from '../platform/words.ts'

/** « 8 h de service », « 2 jours de service ». */
export const sayDelay = ({ t }: Pick<WordsInUse, 't'>, { value, unit }: Delay): string =>
  t(`grid.delay.${unit}`, { count: value })

export const units = ['minute', 'hour', 'serviceDay'] as const
