import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { createZstdDecompress } from 'node:zlib'
import { readBlocks, type Block } from './blocks.ts'
import { BackupRefused, type Header, type Manifest } from './format.ts'
import { readFrames } from './frames.ts'
import { altered } from './seal.ts'

export interface Source {
  file: string
  passphrase: string | null
}

/** Reads the blocks of a file one after the other; what `work` does not take is not read. */
export const readBackup = async <T>(
  { file, passphrase }: Source,
  work: (blocks: AsyncIterable<Block>) => Promise<T>,
  onHeader?: (header: Header) => void,
): Promise<T> => {
  try {
    return await pipeline(
      createReadStream(file, { highWaterMark: 1 << 18 }),
      (source) => readFrames(source, passphrase, onHeader),
      createZstdDecompress(),
      (source: AsyncIterable<Buffer>) => work(readBlocks(source)),
    )
  } catch (error) {
    throw isUnreadable(error) ? altered() : sentenceOf(error, file)
  }
}

/** What the decompressor says of bytes that it never wrote. */
const isUnreadable = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('ZSTD_error')

const sentenceOf = (error: unknown, file: string): unknown => {
  const isMissing = error instanceof Error && 'syscall' in error && 'code' in error && 'path' in error
  if (!isMissing) return error
  return new BackupRefused(`${file} can't be read (${String(error.code)}). Nothing was touched.`)
}

/**
 * The first of two passes: the whole file, every digest and count compared, before anything is done with it. Answers its
 * manifest.
 */
export const checkBackup = async (source: Source): Promise<Manifest> =>
  readBackup(source, async (blocks) => {
    let seen: { name: string; rows: number; bytes: number; digest: ReturnType<typeof createHash> } | null =
      null
    const found = new Map<string, string>()
    for await (const block of blocks) {
      switch (block.type) {
        case 'table':
          if (seen !== null || found.has(block.head.name)) throw altered()
          seen = { name: block.head.name, rows: 0, bytes: 0, digest: createHash('sha256') }
          break
        case 'data':
          if (seen === null) throw altered()
          seen.digest.update(block.bytes)
          seen.bytes += block.bytes.length
          seen.rows += countLines(block.bytes)
          break
        case 'end': {
          if (seen === null) throw altered()
          const { digest, ...counts } = seen
          const end = JSON.stringify({ ...counts, sha256: digest.digest('hex') })
          if (end !== JSON.stringify(block.end)) throw altered()
          found.set(seen.name, end)
          seen = null
          break
        }
        case 'manifest': {
          const said = block.manifest.tables.map((end) => JSON.stringify(end))
          if (seen !== null || said.join() !== [...found.values()].join()) throw altered()
          return block.manifest
        }
      }
    }
    throw altered()
  })

/** COPY's text form has one line a row: line ends within values are written as `\n`. */
const countLines = (bytes: Buffer): number => {
  let lines = 0
  for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, at + 1)) lines += 1
  return lines
}
