import type { CiAttribute, CiState, CiType } from '#contract/configuration/shape.ts'
import { configuration as en } from '#contract/configuration/en.ts'
import { configuration as fr } from '#contract/configuration/fr.ts'
import { dateFormat } from '#contract/say-date.ts'
import type { Words } from '#contract/words.ts'

/** What a client may read of an item’s history: not what is internal to its type, nor who delivers, nor our notes. */
export const isTold = (type: Pick<CiType, 'attributes'>, field: string): boolean =>
  field !== 'supplierId' &&
  field !== 'description' &&
  field !== 'clientId' &&
  type.attributes.every(({ key, isInternal }) => key !== field || !isInternal)

export const fieldWords = (type: Pick<CiType, 'attributes'>, field: string): Words => {
  const own = type.attributes.find(({ key }) => key === field)
  if (own !== undefined) return own.name
  return isCommon(field) ? { fr: fr.field[field], en: en.field[field] } : { fr: field }
}

/** A value in both languages; null: nothing was given. */
export const valueWords = (
  type: Pick<CiType, 'attributes'>,
  { field, value, nameOf }: { field: string; value: unknown; nameOf: (id: string) => string },
): Words | null => {
  if (value === null || value === undefined || value === '') return null
  if (field === 'state' && isState(value)) return { fr: fr.states[value], en: en.states[value] }
  if (field === 'criticality' && isLevel(value))
    return { fr: fr.criticalities[value], en: en.criticalities[value] }
  if (field === 'ownerId' && typeof value === 'string') return plain(nameOf(value))
  return ofKind(
    type.attributes.find(({ key }) => key === field),
    value,
  )
}

const ofKind = (attribute: CiAttribute | undefined, value: unknown): Words | null => {
  if (typeof value === 'boolean') return value ? { fr: fr.yes, en: en.yes } : { fr: fr.no, en: en.no }
  if (typeof value === 'number')
    return {
      fr: new Intl.NumberFormat('fr-FR').format(value),
      en: new Intl.NumberFormat('en-GB').format(value),
    }
  if (Array.isArray(value)) return countOf(value.length)
  const text = String(value).trim()
  if (text === '') return null
  const option = attribute?.options?.find((one) => one.value === value)
  if (option !== undefined) return option.name
  if (attribute?.kind === 'date' && /^\d{4}-\d{2}-\d{2}$/.test(text))
    return { fr: sayDay('fr-FR', text), en: sayDay('en-GB', text) }
  return plain(text)
}

const countOf = (count: number): Words => ({
  fr: count > 1 ? `${count} lignes` : `${count} ligne`,
  en: count === 1 ? '1 line' : `${count} lines`,
})

export const sayDay = (locale: string, day: string): string =>
  dateFormat(locale, { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' }).format(
    new Date(`${day}T00:00:00Z`),
  )

const plain = (text: string): Words => ({ fr: text, en: text })
const isCommon = (field: string): field is keyof typeof fr.field => Object.hasOwn(fr.field, field)
const isState = (value: unknown): value is CiState =>
  typeof value === 'string' && Object.hasOwn(fr.states, value)
const isLevel = (value: unknown): value is 1 | 2 | 3 => value === 1 || value === 2 || value === 3
