import { isUtf8 } from 'node:buffer'
import { promisify } from 'node:util'
import { gunzip, inflate } from 'node:zlib'
import { refuse, type Outcome } from './refusal.ts'

export const compressions = ['zlib', 'gzip', 'plain'] as const
export type Compression = (typeof compressions)[number]

export type Payload = { compression: Compression; format: 'xml' | 'json'; text: string }

const megabyte = 1024 * 1024

/**
 * A real workstation is 0.43 MB of XML, 0.05 MB compressed. Packed or not, 20 MB – 46 workstations – is the most: the worst
 * such text was seen to take 100 to 130 MB for a second; 200 MB would take more than a gigabyte.
 */
export const payloadLimits = {
  bodyBytes: 20 * megabyte,
  textBytes: 20 * megabyte,
  /** Text of inventories deflates 8 to 20 times. The ratio counts once the text is longer than `freeBytes`. */
  ratio: 200,
  freeBytes: megabyte,
}

export type PayloadLimits = typeof payloadLimits

/** Reads no further than the limit: whoever sends more is left standing. What the sender says it sends is never asked. */
export const readPayload = async (
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  limits: PayloadLimits = payloadLimits,
): Promise<Outcome<Payload>> => {
  const body = await gather(chunks, limits.bodyBytes)
  if (body === null) return refuse('too-large')
  if (body.length === 0) return refuse('empty')
  const compression = compressionOf(body)
  const inflated = await inflateWithin(body, compression, limits)
  if ('refused' in inflated) return inflated
  const bytes = inflated.value
  const format = formatOf(bytes)
  if (format === null) return refuse('not-xml-or-json')
  return { value: { compression, format, text: withoutControls(decode(bytes)) } }
}

/** By the first bytes, for agents name their types as they like. */
export const compressionOf = (body: Uint8Array): Compression => {
  const [first = 0, second = 0] = body
  if (first === 0x1f && second === 0x8b) return 'gzip'
  if ((first & 0x0f) === 8 && first >> 4 <= 7 && (first * 256 + second) % 31 === 0) return 'zlib'
  return 'plain'
}

const gather = async (
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  most: number,
): Promise<Buffer | null> => {
  const kept: Uint8Array[] = []
  let length = 0
  for await (const chunk of chunks) {
    length += chunk.length
    if (length > most) return null
    kept.push(chunk)
  }
  return Buffer.concat(kept, length)
}

const unpackers = { zlib: promisify(inflate), gzip: promisify(gunzip) }

const inflateWithin = async (
  body: Buffer,
  compression: Compression,
  { textBytes, ratio, freeBytes }: PayloadLimits,
): Promise<Outcome<Buffer>> => {
  if (compression === 'plain') return { value: body }
  // zlib stops at the first byte too many: a bomb costs no more than an honest report.
  const maxOutputLength = Math.min(textBytes, Math.max(freeBytes, ratio * body.length))
  try {
    return { value: await unpackers[compression](body, { maxOutputLength }) }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null
    if (code === 'ERR_BUFFER_TOO_LARGE') return refuse('inflates-too-much')
    return refuse(code === 'Z_BUF_ERROR' ? 'cut-short' : 'not-readable')
  }
}

const openings = { '<': 'xml', '{': 'json' } as const

const formatOf = (bytes: Buffer): 'xml' | 'json' | null => {
  const head = bytes.toString('latin1', 0, 4096).replace(/^(?:ï»¿)?\s*/u, '')
  const first = head[0]
  return first === '<' || first === '{' ? openings[first] : null
}

/**
 * UTF-8 wherever the bytes are: an agent that declares ISO-8859-1 and sends UTF-8 is believed in what it sends. Bytes that
 * are UTF-8 nowhere are Western European; a few broken ones in good UTF-8 become marks of replacement.
 */
const decode = (bytes: Buffer): string => {
  if (isUtf8(bytes)) return bytes.toString('utf8').replace(/^\uFEFF/u, '')
  const text = bytes.toString('utf8')
  const isDeclared = /^[^>]{0,200}encoding\s*=\s*["'](?:iso-8859-1|iso-8859-15|windows-1252|latin1)["']/iu
  const hasCharacters = /[\u0080-\uFFFC]/u.test(text.replace(/^\uFEFF/u, ''))
  if (hasCharacters && !isDeclared.test(text)) return text.replace(/^\uFEFF/u, '')
  return new TextDecoder('windows-1252').decode(bytes)
}

/** Agents pass on what firmware says, and XML 1.0 and JSON allow none of these anywhere. */
const withoutControls = (text: string): string => {
  // eslint-disable-next-line no-control-regex
  return text.replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\uFFFE\uFFFF]/gu, '')
}
