import { en } from '#contract/en.ts'
import { fr } from '#contract/fr.ts'
import { dateFormat } from '#contract/say-date.ts'
import type { Words } from '#contract/words.ts'
import type { Context } from '#platform/context.ts'
import { sayDay } from './value-words.ts'

/** Who prints, and for whom: what a paper needs to know beside its facts. */
export interface Speech {
  language: 'fr' | 'en'
  paper: 'a4' | 'us-letter'
  provider: { name: string; phone: string }
  words: typeof fr
  say: (words: Words) => string
  day: (instant: string | Temporal.Instant) => string
  minute: (instant: string | Temporal.Instant) => string
  /** Of a date without a time. */
  plainDay: (day: string) => string
  /** For the document’s own date. */
  parts: (instant: string | Temporal.Instant) => [number, number, number]
}

/** As the reader says it, on his own clock. */
export const speechFor = async ({ actor, db }: Pick<Context, 'actor' | 'db'>): Promise<Speech> => {
  const { name, phone, country } = await db
    .selectFrom('organisation')
    .select(['name', 'phone', 'country'])
    .executeTakeFirstOrThrow()
  const { language, zone } = actor
  const region = country === 'CA' ? 'CA' : language === 'fr' ? 'FR' : 'GB'
  const locale = `${language}-${region}`
  const days = dateFormat(locale, { timeZone: zone, day: 'numeric', month: 'short', year: 'numeric' })
  const minutes = dateFormat(locale, {
    timeZone: zone,
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
  })
  const millisecondsOf = (instant: string | Temporal.Instant) =>
    Temporal.Instant.from(instant.toString()).epochMilliseconds
  return {
    language,
    paper: country === 'CA' || country === 'US' ? 'us-letter' : 'a4',
    provider: { name, phone: phone ?? '' },
    words: language === 'fr' ? fr : en,
    say: (words) => (language === 'en' ? (words.en ?? words.fr) : words.fr),
    day: (instant) => days.format(millisecondsOf(instant)),
    minute: (instant) => minutes.format(millisecondsOf(instant)),
    plainDay: (day) => sayDay(locale, day),
    parts: (instant) => {
      const { year, month, day } = Temporal.Instant.from(instant.toString()).toZonedDateTimeISO(zone)
      return [year, month, day]
    },
  }
}

/** `{{name}}` filled in. */
export const fill = (text: string, values: Readonly<Record<string, string | number>>): string =>
  text.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? ''))

/** The one or the many of a counted sentence, as both languages count. */
export const counted = (
  forms: { one: string; other: string },
  count: number,
  language: 'fr' | 'en',
): string => {
  const isOne = new Intl.PluralRules(language).select(count) === 'one'
  return fill(isOne ? forms.one : forms.other, { count })
}
