/** At most so many at once, and so many more who wait for their turn; null tells who comes after them to come again later. */
export const openTurns = (atOnce: number, queue: number) => {
  let running = 0
  const waiting: (() => void)[] = []
  const enter = async (): Promise<boolean> => {
    if (running < atOnce) {
      running += 1
      return true
    }
    if (waiting.length >= queue) return false
    // Whoever leaves hands his place on, so that nobody slips in between.
    await new Promise<void>((resolve) => waiting.push(resolve))
    return true
  }
  const leave = (): void => {
    const next = waiting.shift()
    if (next === undefined) running -= 1
    else next()
  }
  return async <Value>(work: () => Promise<Value>): Promise<{ value: Value } | null> => {
    if (!(await enter())) return null
    try {
      return { value: await work() }
    } finally {
      leave()
    }
  }
}
