import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Pool, type Client } from 'pg'
import { StartFailure } from '../config.ts'
import { connectOwner } from './cluster.ts'

const folder = join(import.meta.dirname, '../../../migrations')

/**
 * Brings the database to this version: plain SQL files, forward only, one transaction each, one process at a time. `wanted`:
 * only those, for the data of an earlier version.
 */
export const migrate = async (ownerUrl: string, wanted?: ReadonlySet<string>): Promise<string[]> => {
  const client = await connectOwner(ownerUrl)
  try {
    await client.query("select pg_advisory_lock(hashtext('trousse migrations'))")
    await client.query(
      'create table if not exists migration (name text primary key, digest text not null, applied_at timestamptz not null default clock_timestamp())',
    )
    const applied = await appliedMigrations(client)
    const files = await readMigrations()
    refuseUnknown(applied, files)
    const pending = files.filter(({ name }) => !applied.has(name) && (wanted?.has(name) ?? true))
    for (const file of pending) await apply(client, file)
    if (pending.length > 0 || applied.size === 0) await installQueue(client, ownerUrl)
    return pending.map((file) => file.name)
  } finally {
    await client.end()
  }
}

/** What a start would apply to data that is there already; nothing where there is none. */
export const pendingMigrations = async (ownerUrl: string): Promise<string[]> => {
  const client = await connectOwner(ownerUrl)
  try {
    const { rows } = await client.query<{ has: boolean }>(
      "select to_regclass('public.migration') is not null and to_regclass('public.person') is not null as has",
    )
    if (rows[0]?.has !== true) return []
    const { rowCount } = await client.query('select from person limit 1')
    if (rowCount === 0) return []
    const applied = await appliedMigrations(client)
    const files = await readMigrations()
    refuseUnknown(applied, files)
    return files.map(({ name }) => name).filter((name) => !applied.has(name))
  } finally {
    await client.end()
  }
}

interface Migration {
  name: string
  sql: string
  digest: string
}

export const readMigrations = async (): Promise<Migration[]> => {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).toSorted()
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(join(folder, name), 'utf8')
      return { name, sql, digest: createHash('sha256').update(sql).digest('hex') }
    }),
  )
}

const appliedMigrations = async (client: Client): Promise<Map<string, string>> => {
  const { rows } = await client.query<{ name: string; digest: string }>('select name, digest from migration')
  return new Map(rows.map((row) => [row.name, row.digest]))
}

const refuseUnknown = (applied: ReadonlyMap<string, string>, files: readonly Migration[]): void => {
  const known = new Map(files.map((file) => [file.name, file.digest]))
  for (const [name, digest] of applied) {
    if (!known.has(name)) {
      throw new StartFailure(
        `The data is of a newer version of Trousse (it knows ${name}): update the program, or restore a backup.`,
      )
    }
    if (known.get(name) !== digest) {
      throw new StartFailure(
        `The migration ${name} was changed after it had been applied: restore the original file.`,
      )
    }
  }
}

const apply = async (client: Client, file: Migration): Promise<void> => {
  try {
    await client.query('begin')
    await client.query(file.sql)
    await client.query('insert into migration (name, digest) values ($1, $2)', [file.name, file.digest])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new StartFailure(
      `The migration ${file.name} failed: ${error instanceof Error ? error.message : String(error)}`,
    )
  }
}

/** The job queue keeps its own schema; the product reaches it through one function that every scope may call. */
const installQueue = async (client: Client, ownerUrl: string): Promise<void> => {
  const { Logger, runMigrations } = await import('graphile-worker')
  const silent = new Logger(() => () => undefined)
  const pgPool = new Pool({ connectionString: ownerUrl, max: 1 })
  pgPool.on('error', () => undefined)
  pgPool.on('connect', (client) => client.on('error', () => undefined))
  try {
    await runMigrations({ pgPool, noPreparedStatements: true, logger: silent })
  } finally {
    await pgPool.end()
  }
  await client.query(`
    create or replace function queue_job(name text, payload jsonb, job_key text default null) returns void
    language sql security definer set search_path = public, pg_temp
    as $$ select graphile_worker.add_job(name, payload::json, job_key => job_key) $$;
  `)
}
