import type { Attributes, CiType } from '#contract/configuration/shape.ts'
import type { Figures, Finding } from '#contract/verification/shape.ts'

export interface Seen {
  result: Finding | null
  fields: readonly { field: string }[]
  attributes: Attributes
  type: Pick<CiType, 'attributes'>
}

/** What has to be right of every item, beside what its type demands. */
const compulsory = ['name', 'state', 'clientId']

/** Found, with nothing compulsory that is wrong or was never written. */
export const isAccurate = ({ result, fields, attributes, type }: Seen): boolean => {
  if (result === null || result === 'missing') return false
  const demanded = type.attributes.filter(({ isRequired }) => isRequired).map(({ key }) => key)
  const isWritten = demanded.every((key) => isGiven(attributes[key]))
  return isWritten && fields.every(({ field }) => !compulsory.includes(field) && !demanded.includes(field))
}

const isGiven = (value: unknown): boolean =>
  value !== undefined && value !== null && (typeof value !== 'string' || value.trim() !== '')

export const figuresOf = (items: readonly Seen[], finds: number): Figures => {
  const count = (result: Finding) => items.filter((item) => item.result === result).length
  const [right, different, missing] = [count('right'), count('different'), count('missing')]
  return {
    total: items.length,
    verified: right + different + missing,
    right,
    different,
    missing,
    finds,
    accuracy: { part: items.filter(isAccurate).length, of: right + different + missing },
    completeness: { part: right + different, of: right + different + finds },
  }
}
