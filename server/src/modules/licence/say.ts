import type { Reason } from '#contract/licence/shape.ts'
import { licence as en } from '#contract/licence/en.ts'
import { licence as fr } from '#contract/licence/fr.ts'
import { counted } from '../report/index.ts'

export type Language = 'fr' | 'en'

export const wordsIn = (language: Language): typeof fr => (language === 'fr' ? fr : en)

export const sayReason = ({ code, count }: Reason, language: Language): string => {
  const { because } = wordsIn(language)
  return counted({ one: because[`${code}_one`], other: because[`${code}_other`] }, count, language)
}
