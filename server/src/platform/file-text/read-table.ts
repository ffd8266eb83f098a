import { z } from 'zod'
import { readApart } from './apart.ts'
import { faults, type Table } from './rows.ts'

export type TableFault = keyof typeof faults | 'time' | 'memory'

const Rows = z.object({ rows: z.array(z.object({ line: z.int(), cells: z.array(z.string()) })) })

/** The table in a CSV or XLSX file that may be hostile. */
export const readTableOf = async (
  content: AsyncIterable<Uint8Array>,
  seconds = 60,
): Promise<{ table: Table } | { fault: TableFault }> => {
  const answer = await readApart(content, { kind: 'table', name: '', seconds, memory: 900 })
  if (!('fault' in answer)) {
    const table = Rows.parse(answer.found)
    return table.rows.length === 0 ? { fault: 'empty' } : { table }
  }
  const known = Object.entries(faults).find(([, sentence]) => sentence === answer.fault)?.[0]
  return { fault: isFault(known) ? known : (limits[answer.fault] ?? 'broken') }
}

const limits: Readonly<Record<string, TableFault>> = {
  'it takes too long to read': 'time',
  'it takes too much memory to read': 'memory',
}

const isFault = (word: string | undefined): word is keyof typeof faults =>
  word !== undefined && word in faults
