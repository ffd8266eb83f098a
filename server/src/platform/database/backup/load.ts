import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import { escapeIdentifier, type ClientBase } from 'pg'
import { from as copyFrom, type CopyStreamQuery } from 'pg-copy-streams'
import { connectOwner } from '../cluster.ts'
import type { Block } from './blocks.ts'
import { jobColumns, plainText, queueName, readGuards, readTables, type Table } from './catalog.ts'
import { BackupRefused, type Manifest, type TableEnd, type TableHead } from './format.ts'
import { readBackup, type Source } from './read.ts'

/**
 * The second pass: into a database that has the backup's migrations, in one transaction. What the migrations themselves have
 * written is replaced too.
 */
export const loadBackup = async (ownerUrl: string, source: Source): Promise<Manifest> => {
  const client = await connectOwner(ownerUrl)
  try {
    await client.query(plainText)
    await client.query('begin')
    const tables = await readTables(client)
    const guards = await readGuards(client)
    for (const { lift } of guards) await client.query(lift)
    await client.query(`truncate ${tables.map(({ name }) => `public.${escapeIdentifier(name)}`).join(', ')}`)
    await client.query(stagedJobs)
    const manifest = await readBackup(source, (blocks) => loadBlocks(client, tables, blocks))
    await requeue(client)
    for (const { name, value, isCalled } of manifest.sequences) {
      await client.query('select setval($1::regclass, $2, $3)', [
        `public.${escapeIdentifier(name)}`,
        value,
        isCalled,
      ])
    }
    for (const { restore } of guards) await client.query(restore)
    await compareCounts(client, manifest)
    await client.query('commit')
    await client.query('analyze')
    return manifest
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  } finally {
    await client.end()
  }
}

const loadBlocks = async (
  client: ClientBase,
  tables: readonly Table[],
  blocks: AsyncIterable<Block>,
): Promise<Manifest> => {
  let copy: CopyStreamQuery | null = null
  for await (const block of blocks) {
    switch (block.type) {
      case 'table':
        copy = client.query(copyFrom(`copy ${targetOf(block.head, tables)} from stdin`))
        // What the database refuses is learnt at the next piece; unheard, it would end the process.
        copy.on('error', () => undefined)
        break
      case 'data':
        if (copy !== null) await write(copy, block.bytes)
        break
      case 'end':
        if (copy !== null) await close(copy, block.end)
        copy = null
        break
      case 'manifest':
        return block.manifest
    }
  }
  throw new BackupRefused('This backup has no manifest. Nothing was touched.')
}

/** Only what the migrated database has itself: a file names nothing else. */
const targetOf = ({ name, columns, source }: TableHead, tables: readonly Table[]): string => {
  const isQueue = source === 'queue'
  const known = isQueue ? jobColumns : tables.find((table) => table.name === name)?.columns
  const missing = known === undefined ? columns : columns.filter((column) => !known.includes(column))
  if (known === undefined || missing.length > 0) {
    throw new BackupRefused(
      `This backup has a table or column that this version does not know (${name}: ${missing.join(', ')}). Your data is untouched.`,
    )
  }
  const target = isQueue ? 'pg_temp.staged_job' : `public.${escapeIdentifier(name)}`
  return `${target} (${columns.map(escapeIdentifier).join(', ')})`
}

/** The database takes no more for the moment: wait, or learn that it has refused. */
const write = async (copy: CopyStreamQuery, bytes: Buffer): Promise<void> => {
  if (copy.errored !== null) throw copy.errored
  if (!copy.write(bytes)) await once(copy, 'drain')
}

const close = async (copy: CopyStreamQuery, end: TableEnd): Promise<void> => {
  const ended = finished(copy)
  copy.end()
  await ended
  if (copy.rowCount !== end.rows) {
    throw new Error(`${end.name}: ${copy.rowCount} rows were loaded, the backup has ${end.rows}.`)
  }
}

const stagedJobs = `create temporary table staged_job (place bigint generated always as identity, identifier text, payload json, queue_name text,
  run_at timestamptz, priority smallint, attempts smallint, max_attempts smallint, last_error text, key text, flags text[]) on commit drop`

/** By the queue's own door; how often each was tried, and why it failed, goes with it. */
const requeue = async (client: ClientBase): Promise<void> => {
  await client.query('delete from graphile_worker._private_jobs')
  await client.query(`
    with added as materialized (
      select s.attempts, s.last_error, (graphile_worker.add_job(s.identifier, s.payload, s.queue_name, s.run_at, s.max_attempts, s.key,
        s.priority, nullif(s.flags, '{}'))).id as id
      from (select * from staged_job order by place) s)
    select count(*) from added`)
  await client.query(`
    update graphile_worker._private_jobs j set attempts = s.attempts, last_error = s.last_error
    from (select row_number() over (order by id) as place, id from graphile_worker._private_jobs) n, staged_job s
    where n.id = j.id and n.place = s.place and (s.attempts > 0 or s.last_error is not null)`)
}

const compareCounts = async (client: ClientBase, manifest: Manifest): Promise<void> => {
  for (const { name, rows } of manifest.tables) {
    const table = name === queueName ? 'graphile_worker._private_jobs' : `public.${escapeIdentifier(name)}`
    const { rows: found } = await client.query<{ count: string }>(`select count(*) from ${table}`)
    if (Number(found[0]?.count) !== rows) {
      throw new Error(`${name} has ${found[0]?.count} rows after loading, the backup has ${rows}.`)
    }
  }
}
