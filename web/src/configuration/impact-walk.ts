import type { Placed } from './impact-layout.ts'

export type Step = 'onward' | 'back' | 'above' | 'below'

/**
 * Where an arrow leads: onward and back along an edge to the end that lies nearest, above and below among what stands in the same column,
 * first among those that share an edge with the same neighbour.
 */
export const stepFrom = (placed: Placed, here: string, step: Step): string | null => {
  const at = placed.places.get(here)
  if (at === undefined) return null
  const nearest = (candidates: readonly string[]): string | null =>
    candidates.toSorted((one, other) => distance(one) - distance(other))[0] ?? null
  const distance = (number: string): number =>
    Math.abs((placed.places.get(number)?.y ?? Number.MAX_SAFE_INTEGER) - at.y)
  if (step === 'onward') return nearest(placed.ways.filter(({ near }) => near === here).map(({ far }) => far))
  if (step === 'back') return nearest(placed.ways.filter(({ far }) => far === here).map(({ near }) => near))
  const isAhead = (number: string): boolean => {
    const y = placed.places.get(number)?.y ?? at.y
    return step === 'above' ? y < at.y : y > at.y
  }
  const parents = new Set(placed.ways.filter(({ far }) => far === here).map(({ near }) => near))
  const siblings = placed.ways.filter(({ near }) => parents.has(near)).map(({ far }) => far)
  const column = [...placed.places].filter(([, { x }]) => Math.abs(x - at.x) < 40).map(([number]) => number)
  return nearest(siblings.filter(isAhead)) ?? nearest(column.filter(isAhead))
}
