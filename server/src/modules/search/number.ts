const kinds = ['INC', 'REQ', 'PRB', 'CHG', 'ECH']

/** The records and items that a number as people type it may mean: `INC-42`, `inc 42`, `42`. */
export const numbersIn = (words: string): string[] => {
  const match = /^(?:(ci|[a-z]{3})[\s-]?)?#?0*([1-9]\d{0,9})$/i.exec(words.trim())
  const [, kind, digits] = match ?? []
  if (digits === undefined) return []
  return kind === undefined ? kinds.map((each) => `${each}-${digits}`) : [`${kind.toUpperCase()}-${digits}`]
}
