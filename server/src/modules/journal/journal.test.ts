import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { incidentApi } from '#contract/incident/api.ts'
import { journalApi } from '#contract/journal/api.ts'
import { recordApi } from '#contract/record/api.ts'
import { searchApi } from '#contract/search/api.ts'
import { connectOwner } from '#platform/database/cluster.ts'
import { openPool } from '#platform/database/connect.ts'
import { aClientPerson, anAdministrator, anAgent, type Someone } from '../../testing/makers.ts'
import { startServer } from '../../testing/server.ts'

const server = await startServer()
const owner = await connectOwner(server.ownerUrl)
after(() => owner.end())
let admin: Someone
let desk: Someone

before(async () => {
  admin = await anAdministrator(server)
  desk = await anAgent(server)
})

/** An incident with three entries of a person's doing, and the id under which its chain is kept. */
const aTold = async (): Promise<{ number: string; id: string }> => {
  const { number, id } = await desk.caller.get(incidentApi.report, { title: 'Écran noir', channel: 'phone' })
  for (const body of ['un', 'deux', 'trois']) await desk.caller.get(recordApi.comment, { number, body })
  return { number, id }
}

const verify = () => admin.caller.get(journalApi.verify, {})
const faultsOf = async (number: string) =>
  (await verify()).faults
    .filter((fault) => fault.number === number)
    .map(({ seq, fault }) => `${seq} ${fault}`)

/** As a superuser, with every guard switched off; what was there is put back afterwards. */
const tampered = async (statements: string, values: unknown[], check: () => Promise<void>) => {
  const tables = [
    'journal_entry',
    'journal_body',
    'subject',
    'seal',
    'record',
    'record_visit',
    'deadline',
    'search_entry',
  ]
  await owner.query(tables.map((name) => `create table kept_${name} as table ${name}`).join(';'))
  await owner.query("set session_replication_role = 'replica'")
  try {
    await owner.query(statements, values)
    await check()
  } finally {
    for (const name of tables) {
      await owner.query(`delete from ${name}`)
      await owner.query(`insert into ${name} table kept_${name}`)
      await owner.query(`drop table kept_${name}`)
    }
    await owner.query("set session_replication_role = 'origin'")
  }
  assert.deepEqual((await verify()).faults, [])
}

test('a journal that nobody touched verifies', async () => {
  await aTold()
  const { faults, subjects, entries, redacted } = await verify()
  assert.deepEqual(faults, [])
  assert.ok(subjects > 3 && entries > 10)
  assert.equal(redacted, 0)
})

for (const role of ['staff', 'portal', 'supplier', 'worker', 'trousse_app', 'owner']) {
  test(`changing, deleting and emptying the journal is refused to ${role}`, async () => {
    const pool = openPool(role === 'owner' ? server.ownerUrl : server.appUrl, { max: 1 })
    const attempts = [
      "update journal_entry set event = 'x'",
      'delete from journal_entry',
      'truncate journal_entry',
      'truncate journal_entry, journal_body, subject cascade',
    ]
    try {
      for (const text of attempts) {
        const client = await pool.connect()
        await client.query('begin')
        if (role !== 'owner' && role !== 'trousse_app') await client.query(`set local role ${role}`)
        await assert.rejects(client.query(text), { code: '42501' }, text)
        await client.query('rollback')
        client.release()
      }
    } finally {
      await pool.end()
    }
  })
}

test('of a body, only its removal is possible, and only by redaction', async () => {
  const pool = openPool(server.appUrl, { max: 1 })
  try {
    for (const role of ['staff', 'portal', 'supplier', 'worker']) {
      for (const text of [
        "update journal_body set body = '{}'",
        'delete from journal_body',
        'truncate journal_body',
      ]) {
        const client = await pool.connect()
        await client.query(`begin; set local role ${role}`)
        await assert.rejects(client.query(text), { code: '42501' }, `${role}: ${text}`)
        await client.query('rollback')
        client.release()
      }
    }
  } finally {
    await pool.end()
  }
})

const changes: [string, string, string[]][] = [
  [
    'one byte of a body',
    `update journal_body set body = jsonb_set(body, '{html}', '"deuX"')
    where entry_id = (select id from journal_entry where subject_id = $1 and seq = 4)`,
    ['4 body-changed'],
  ],
  [
    'the event of a header',
    "update journal_entry set event = 'record.edited' where subject_id = $1 and seq = 4",
    ['4 hash-wrong'],
  ],
  [
    'the time of a header',
    "update journal_entry set at = at - interval '1 hour' where subject_id = $1 and seq = 4",
    ['4 hash-wrong'],
  ],
  [
    'the database’s own time of an entry',
    "update journal_entry set recorded_at = recorded_at - interval '1 microsecond' where subject_id = $1 and seq = 4",
    ['4 hash-wrong'],
  ],
  [
    'who did it',
    'update journal_entry set actor_id = null where subject_id = $1 and seq = 4',
    ['4 hash-wrong'],
  ],
  [
    'who may read it',
    "update journal_entry set visibility = 'internal' where subject_id = $1 and seq = 4",
    ['4 hash-wrong'],
  ],
  [
    'a body with its digest',
    `with b as (update journal_body set body = '{"html":"x"}' where entry_id = (select id from journal_entry where subject_id = $1 and seq = 4) returning *)
    update journal_entry e set body_hash = journal_body_hash(b.salt, b.body) from b where e.id = b.entry_id`,
    ['4 hash-wrong'],
  ],
  [
    'a hash',
    "update journal_entry set hash = sha256('x') where subject_id = $1 and seq = 4",
    ['4 hash-wrong', '5 hash-wrong'],
  ],
  ['the head', "update subject set head = sha256('x') where id = $1", ['6 head-wrong']],
]
for (const [what, statement, faults] of changes) {
  test(`a superuser who changes ${what} is found out, with record and entry`, async () => {
    const { number, id } = await aTold()
    const { items } = await desk.caller.get(journalApi.ofRecord, { number })
    // Created, targeted, answered at once, then three words: the fourth is the first of them.
    assert.deepEqual(
      items.map(({ event }) => event).slice(3),
      Array(items.length - 3).fill('record.commented'),
    )
    await tampered(statement, [id], async () => {
      const found = await faultsOf(number)
      for (const fault of faults) assert.ok(found.includes(fault), `${fault} in ${found.join(', ')}`)
    })
  })
}

test('an entry cut out of the middle leaves a gap', async () => {
  const { number, id } = await aTold()
  await tampered('delete from journal_entry where subject_id = $1 and seq = 4', [id], async () => {
    assert.ok((await faultsOf(number)).includes('5 gap'))
  })
})

test('a tail that was cut off shows at the head, even where the count was corrected', async () => {
  const { number, id } = await aTold()
  for (const statement of [
    'delete from journal_entry where subject_id = $1 and seq > 4',
    'with cut as (delete from journal_entry where subject_id = $1 and seq > 4) update subject set entries = 4 where id = $1',
  ]) {
    await tampered(statement, [id], async () => {
      assert.deepEqual(await faultsOf(number), ['4 head-wrong'])
    })
  }
})

test('two entries that changed places are found out', async () => {
  const { number, id } = await aTold()
  const swap = `update journal_entry e set seq = o.seq from journal_entry o
    where e.subject_id = $1 and o.subject_id = $1 and (e.seq, o.seq) in ((4, 5), (5, 4))`
  await owner.query('alter table journal_entry drop constraint journal_entry_subject_id_seq_key')
  await tampered(swap, [id], async () => {
    const found = await faultsOf(number)
    assert.ok(found.includes('4 hash-wrong') && found.includes('5 hash-wrong'), found.join())
  })
  await owner.query(
    'alter table journal_entry add constraint journal_entry_subject_id_seq_key unique (subject_id, seq)',
  )
})

test('a chain that vanished leaves its record without a journal, or its subject without a chain', async () => {
  const { number, id } = await aTold()
  await tampered('delete from journal_entry where subject_id = $1', [id], async () => {
    assert.deepEqual((await faultsOf(number)).toSorted(), ['null chain-missing', 'null no-journal'])
  })
})

test('a body that vanished without redaction is missing', async () => {
  const { number, id } = await aTold()
  const statement =
    'delete from journal_body where entry_id = (select id from journal_entry where subject_id = $1 and seq = 4)'
  await tampered(statement, [id], async () => assert.deepEqual(await faultsOf(number), ['4 body-missing']))
})

test('the daily seal catches a chain that vanished with everything that belonged to it', async () => {
  const { id } = await aTold()
  await server.runSchedule('seal-day')
  assert.deepEqual((await verify()).faults, [])
  const statement = `with e as (delete from journal_entry where subject_id = '${id}'), v as (delete from record_visit where record_id = '${id}'),
    d as (delete from deadline where record_id = '${id}'), x as (delete from search_entry where subject_id = '${id}'),
    r as (delete from record where id = '${id}') delete from subject where id = '${id}'`
  await tampered(statement, [], async () => {
    const { faults } = await verify()
    assert.deepEqual(
      faults.map(({ fault }) => fault),
      ['seal-broken 2026-03-02'],
    )
  })
})

test('the daily seal catches a chain that was rewritten whole, hashes, head and all', async () => {
  const { number, id } = await aTold()
  server.setNow('PT24H')
  await server.runSchedule('seal-day')
  const rewrite = `do $$ declare e journal_entry; previous bytea := '\\x';
    begin
      update journal_entry set event = 'record.edited' where subject_id = '${id}' and seq = 4;
      for e in select * from journal_entry where subject_id = '${id}' order by seq loop
        previous := journal_hash(previous, e);
        update journal_entry set hash = previous where id = e.id;
      end loop;
      update subject set head = previous where id = '${id}';
    end $$`
  await tampered(rewrite, [], async () => {
    assert.deepEqual(await faultsOf(number), [])
    const { faults } = await verify()
    assert.ok(faults.some(({ fault }) => fault.startsWith('seal-broken')))
  })
})

test('a seal counts what is being written while it is made, or does not: never half of it', async () => {
  server.setNow('PT24H')
  const writers = Array.from({ length: 6 }, async () => {
    for (let turn = 0; turn < 5; turn++) await aTold()
  })
  await Promise.all([...writers, server.runSchedule('seal-day')])
  const { faults, seals, lastSeal } = await verify()
  assert.deepEqual(faults, [])
  assert.equal(seals, 3)
  assert.equal(lastSeal, '2026-03-04')
})

test('a seal waits for who is writing: what is recorded before its instant is counted in it', async () => {
  server.setNow('PT24H')
  const { id } = await aTold()
  const writer = await connectOwner(server.ownerUrl)
  await writer.query('begin')
  await writer.query("select set_config('app.now', '2026-03-05T09:00:00Z', true)")
  await writer.query("select append($1, 'record.responded', '{}', 'internal')", [id])
  const sealing = server.runSchedule('seal-day')
  await sleep(300)
  await writer.query('commit')
  await writer.end()
  await sealing
  assert.deepEqual((await verify()).faults, [])
})

test('a seal is made once a day', async () => {
  await server.runSchedule('seal-day')
  assert.equal((await verify()).seals, 4)
})

test('a redacted comment verifies as redacted, is read by nobody and found by nobody', async () => {
  const client = await aClientPerson(server)
  const { number } = await desk.caller.get(incidentApi.report, {
    title: 'Mot de passe écrit',
    requesterId: client.id,
  })
  const { entry } = await desk.caller.get(recordApi.comment, { number, body: '<p>hunter2secret</p>' })
  await desk.caller.get(recordApi.comment, { number, body: 'autrechose' })
  const find = async (q: string) => (await client.caller.get(searchApi.find, { q })).items.length
  assert.deepEqual([await find('hunter2secret'), await find('autrechose')], [1, 1])

  assert.equal((await desk.caller.call(journalApi.redact, { id: entry, reason: 'mot de passe' })).status, 403)
  await admin.caller.get(journalApi.redact, { id: entry, reason: 'mot de passe' })
  const { faults, redacted } = await verify()
  assert.deepEqual({ faults, redacted }, { faults: [], redacted: 1 })
  for (const someone of [desk, client, admin]) {
    const journal = await someone.caller.get(journalApi.ofRecord, { number })
    assert.ok(!JSON.stringify(journal).includes('hunter2secret'))
    assert.equal(journal.items.find(({ id }) => id === entry)?.data, null)
  }
  assert.deepEqual([await find('hunter2secret'), await find('autrechose')], [0, 1])
  assert.equal((await admin.caller.call(journalApi.redact, { id: entry, reason: 'encore' })).status, 404)
})

test('what clocks and the audit live on cannot be redacted', async () => {
  const { number } = await aTold()
  const { items } = await desk.caller.get(journalApi.ofRecord, { number })
  const target = items.find(({ event }) => event === 'record.targeted')
  const { code } = await admin.caller.call(journalApi.redact, { id: target?.id ?? '', reason: 'raison' })
  assert.equal(code, 'not_possible')
})

test('twenty who write to one record at once make one unbroken chain', async () => {
  const { number } = await aTold()
  const words = Array.from({ length: 20 }, (_, at) => `mot ${at}`)
  const answers = await Promise.all(
    words.map((body) => desk.caller.call(recordApi.comment, { number, body })),
  )
  assert.deepEqual(
    answers.map(({ status }) => status),
    words.map(() => 201),
  )
  const { items } = await desk.caller.get(journalApi.ofRecord, { number })
  assert.deepEqual(
    items.map(({ seq }) => seq),
    items.map((_, at) => at + 1),
  )
  assert.deepEqual((await verify()).faults, [])
})

const command = join(import.meta.dirname, '../../main.ts')
const runVerify = () =>
  new Promise<{ code: number; output: string }>((resolve) => {
    const env = { ...process.env, DATABASE_URL: server.appUrl, DATABASE_OWNER_URL: server.ownerUrl }
    execFile(process.execPath, [command, 'verify'], { env }, (error, output, said) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, output: output + said }),
    )
  })

test('the command « verify » counts, names the numbers without a record and ends with 0', async () => {
  await owner.query("select nextval('inc_number')")
  const { code, output } = await runVerify()
  assert.equal(code, 0, output)
  assert.match(output, /redacted +1\n/)
  assert.match(output, /unused numbers +1 \(INC-\d+\)/)
  assert.match(output, /faults +0\n/)
})

test('the command « verify » names record and entry of what was changed, and ends with 1', async () => {
  const { number, id } = await aTold()
  await tampered("update journal_entry set event = 'x' where subject_id = $1 and seq = 4", [id], async () => {
    const { code, output } = await runVerify()
    assert.equal(code, 1, output)
    assert.match(output, new RegExp(`${number} #4 hash-wrong`))
  })
})

test('only who answers for the journal may have it verified', async () => {
  assert.equal((await desk.caller.call(journalApi.verify, {})).status, 403)
})
