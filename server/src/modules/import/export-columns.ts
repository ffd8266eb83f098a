import type { AttributeValue, CiAttribute, CiType, RelationKind } from '#contract/configuration/shape.ts'
import { importFields, type ImportField } from '#contract/import/shape.ts'
import type { SheetCell } from '#platform/xlsx.ts'
import type { Content } from '../configuration/index.ts'
import { guessMapping } from './mapping.ts'
import { headerOf, stateList } from './names.ts'
import { textOfHtml } from './text.ts'
import { meant, optionsOf } from './values.ts'

export interface ExportedItem {
  number: string
  type: CiType
  content: Content
  clientName: string | null
  ownerName: string | null
  supplierName: string | null
}

export interface Column {
  header: string
  cell: (item: ExportedItem) => SheetCell
}

type Language = 'fr' | 'en'

interface Surroundings {
  known: { types: readonly CiType[]; kinds: readonly RelationKind[] }
  language: Language
}

/** The common fields, then the attributes of the types that occur, each under a title that the import knows again. */
export const columnsOf = (types: readonly CiType[], { known, language }: Surroundings): Column[] => {
  const common = importFields.map((field) => ({
    header: headerOf(field, language),
    cell: commonCell(field, known.types, language),
  }))
  const keys = [
    ...new Set(
      types.flatMap(({ attributes }) =>
        attributes.filter(({ kind }) => kind !== 'parts').map(({ key }) => key),
      ),
    ),
  ]
  const taken = new Set(common.map(({ header }) => header))
  const attributes = keys.map((key) => {
    const header = attributeHeader(key, types, { known, language })
    const unique = taken.has(header) ? `${header} (${key})` : header
    taken.add(unique)
    return { header: unique, cell: (item: ExportedItem) => attributeCell(key, item, language) }
  })
  return [...common, ...attributes]
}

/** The name, and the key where the name alone would be understood as another field. */
const attributeHeader = (
  key: string,
  types: readonly CiType[],
  { known, language }: Surroundings,
): string => {
  const name = types.flatMap(({ attributes }) => attributes).find((one) => one.key === key)?.name
  const header = (language === 'en' ? name?.en : undefined) ?? name?.fr ?? key
  const [guess] = guessMapping([header], known)
  return guess === `attribute:${key}` ? header : `${header} (${key})`
}

const commonCell =
  (field: ImportField, types: readonly CiType[], language: Language) =>
  ({ number, type, content, ...names }: ExportedItem): SheetCell => {
    switch (field) {
      case 'number':
        return number
      case 'type':
        return word(type.key, types, language)
      case 'state':
        return word(content.state, stateList, language)
      case 'client':
        return names.clientName
      case 'owner':
        return names.ownerName
      case 'supplier':
        return names.supplierName
      case 'description':
        return textOfHtml(content.description)
      default:
        return content[field]
    }
  }

const attributeCell = (key: string, { type, content }: ExportedItem, language: Language): SheetCell => {
  const attribute = type.attributes.find((one) => one.key === key)
  const value = content.attributes[key]
  return attribute === undefined || value === undefined ? null : valueCell(attribute, value, language)
}

const valueCell = (attribute: CiAttribute, value: AttributeValue, language: Language): SheetCell => {
  if (Array.isArray(value)) return null
  if (attribute.kind === 'date' && typeof value === 'string') return { day: value }
  if (attribute.kind === 'choice' && typeof value === 'string')
    return word(value, optionsOf(attribute), language)
  return value
}

/** The name where it means this one alone, else the key. */
const word = (
  key: string,
  list: readonly { key: string; name: { fr: string; en?: string | undefined } }[],
  language: Language,
): string => {
  const name = list.find((one) => one.key === key)?.name
  const text = (language === 'en' ? name?.en : undefined) ?? name?.fr ?? key
  const found = meant(text, list)
  return found.length === 1 && found[0] === key ? text : key
}
