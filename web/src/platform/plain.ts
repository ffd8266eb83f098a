/** A value as an address or a form carries it. */
export const asText = (value: unknown): string => {
  if (typeof value === 'string') return value
  return JSON.stringify(value) ?? ''
}
