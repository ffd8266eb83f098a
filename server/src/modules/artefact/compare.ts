interface Difference {
  path: string
  before: unknown
  after: unknown
}

/** What changed between two contents, leaf by leaf; lists are compared by place. */
export const differences = (before: unknown, after: unknown, path = ''): Difference[] => {
  if (Object.is(before, after)) return []
  if (isBranch(before) && isBranch(after) && Array.isArray(before) === Array.isArray(after)) {
    const keys = new Set([...Object.keys(before), ...Object.keys(after)])
    return [...keys].flatMap((key) =>
      differences(at(before, key), at(after, key), path === '' ? key : `${path}.${key}`),
    )
  }
  return [{ path, before: before ?? null, after: after ?? null }]
}

const isBranch = (value: unknown): value is object => typeof value === 'object' && value !== null

const at = (branch: object, key: string): unknown => Reflect.get(branch, key)
