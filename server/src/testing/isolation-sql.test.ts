import assert from 'node:assert/strict'
import { test } from 'node:test'
import { byHand } from './by-hand.ts'
import type { Someone } from './makers.ts'
import { startServer } from './server.ts'
import { aWorld, type House } from './world.ts'

/** By hand, with the application's own login: what the database itself keeps apart, whatever the code forgets. */
const server = await startServer()
const world = await aWorld(server)
const { a, b, technician, otherTechnician } = world
const { attempt, scoped } = byHand(server)

const tables = await scoped(world.admin, async (run) => {
  const { rows } = await run(`select c.relname as name, c.relrowsecurity as guarded from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f') order by 1`)
  return rows.map(({ name, guarded }) => ({ name: String(name), isGuarded: guarded === true }))
})

/** Reviewed: readable by every client and supplier without row-level security, since they hold nothing of anybody's. */
const common = ['category', 'organisation', 'procedure_move']

/** What only belongs to a client: if one of these stands in a row, the row is that client's. */
const marksOf = (house: House): string[] => [
  house.client.id,
  house.agreementId,
  ...Object.values(house.attachments),
  ...house.entries,
  ...house.recordIds,
  ...[house.contact, house.requester, house.colleague].map(({ id }) => id),
]

const readable = (someone: Someone, table: string) =>
  scoped(someone, async (run) => {
    const { rows } = await run(
      `select attname as name from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped
        and has_column_privilege(attrelid, attnum, 'select') order by attnum`,
      [`public.${table}`],
    )
    return rows.map(({ name }) => `"${String(name)}"`)
  })

const outsiders: [string, Someone, string[]][] = [
  ['the contact of another client', a.contact, marksOf(b)],
  ['a requester of another client', a.requester, marksOf(b)],
  [
    'a colleague of the same client',
    a.colleague,
    [...a.recordIds, ...a.entries, a.requester.id, ...Object.values(a.attachments)],
  ],
  ['the contact, of what is confidential', a.contact, a.recordIds.slice(2)],
  ['a supplier that was handed nothing', otherTechnician, [...marksOf(a), ...marksOf(b)]],
  [
    'a supplier, of what it was not handed',
    technician,
    [...marksOf(a), b.contact.id, b.colleague.id, ...b.recordIds.slice(1), ...Object.values(b.attachments)],
  ],
]
for (const [who, someone, marks] of outsiders) {
  test(`no table shows a row of a client to ${who}`, async () => {
    assert.ok(tables.length > 25, 'the list of tables is read')
    for (const { name, isGuarded } of tables) {
      const columns = await readable(someone, name)
      if (columns.length === 0) {
        const { refusal } = await attempt(someone, `select 1 from "${name}"`)
        assert.equal(refusal, '42501', `${name} can be read`)
        continue
      }
      assert.ok(
        isGuarded || common.includes(name),
        `${name} has no row-level security and is no reviewed exception`,
      )
      const { rows } = await attempt(someone, `select ${columns.join()} from "${name}"`)
      const text = JSON.stringify(rows)
      const [leak] = marks.filter((mark) => text.includes(mark))
      assert.equal(leak, undefined, `${name} shows ${leak}`)
    }
  })
}

test('the list of exceptions has nothing that is guarded or gone', () => {
  const open = tables.filter(({ isGuarded }) => !isGuarded).map(({ name }) => name)
  assert.deepEqual(
    common.filter((name) => !open.includes(name)),
    [],
  )
})

test('who sees his own rows by hand is not merely refused everything', async () => {
  for (const someone of [a.contact, a.requester, technician]) {
    const { rows } = await attempt(someone, 'select number from record')
    assert.notEqual(rows.length, 0, someone.name)
    assert.notEqual((await attempt(someone, 'select id from journal_entry')).rows.length, 0)
  }
})

test('whoever forgets the scope is refused every table', async () => {
  for (const { name } of tables) {
    const { refusal } = await attempt(null, `select * from "${name}"`)
    assert.equal(refusal, '42501', `${name} can be read without a scope`)
    assert.equal((await attempt(null, `delete from "${name}"`)).refusal, '42501')
  }
})

test('the job queue is nobody’s to read or to fill', async () => {
  for (const someone of [null, a.contact, technician, world.desk]) {
    for (const text of [
      'select * from graphile_worker._private_jobs',
      "select graphile_worker.add_job('react', '{}')",
      "select queue_job('react', '{}')",
    ]) {
      assert.equal((await attempt(someone, text)).refusal, '42501', text)
    }
  }
})

/** Reviewed: what runs with the owner's rights for a client or a supplier, each looking at who asks. */
const definers = [
  'append',
  'clock_entries',
  'index_comment',
  'is_demonstration',
  'new_subject',
  'open_lines',
  'own_password_hash',
  'own_second_factor',
  'person_name',
  'recurrences',
  'sees_record',
]

test('the functions that run with the owner’s rights are those that were reviewed', async () => {
  for (const [someone, more] of [
    [
      a.contact,
      [
        'client_changes',
        'concerns_client',
        'count_article',
        'decide_as_client',
        'note_gap',
        'offered_models',
        'pot_days',
        'search_articles',
        'search_portal',
        'service_states',
        'start_checklist',
      ],
    ],
    [technician, ['handed_over_states', 'judges_handed_over']],
  ] as const) {
    const { rows } = await attempt(
      someone,
      `select proname as name from pg_proc where prosecdef and pronamespace = 'public'::regnamespace
        and prorettype <> 'trigger'::regtype and has_function_privilege(oid, 'execute') order by 1`,
    )
    assert.deepEqual(
      rows.map(({ name }) => name),
      [...definers, ...more].toSorted(),
    )
  }
})

const [incident = ''] = b.recordIds
for (const [who, someone] of [
  ['the contact of another client', a.contact],
  ['a supplier that was handed nothing', otherTechnician],
] as const) {
  test(`no function tells ${who} of a client’s record`, async () => {
    const now = server.surroundings.clock().toString()
    const ask = async (text: string, values: unknown[]) => (await attempt(someone, text, values)).rows
    assert.deepEqual(await ask('select * from clock_entries($1)', [incident]), [])
    assert.deepEqual(await ask('select recurrences($1, $2) as n', [incident, now]), [{ n: 0 }])
    assert.deepEqual(await ask('select sees_record($1) as sees', [incident]), [{ sees: false }])
    assert.deepEqual(await ask('select person_name($1) as name', [b.requester.id]), [{ name: null }])
    const judged = await ask(
      `select role from judgement('incident', $1, $2, $3, null, null, false, null, null, null)`,
      [b.client.id, world.service.id, now],
    )
    assert.ok(!judged.some(({ role }) => role === 'agreement'))
  })
}

/** Each is refused, or touches nothing. */
const forbidden: [string, string, unknown[]][] = [
  ['gives a record to another client', 'update record set client_id = $1', [b.client.id]],
  ['takes another’s record', 'update record set title = $2 where id = $1', [incident, 'pris']],
  ['changes the priority', 'update record set priority = 1', []],
  ['gives a record another number', "update record set number = 'INC-999'", []],
  [
    'makes a record of another client',
    `insert into record (id, number, kind, title, client_id, channel, occurred_at, recorded_at, step, step_entered_at, phase, procedure_version_id, updated_at)
    select new_subject('record'), 'INC-9999', 'INC', 'x', $1, 'portal', scope.now(), scope.now(), 'I01', scope.now(), 'new', (select id from artefact_version limit 1), scope.now()`,
    [b.client.id],
  ],
  ['deletes a record', 'delete from record', []],
  [
    'writes into the journal by hand',
    `insert into journal_entry (id, subject_id, seq, at, recorded_at, event, visibility, body_hash, hash)
    values (uuidv7(), $1, 99, scope.now(), scope.now(), 'record.closed', 'client', '', '')`,
    [a.recordIds[0]],
  ],
  [
    'writes a body by hand',
    "insert into journal_body (entry_id, body, salt) values (uuidv7(), '{}', '')",
    [],
  ],
  ['rewrites the journal', "update journal_entry set event = 'record.closed'", []],
  ['empties the journal', 'delete from journal_entry', []],
  ['empties bodies', 'delete from journal_body', []],
  ['appends to another’s chain', `select append($1, 'record.commented', '{}', 'client')`, [incident]],
  ['appends to another’s person', `select append($1, 'person.edited', '{}', 'internal')`, [b.requester.id]],
  ['redacts', `select redact($1, 'raison')`, [a.entries[0]]],
  ['begins a chain with a head of its own', "insert into subject (id, kind) values (uuidv7(), 'record')", []],
  ['gives itself a role', "update person set roles = array['D']", []],
  ['moves to another client', 'update person set client_id = $1', [b.client.id]],
  ['makes itself a contact', "update person set client_level = 'signatory'", []],
  ['renames another person', 'update person set name = $2 where id = $1', [b.requester.id, 'pris']],
  [
    'sets another’s password',
    'update credential set password_hash = $2 where person_id = $1',
    [b.requester.id, 'x'],
  ],
  [
    'makes a credential for another',
    `insert into credential (person_id, password_hash, set_at) values ($1, 'x', scope.now())
    on conflict (person_id) do update set password_hash = 'x'`,
    [b.requester.id],
  ],
  ['gives its password to another', 'update credential set person_id = $1', [b.requester.id]],
  ['reads passwords', 'select password_hash from credential', []],
  ['reads the digests of sessions', 'select digest from session', []],
  [
    'ends another’s session',
    'update session set ended_at = scope.now() where person_id = $1',
    [b.requester.id],
  ],
  [
    'opens a session as another',
    `insert into session (digest, kind, person_id, created_at, seen_at) values ('x', 'token', $1, scope.now(), scope.now())`,
    [b.requester.id],
  ],
  [
    'opens a session by the back door',
    `select open_session($1, 'x', scope.now(), '1 day')`,
    [b.requester.id],
  ],
  [
    'hands a record over',
    `insert into handover (record_id, supplier_id, from_at) values ($1, $2, scope.now())`,
    [incident, world.otherSupplier.id],
  ],
  ['prolongs a handover', 'update handover set until_at = null, from_at = scope.now()', []],
  [
    'tells another something',
    `insert into notification (person_id, event, at, source) values ($1, 'x', scope.now(), 'x')`,
    [b.requester.id],
  ],
  [
    'attaches to another’s record',
    `insert into attachment (record_id, name, media_type, size, sha256, visibility, created_by, created_at)
    values ($1, 'x', 'x', 0, '', 'client', scope.person(), scope.now())`,
    [incident],
  ],
  [
    'attaches as somebody else',
    `insert into attachment (record_id, name, media_type, size, sha256, visibility, created_by, created_at)
    values ($1, 'x', 'x', 0, '', 'client', $2, scope.now())`,
    [a.recordIds[0], b.requester.id],
  ],
  ['reads how long a visit took', 'select work_minutes, travel_km from intervention', []],
  ['reads what was noted inside', "select body from intervention_note where visibility = 'internal'", []],
  ['reads another’s visit', 'select i.id from intervention i where i.record_id = $1', [incident]],
  [
    'plans a visit',
    `insert into intervention (record_id, planned_from, planned_until, created_by, created_at, updated_at)
    values ($1, scope.now(), scope.now() + interval '1 hour', scope.person(), scope.now(), scope.now())`,
    [a.recordIds[0]],
  ],
  ['says that a visit is over', "update intervention set state = 'done'", []],
  ['reads who is away', 'select * from absence', []],
  ['reads who is on call', 'select * from on_call_turn', []],
  ['reads the digests of calendars', 'select digest from calendar_feed', []],
  ['reads a calendar by the back door', "select * from calendar_feed_of('x', scope.now())", []],
  ['approves an artefact', "update artefact_version set state = 'approved'", []],
  [
    'draws a way of its own',
    "insert into procedure_move (version_id, from_step, to_step) select version_id, 'I05', 'I99' from procedure_move limit 1",
    [],
  ],
  [
    'overrides a step',
    `insert into record_visit (record_id, number, procedure_version_id, step, at, why)
    select id, 0, procedure_version_id, 'I99', scope.now(), 'override' from record limit 1`,
    [],
  ],
  [
    'jumps over steps',
    `insert into record_visit (record_id, number, procedure_version_id, step, at, why)
    select id, 0, procedure_version_id, 'I99', scope.now(), 'moved' from record limit 1`,
    [],
  ],
  [
    'puts off another’s deadline',
    "update deadline set due_at = due_at + interval '1 day' where record_id = $1",
    [incident],
  ],
  ['reads another’s repeated answers', 'select answer from repeat where person_id <> scope.person()', []],
  ['becomes the owner', 'set local role trousse_owner', []],
]
for (const [what, text, values] of forbidden) {
  test(`a client’s or a supplier’s hand that ${what} is refused, or touches nothing`, async () => {
    for (const someone of [a.contact, a.requester, technician, otherTechnician]) {
      if (someone === technician && values.includes(incident)) continue
      const { refusal, touched } = await attempt(someone, text, values)
      assert.ok(refusal !== null || touched === 0, `${someone.name} touched ${touched} rows`)
      if (refusal !== null)
        assert.ok(['42501', '23514', '42704'].includes(refusal), `${refusal} of ${someone.name}`)
    }
  })
}

test('a step that nobody’s procedure draws is refused to the staff too, unless the journal says override', async () => {
  const jump = `with visited as (insert into record_visit (record_id, number, procedure_version_id, step, at, why)
    select id, 0, procedure_version_id, 'I99', scope.now(), $2 from record where id = $1 returning 1)
    select * from visited`
  for (const why of ['moved', 'override']) {
    assert.equal((await attempt(world.desk, jump, [incident, why])).refusal, '23514', why)
  }
})
