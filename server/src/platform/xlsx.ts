import { strToU8, Zip, ZipDeflate } from 'fflate'

/** `{ day }` is shown as a day: 2026-05-25. */
export type SheetCell = string | number | boolean | null | { day: string }

/** A workbook of one sheet, written piece by piece. Text is text: no cell is ever run as a formula. */
export async function* writeXlsx(
  sheet: string,
  rows: AsyncIterable<readonly SheetCell[]> | Iterable<readonly SheetCell[]>,
): AsyncGenerator<Buffer> {
  const ready: Buffer[] = []
  const zip = new Zip((error, piece) => {
    if (error !== null) throw error
    ready.push(Buffer.from(piece))
  })
  for (const [name, content] of Object.entries(partsOf(sheet))) {
    const part = new ZipDeflate(name, { level: 6 })
    zip.add(part)
    part.push(strToU8(head + content), true)
  }
  const part = new ZipDeflate('xl/worksheets/sheet1.xml', { level: 6 })
  zip.add(part)
  part.push(strToU8(`${head}<worksheet xmlns="${main}">${frozen}<sheetData>`))
  let text = ''
  let line = 0
  for await (const row of rows) {
    line += 1
    text += `<row r="${line}">${row.map((cell, column) => cellOf(cell, columnName(column) + line)).join('')}</row>`
    if (text.length < 60_000) continue
    part.push(strToU8(text))
    text = ''
    yield* ready.splice(0)
  }
  part.push(strToU8(`${text}</sheetData></worksheet>`), true)
  zip.end()
  yield* ready.splice(0)
}

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const bundle = 'http://schemas.openxmlformats.org/package/2006'
const frozen =
  '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'

const partsOf = (sheet: string): Record<string, string> => ({
  '[Content_Types].xml': `<Types xmlns="${bundle}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>`,
  '_rels/.rels': `<Relationships xmlns="${bundle}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="${escaped(sheet.slice(0, 31))}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${bundle}/relationships"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
  'xl/styles.xml': `<styleSheet xmlns="${main}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0"/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0" xfId="0"/><xf numFmtId="14" applyNumberFormat="1" xfId="0"/></cellXfs></styleSheet>`,
})

const cellOf = (value: SheetCell, place: string): string => {
  if (value === null || value === '') return ''
  if (typeof value === 'number') return `<c r="${place}"><v>${value}</v></c>`
  if (typeof value === 'boolean') return `<c r="${place}" t="b"><v>${value ? 1 : 0}</v></c>`
  const serial = typeof value === 'string' ? null : serialOf(value.day)
  if (serial !== null) return `<c r="${place}" s="1"><v>${serial}</v></c>`
  const text = typeof value === 'string' ? value : value.day
  return `<c r="${place}" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`
}

/** Days since 1900; spreadsheets know none before March of that year for certain. */
const serialOf = (day: string): number | null => {
  const days = Math.round((Date.parse(`${day}T00:00:00Z`) - Date.UTC(1899, 11, 30)) / 86_400_000)
  return Number.isFinite(days) && days > 60 && days <= 2_958_465 ? days : null
}

/** What XML does not hold is left out; what reads as an escape of Office is escaped itself. */
const escaped = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(/[^\P{Cc}\t\n\r]/gu, '')
    .replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\r', '&#13;')

const columnName = (index: number): string => {
  let name = ''
  for (let rest = index + 1; rest > 0; rest = Math.floor((rest - 1) / 26))
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name
  return name
}
