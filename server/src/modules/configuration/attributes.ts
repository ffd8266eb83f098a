import { Day } from '#contract/instant.ts'
import {
  CiNumber,
  type Attributes,
  type AttributeValue,
  type CiAttribute,
} from '#contract/configuration/shape.ts'

export interface Fault {
  path: string
  message: string
}

/** What was given over what was there: null and blank text take a value away. */
export const mergeAttributes = (
  before: Attributes,
  given: Readonly<Record<string, AttributeValue | null>>,
): Attributes => {
  const merged = new Map(Object.entries(before))
  for (const [key, value] of Object.entries(given)) {
    const kept = typeof value === 'string' ? value.trim() : value
    if (kept === null || kept === '') merged.delete(key)
    else merged.set(key, kept)
  }
  return Object.fromEntries(merged)
}

/** Only what was given is looked at, so that an older value does not stand in the way of a new one; required ones are looked at always. */
export const faultsIn = (
  definitions: readonly CiAttribute[],
  { given, merged }: { given: Readonly<Record<string, AttributeValue | null>>; merged: Attributes },
): Fault[] => {
  const known = new Map(definitions.map((definition) => [definition.key, definition]))
  const wrong = Object.entries(given).flatMap(([key, value]) => {
    const definition = known.get(key)
    if (definition === undefined)
      return [{ path: `attributes.${key}`, message: 'this type has no such attribute' }]
    const kept = value === null ? null : (merged[key] ?? null)
    const fault = kept === null ? null : faultOf(definition, kept)
    return fault === null ? [] : [{ path: `attributes.${key}`, message: fault }]
  })
  const missing = definitions
    .filter(({ key, isRequired }) => isRequired && merged[key] === undefined)
    .map(({ key }) => ({ path: `attributes.${key}`, message: 'this attribute is required' }))
  return [...wrong, ...missing]
}

const faultOf = ({ kind, options = [] }: CiAttribute, value: AttributeValue): string | null => {
  switch (kind) {
    case 'text':
      return typeof value === 'string' && value.length <= 500
        ? null
        : 'text of up to 500 characters is expected'
    case 'longText':
      return typeof value === 'string' ? null : 'text is expected'
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) ? null : 'a number is expected'
    case 'boolean':
      return typeof value === 'boolean' ? null : 'true or false is expected'
    case 'date':
      return Day.safeParse(value).success ? null : 'a day is expected: 2026-05-25'
    case 'choice':
      return options.some((option) => option.value === value)
        ? null
        : `one of ${options.map((option) => option.value).join(', ')} is expected`
    case 'url':
      return typeof value === 'string' && isAddress(value) ? null : 'an address is expected, as https://…'
    case 'ci':
      return CiNumber.safeParse(value).success ? null : 'the number of an item is expected: CI-12'
    default:
      return Array.isArray(value) ? null : 'a list is expected'
  }
}

/** Remote control has schemes of its own; what a browser would run has not. */
const isAddress = (value: string): boolean =>
  URL.canParse(value) && !/^(javascript|data|vbscript|blob|file):/i.test(value.trim())
