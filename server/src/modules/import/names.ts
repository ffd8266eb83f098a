import { configuration as configurationEn } from '#contract/configuration/en.ts'
import { configuration as configurationFr } from '#contract/configuration/fr.ts'
import { ciStates, commonFields, type CiType } from '#contract/configuration/shape.ts'
import { importWords as en } from '#contract/import/en.ts'
import { importWords as fr } from '#contract/import/fr.ts'
import type { ImportField } from '#contract/import/shape.ts'

export const stateList = ciStates.map((key) => ({
  key,
  name: { fr: configurationFr.states[key], en: configurationEn.states[key] },
}))

export const headerOf = (field: ImportField | 'line' | 'problem', language: 'fr' | 'en'): string =>
  (language === 'fr' ? fr : en).headers[field]

const isCommon = (field: string): field is (typeof commonFields)[number] =>
  commonFields.some((one) => one === field)

/** A field or an attribute of a type, as people call it. */
export const fieldName = (field: string, type: Pick<CiType, 'attributes'>): { fr: string; en: string } => {
  if (isCommon(field)) return { fr: configurationFr.field[field], en: configurationEn.field[field] }
  const name = type.attributes.find(({ key }) => key === field)?.name
  return { fr: name?.fr ?? field, en: name?.en ?? name?.fr ?? field }
}

export const fieldNames = (fields: readonly string[], type: Pick<CiType, 'attributes'>) => {
  const names = fields.map((field) => fieldName(field, type))
  return { fr: names.map((name) => name.fr).join(', '), en: names.map((name) => name.en).join(', ') }
}
