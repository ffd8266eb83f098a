import type { fr as French } from '#contract/fr.ts'
import type { Words } from '#contract/words.ts'
import { createInstance } from 'i18next'
import { initReactI18next, useTranslation } from 'react-i18next'
import { keep, kept } from './keep.ts'
import { setSpaces, spaced } from './spaces.ts'

export type Language = 'fr' | 'en'

/** Every word of the catalogues as `module.group.word`; of `tickets_one` and `tickets_other` one says `tickets`. */
export type Key = Path<typeof French>
type Path<T> = {
  [Name in keyof T & (string | number)]: T[Name] extends string
    ? Singular<`${Name}`>
    : `${Name}.${Path<T[Name]>}`
}[keyof T & (string | number)]
type Singular<Name extends string> = Name extends `${infer Base}_${'one' | 'many' | 'other'}` ? Base : Name

export type Values = Readonly<Record<string, string | number>>
export type Say = (words: Words) => string

export interface WordsInUse {
  /** A word of the interface: `t('shell.search')`, `t('record.tickets', { count })`. */
  t: (key: Key, values?: Values) => string
  /** A word that is data, in the reader's language where somebody wrote it. */
  say: Say
  language: Language
  /** For Intl: `fr-FR`, `fr-CA`, `en-GB`, `en-CA` … */
  locale: string
}

export const useWords = (): WordsInUse => {
  useTranslation(undefined, { i18n: words })
  return wordsInUse()
}

/** The same outside of React, for what is asked when it happens (guards, titles). */
export const wordsInUse = (): WordsInUse => current

/** Loads a language, with the variant of the organisation's country, and shows it. */
export const speak = async (
  language: Language,
  country = kept('country') ?? guessCountry(),
): Promise<void> => {
  const variant = country === 'CA' ? 'fr-CA' : 'fr-FR'
  const locale = localeOf(language, country)
  if (locale === current.locale && isLoaded(idOf(language, variant))) return
  await load(language, variant)
  keep('language', language)
  keep('country', country)
  current = wordsOf(language, variant, locale)
  document.documentElement.lang = language === 'fr' ? variant : locale
  await words.changeLanguage(idOf(language, variant))
}

/** The words of all pages, in the language that is spoken; the frame has its own before. */
export const loadAllWords = async (): Promise<void> => {
  isWhole = true
  const variant = words.language === 'fr-CA' ? 'fr-CA' : 'fr-FR'
  await load(current.language, variant)
}

/** What this browser spoke last, else what it asks for: French unless it clearly says English. */
export const firstLanguage = (): Language => {
  const last = kept('language')
  if (last === 'fr' || last === 'en') return last
  const asked = navigator.languages.find((tag) => /^(fr|en)\b/i.test(tag))
  return asked?.toLowerCase().startsWith('en') === true ? 'en' : 'fr'
}

const words = createInstance()
void words.use(initReactI18next).init({
  lng: 'fr-FR',
  fallbackLng: false,
  resources: {},
  initAsync: false,
  nsSeparator: false,
  partialBundledLanguages: true,
  interpolation: { escapeValue: false },
  react: { useSuspense: false },
})

let current: WordsInUse = { t: (key) => key, say: ({ fr }) => fr, language: 'fr', locale: '' }
/** Whether a page has asked for more than the frame says. */
let isWhole = false
const loaded = new Map<string, 'frame' | 'whole'>()

type Variant = 'fr-FR' | 'fr-CA'
const idOf = (language: Language, variant: Variant): string => (language === 'fr' ? variant : 'en')
const isLoaded = (id: string): boolean => loaded.get(id) === 'whole' || (!isWhole && loaded.has(id))

const wordsOf = (language: Language, variant: Variant, locale: string): WordsInUse => {
  const lng = idOf(language, variant)
  return {
    t: (key, values) => words.t(key, { ...values, lng }),
    say: ({ fr, en }) => (language === 'en' && en !== undefined ? en : setSpaces(fr, variant)),
    language,
    locale,
  }
}

/** One language is loaded, the other when somebody asks for it. */
const load = async (language: Language, variant: Variant): Promise<void> => {
  const id = idOf(language, variant)
  if (isLoaded(id)) return
  const extent = isWhole ? 'whole' : 'frame'
  const catalogue = await (language === 'en' ? english[extent]() : french(extent, variant))
  words.addResourceBundle(id, 'translation', catalogue, true, true)
  loaded.set(id, extent)
}

const english = {
  frame: async () => (await import('./frame-en.ts')).frame,
  whole: async () => (await import('#contract/en.ts')).en,
}

const frenchOf = {
  frame: async () => (await import('./frame-fr.ts')).frame,
  whole: async () => (await import('#contract/fr.ts')).fr,
}

const french = async (extent: 'frame' | 'whole', variant: Variant): Promise<object> => {
  const catalogue = await frenchOf[extent]()
  if (variant === 'fr-FR') return spaced(catalogue, variant)
  const { frCa } = await import('#contract/fr-ca.ts')
  return spaced(overlaid(catalogue, frCa), variant)
}

const overlaid = (below: object, above: object): object => {
  const base = new Map<string, unknown>(Object.entries(below))
  const entries = Object.entries(above).map(([key, value]: [string, unknown]) => {
    const under = base.get(key)
    return [key, isBranch(value) ? overlaid(isBranch(under) ? under : {}, value) : value]
  })
  return { ...below, ...Object.fromEntries(entries) }
}

const isBranch = (value: unknown): value is object => typeof value === 'object' && value !== null

const guessCountry = (): string =>
  /-([A-Z]{2})\b/.exec(navigator.languages.find((tag) => tag.startsWith('fr-')) ?? '')?.[1] ?? 'FR'

/** Dates and numbers as they are written where the organisation is; English outside English countries is British. */
const localeOf = (language: Language, country: string): string => {
  if (language === 'fr') return ['CA', 'BE', 'CH', 'LU'].includes(country) ? `fr-${country}` : 'fr-FR'
  return ['CA', 'US', 'IE', 'AU'].includes(country) ? `en-${country}` : 'en-GB'
}
