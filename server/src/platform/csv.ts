export type Cell = string | number | boolean | null

/** A table as spreadsheets in France read it: semicolons, a byte order mark. Cells that would be run as a formula are defused. */
export const asCsv = (columns: readonly string[], rows: readonly (readonly Cell[])[]): string =>
  `\uFEFF${asCsvLines([columns, ...rows])}`

/** More lines of such a table, for one that is written piece by piece. */
export const asCsvLines = (rows: readonly (readonly Cell[])[]): string =>
  rows.map((row) => `${row.map(asCell).join(';')}\r\n`).join('')

const asCell = (value: Cell): string => {
  if (value === null) return ''
  const text = String(value)
  // A negative number is a number.
  const safe = typeof value !== 'number' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
