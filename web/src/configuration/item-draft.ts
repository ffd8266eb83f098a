import type { AttributeValue, Attributes, CiState } from '#contract/configuration/shape.ts'
import { changesIn } from '../settings/changes.ts'
import { isCommon } from './say-value.tsx'
import type { Item } from './use-types.ts'

export interface Common {
  name: string
  state: CiState
  clientId: string | null
  ownerId: string | null
  supplierId: string | null
  location: string
  criticality: number | null
  description: string
}

/** What the form holds: what every item has, and what its type asks besides. */
export interface Draft {
  common: Common
  attributes: Readonly<Record<string, AttributeValue | null>>
}

export const emptyCommon: Common = {
  name: '',
  state: 'in-service',
  clientId: null,
  ownerId: null,
  supplierId: null,
  location: '',
  criticality: null,
  description: '',
}

export const draftOf = (item: Item): Draft => ({ common: commonOf(item), attributes: item.attributes })

const commonOf = (item: Item): Common => ({
  name: item.name,
  state: item.state,
  clientId: item.clientId,
  ownerId: item.ownerId,
  supplierId: item.supplierId,
  location: item.location,
  criticality: item.criticality,
  description: item.description,
})

export interface Changes {
  common: Partial<Common>
  attributes: Readonly<Record<string, AttributeValue | null>>
}

export const changesOf = (item: Item, draft: Draft): Changes => ({
  common: changesIn(commonOf(item), draft.common),
  attributes: Object.fromEntries(
    Object.entries(draft.attributes).filter(([key, value]) => !isSame(item.attributes[key], value)),
  ),
})

export const fieldsIn = ({ common, attributes }: Changes): string[] => [
  ...Object.keys(common),
  ...Object.keys(attributes),
]

/** One flat object, as the comparison of two versions shows it. */
export const flat = ({ common, attributes }: { common: object; attributes: object }) => ({
  ...attributes,
  ...common,
})

/** What was chosen field by field, in its two halves again. */
export const unflat = (chosen: Readonly<Record<string, unknown>>): Changes | null => {
  const [common, attributes] = [true, false].map((isOurs) =>
    Object.fromEntries(Object.entries(chosen).filter(([field]) => isCommon(field) === isOurs)),
  )
  return isCommonPart(common) && isAttributes(attributes) ? { common, attributes } : null
}

/** Values came from this form or from an item: of the right kind both ways. */
const isCommonPart = (value: unknown): value is Partial<Common> =>
  typeof value === 'object' && value !== null && Object.keys(value).every(isCommon)
const isAttributes = (value: unknown): value is Attributes => typeof value === 'object' && value !== null

const isSame = (before: unknown, after: unknown): boolean =>
  JSON.stringify(before ?? '') === JSON.stringify(after ?? '')
