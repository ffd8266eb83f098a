import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { MultipartFile } from '@fastify/multipart'
import { Failure } from '../failure.ts'
import type { Upload } from './bind.ts'

export interface Spooled extends Upload {
  discard: () => Promise<void>
}

/** Writes an upload to disk while its digest is computed, so that no transaction waits for a slow line. */
export const spool = async (part: MultipartFile): Promise<Spooled> => {
  const folder = await mkdtemp(join(tmpdir(), 'trousse-upload-'))
  const discard = () => rm(folder, { recursive: true, force: true })
  const path = join(folder, 'file')
  const hash = createHash('sha256')
  let size = 0
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk)
      size += chunk.length
      done(null, chunk)
    },
  })
  try {
    await pipeline(part.file, measure, createWriteStream(path))
    if (part.file.truncated) throw new Failure('too_large')
    const upload = {
      path,
      name: cleanName(part.filename),
      mediaType: part.mimetype,
      size,
      sha256: hash.digest(),
    }
    return { ...upload, discard }
  } catch (error) {
    await discard()
    throw error
  }
}

/** Only the last part of a path, without control characters. */
const cleanName = (name: string): string => {
  const last = name.split(/[\\/]/).at(-1) ?? ''
  const clean = [...last].filter((character) => character >= ' ' && character !== '\u007F').join('')
  return clean.slice(0, 200) || 'sans-nom'
}
