import { createCipheriv, createDecipheriv, createHash, randomBytes, scrypt } from 'node:crypto'
import { BackupRefused, type Header } from './format.ts'

/** How the frames of one file are closed, and opened again in the same order. */
export interface Seal {
  tagSize: number
  close: (bytes: Buffer, word: number) => { bytes: Buffer; tag: Buffer }
  /** Throws where a bit is not as it was written, or a frame is not in its place. */
  open: (bytes: Buffer, tag: Buffer, word: number) => Buffer
}

type Encryption = NonNullable<Header['encryption']>

const cost = { cost: 1 << 16, blockSize: 8, parallelization: 1 }

export interface Keys {
  key: Buffer
  encryption: Encryption
}

export const newKeys = async (passphrase: string): Promise<Keys> => {
  const salt = randomBytes(32)
  const { key, check } = await derive(passphrase, { ...cost, salt: salt.toString('base64') })
  return {
    key,
    encryption: {
      derivation: 'scrypt',
      ...cost,
      salt: salt.toString('base64'),
      cipher: 'aes-256-gcm',
      check,
    },
  }
}

export const keyOf = async (encryption: Encryption, passphrase: string | null): Promise<Buffer> => {
  if (passphrase === null) {
    throw new BackupRefused(
      'This backup is encrypted: set TROUSSE_BACKUP_PASSPHRASE to the passphrase it was made with. Nothing was touched.',
    )
  }
  const { key, check } = await derive(passphrase, encryption)
  if (check !== encryption.check) {
    throw new BackupRefused(
      'This passphrase is not the one that the backup was made with. Nothing was touched.',
    )
  }
  return key
}

const derive = async (
  passphrase: string,
  { salt, cost: N, blockSize: r, parallelization: p }: typeof cost & { salt: string },
): Promise<{ key: Buffer; check: string }> => {
  const derived = await new Promise<Buffer>((resolve, reject) => {
    const options = { N, r, p, maxmem: 256 * N * r }
    scrypt(passphrase.normalize('NFC'), Buffer.from(salt, 'base64'), 64, options, (error, key) =>
      error === null ? resolve(key) : reject(error),
    )
  }).catch(() => {
    throw new BackupRefused('The header of this backup is damaged. Nothing was touched.')
  })
  return {
    key: derived.subarray(0, 32),
    check: createHash('sha256').update(derived.subarray(32)).digest('hex'),
  }
}

/** Each frame's tag covers the one before it, and the first one the header: none can be cut, moved or changed. */
export const chainedSeal = (preamble: Buffer): Seal => {
  let previous = createHash('sha256').update(preamble).digest()
  const next = (bytes: Buffer, word: number): Buffer => {
    previous = createHash('sha256').update(previous).update(wordOf(word)).update(bytes).digest()
    return previous
  }
  return {
    tagSize: 32,
    close: (bytes, word) => ({ bytes, tag: next(bytes, word) }),
    open: (bytes, tag, word) => {
      if (!next(bytes, word).equals(tag)) throw altered()
      return bytes
    },
  }
}

/** AES-256-GCM, the frame's place as its nonce: the key is of this file alone, so none is used twice. */
export const encryptedSeal = (preamble: Buffer, key: Buffer): Seal => {
  const bound = createHash('sha256').update(preamble).digest()
  let place = 0
  const nonce = () => {
    const bytes = Buffer.alloc(12)
    bytes.writeBigUInt64BE(BigInt(place++), 4)
    return bytes
  }
  return {
    tagSize: 16,
    close: (bytes, word) => {
      const cipher = createCipheriv('aes-256-gcm', key, nonce())
      cipher.setAAD(Buffer.concat([bound, wordOf(word)]))
      const closed = Buffer.concat([cipher.update(bytes), cipher.final()])
      return { bytes: closed, tag: cipher.getAuthTag() }
    },
    open: (bytes, tag, word) => {
      const decipher = createDecipheriv('aes-256-gcm', key, nonce(), { authTagLength: 16 })
      decipher.setAAD(Buffer.concat([bound, wordOf(word)]))
      decipher.setAuthTag(tag)
      try {
        return Buffer.concat([decipher.update(bytes), decipher.final()])
      } catch {
        throw altered()
      }
    },
  }
}

export const altered = (): BackupRefused =>
  new BackupRefused('This backup was altered or damaged: it is not as it was written. Nothing was touched.')

export const truncated = (): BackupRefused =>
  new BackupRefused('This backup is not whole: its end is missing. Nothing was touched.')

const wordOf = (word: number): Buffer => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(word)
  return bytes
}
