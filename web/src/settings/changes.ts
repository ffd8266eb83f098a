/** Only what somebody has changed: what a colleague changed meanwhile elsewhere does no harm. */
export const changesIn = <Fields extends object>(
  before: object | undefined,
  after: Fields,
): Partial<Fields> => {
  if (before === undefined) return after
  const known = new Map(Object.entries(before))
  const changed: Partial<Fields> = { ...after }
  for (const name of keysOf(after)) {
    if (isSame(known.get(String(name)), after[name])) delete changed[name]
  }
  return changed
}

const keysOf = <Fields extends object>(fields: Fields): (keyof Fields)[] => {
  const keys: (keyof Fields)[] = []
  for (const key in fields) keys.push(key)
  return keys
}

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)
