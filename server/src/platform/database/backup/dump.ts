import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createZstdCompress } from 'node:zlib'
import { escapeIdentifier, type Client, type ClientBase } from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import packageFile from '../../../../../package.json' with { type: 'json' }
import { StartFailure } from '../../config.ts'
import { connectOwner } from '../cluster.ts'
import { blockOf } from './blocks.ts'
import { jobColumns, plainText, queueName, readSequences, readTables, waitingJobs } from './catalog.ts'
import { openFraming } from './frames.ts'
import type { Manifest, TableEnd, TableHead } from './format.ts'

export interface Made {
  file: string
  manifest: Manifest
  /** Of the file: bytes, and what `sha256sum` says of it. */
  size: number
  sha256: string
}

interface Order {
  file: string
  at: Temporal.Instant
  passphrase: string | null
}

/** A backup is under way already: two at once would only make both slower. */
export class BackupUnderWay extends StartFailure {}

/**
 * Everything the database holds into one file, while others read and write: one snapshot for all tables. It bears its name
 * once it is whole and on the disk.
 */
export const writeBackup = async (ownerUrl: string, { file, at, passphrase }: Order): Promise<Made> => {
  const client = await connectOwner(ownerUrl)
  try {
    await holdTurn(client)
    return await write(client, { file, at, passphrase })
  } finally {
    await client.end()
  }
}

const write = async (client: Client, { file, at, passphrase }: Order): Promise<Made> => {
  const partial = `${file}.partial`
  try {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 })
    const header = { product: packageFile.version, at: at.toString() }
    const digest = createHash('sha256')
    let size = 0
    const measured = async function* (source: AsyncIterable<Buffer>) {
      for await (const chunk of source) {
        digest.update(chunk)
        size += chunk.length
        yield chunk
      }
    }
    const found: { manifest: Manifest | null } = { manifest: null }
    const blocks = async function* () {
      found.manifest = yield* blocksOf(client, header)
    }
    await pipeline(
      blocks,
      createZstdCompress(),
      await openFraming(header, passphrase),
      measured,
      createWriteStream(partial, { mode: 0o600, flush: true }),
    )
    if (found.manifest === null) throw new Error('The backup has no manifest.')
    await rename(partial, file)
    await settle(dirname(file))
    return { file, manifest: found.manifest, size, sha256: digest.digest('hex') }
  } catch (error) {
    await rm(partial, { force: true }).catch(() => undefined)
    throw error
  }
}

const holdTurn = async (client: ClientBase): Promise<void> => {
  const { rows } = await client.query<{ mine: boolean }>(
    "select pg_try_advisory_lock(hashtext('trousse backup')) as mine",
  )
  if (rows[0]?.mine !== true) throw new BackupUnderWay('A backup is under way already: wait for its end.')
}

/** The new name is on the disk too. */
const settle = async (folder: string): Promise<void> => {
  const handle = await open(folder, 'r')
  await handle
    .sync()
    .catch(() => undefined)
    .finally(() => handle.close())
}

const blocksOf = async function* (
  client: ClientBase,
  header: { product: string; at: string },
): AsyncGenerator<Buffer, Manifest> {
  await client.query(plainText)
  await client.query('begin isolation level repeatable read read only')
  const migrations = await client.query<{ name: string; digest: string }>(
    'select name, digest from migration order by name',
  )
  const ends: TableEnd[] = []
  for (const { name, columns } of await readTables(client)) {
    const listed = columns.map(escapeIdentifier).join(', ')
    const text = `select ${listed} from public.${escapeIdentifier(name)}`
    ends.push(yield* tableOf(client, { name, columns, source: 'table' }, text))
  }
  ends.push(yield* tableOf(client, { name: queueName, columns: jobColumns, source: 'queue' }, waitingJobs))
  // Read after the snapshot was taken: no number that a row of it bears is given again.
  const sequences = await readSequences(client)
  const manifest = {
    ...header,
    server: await serverVersion(client),
    migrations: migrations.rows,
    tables: ends,
    sequences,
    journal: await readJournal(client),
  }
  yield blockOf('manifest', manifest)
  await client.query('commit')
  return manifest
}

const tableOf = async function* (
  client: ClientBase,
  head: TableHead,
  text: string,
): AsyncGenerator<Buffer, TableEnd> {
  yield blockOf('table', head)
  const digest = createHash('sha256')
  let bytes = 0
  const stream = client.query(copyTo(`copy (${text}) to stdout`))
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    digest.update(chunk)
    bytes += chunk.length
    yield blockOf('data', chunk)
  }
  // The count comes after the last row: one more statement waits for it.
  await client.query('select')
  const end = { name: head.name, rows: stream.rowCount, bytes, sha256: digest.digest('hex') }
  yield blockOf('end', end)
  return end
}

const serverVersion = async (client: ClientBase): Promise<string> => {
  const { rows } = await client.query<{ server: string }>(
    "select current_setting('server_version') as server",
  )
  return rows[0]?.server ?? ''
}

const readJournal = async (client: ClientBase): Promise<Manifest['journal']> => {
  const { rows } = await client.query<{ subjects: number; entries: number; heads: string }>(`
    select count(*)::int as subjects, coalesce(sum(entries), 0)::int as entries,
      encode(sha256(coalesce(string_agg(head, '\\x'::bytea order by id), '\\x'::bytea)), 'hex') as heads
    from subject where entries > 0`)
  const seals = await client.query<NonNullable<Manifest['journal']['seal']>>(`
    select day::text as day, sealed_at::text as "sealedAt", subjects::int, entries::int, encode(hash, 'hex') as hash
    from seal where hash is not null order by day desc limit 1`)
  const [row] = rows
  if (row === undefined) throw new Error('The journal did not answer.')
  return { ...row, seal: seals.rows[0] ?? null }
}
