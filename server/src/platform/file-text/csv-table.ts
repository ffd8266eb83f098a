import { collectRows, faults, type Table } from './rows.ts'

const separators = [';', ',', '\t'] as const

/** RFC 4180 with the liberties that spreadsheets take: any of three separators, three encodings, breaks within quotes. */
export const readCsv = (bytes: Uint8Array): Table => {
  const text = decoded(bytes)
  const { rows, add } = collectRows()
  for (const { line, cells } of records(text, separatorOf(text))) add(line, cells.map(undefused))
  return { rows }
}

const decoded = (bytes: Uint8Array): string => {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes.subarray(0, 8192).includes(0)) throw new Error(faults.kind)
  if (
    ['%PDF', '<htm', '<!DO', '<?xm', '{\\rt'].includes(Buffer.from(bytes.subarray(0, 4)).toString('latin1'))
  )
    throw new Error(faults.kind)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

/** The one that parts the header into most cells. */
const separatorOf = (text: string): string => {
  const counts = separators.map((separator) => {
    const [header] = records(text, separator)
    return { separator, cells: header?.cells.length ?? 0 }
  })
  return counts.toSorted((one, other) => other.cells - one.cells)[0]?.separator ?? ';'
}

/** Lines count as a spreadsheet counts rows: a break within quotes makes none. */
function* records(text: string, separator: string): Generator<{ line: number; cells: string[] }> {
  const at = { position: text.charCodeAt(0) === 0xfeff ? 1 : 0, line: 1 }
  const next = /[;,\t\r\n]/g
  let cells: string[] = []
  while (at.position < text.length) {
    let cell = ''
    if (text[at.position] === '"') {
      const quoted = quotedCell(text, at.position)
      cell = quoted.cell
      at.position = quoted.end
    }
    for (;;) {
      next.lastIndex = at.position
      const found = next.exec(text)
      const end = found?.index ?? text.length
      cell += text.slice(at.position, end)
      at.position = end
      const mark = text[end]
      if (mark === undefined || mark === separator || mark === '\r' || mark === '\n') break
      cell += mark
      at.position += 1
    }
    cells.push(cell)
    const mark = text[at.position]
    if (mark === separator) {
      at.position += 1
      if (at.position < text.length) continue
      cells.push('')
    } else {
      at.position += text.startsWith('\r\n', at.position) ? 2 : 1
    }
    yield { line: at.line, cells }
    at.line += 1
    cells = []
  }
}

/** From its opening quote to behind the closing one; a quote that never closes is the file's fault. */
const quotedCell = (text: string, start: number): { cell: string; end: number } => {
  let cell = ''
  let from = start + 1
  for (;;) {
    const quote = text.indexOf('"', from)
    if (quote < 0) throw new Error(faults.broken)
    cell += text.slice(from, quote)
    if (text[quote + 1] !== '"') return { cell, end: quote + 1 }
    cell += '"'
    from = quote + 2
  }
}

/** The apostrophe that keeps a spreadsheet from running a cell is no part of it (see platform/csv.ts). */
const undefused = (cell: string): string => (/^'+[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell)
