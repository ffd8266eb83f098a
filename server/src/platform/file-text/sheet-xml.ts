import { faults } from './rows.ts'

export interface Element {
  /** Without a prefix. */
  name: string
  isOpening: boolean
  /** It opens and closes at once: `<c/>`. */
  isEmpty: boolean
  /** What stands between its name and `>`. */
  tag: string
  /** The text between the element before and this one. */
  before: string
}

const piece = 1024 * 1024
const longest = 4 * piece
const longestTag = 20_000

/** Element by element; the document is decoded piece by piece, so that it never lies in memory as one text. */
export function* elements(bytes: Uint8Array): Generator<Element> {
  const decoder = new TextDecoder('utf-8')
  let text = ''
  for (let offset = 0; offset < bytes.length; offset += piece) {
    text += decoder.decode(bytes.subarray(offset, offset + piece), { stream: true })
    let from = 0
    for (;;) {
      const open = text.indexOf('<', from)
      const close = open < 0 ? -1 : text.indexOf('>', open)
      if (close < 0) break
      const inner = text.slice(open + 1, close)
      const found = elementOf(inner, text.slice(from, open))
      if (found !== null) yield found
      from = close + 1
    }
    text = text.slice(from)
    if (text.length > longest) throw new Error(faults.broken)
  }
}

const elementOf = (inner: string, before: string): Element | null => {
  if (inner.length > longestTag) throw new Error(faults.broken)
  const first = inner.charCodeAt(0)
  // Declarations and comments; a document type could bring entities.
  if (inner.startsWith('!DOCTYPE')) throw new Error(faults.broken)
  if (first === 33 || first === 63) return null
  const isOpening = first !== 47
  const match = /^\/?(?:[\w.-]+:)?([\w.-]+)/.exec(inner)
  if (match?.[1] === undefined) throw new Error(faults.broken)
  return {
    name: match[1],
    isOpening,
    isEmpty: inner.endsWith('/'),
    tag: inner.slice(match[0].length),
    before,
  }
}

export const attributesOf = (tag: string): Map<string, string> =>
  new Map(
    [...tag.matchAll(/([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)].map(([, key = '', one, other]) => [
      key,
      textIn(one ?? other ?? ''),
    ]),
  )

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** Entities, and the escapes of Office for characters that XML does not hold (`_x000D_`). */
export const textIn = (xml: string): string => {
  const plain = xml.includes('&')
    ? xml.replaceAll(
        /&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(amp|lt|gt|quot|apos));/g,
        (_, decimal, hex, name) =>
          name === undefined
            ? character(decimal === undefined ? parseInt(hex, 16) : Number(decimal))
            : (named[name] ?? ''),
      )
    : xml
  return plain.includes('_x')
    ? plain.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => character(parseInt(hex, 16)))
    : plain
}

const character = (code: number): string =>
  code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff) ? '' : String.fromCodePoint(code)
