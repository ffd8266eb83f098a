import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { StartFailure, type Config } from './config.ts'

/** Keeps secrets that must be read again – passwords of mailboxes, refresh tokens – so that the database alone does not tell them. */
export interface Vault {
  /** `purpose` is bound to what is sealed: moved elsewhere, it does not open. */
  seal: (secret: string, purpose: string) => string
  open: (sealed: string, purpose: string) => string
}

/** The key is made when the first secret is sealed. */
export const openVault = ({ secretKey, data }: Pick<Config, 'secretKey' | 'data'>): Vault => {
  let known: Buffer | null = null
  const key = () => (known ??= secretKey === null ? keyFile(data) : digest(secretKey))
  return {
    seal: (secret, purpose) => {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', key(), nonce).setAAD(Buffer.from(purpose))
      const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()])
      return `v1.${Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url')}`
    },
    open: (sealed, purpose) => {
      const bytes = Buffer.from(sealed.replace(/^v1\./, ''), 'base64url')
      const decipher = createDecipheriv('aes-256-gcm', key(), bytes.subarray(0, 12), { authTagLength: 16 })
        .setAAD(Buffer.from(purpose))
        .setAuthTag(bytes.subarray(12, 28))
      return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8')
    },
  }
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

/** Beside the embedded database, and not in it: a copy of one is worth nothing without the other. */
const keyFile = (data: string): Buffer => {
  const path = join(data, 'secret.key')
  if (!existsSync(path)) {
    mkdirSync(data, { recursive: true })
    try {
      writeFileSync(path, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' })
    } catch (error) {
      // Another process was faster: its key counts.
      if (!existsSync(path)) throw error
    }
  }
  const key = Buffer.from(readFileSync(path, 'utf8').trim(), 'base64url')
  if (key.length !== 32) throw new StartFailure(`${path} is damaged: restore it from a backup.`)
  return key
}
