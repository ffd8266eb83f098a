import { currencyOf } from '#contract/currency.ts'
import { useSession } from './session.tsx'
import { useWords } from './words.ts'

/** Writes an amount, given in the smallest unit, in the provider's currency and the reader's language. */
export const useMoney = (): ((minor: number) => string) => {
  const { locale } = useWords()
  const { provider } = useSession()
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency: currencyOf(provider.country) })
  return (minor) => format.format(minor / 100)
}
