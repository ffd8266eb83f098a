import { commonFields, type Attributes, type CiState, type CiType } from '#contract/configuration/shape.ts'

/** What an item is at an instant, apart from its type and its relations. */
export interface Content {
  name: string
  state: CiState
  clientId: string | null
  ownerId: string | null
  supplierId: string | null
  location: string
  description: string
  criticality: number | null
  attributes: Attributes
}

export const emptyContent: Omit<Content, 'name'> = {
  state: 'in-service',
  clientId: null,
  ownerId: null,
  supplierId: null,
  location: '',
  description: '',
  criticality: null,
  attributes: {},
}

/** Field by field, attributes among the common ones: as the journal and comparisons say it. */
export const fieldsOf = ({ attributes, ...common }: Content): Record<string, unknown> => ({
  ...attributes,
  ...Object.fromEntries(commonFields.map((field) => [field, common[field]])),
})

export interface FieldChange {
  field: string
  before: unknown
  after: unknown
}

export const changesBetween = (before: Content, after: Content): FieldChange[] => {
  const [old, next] = [fieldsOf(before), fieldsOf(after)]
  return [...new Set([...Object.keys(old), ...Object.keys(next)])]
    .map((field) => ({ field, before: old[field] ?? null, after: next[field] ?? null }))
    .filter(({ before: was, after: is }) => textOf(was) !== textOf(is))
}

/** Fields whose change wants authority: the controlled ones of an item that is in service, or comes into it or leaves it. */
export const controlledChanges = (
  type: Pick<CiType, 'control' | 'controlled'>,
  { before, after }: { before: Content; after: Content },
): FieldChange[] => {
  const isInService = before.state === 'in-service' || after.state === 'in-service'
  if (type.control !== 'controlled' || !isInService) return []
  return changesBetween(before, after).filter(({ field }) => type.controlled.includes(field))
}

/** Objects compare by what is in them, whatever the order in which the database keeps it. */
const textOf = (value: unknown): string => JSON.stringify(ordered(value)) ?? 'null'

const ordered = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(ordered)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, inner]) => [key, ordered(inner)]),
  )
}
