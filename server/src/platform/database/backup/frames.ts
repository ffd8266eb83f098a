import { Transform } from 'node:stream'
import { z } from 'zod'
import { BackupRefused, frameSize, Header, lastFrame, magic, version } from './format.ts'
import { altered, chainedSeal, encryptedSeal, keyOf, newKeys, truncated, type Seal } from './seal.ts'
import { startTaking, type Take } from './take.ts'

/** Bytes in, the file out: header first, then frames; the last one says that it is the last. */
export const openFraming = async (
  header: Omit<Header, 'format' | 'compression' | 'encryption'>,
  passphrase: string | null,
): Promise<Transform> => {
  const keys = passphrase === null ? null : await newKeys(passphrase)
  const preamble = preambleOf({
    format: version,
    ...header,
    compression: 'zstd',
    encryption: keys?.encryption ?? null,
  })
  const seal = keys === null ? chainedSeal(preamble) : encryptedSeal(preamble, keys.key)
  let kept: Buffer[] = [preamble]
  let waiting: Buffer[] = []
  let size = 0
  const close = (bytes: Buffer, isLast: boolean): Buffer => {
    const word = (bytes.length | (isLast ? lastFrame : 0)) >>> 0
    const head = Buffer.alloc(4)
    head.writeUInt32BE(word)
    const closed = seal.close(bytes, word)
    const frame = Buffer.concat([...kept, head, closed.bytes, closed.tag])
    kept = []
    return frame
  }
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      waiting.push(chunk)
      size += chunk.length
      if (size > frameSize) {
        const bytes = Buffer.concat(waiting)
        let at = 0
        for (; bytes.length - at > frameSize; at += frameSize) {
          this.push(close(bytes.subarray(at, at + frameSize), false))
        }
        waiting = [bytes.subarray(at)]
        size = bytes.length - at
      }
      done()
    },
    flush(done) {
      this.push(close(Buffer.concat(waiting), true))
      done()
    },
  })
}

const preambleOf = (header: Header): Buffer => {
  const text = Buffer.from(JSON.stringify(header))
  const length = Buffer.alloc(4)
  length.writeUInt32BE(text.length)
  return Buffer.concat([magic, length, text])
}

/** The file in, its bytes out, each frame only once it has proved to be what was written. */
export const readFrames = async function* (
  source: AsyncIterable<Buffer>,
  passphrase: string | null,
  onHeader: (header: Header) => void = () => undefined,
): AsyncGenerator<Buffer> {
  const take = startTaking(source, truncated)
  const { header, preamble } = await readHeader(take)
  onHeader(header)
  const seal = await sealOf(header, preamble, passphrase)
  for (;;) {
    const word = (await take.bytes(4)).readUInt32BE()
    const length = (word & ~lastFrame) >>> 0
    if (length > frameSize) throw altered()
    const bytes = await take.bytes(length)
    const opened = seal.open(bytes, await take.bytes(seal.tagSize), word)
    const isLast = word >= lastFrame
    if (isLast && !(await take.isOver())) throw altered()
    if (opened.length > 0) yield opened
    if (isLast) return
  }
}

const readHeader = async (take: Take): Promise<{ header: Header; preamble: Buffer }> => {
  const start = await take.bytes(magic.length + 4)
  if (!start.subarray(0, magic.length).equals(magic)) {
    throw new BackupRefused('This file is no backup of Trousse. Nothing was touched.')
  }
  const length = start.readUInt32BE(magic.length)
  if (length > 1 << 16) throw altered()
  const text = await take.bytes(length)
  const header = Header.safeParse(parsed(text))
  const isNewer = z.object({ format: z.int().min(version + 1) }).safeParse(parsed(text)).success
  if (isNewer) {
    throw new BackupRefused(
      'This backup has a newer form than this version of Trousse reads: update the program first. Nothing was touched.',
    )
  }
  if (!header.success) throw altered()
  return { header: header.data, preamble: Buffer.concat([start, text]) }
}

const sealOf = async (header: Header, preamble: Buffer, passphrase: string | null): Promise<Seal> =>
  header.encryption === null
    ? chainedSeal(preamble)
    : encryptedSeal(preamble, await keyOf(header.encryption, passphrase))

/** Null where it is no JSON. */
const parsed = (text: Buffer): unknown => {
  try {
    return JSON.parse(text.toString())
  } catch {
    return null
  }
}
