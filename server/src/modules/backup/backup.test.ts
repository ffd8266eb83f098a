import assert from 'node:assert/strict'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { backupApi } from '#contract/backup/api.ts'
import { healthApi } from '#contract/health/api.ts'
import { incidentApi } from '#contract/incident/api.ts'
import { journalApi } from '#contract/journal/api.ts'
import { notificationApi } from '#contract/notification/api.ts'
import { organisationApi } from '#contract/organisation/api.ts'
import { writeBackup } from '#platform/database/backup/dump.ts'
import { checkBackup } from '#platform/database/backup/read.ts'
import { connectOwner } from '#platform/database/cluster.ts'
import { openPool } from '#platform/database/connect.ts'
import { transact } from '#platform/database/transaction.ts'
import { aClientPerson, anAdministrator, anAgent, type Someone } from '../../testing/makers.ts'
import { startServer } from '../../testing/server.ts'
import { compareBackup } from './compare.ts'

const server = await startServer('2026-03-02T02:07:00Z')
const folder = join(server.surroundings.config.data, 'backups')
const owner = await connectOwner(server.ownerUrl)
after(() => owner.end())
let admin: Someone
let desk: Someone

before(async () => {
  admin = await anAdministrator(server)
  desk = await anAgent(server)
})

const byName = (a = '', b = ''): number => a.localeCompare(b)

const list = async () => (await admin.caller.get(backupApi.list, {})).items
const files = async () => (await readdir(folder).catch((): string[] => [])).toSorted(byName)
const edit = async (change: object) => {
  const { version } = await admin.caller.get(backupApi.readPlan, {})
  return admin.caller.call(backupApi.editPlan, { ...change, version })
}
const told = async () => {
  const { id } = await admin.caller.get(organisationApi.read, {})
  const { items } = await admin.caller.get(journalApi.ofSubject, { subject: id, limit: 200 })
  return items.filter(({ event }) => event.startsWith('backup.')).map(({ event }) => event)
}
const vital = async (wanted: string) =>
  (await admin.caller.get(healthApi.report, {})).vitals.find(({ key }) => key === wanted)

test('the first backup is made within the hour, rehearsed, told in the journal and seen on the state of the system', async () => {
  assert.equal((await vital('backup'))?.cause, 'none')
  await server.runChore('make-backup')
  const [made] = await list()
  assert.equal(made?.cause, 'scheduled')
  assert.equal(made.failure, null)
  assert.equal(made.rehearsal?.faults, 0)
  assert.equal(made.rehearsal?.failure, null)
  assert.deepEqual((await files()).length, 1)
  const manifest = await checkBackup({ file: made.file, passphrase: null })
  assert.equal(made.heads, manifest.journal.heads)
  assert.deepEqual(await told(), ['backup.made', 'backup.rehearsed'])
  assert.equal((await vital('backup'))?.cause, 'made')
  assert.equal((await vital('rehearsal'))?.cause, 'sound')
  assert.equal((await vital('journal'))?.cause, 'verified-only')
})

test('an hour later nothing is made, the next night one is, without a rehearsal before the week is over', async () => {
  server.setNow('PT1H')
  await server.runChore('make-backup')
  assert.equal((await list()).length, 1)
  server.setNow('PT23H')
  await server.runChore('make-backup')
  const [made, ...before] = await list()
  assert.equal(before.length, 1)
  assert.equal(made?.rehearsal, null)
})

test('two processes whose hour comes at once make one', async () => {
  server.setNow('PT24H')
  await Promise.all([server.runChore('make-backup'), server.runChore('make-backup')])
  const made = await list()
  assert.equal(made.filter(({ failure }) => failure !== null).length, 0)
  assert.equal(made.length, 3)
})

test('a person asks for one: it is made beside the work, and the asking is told', async () => {
  server.setNow('PT1H')
  const count = (await list()).length
  const { status } = await admin.caller.call(backupApi.request, {})
  assert.equal(status, 200)
  assert.equal((await list()).length, count)
  await server.runReactions()
  const [made] = await list()
  assert.equal(made?.cause, 'requested')
  assert.ok((await told()).includes('backup.requested'))
})

test('rotation deletes what the plan keeps no longer, and nothing that is not ours', async () => {
  await writeFile(join(folder, 'mine.trousse'), 'kept')
  assert.equal((await edit({ keepDaily: 2, keepWeekly: 0, keepMonthly: 0 })).status, 200)
  server.setNow('PT24H')
  await server.runChore('make-backup')
  const kept = (await list()).filter(({ removedAt }) => removedAt === null)
  assert.equal(kept.length, 2)
  const names = kept.map(({ file }) => file.split('/').at(-1))
  assert.deepEqual(await files(), ['mine.trousse', ...names].toSorted(byName))
  assert.ok((await told()).includes('backup.removed'))
})

test('a backup that fails says why, in the list, in the journal, on the state of the system and to administrators – once a day', async () => {
  const other = await mkdtemp(join(tmpdir(), 'trousse-elsewhere-'))
  assert.equal((await edit({ folder: other })).status, 200)
  await rm(other, { recursive: true })
  await writeFile(other, 'no folder any more')
  server.setNow('PT24H')
  await server.runChore('make-backup')
  const [failed] = await list()
  assert.equal(failed?.failure?.code, 'not-writable')
  assert.equal((await vital('backup'))?.cause, 'failed')
  server.setNow('PT1H')
  await server.runChore('make-backup')
  assert.equal((await list())[0]?.id, failed?.id)
  server.setNow('PT4H')
  await server.runChore('make-backup')
  assert.notEqual((await list())[0]?.id, failed?.id)
  const notices = async (person: Someone) =>
    (await person.caller.get(notificationApi.list, {})).items.filter(({ event }) => event === 'backup.failed')
  assert.equal((await notices(admin)).length, 1)
  assert.equal((await notices(desk)).length, 0)
  await rm(other)
  assert.equal((await edit({ folder: null })).status, 200)
  server.setNow('PT5H')
  await server.runChore('make-backup')
  assert.equal((await vital('backup'))?.cause, 'made')
})

test('the plan refuses folders that it cannot write to, and hours that do not exist', async () => {
  for (const change of [
    { folder: 'relative' },
    { folder: '/proc' },
    { folder: '/no/such/folder' },
    { hour: 24 },
    { keepDaily: 0 },
  ]) {
    const { status, code } = await edit(change)
    assert.deepEqual([status, code], [400, 'invalid_input'], JSON.stringify(change))
  }
  const { status, code } = await admin.caller.call(backupApi.editPlan, { hour: 3, version: 999 })
  assert.deepEqual([status, code], [409, 'stale_version'])
})

test('a plan that is off makes none, and the state of the system says so', async () => {
  await edit({ isOn: false })
  const count = (await list()).length
  server.setNow('PT48H')
  await server.runChore('make-backup')
  assert.equal((await list()).length, count)
  assert.equal((await vital('backup'))?.cause, 'off')
  await edit({ isOn: true })
})

test('backups, their plan and the state of the system are for those who look after the installation', async () => {
  const client = await aClientPerson(server)
  for (const someone of [desk, client]) {
    for (const endpoint of [backupApi.list, backupApi.readPlan, healthApi.report, backupApi.request]) {
      const { status } = await someone.caller.call(endpoint, {})
      assert.equal(status, 403, `${endpoint.path} to ${someone.name}`)
    }
  }
})

test('the database itself keeps backups, plan and queue from everyone else', async () => {
  const pool = openPool(server.appUrl, { max: 1 })
  const client = await aClientPerson(server)
  const now = Temporal.Instant.from('2026-03-02T09:00:00Z')
  const countAs = (id: string, table: string) =>
    transact(pool, { as: 'person', id }, { now }, async (db) => {
      const { rows } = await sql<{
        count: number
      }>`select count(*)::int as count from ${sql.raw(table)}`.execute(db)
      return rows[0]?.count
    })
  try {
    assert.equal(await countAs(desk.id, 'backup'), 0)
    assert.equal(await countAs(desk.id, 'backup_plan'), 0)
    assert.ok(((await countAs(admin.id, 'backup')) ?? 0) > 0)
    await assert.rejects(countAs(desk.id, "queue_state('2026-03-02T09:00:00Z')"), { code: '42501' })
    for (const table of ['backup', 'backup_plan', "queue_state('2026-03-02T09:00:00Z')"])
      await assert.rejects(countAs(client.id, table), { code: '42501' })
  } finally {
    await pool.end()
  }
})

test('an auditor holds the journal against a backup from before: untouched, it fits, however much was written since', async () => {
  await server.runSchedule('seal-day')
  const file = join(folder, 'audit.trousse')
  const at = Temporal.Instant.from('2026-03-02T09:00:00Z')
  const { number, id } = await desk.caller.get(incidentApi.report, { title: 'Avant', channel: 'phone' })
  await writeBackup(server.ownerUrl, { file, at, passphrase: null })
  await desk.caller.get(incidentApi.report, { title: 'Après', channel: 'phone' })
  const compare = () =>
    transact(server.surroundings.pool, { as: 'worker' }, { now: at, isReadOnly: true }, (db) =>
      compareBackup(db, { file, passphrase: null }),
    )
  const { differences, chains, seals } = await compare()
  assert.deepEqual(differences, [])
  assert.ok(chains > 5 && seals === 1)

  // A superuser rewrites a chain whole, hashes and head, and the seal: nothing inside the database shows it.
  await owner.query("set session_replication_role = 'replica'")
  await owner.query(`do $$ declare e journal_entry; previous bytea := '\\x';
    begin
      update journal_entry set event = 'record.edited' where subject_id = '${id}' and seq = 1;
      for e in select * from journal_entry where subject_id = '${id}' order by seq loop
        previous := journal_hash(previous, e);
        update journal_entry set hash = previous where id = e.id;
      end loop;
      update subject set head = previous where id = '${id}';
      update seal set hash = seal_hash(sealed_at);
    end $$`)
  await owner.query("set session_replication_role = 'origin'")
  const { faults } = await admin.caller.get(journalApi.verify, {})
  assert.deepEqual(faults, [])
  const changed = await compare()
  assert.deepEqual(changed.differences.map((one) => [one.number, one.fault]).slice(0, 1), [
    [number, 'rewritten'],
  ])
})

test('what the queue has given up is named on the state of the system', async () => {
  await owner.query(
    `select graphile_worker.add_job('react', '{"entry":"x","reaction":"tell-role"}', run_at => '2026-01-01', max_attempts => 1)`,
  )
  assert.equal((await vital('queue'))?.cause, 'stuck')
  await owner.query(
    "update graphile_worker._private_jobs set attempts = max_attempts, last_error = 'Boom' where payload ->> 'entry' = 'x'",
  )
  await owner.query(
    "update graphile_worker._private_jobs set run_at = '2100-01-01' where attempts < max_attempts",
  )
  const queue = await vital('queue')
  assert.equal(queue?.cause, 'failed')
  assert.deepEqual([queue.facts['lastFailed'], queue.facts['lastError']], ['tell-role', 'Boom'])
  await owner.query("delete from graphile_worker._private_jobs where payload ->> 'entry' = 'x'")
})
