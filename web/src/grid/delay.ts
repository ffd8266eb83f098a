import type { Delay } from '#contract/calendar/shape.ts'
import type { WordsInUse } from '../platform/words.ts'

/** « 8 h de service », « 2 jours de service ». */
export const sayDelay = ({ t }: Pick<WordsInUse, 't'>, { value, unit }: Delay): string =>
  t(`grid.delay.${unit}`, { count: value })

/** « 8 h », « 2 j »: where the heading says of what. */
export const sayShortDelay = ({ t }: Pick<WordsInUse, 't'>, { value, unit }: Delay): string =>
  `${value}\u00A0${t(`escalation.mode.${unit}`)}`

export const units = ['minute', 'hour', 'serviceDay'] as const
