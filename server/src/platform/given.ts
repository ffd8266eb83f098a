/** What was really given: a key that is there without a value would otherwise write over what is known. */
export const withoutUndefined = (given: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
