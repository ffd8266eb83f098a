export type Cell = string | number | boolean | null

type Separator = ';' | ','

/** A table as spreadsheets in France read it: semicolons, a byte order mark. Cells that would be run as a formula are defused. */
export const asCsv = (
  columns: readonly string[],
  rows: readonly (readonly Cell[])[],
  separator: Separator = ';',
): string => `\uFEFF${asCsvLines([columns, ...rows], separator)}`

/** More lines of such a table, for one that is written piece by piece. */
export const asCsvLines = (rows: readonly (readonly Cell[])[], separator: Separator = ';'): string =>
  rows.map((row) => `${row.map((cell) => asCell(cell, separator)).join(separator)}\r\n`).join('')

const asCell = (value: Cell, separator: Separator): string => {
  if (value === null) return ''
  const text = String(value)
  // A negative number is a number.
  // With the apostrophes before it, so that who takes one away has what was there.
  const safe = typeof value !== 'number' && /^'*[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /["\r\n]/.test(safe) || safe.includes(separator) ? `"${safe.replaceAll('"', '""')}"` : safe
}
