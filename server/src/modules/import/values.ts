import type { CiAttribute } from '#contract/configuration/shape.ts'
import type { Words } from '#contract/words.ts'
import { comparable, plain } from './text.ts'

/** 1 234,5 and 1,234.5 alike; null: no number. */
export const readNumber = (text: string): number | null => {
  const given = text.replaceAll(/[\s\u00A0\u202F']/g, '')
  const digits = /^[+-]?\d{1,3}(\.\d{3})+,\d+$/.test(given)
    ? given.replaceAll('.', '').replace(',', '.')
    : /^[+-]?\d{1,3}(,\d{3})+\.\d+$/.test(given)
      ? given.replaceAll(',', '')
      : given.replace(',', '.')
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?$/i.test(digits)) return null
  const number = Number(digits)
  return Number.isFinite(number) ? number : null
}

/** 2026-05-25, 25/05/2026, 25.05.26; null: no day that exists. */
export const readDay = (text: string): string | null => {
  const given = text.trim().replace(/[T ]00:00(:00(\.0+)?)?Z?$/, '')
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(given)
  const local = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})$/.exec(given)
  const [year, month, day] =
    iso !== null
      ? [iso[1], iso[2], iso[3]]
      : local !== null
        ? [local[3]?.padStart(4, '20'), local[2], local[1]]
        : []
  if (year === undefined || month === undefined || day === undefined) return null
  try {
    return Temporal.PlainDate.from(
      { year: Number(year), month: Number(month), day: Number(day) },
      { overflow: 'reject' },
    ).toString()
  } catch {
    return null
  }
}

const yes = new Set(['oui', 'o', 'yes', 'y', 'vrai', 'true', '1', 'x'])
const no = new Set(['non', 'n', 'no', 'faux', 'false', '0'])

export const readBoolean = (text: string): boolean | null => {
  const given = plain(text)
  return yes.has(given) ? true : no.has(given) ? false : null
}

/** All of a list that a word can mean: by key, else by its name in either language. */
export const meant = <Key extends string>(
  text: string,
  list: readonly { key: Key; name: Words }[],
): Key[] => {
  const given = plain(text)
  const exact = list.filter(({ key }) => key === text.trim())
  if (exact.length > 0) return exact.map(({ key }) => key)
  return list
    .filter(({ key, name }) => [key, name.fr, name.en ?? ''].some((word) => plain(word) === given))
    .map(({ key }) => key)
}

export const optionsOf = ({ options = [] }: CiAttribute) =>
  options.map(({ value, name }) => ({ key: value, name }))

export type Read =
  | { value: string | number | boolean }
  | {
      code:
        | 'notNumber'
        | 'notDay'
        | 'notBoolean'
        | 'notChoice'
        | 'several'
        | 'notAddress'
        | 'notItem'
        | 'tooLong'
    }

/** The text of a cell as a value of an attribute. */
export const readAttribute = (attribute: CiAttribute, text: string): Read => {
  switch (attribute.kind) {
    case 'number':
      return valued(readNumber(text), 'notNumber')
    case 'date':
      return valued(readDay(text), 'notDay')
    case 'boolean':
      return valued(readBoolean(text), 'notBoolean')
    case 'choice': {
      const [one, ...others] = meant(text, optionsOf(attribute))
      return others.length > 0 ? { code: 'several' } : valued(one ?? null, 'notChoice')
    }
    case 'ci': {
      const number = text.trim().toUpperCase()
      return valued(/^CI-[1-9]\d{0,9}$/.test(number) ? number : null, 'notItem')
    }
    case 'url':
      return valued(URL.canParse(text.trim()) ? comparable(text) : null, 'notAddress')
    case 'text':
      return text.length <= 500 ? { value: comparable(text) } : { code: 'tooLong' }
    default:
      return text.length <= 10_000 ? { value: comparable(text) } : { code: 'tooLong' }
  }
}

const valued = (
  value: string | number | boolean | null,
  code: Exclude<Read, { value: unknown }>['code'],
): Read => (value === null ? { code } : { value })
