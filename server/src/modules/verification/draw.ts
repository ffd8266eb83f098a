import { createHash } from 'node:crypto'

/** A sample that nobody chose: the same seed draws the same of the same population, in whatever order it is given. */
export const drawSample = <Item extends { number: string }>(
  population: readonly Item[],
  size: number,
  seed: string,
): Item[] =>
  population
    .map((item) => ({ item, lot: createHash('sha256').update(`${seed} ${item.number}`).digest('hex') }))
    .toSorted((one, other) => (one.lot < other.lot ? -1 : 1))
    .slice(0, size)
    .map(({ item }) => item)
