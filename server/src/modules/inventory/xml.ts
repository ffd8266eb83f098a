import { refuse, type Outcome } from './refusal.ts'

export type XmlElement = { name: string; text: string; children: XmlElement[] }

/** Agents nest eight deep at most; a workstation has 9,000 elements, of which its 1,100 packages are nearly all. */
export const treeLimits = { depth: 32, nodes: 250_000 }

export type TreeLimits = typeof treeLimits

/**
 * The XML that agents write: elements, text, CDATA, the five named references and numeric ones. No document type, hence no
 * entities; attributes are checked and left out. One loop, no recursion: depth costs nothing before it is refused.
 */
export const readXml = (text: string, limits: TreeLimits = treeLimits): Outcome<XmlElement> => {
  const open: XmlElement[] = []
  let root: XmlElement | null = null
  let nodes = 0
  let at = 0
  while (at < text.length) {
    const top = open.at(-1)
    const mark = text.indexOf('<', at)
    const before = text.slice(at, mark === -1 ? text.length : mark)
    if (before.length > 0) {
      if (top !== undefined) {
        const decoded = decodeReferences(before)
        if (decoded === null) return refuse('not-well-formed')
        top.text += decoded
      } else if (before.trim() !== '') return refuse('not-well-formed')
    }
    if (mark === -1) break

    const next = text.charCodeAt(mark + 1)
    if (next === slash) {
      if (top === undefined) return refuse('not-well-formed')
      const end = text.indexOf('>', mark)
      if (end === -1) return refuse('cut-short')
      if (text.slice(mark + 2, end).trimEnd() !== top.name) return refuse('not-well-formed')
      if (top.children.length > 0) top.text = ''
      open.pop()
      at = end + 1
      continue
    }
    if (next === question || next === exclamation) {
      const skipped = skip(text, mark, top)
      if ('refused' in skipped) return skipped
      at = skipped.value
      continue
    }

    const tag = readTag(text, mark)
    if ('refused' in tag) return tag
    if (root !== null && top === undefined) return refuse('not-well-formed')
    nodes += 1
    if (nodes > limits.nodes) return refuse('too-many-nodes')
    const element: XmlElement = { name: tag.value.name, text: '', children: [] }
    top?.children.push(element)
    root ??= element
    if (!tag.value.isEmpty) {
      if (open.length >= limits.depth) return refuse('too-deep')
      open.push(element)
    }
    at = tag.value.end
  }
  if (root === null || open.length > 0) return refuse('cut-short')
  return { value: root }
}

const slash = '/'.charCodeAt(0)
const question = '?'.charCodeAt(0)
const exclamation = '!'.charCodeAt(0)

/** All that agents write; what is more goes the longer way. */
const plainTag = /([A-Za-z_][\w:.-]*)(\/?)>/uy
const namePattern = /[A-Za-z_][\w:.-]*/uy
const attribute = /\s+[A-Za-z_][\w:.-]*\s*=\s*(?:"[^<"]*"|'[^<']*')/uy
const tagEnd = /\s*(\/?)>/uy

const readTag = (text: string, mark: number): Outcome<{ name: string; isEmpty: boolean; end: number }> => {
  const whole = matchAt(plainTag, text, mark + 1)
  if (whole !== null) {
    const [all, name = '', ending] = whole
    return { value: { name, isEmpty: ending === '/', end: mark + 1 + all.length } }
  }
  const name = matchAt(namePattern, text, mark + 1)?.[0]
  if (name === undefined) return refuse(mark + 1 >= text.length ? 'cut-short' : 'not-well-formed')
  let at = mark + 1 + name.length
  for (;;) {
    const end = matchAt(tagEnd, text, at)
    if (end !== null) return { value: { name, isEmpty: end[1] === '/', end: at + end[0].length } }
    const found = matchAt(attribute, text, at)
    if (found === null) return refuse(text.includes('>', at) ? 'not-well-formed' : 'cut-short')
    at += found[0].length
  }
}

const matchAt = (pattern: RegExp, text: string, at: number): RegExpExecArray | null => {
  pattern.lastIndex = at
  return pattern.exec(text)
}

/** Where what begins by `<?` or `<!` ends; CDATA becomes text on the way. */
const skip = (text: string, mark: number, top: XmlElement | undefined): Outcome<number> => {
  if (text.startsWith('<?', mark)) return after(text, '?>', mark + 2)
  if (text.startsWith('<!--', mark)) return after(text, '-->', mark + 4)
  if (text.startsWith('<![CDATA[', mark) && top !== undefined) {
    const end = text.indexOf(']]>', mark)
    if (end === -1) return refuse('cut-short')
    top.text += text.slice(mark + '<![CDATA['.length, end)
    return { value: end + 3 }
  }
  return refuse(/^<!doctype/iu.test(text.slice(mark, mark + 9)) ? 'has-doctype' : 'not-well-formed')
}

const after = (text: string, ending: string, from: number): Outcome<number> => {
  const end = text.indexOf(ending, from)
  return end === -1 ? refuse('cut-short') : { value: end + ending.length }
}

const named = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
])
const numeric = /^#(?:x([0-9a-fA-F]{1,6})|([0-9]{1,7}))$/u
const longestReference = '&#1114111;'.length

/** Null where an ampersand begins no reference that we know. A reference to a character that XML forbids is left out. */
const decodeReferences = (text: string): string | null => {
  let mark = text.indexOf('&')
  if (mark === -1) return text
  const pieces: string[] = []
  let at = 0
  while (mark !== -1) {
    // A search to the end of a long text for each ampersand would be squared.
    const end = text.slice(mark, mark + longestReference).indexOf(';')
    if (end === -1) return null
    const decoded = decodeReference(text.slice(mark + 1, mark + end))
    if (decoded === null) return null
    pieces.push(text.slice(at, mark), decoded)
    at = mark + end + 1
    mark = text.indexOf('&', at)
  }
  pieces.push(text.slice(at))
  return pieces.join('')
}

const decodeReference = (name: string): string | null => {
  const known = named.get(name)
  if (known !== undefined) return known
  const [, hex, decimal] = numeric.exec(name) ?? []
  if (hex !== undefined) return character(Number.parseInt(hex, 16))
  return decimal === undefined ? null : character(Number(decimal))
}

const character = (code: number): string => {
  const isAllowed =
    code === 9 ||
    code === 10 ||
    code === 13 ||
    (code >= 0x20 && code <= 0xd7ff && code !== 0x7f) ||
    (code >= 0xe000 && code <= 0xfffd) ||
    (code >= 0x10000 && code <= 0x10ffff)
  return isAllowed ? String.fromCodePoint(code) : ''
}
