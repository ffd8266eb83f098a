import type { LevelEscalation } from '#contract/problem/levels.ts'
import type { WordsInUse } from '../platform/words.ts'

/** « Dirigeant à l’ouverture », « Dirigeant à 80 % du délai ». */
export const sayEscalation = ({ t, locale }: WordsInUse, { role, at }: LevelEscalation): string => {
  const name = t(`person.role.${role}.name`)
  if (at === 0) return t('problem.levels.atOnce', { role: name })
  const percent = new Intl.NumberFormat(locale, { style: 'percent' }).format(at / 100)
  return t('problem.levels.at', { role: name, percent })
}
