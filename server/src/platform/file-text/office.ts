import { strFromU8, unzipSync } from 'fflate'

/** Where DOCX, XLSX, PPTX and the OpenDocument formats keep what is read. */
const parts =
  /^(word\/(document|footnotes|endnotes|comments)\.xml|content\.xml|xl\/sharedStrings\.xml|ppt\/slides\/slide\d{1,4}\.xml)$/

const largestPart = 30 * 1024 * 1024
const largestWhole = 60 * 1024 * 1024

/** The text of an office file. A bomb is not unpacked: what says it is too large is refused, what lies does not fit. */
export const readOffice = (bytes: Uint8Array, most: number): string | null => {
  let whole = 0
  const files = unzipSync(bytes, {
    filter: ({ name, originalSize }) => {
      if (!parts.test(name)) return false
      whole += originalSize
      if (originalSize > largestPart || whole > largestWhole)
        throw new Error('the archive unpacks to too much')
      return true
    },
  })
  const names = Object.keys(files).toSorted()
  if (names.length === 0) return null
  let text = ''
  for (const name of names) {
    if (text.length >= most) break
    text += ` ${textOf(strFromU8(files[name] ?? new Uint8Array()))}`
  }
  return text
}

/** Paragraphs, cells and breaks part words; other tags stand within words. Entities of its own no document may bring. */
export const textOf = (xml: string): string =>
  xml
    .replaceAll(
      /<\/(?:w:p|text:p|text:h|a:p|si)>|<(?:w:tab|w:br|text:s|text:tab|text:line-break)\b[^<>]*>/g,
      ' ',
    )
    .replaceAll(/<[^<>]*>/g, '')
    .replaceAll(/&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(amp|lt|gt|quot|apos));/g, (_, decimal, hex, name) =>
      name === undefined
        ? character(decimal === undefined ? parseInt(hex, 16) : Number(decimal))
        : (named[name] ?? ' '),
    )

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

const character = (code: number): string =>
  code > 31 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : ' '
