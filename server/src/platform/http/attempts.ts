/** Counts failures by key in a sliding window: enough to slow down who guesses, without punishing who signs in often. */
export const openAttempts = (most: number, windowSeconds: number) => {
  const failures = new Map<string, number[]>()
  const recent = (key: string, now: number) =>
    (failures.get(key) ?? []).filter((at) => at > now - windowSeconds * 1000)

  return {
    isExhausted: (key: string, now: number): boolean => recent(key, now).length >= most,
    fail: (key: string, now: number): void => {
      if (failures.size > 10_000) failures.clear()
      failures.set(key, [...recent(key, now), now])
    },
    succeed: (key: string): void => {
      failures.delete(key)
    },
  }
}
