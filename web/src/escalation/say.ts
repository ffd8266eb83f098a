import type { EscalationDelay, Quiet } from '#contract/escalation/shape.ts'
import { sayDelay } from '../grid/delay.ts'
import type { WordsInUse } from '../platform/words.ts'

export const sayAfter = (words: WordsInUse, after: EscalationDelay | undefined): string => {
  if (after === undefined || after === null) return words.t('escalation.never')
  return after === 'immediate' ? words.t('escalation.atOnce') : sayDelay(words, after)
}

export const sayPercent = ({ t, locale }: WordsInUse, percent: number | null | undefined): string => {
  if (percent === undefined || percent === null) return t('escalation.never')
  if (percent === 0) return t('escalation.atCreation')
  return new Intl.NumberFormat(locale, { style: 'percent' }).format(percent / 100)
}

/** Who is spared, and what still comes at once. */
export const sayQuiet = ({ t }: WordsInUse, quiet: Quiet): string => {
  if (quiet === null) return t('escalation.notice.always')
  const priorities = quiet.instantFor.map((priority) => `P${priority}`).join(', ')
  const which =
    priorities === ''
      ? t('escalation.notice.onlyMajor')
      : quiet.instantIfMajor
        ? t('escalation.notice.quietMajor', { which: priorities })
        : priorities
  return t('escalation.notice.quiet', { which })
}
