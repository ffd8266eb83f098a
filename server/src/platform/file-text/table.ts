import { readCsv } from './csv-table.ts'
import type { Table } from './rows.ts'
import { readSheet } from './sheet-table.ts'

/** By its first bytes, not by what it calls itself. */
export const readTable = (bytes: Uint8Array): Table => {
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4
  return isZip ? readSheet(bytes) : readCsv(bytes)
}
