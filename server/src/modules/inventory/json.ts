import { refuse, type Outcome } from './refusal.ts'
import { treeLimits, type TreeLimits } from './xml.ts'

export type JsonObject = Readonly<Record<string, unknown>>

/** Counted before it is parsed: 32 MB of `[[[[` would be half a gigabyte of lists. The last of two equal keys holds. */
export const readJson = (text: string, limits: TreeLimits = treeLimits): Outcome<JsonObject> => {
  const counted = count(text, limits)
  if (counted !== null) return refuse(counted)
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? { value } : refuse('not-well-formed')
  } catch {
    return refuse('not-well-formed')
  }
}

export const isObject = (value: unknown): value is JsonObject => {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

const count = (text: string, limits: TreeLimits): 'too-deep' | 'too-many-nodes' | 'cut-short' | null => {
  let [depth, nodes] = [0, 0]
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code === quote) {
      at = endOfString(text, at)
      if (at === -1) return 'cut-short'
    } else if (code === brace || code === bracket) {
      depth += 1
      nodes += 1
      if (depth > limits.depth) return 'too-deep'
    } else if (code === comma) nodes += 1
    else if (code === closingBrace || code === closingBracket) depth -= 1
    if (nodes > limits.nodes) return 'too-many-nodes'
  }
  return depth > 0 ? 'cut-short' : null
}

const [quote, comma, backslash] = [0x22, 0x2c, 0x5c]
const [brace, bracket, closingBrace, closingBracket] = [0x7b, 0x5b, 0x7d, 0x5d]

const endOfString = (text: string, from: number): number => {
  for (let at = from + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code === backslash) at += 1
    else if (code === quote) return at
  }
  return -1
}
