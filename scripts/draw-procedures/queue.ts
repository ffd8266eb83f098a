/** A binary heap: takes the cheapest first, and of equal ones always the same. */
export const queue = <Item>(costOf: (item: Item) => number): Queue<Item> => {
  const heap: { item: Item; cost: number; turn: number }[] = []
  let turn = 0
  const isBefore = (a: number, b: number): boolean => {
    const [left, right] = [heap[a], heap[b]]
    if (!left || !right) return left !== undefined
    return left.cost < right.cost || (left.cost === right.cost && left.turn < right.turn)
  }
  const swap = (a: number, b: number): void => {
    const [left, right] = [heap[a], heap[b]]
    if (left && right) [heap[a], heap[b]] = [right, left]
  }
  return {
    add: (item) => {
      heap.push({ item, cost: costOf(item), turn: (turn += 1) })
      for (let at = heap.length - 1; at > 0; at = (at - 1) >> 1) {
        if (isBefore(at, (at - 1) >> 1)) swap(at, (at - 1) >> 1)
      }
    },
    take: () => {
      swap(0, heap.length - 1)
      const taken = heap.pop()
      let at = 0
      for (;;) {
        const [left, right] = [2 * at + 1, 2 * at + 2]
        const next = right < heap.length && isBefore(right, left) ? right : left
        if (next >= heap.length || !isBefore(next, at)) break
        swap(at, next)
        at = next
      }
      return taken?.item
    },
  }
}

interface Queue<Item> {
  add: (item: Item) => void
  take: () => Item | undefined
}
