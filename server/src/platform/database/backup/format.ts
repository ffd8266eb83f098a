import { z } from 'zod'
import { StartFailure } from '../../config.ts'

/**
 * The file, version 1. Words are big-endian.
 *
 *   8 bytes   "TROUSSE\n"
 *   u32, JSON the header: what is needed to read on, see `Header`
 *   frames    u32 (bit 31: this is the last one; the rest: length), the bytes, a tag (see frames.ts)
 *
 * The frames' bytes, joined and decompressed, are blocks: u8 type, u32 length, the bytes.
 *
 *   T JSON    a table begins: `TableHead`
 *   D bytes   a piece of what PostgreSQL's COPY says of it, in text form
 *   E JSON    the table ends: `TableEnd`
 *   M JSON    the manifest, once and last: `Manifest`
 */
export const magic = Buffer.from('TROUSSE\n')
export const version = 1
export const frameSize = 1 << 20
export const lastFrame = 0x80000000
/** No block that we write is longer: the database's answers come in pieces of about 64 kB. */
export const longestBlock = 64 << 20

export const blockType = { table: 0x54, data: 0x44, end: 0x45, manifest: 0x4d } as const

const Encryption = z.object({
  derivation: z.literal('scrypt'),
  /** Bounded: a file from elsewhere must not take all memory before it is refused. */
  cost: z.int().max(1 << 18),
  blockSize: z.int().max(8),
  parallelization: z.int().max(1),
  salt: z.string(),
  cipher: z.literal('aes-256-gcm'),
  /** Tells a wrong passphrase from an altered file. */
  check: z.string(),
})

export const Header = z.object({
  format: z.int(),
  product: z.string(),
  at: z.string(),
  compression: z.literal('zstd'),
  encryption: Encryption.nullable(),
})
export type Header = z.infer<typeof Header>

export const TableHead = z.object({
  name: z.string(),
  columns: z.array(z.string()),
  /** `queue`: jobs that wait, in the form of `jobColumns`. */
  source: z.enum(['table', 'queue']),
})
export type TableHead = z.infer<typeof TableHead>

export const TableEnd = z.object({ name: z.string(), rows: z.int(), bytes: z.int(), sha256: z.string() })
export type TableEnd = z.infer<typeof TableEnd>

export const Manifest = z.object({
  product: z.string(),
  at: z.string(),
  /** PostgreSQL's own version. */
  server: z.string(),
  migrations: z.array(z.object({ name: z.string(), digest: z.string() })),
  tables: z.array(TableEnd),
  sequences: z.array(z.object({ name: z.string(), value: z.string(), isCalled: z.boolean() })),
  journal: z.object({
    subjects: z.int(),
    entries: z.int(),
    /** One digest over the last hash of every chain, in the order of their ids. */
    heads: z.string(),
    /** The latest daily seal. */
    seal: z
      .object({
        day: z.string(),
        sealedAt: z.string(),
        subjects: z.int(),
        entries: z.int(),
        hash: z.string(),
      })
      .nullable(),
  }),
})
export type Manifest = z.infer<typeof Manifest>

/** A file that is not restored, said in one sentence; nothing was touched. */
export class BackupRefused extends StartFailure {}

export const rowsOf = ({ tables }: Manifest): number => tables.reduce((sum, { rows }) => sum + rows, 0)
