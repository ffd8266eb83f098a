import type { Campaign } from '#contract/verification/shape.ts'
import type { WordsInUse } from '../platform/words.ts'

/** « Menuiserie Arnaud · tous (14) », « Tous les clients · 30 sur 212, tirage 3f… ». */
export const sayScope = (
  { clientName, location, population, sample, seed }: Campaign,
  { t }: Pick<WordsInUse, 't'>,
): string =>
  [
    clientName ?? t('verification.everyClient'),
    location,
    sample === null || seed === null
      ? t('verification.all', { count: population })
      : t('verification.drawn', { sample, population, seed }),
  ]
    .filter((part) => part !== '')
    .join(' · ')
