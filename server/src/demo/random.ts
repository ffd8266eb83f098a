/** Chance that can be told again: the same seed gives the same story. */
export interface Random {
  /** From 0 up to, not including, 1. */
  next: () => number
  /** Happens with this probability. */
  chance: (probability: number) => boolean
  /** A whole number, both ends included. */
  between: (from: number, to: number) => number
  pick: <Item>(items: readonly [Item, ...Item[]] | readonly Item[]) => Item
  weighted: <Item>(items: readonly (readonly [Item, number])[]) => Item
}

/** Mulberry32 over a hash of the seed's letters. */
export const openRandom = (seed: string): Random => {
  let state = hashOf(seed)
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const pick: Random['pick'] = (items) => {
    const item = items[Math.floor(next() * items.length)]
    if (item === undefined) throw new Error('There is nothing to pick from.')
    return item
  }
  const weighted: Random['weighted'] = (items) => {
    let left = next() * items.reduce((sum, [, weight]) => sum + weight, 0)
    for (const [item, weight] of items) {
      left -= weight
      if (left < 0) return item
    }
    return pick(items)[0]
  }
  return {
    next,
    chance: (probability) => next() < probability,
    between: (from, to) => from + Math.floor(next() * (to - from + 1)),
    pick,
    weighted,
  }
}

/** FNV-1a. */
const hashOf = (text: string): number => {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  }
  return hash | 0
}
