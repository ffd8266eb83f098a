import { unzipSync } from 'fflate'
import { cellText, dateStyles, type Cell } from './sheet-cell.ts'
import { attributesOf, elements, textIn } from './sheet-xml.ts'
import { bounds, collectRows, faults, type Table } from './rows.ts'

const parts =
  /^xl\/(workbook\.xml|_rels\/workbook\.xml\.rels|sharedStrings\.xml|styles\.xml|worksheets\/[\w-]{1,60}\.xml)$/i
const largestPart = 120 * 1024 * 1024
const largestWhole = 160 * 1024 * 1024
const mostStrings = 2_000_000
const mostRows = 1_048_576

/**
 * The first visible sheet of an XLSX file. A bomb is not unpacked: what says it is too large is refused, what lies does not
 * fit. Markup is read in pieces, entities of its own no document may bring.
 */
export const readSheet = (bytes: Uint8Array): Table => {
  const files = unpack(bytes, (name) => parts.test(name) && !/worksheets/i.test(name))
  const workbook = files.get('xl/workbook.xml')
  if (workbook === undefined) throw new Error(faults.kind)
  const { sheet, is1904 } = firstSheet(workbook, files.get('xl/_rels/workbook.xml.rels'))
  const content = unpack(bytes, (name) => name.toLowerCase() === sheet).get(sheet)
  if (content === undefined) throw new Error(faults.broken)
  const strings = sharedStrings(files.get('xl/sharedstrings.xml'))
  const dates = dateStyles(files.get('xl/styles.xml'))
  return readRows(content, (cell) => cellText(cell, { strings, dates, is1904 }))
}

const unpack = (bytes: Uint8Array, isWanted: (name: string) => boolean): Map<string, Uint8Array> => {
  let whole = 0
  const found = unzipSync(bytes, {
    filter: ({ name, originalSize }) => {
      if (!isWanted(name)) return false
      whole += originalSize
      if (originalSize > largestPart || whole > largestWhole) throw new Error(faults.bytes)
      return true
    },
  })
  return new Map(Object.entries(found).map(([name, content]) => [name.toLowerCase(), content]))
}

const firstSheet = (
  workbook: Uint8Array,
  relations: Uint8Array | undefined,
): { sheet: string; is1904: boolean } => {
  let id: string | null = null
  let is1904 = false
  for (const { name, isOpening, tag } of elements(workbook)) {
    if (!isOpening) continue
    const given = attributesOf(tag)
    if (name === 'workbookPr') is1904 = ['1', 'true'].includes(given.get('date1904') ?? '')
    if (name === 'sheet' && id === null && (given.get('state') ?? 'visible') === 'visible')
      id = given.get('r:id') ?? [...given].find(([key]) => key.endsWith(':id'))?.[1] ?? null
  }
  for (const { name, isOpening, tag } of relations === undefined ? [] : elements(relations)) {
    if (!isOpening || name !== 'Relationship') continue
    const given = attributesOf(tag)
    if (given.get('Id') !== id) continue
    const target = (given.get('Target') ?? '').replace(/^\//, '')
    return { sheet: (target.startsWith('xl/') ? target : `xl/${target}`).toLowerCase(), is1904 }
  }
  return { sheet: 'xl/worksheets/sheet1.xml', is1904 }
}

/** What is said how to pronounce (rPh) is no text. */
const sharedStrings = (content: Uint8Array | undefined): string[] => {
  const strings: string[] = []
  if (content === undefined) return strings
  let text = ''
  let isSpoken = false
  for (const { name, isOpening, isEmpty, before } of elements(content)) {
    if (name === 'rPh') isSpoken = isOpening && !isEmpty
    else if (name === 't' && !isOpening && !isSpoken) text += textIn(before)
    else if (name === 'si' && (!isOpening || isEmpty)) {
      strings.push(text)
      text = ''
      if (strings.length > mostStrings) throw new Error(faults.bytes)
    }
  }
  return strings
}

const readRows = (content: Uint8Array, textOf: (cell: Cell) => string): Table => {
  const { rows, add } = collectRows()
  let line = 0
  let cells: string[] = []
  let column = -1
  let cell: Cell | null = null
  for (const { name, isOpening, isEmpty, tag, before } of elements(content)) {
    if (name === 'row' && isOpening) {
      const given = Number(attributesOf(tag).get('r') ?? line + 1)
      if (!Number.isSafeInteger(given) || given > mostRows) throw new Error(faults.broken)
      // Whoever counts wrongly gives no line twice.
      line = Math.max(given, line + 1)
      cells = []
      column = -1
    } else if (name === 'row') {
      add(line, cells)
    } else if (name === 'c' && isOpening) {
      const given = attributesOf(tag)
      column = columnOf(given.get('r')) ?? column + 1
      cell = { kind: given.get('t') ?? 'n', style: Number(given.get('s') ?? 0), value: '', inline: '' }
      if (isEmpty) cell = null
    } else if (name === 'c' && cell !== null) {
      place(cells, column, textOf(cell))
      cell = null
    } else if (cell !== null && name === 'v' && !isOpening) {
      cell.value = textIn(before)
    } else if (cell !== null && name === 't' && !isOpening) {
      cell.inline += textIn(before)
    }
  }
  return { rows }
}

const place = (cells: string[], column: number, text: string): void => {
  if (text === '') return
  if (column >= bounds.columns) throw new Error(faults.columns)
  while (cells.length < column) cells.push('')
  cells[column] = text
}

/** AB12 → 27. */
const columnOf = (reference: string | undefined): number | null => {
  const letters = /^[A-Z]{1,3}(?=\d)/.exec(reference ?? '')?.[0]
  if (letters === undefined) return null
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
}
