import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, stat, writeFile, chmod, readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import * as fc from 'fast-check'
import { incidentApi } from '#contract/incident/api.ts'
import { recordApi } from '#contract/record/api.ts'
import { prepareCluster, type Place } from '#platform/database/cluster.ts'
import { connectOwner, dropDatabase, ensureDatabase } from '#platform/database/cluster.ts'
import { startEmbedded, type EmbeddedServer } from '#platform/database/embedded.ts'
import { migrate, readMigrations } from '#platform/database/migrate.ts'
import { anAdministrator, anAgent, type Someone } from '../../../testing/makers.ts'
import { startServer } from '../../../testing/server.ts'
import { writeBackup } from './dump.ts'
import { BackupRefused } from './format.ts'
import { checkBackup } from './read.ts'
import { listKept, restoreBackup } from './restore.ts'

const server = await startServer()
const folder = await mkdtemp(join(tmpdir(), 'trousse-backup-'))
await chmod(folder, 0o755)
const at = Temporal.Instant.from('2026-03-02T09:00:00Z')
let elsewhere: EmbeddedServer
let there: Place
let desk: Someone

before(async () => {
  elsewhere = await startEmbedded(join(folder, 'elsewhere'), console.error)
  there = { urlOf: elsewhere.urlOf, maintenance: elsewhere.urlOf('postgres', 'owner') }
  await prepareCluster(there.maintenance, elsewhere.appUrl)
  await anAdministrator(server)
  desk = await anAgent(server)
})
after(async () => {
  await elsewhere.stop()
  await rm(folder, { recursive: true, force: true })
})

const fileOf = (name: string) => join(folder, `${name}.trousse`)
const back = (name: string, given: { passphrase?: string; url?: string } = {}) =>
  writeBackup(given.url ?? server.ownerUrl, { file: fileOf(name), at, passphrase: given.passphrase ?? null })
const restore = (name: string, given: { passphrase?: string; acceptsFaults?: boolean; as?: string } = {}) =>
  restoreBackup(
    { file: fileOf(name), passphrase: given.passphrase ?? null },
    { place: there, name: given.as ?? 'restored', at, acceptsFaults: given.acceptsFaults ?? false },
  )

/** Every table with a digest of its rows, generated columns and all, whatever their order. */
const contentsOf = async (url: string): Promise<Record<string, string>> => {
  const client = await connectOwner(url)
  try {
    await client.query("set timezone = 'UTC'")
    const { rows: tables } = await client.query<{ name: string }>(
      "select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by 1",
    )
    const found: Record<string, string> = {}
    for (const { name } of tables) {
      const { rows } = await client.query<{ said: string }>(
        `select count(*) || ' ' || coalesce(md5(string_agg(md5(t::text), '' order by md5(t::text))), '') as said from "${name}" t`,
      )
      found[name] = rows[0]?.said ?? ''
    }
    const jobs = await client.query<{ said: string }>(
      `select string_agg(concat_ws(' ', t.identifier, j.payload, j.run_at, j.attempts, j.last_error), ';' order by j.id) as said
       from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id`,
    )
    const guards = await client.query<{ said: string }>(
      `select string_agg(said, e'\\n' order by said) as said from (
         select conrelid::regclass || conname || pg_get_constraintdef(oid) || convalidated as said from pg_constraint where connamespace = 'public'::regnamespace
         union all select tgrelid::regclass || pg_get_triggerdef(oid) || tgenabled::text from pg_trigger where not tgisinternal) all_guards`,
    )
    return { ...found, jobs: jobs.rows[0]?.said ?? '', guards: guards.rows[0]?.said ?? '' }
  } finally {
    await client.end()
  }
}

const write = async (turns: number): Promise<string[]> => {
  const numbers: string[] = []
  for (let turn = 0; turn < turns; turn++) {
    const { number } = await desk.caller.get(incidentApi.report, {
      title: `Panne ${turn}\twith a tab, a \\ and\u0000 no end`.replaceAll('\u0000', ''),
      channel: 'phone',
    })
    await desk.caller.get(recordApi.comment, { number, body: '<p>é – “x” \\N\n\\.\n</p>' })
    numbers.push(number)
  }
  return numbers
}

test('a backup made while people write is one instant: restored elsewhere, every table is as it was and the journal verifies', async () => {
  const before = await write(5)
  const writers = Array.from({ length: 4 }, () => write(10))
  const { manifest } = await back('loaded')
  await Promise.all(writers)
  const { faults, kept, rows, added } = await restore('loaded', { as: 'loaded' })
  assert.deepEqual({ faults, kept, added }, { faults: [], kept: null, added: [] })
  assert.ok(rows > 100)
  // What COPY says of the restored rows is byte for byte what it said of those that were there.
  const again = await writeBackup(there.urlOf('loaded', 'owner'), {
    file: fileOf('again'),
    at,
    passphrase: null,
  })
  assert.deepEqual(again.manifest.tables, manifest.tables)
  assert.deepEqual(again.manifest.journal, manifest.journal)
  const client = await connectOwner(there.urlOf('loaded', 'owner'))
  const found = await client.query<{ number: string }>('select number from record')
  await client.end()
  const numbers = found.rows.map(({ number }) => number)
  assert.deepEqual(
    before.filter((number) => !numbers.includes(number)),
    [],
  )
})

test('restored elsewhere, every table, waiting job, constraint and trigger equals the source', async () => {
  await write(2)
  await back('quiet')
  await restore('quiet', { as: 'quiet' })
  const here = await contentsOf(server.ownerUrl)
  assert.deepEqual(await contentsOf(there.urlOf('quiet', 'owner')), here)
  assert.ok((here['jobs'] ?? '').includes('react'), 'reactions wait in it')
})

test('after a restore no number is given twice', async () => {
  const [number = ''] = await write(1)
  await back('numbers')
  await restore('numbers', { as: 'numbers' })
  const client = await connectOwner(there.urlOf('numbers', 'owner'))
  const { rows } = await client.query<{ next: number }>("select nextval('inc_number')::int as next")
  await client.end()
  assert.equal(rows[0]?.next, Number(number.slice(4)) + 1)
})

test('what was there before a restore is kept under another name', async () => {
  await back('first')
  await restore('first', { as: 'twice' })
  const before = await contentsOf(there.urlOf('twice', 'owner'))
  await write(1)
  await back('second')
  const { kept } = await restore('second', { as: 'twice' })
  assert.equal(kept, 'twice_before_20260302090000')
  assert.deepEqual(await listKept(there, 'twice'), [kept])
  assert.deepEqual(await contentsOf(there.urlOf(kept, 'owner')), before)
  assert.deepEqual(await contentsOf(there.urlOf('twice', 'owner')), await contentsOf(server.ownerUrl))
})

test('a database that somebody works on is not replaced', async () => {
  await back('busy')
  await restore('busy', { as: 'busy' })
  const client = await connectOwner(there.urlOf('busy', 'owner'))
  await assert.rejects(restore('busy', { as: 'busy' }), /stop Trousse everywhere/)
  await client.end()
  assert.deepEqual(await listKept(there, 'busy'), [])
})

const passphrase = 'une phrase de passe assez longue'

test('an encrypted backup is restored with its passphrase, refused with another one or none, and tells nothing', async () => {
  await desk.caller.get(incidentApi.report, { title: 'Secret de polichinelle', channel: 'phone' })
  const { manifest } = await back('secret', { passphrase })
  assert.ok(!(await readFile(fileOf('secret'))).includes('polichinelle'))
  await assert.rejects(restore('secret', {}), /TROUSSE_BACKUP_PASSPHRASE/)
  await assert.rejects(restore('secret', { passphrase: 'une autre' }), /passphrase is not the one/)
  assert.deepEqual(await checkBackup({ file: fileOf('secret'), passphrase }), manifest)
  const { faults } = await restore('secret', { passphrase, as: 'secret' })
  assert.deepEqual(faults, [])
})

const databases = async (): Promise<unknown> => {
  const client = await connectOwner(there.maintenance)
  const { rows } = await client.query('select datname, oid from pg_database order by 1')
  await client.end()
  return rows
}

for (const [kind, given, runs] of [
  ['plain', {}, 150],
  ['encrypted', { passphrase }, 12],
] as const) {
  test(`a ${kind} backup that is cut anywhere, or has one bit changed anywhere, or something after its end, is refused before anything is touched`, async () => {
    await back('whole', given)
    const whole = await readFile(fileOf('whole'))
    const before = await databases()
    const refuses = async (bytes: Buffer, what: string) => {
      await writeFile(fileOf('broken'), bytes)
      await assert.rejects(restore('broken', { ...given, as: 'broken' }), BackupRefused, what)
    }
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), async (length) =>
        refuses(whole.subarray(0, length), `cut at ${length}`),
      ),
      { numRuns: runs, examples: [[0], [7], [12], [whole.length - 1]] },
    )
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(7), async (place, bit) => {
        const changed = Buffer.from(whole)
        changed.writeUInt8(changed.readUInt8(place) ^ (1 << bit), place)
        await refuses(changed, `bit ${bit} of byte ${place}`)
      }),
      {
        numRuns: runs,
        examples: [
          [0, 0],
          [9, 1],
          [30, 0],
        ],
      },
    )
    await refuses(Buffer.concat([whole, Buffer.from('x')]), 'one byte more')
    await refuses(Buffer.concat([whole, whole]), 'twice')
    assert.deepEqual(await databases(), before)
  })
}

test('what is no backup, or is not there, is refused with a sentence', async () => {
  await writeFile(fileOf('other'), 'select 1;\n'.repeat(100))
  await assert.rejects(restore('other'), /no backup of Trousse/)
  await assert.rejects(restore('absent'), /absent\.trousse can't be read \(ENOENT\)/)
})

test('a backup of a newer version is refused', async () => {
  const client = await connectOwner(server.ownerUrl)
  await client.query("insert into migration (name, digest) values ('9999_future.sql', 'x')")
  await back('future')
  await client.query("delete from migration where name = '9999_future.sql'")
  await client.end()
  await assert.rejects(restore('future'), /newer version of Trousse .* 9999_future\.sql/)
})

test('a backup of every earlier level is brought to this version', async () => {
  const names = (await readMigrations()).map(({ name }) => name)
  for (const level of [names.length - 1, 7]) {
    await dropDatabase(there.maintenance, 'older')
    await ensureDatabase(there.maintenance, 'older')
    const url = there.urlOf('older', 'owner')
    await migrate(url, new Set(names.slice(0, level)))
    const client = await connectOwner(url)
    await client.query(`select set_config('app.now', '2026-03-02T09:00:00Z', false)`)
    await client.query(
      `select append(organisation, 'organisation.set-up', '{"name":"Ancienne"}', 'internal') from create_first_account(
         '{"name":"Ancienne","country":"FR","size":"1-3","zone":"Europe/Paris"}', '{"name":"Alix","email":"alix@example.test"}')`,
    )
    await client.end()
    await back('older', { url })
    const { added, faults } = await restore('older', { as: `from_${level}` })
    assert.deepEqual(added, names.slice(level))
    assert.deepEqual(faults, [])
    const restored = await connectOwner(there.urlOf(`from_${level}`, 'owner'))
    const { rows } = await restored.query('select name from organisation')
    await restored.end()
    assert.deepEqual(rows, [{ name: 'Ancienne' }])
  }
})

test('a journal that was changed is found out before anything is replaced, and restored only where somebody insists', async () => {
  await back('sound')
  await restore('sound', { as: 'tampered' })
  const url = there.urlOf('tampered', 'owner')
  const client = await connectOwner(url)
  await client.query("set session_replication_role = 'replica'")
  await client.query(
    "update journal_entry set event = 'x' where id = (select min(id::text)::uuid from journal_entry)",
  )
  await client.end()
  await back('tampered', { url })
  const before = await databases()
  await assert.rejects(restore('tampered', { as: 'target' }), /does not verify \(\d+: .*hash-wrong/)
  assert.deepEqual(await databases(), before)
  const { faults } = await restore('tampered', { as: 'target', acceptsFaults: true })
  assert.ok(faults.some(({ fault }) => fault === 'hash-wrong'))
})

test('an owner who may not create databases restores into an empty one, and nowhere else', async () => {
  await back('shared')
  const client = await connectOwner(there.maintenance)
  await client.query("create role modest login password 'modest'")
  for (const name of ['modest_empty', 'modest_full'])
    await client.query(`create database ${name} owner modest`)
  await client.end()
  const place: Place = {
    urlOf: (name, who) => {
      const url = new URL(there.urlOf(name, who))
      if (who === 'owner') {
        url.username = 'modest'
        url.password = 'modest'
      }
      return url.href
    },
    maintenance: '',
  }
  place.maintenance = place.urlOf('modest_empty', 'owner')
  const aim = { place, at, acceptsFaults: false }
  const source = { file: fileOf('shared'), passphrase: null }
  const { kept, faults } = await restoreBackup(source, { ...aim, name: 'modest_empty' })
  assert.deepEqual({ kept, faults }, { kept: null, faults: [] })
  assert.deepEqual(await contentsOf(place.urlOf('modest_empty', 'owner')), await contentsOf(server.ownerUrl))
  await assert.rejects(
    restoreBackup(source, { ...aim, name: 'modest_empty' }),
    /may not create another one beside modest_empty, and modest_empty is not empty/,
  )
})

test('large files pass through in pieces: memory does not grow with them', async (t) => {
  const number = (await write(1))[0]
  const client = await connectOwner(server.ownerUrl)
  const { rows } = await client.query<{ id: string }>('select id from record where number = $1', [number])
  await client.query(
    `with file as (insert into attachment (record_id, name, media_type, size, sha256, visibility, created_by, created_at)
       select $1, 'image.iso', 'application/octet-stream', 26214400, '\\x', 'internal', $2, $3 from generate_series(1, 4) returning id)
     insert into attachment_chunk (attachment_id, number, bytes)
       select file.id, 0, (select string_agg(gen_random_bytes(1024), '') from generate_series(1, 25600) where file.id is not null) from file`,
    [rows[0]?.id, desk.id, at.toString()],
  )
  await client.end()
  const before = process.memoryUsage.rss()
  let peak = before
  const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 20)
  const { size, manifest } = await back('large')
  await restore('large', { as: 'large' })
  clearInterval(watch)
  const grown = Math.round((peak - before) / 1e6)
  t.diagnostic(`${Math.round(size / 1e6)} MB file, memory grew by ${grown} MB`)
  assert.ok(size > 100e6)
  assert.ok((manifest.tables.find(({ name }) => name === 'attachment_chunk')?.bytes ?? 0) > 200e6)
  assert.ok(grown < 120, `memory grew by ${grown} MB`)
})

test('a backup that cannot be written leaves nothing under its name', async () => {
  await assert.rejects(
    writeBackup(server.ownerUrl, {
      file: join(folder, 'elsewhere/database.json/x.trousse'),
      at,
      passphrase: null,
    }),
  )
  assert.deepEqual(
    (await readdir(folder)).filter((name) => name.includes('.partial')),
    [],
  )
  assert.equal((await stat(fileOf('quiet'))).mode & 0o777, 0o600)
})
