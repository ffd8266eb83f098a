/** Rows of cells, all as text: days as 2026-05-25, numbers with a point. */
export interface Table {
  /** Lines as the file counts them: those that are empty are left out, yet counted. */
  rows: { line: number; cells: string[] }[]
}

/** Why a table is not read, for a person to understand. */
export const faults = {
  lines: 'too many lines',
  columns: 'too many columns',
  bytes: 'the archive unpacks to too much',
  kind: 'neither CSV nor XLSX',
  empty: 'no lines',
  broken: 'the file is broken',
} as const

export interface Bounds {
  lines: number
  columns: number
}

/** With the header. */
export const bounds: Bounds = { lines: 50_001, columns: 200 }

/** Takes rows as they come, within the bounds. */
export const collectRows = (): { rows: Table['rows']; add: (line: number, cells: string[]) => void } => {
  const rows: Table['rows'] = []
  return {
    rows,
    add: (line, cells) => {
      const last = cells.findLastIndex((cell) => cell.trim() !== '')
      if (last < 0) return
      if (last >= bounds.columns) throw new Error(faults.columns)
      if (rows.length >= bounds.lines) throw new Error(faults.lines)
      rows.push({ line, cells: cells.slice(0, last + 1).map(storable) })
    },
  }
}

/** As a database takes it. */
const storable = (cell: string): string =>
  (cell.includes('\0') ? cell.replaceAll('\0', '') : cell).toWellFormed()
