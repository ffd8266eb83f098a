type Facts = Record<string, unknown>

/** What an edit changed, before and after: the body of an `edited` event. Null where nothing did. */
export const difference = (before: object, after: object): { before: Facts; after: Facts } | null => {
  const old = new Map(Object.entries(before))
  const changed = Object.entries(after).filter(
    ([key, value]) => value !== undefined && JSON.stringify(value) !== JSON.stringify(old.get(key)),
  )
  if (changed.length === 0) return null
  return {
    before: Object.fromEntries(changed.map(([key]) => [key, old.get(key) ?? null])),
    after: Object.fromEntries(changed),
  }
}
