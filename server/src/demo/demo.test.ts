import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { organisationApi } from '#contract/organisation/api.ts'
import { recordApi } from '#contract/record/api.ts'
import { sessionApi } from '#contract/session/api.ts'
import { openPool } from '#platform/database/connect.ts'
import { transact } from '#platform/database/transaction.ts'
import { judgeLicences } from '../modules/licence/index.ts'
import { verifyJournal } from '../modules/journal/index.ts'
import { callerOf, startServer } from '../testing/server.ts'
import { scenarios } from './scenarios/all.ts'
import { tellPast } from './seed.ts'
import type { Someone } from './world.ts'

const end = Temporal.Instant.from('2026-03-20T14:30:00Z')
const server = await startServer(end.toString())
const owner = openPool(server.ownerUrl, { max: 1 })
let people: readonly Someone[] = []

const rowsOf = async (query: string): Promise<Record<string, unknown>[]> => (await owner.query(query)).rows
const valuesOf = async (query: string): Promise<unknown[]> => (await rowsOf(query)).map((row) => row['value'])

before(async () => {
  people = await tellPast(server.surroundings, { end, days: 21, total: 45 })
})
after(() => owner.end())

test('the scenarios are many, and each is told in words of its own', () => {
  assert.ok(scenarios.length >= 120, `${scenarios.length} scenarios`)
  assert.equal(new Set(scenarios.map(({ title }) => title)).size, scenarios.length)
  assert.equal(new Set(scenarios.map(({ solution }) => solution)).size, scenarios.length)
})

test('the journal of the story is whole, and begins by saying that it is an example', async () => {
  const verified = await transact(server.surroundings.pool, { as: 'worker' }, { now: end }, (db) =>
    verifyJournal(db, end),
  )
  assert.deepEqual(verified.faults, [])
  assert.deepEqual(verified.missingNumbers, [])
  assert.ok(verified.seals > 0)
  assert.deepEqual(
    await valuesOf(`select e.event as value from organisation o
      join journal_entry e on e.subject_id = o.id where e.seq = 1`),
    ['demo.seeded'],
  )
})

test('nothing happened before its time or after the end, and nobody put a record anywhere by hand', async () => {
  const [span] =
    await rowsOf(`select min(at) >= '2026-02-27T07:30:00Z' as "isBegun", max(at) <= '${end.toString()}' as "isOver"
    from journal_entry`)
  assert.deepEqual(span, { isBegun: true, isOver: true })
  assert.deepEqual(
    await valuesOf(`select event as value from journal_entry where event = 'record.overridden'`),
    [],
  )
  assert.deepEqual(await valuesOf(`select why as value from record_visit where why = 'override'`), [])
  assert.deepEqual(
    await rowsOf(`select subject_id from (
      select subject_id, at, lag(at) over (partition by subject_id order by seq) as before from journal_entry) e
      where at < before`),
    [],
  )
})

test('the path of every record follows its procedure', async () => {
  const strayed = await rowsOf(`select r.number, v.step from record r join (
      select *, lag(step) over w as previous, lag(procedure_version_id) over w as version from record_visit
      window w as (partition by record_id order by number)) v on v.record_id = r.id
    where v.why not in ('continued', 'record-move') and not exists (
      select from procedure_move m where m.version_id = v.procedure_version_id and m.to_step = v.step
        and m.from_step = coalesce(v.previous, '') and (v.version is null or v.version = v.procedure_version_id))`)
  assert.deepEqual(strayed, [])
})

test('every kind, phase, channel and reason to wait occurs', async () => {
  const distinct = (column: string) =>
    valuesOf(`select distinct ${column} as value from record where ${column} is not null order by 1`)
  assert.deepEqual(await distinct('kind'), ['CHG', 'ECH', 'INC', 'PRB', 'REQ'])
  assert.deepEqual(await distinct('phase'), ['active', 'cancelled', 'closed', 'new', 'resolved'])
  assert.deepEqual(await distinct('channel'), [
    'email',
    'internal',
    'monitoring',
    'phone',
    'portal',
    'recurrence',
    'visit',
  ])
  assert.deepEqual(await distinct('held'), ['agreed-date', 'client', 'hardware'])
  assert.deepEqual(await distinct('priority'), [1, 2, 3, 4, 5])
})

test('what makes a desk’s year occurs: majors with callers, suppliers, breaches, second thoughts', async () => {
  const events = new Set(await valuesOf('select distinct event as value from journal_entry'))
  const expected = [
    'artefact.approved',
    'artefact.drafted',
    'artefact.rejected',
    'record.attached',
    'record.breached',
    'record.caller-attached',
    'record.declared-major',
    'record.escalated',
    'record.handed-over',
    'record.held',
    'record.rated',
    'record.resumed',
    'record.taken-back',
    'record.time-added',
    'substitution.named',
  ]
  assert.deepEqual(
    expected.filter((event) => !events.has(event)),
    [],
  )
  assert.deepEqual(await valuesOf('select count(*)::int as value from record where is_major'), [3])
  assert.deepEqual(
    await valuesOf('select count(distinct client_id)::int as value from record where parent_id is not null'),
    [4],
  )
  const [told] = await valuesOf('select count(*)::int as value from notification')
  assert.ok(Number(told) > 20)
})

test('clients are written in words of the firm, and its people have chosen how to be told', async () => {
  const [chosen] = await rowsOf(`select
    (select count(*)::int from letter_template where client_id is null) as shared,
    (select count(*)::int from letter_template where client_id is not null) as own,
    (select count(*)::int from notification_preference) as people`)
  assert.deepEqual(chosen, { shared: 1, own: 1, people: 3 })
})

test('something is open for every eye when the story ends', async () => {
  const [open] = await rowsOf(`select count(*) filter (where phase = 'new')::int as fresh,
      count(*) filter (where assignee_id is null and phase in ('new', 'active'))::int as untaken,
      count(*) filter (where held is not null)::int as held,
      count(*) filter (where phase = 'resolved' and not is_major)::int as waiting,
      count(*) filter (where due_resolution_at < '${end.toString()}' and phase in ('new', 'active'))::int as overdue
    from record where closed_at is null`)
  assert.ok(
    open !== undefined && Object.values(open).every((count) => Number(count) > 0),
    JSON.stringify(open),
  )
})

test('the firm has written down what it knows: published, waiting, used on tickets, and what is missing', async () => {
  const [articles] = await rowsOf(`select count(*)::int as written,
      count(*) filter (where published_version_id is not null)::int as published,
      count(*) filter (where visibility = 'client')::int as "forOne",
      count(*) filter (where review_on is not null)::int as reviewed from article`)
  assert.deepEqual(articles, { written: 31, published: 28, forOne: 2, reviewed: 28 })
  assert.deepEqual(
    await valuesOf(`select v.state as value from article a join artefact_version v on v.artefact_id = a.id
      where a.published_version_id is null order by 1`),
    ['draft', 'rejected', 'submitted'],
  )
  const [used] = await rowsOf(`select (select count(*)::int from article_link) > 5 as linked,
    (select count(*)::int from article_gap) >= 3 as missing, (select sum(helped)::int from article_count) > 5 as helped`)
  assert.deepEqual(used, { linked: true, missing: true, helped: true })
})

test('problems are followed: one published from three incidents, one accepted, one watched', async () => {
  assert.deepEqual(
    await rowsOf(`select k.state, k.in_portal, r.step, k.review_on is not null as "isReviewed",
        (select count(*)::int from record_link l where l.to_id = r.id and l.kind = 'caused-by') as incidents
      from known_error k join record r on r.id = k.record_id order by k.state, r.step`),
    [
      { state: 'accepted', in_portal: false, step: 'P10', isReviewed: true, incidents: 1 },
      { state: 'open', in_portal: true, step: 'P08', isReviewed: false, incidents: 3 },
      { state: 'open', in_portal: false, step: 'P09', isReviewed: false, incidents: 1 },
    ],
  )
  const [told] = await valuesOf('select count(*)::int as value from known_error_use')
  assert.ok(Number(told) > 0)
})

test('second thoughts occur: a request waits for its change, an agreement is denied, a substitute decides, an incident is unlinked', async () => {
  assert.deepEqual(
    await rowsOf(
      `select r.kind, w.kind as for, w.phase from record r join record w on w.id = r.waits_for_id where r.kind = 'REQ'`,
    ),
    [{ kind: 'REQ', for: 'CHG', phase: 'active' }],
  )
  assert.deepEqual(
    await rowsOf(`select r.step, r.closed_at is null as "isOpen", g.is_confirmed as "isConfirmed",
        (select array_agg(l.what) from change_lapse l where l.record_id = r.id) as lapses
      from change_signature g join record r on r.id = g.record_id`),
    [{ step: 'H12', isOpen: true, isConfirmed: false, lapses: ['signature'] }],
  )
  assert.deepEqual(
    await rowsOf(`select person_name(d.person_id) as by, r.phase from change_decision d join record r on r.id = d.record_id
      where d.basis = 'substitute'`),
    [{ by: 'Nadia Rahmani', phase: 'closed' }],
  )
  assert.deepEqual(
    await valuesOf(
      `select count(*)::int as value from journal_entry where event = 'problem.incident-unlinked'`,
    ),
    [1],
  )
})

test('the one story is told for one end: the same tickets at the same hours', async () => {
  const tellOnce = async () => {
    const { surroundings, ownerUrl } = await startServer(end.toString())
    await tellPast(surroundings, { end, days: 4, total: 8 })
    const pool = openPool(ownerUrl, { max: 1 })
    const { rows } = await pool.query(
      'select number, title, phase, step, recorded_at::text, closed_at::text, minutes from record order by number',
    )
    await pool.end()
    return rows
  }
  const first = await tellOnce()
  assert.ok(first.length > 8)
  assert.deepEqual(await tellOnce(), first)
})

test('people enter with the passwords that were printed, and none of the story’s sessions is left', async () => {
  assert.equal(people.length, 25)
  assert.deepEqual(await valuesOf('select id as value from session where ended_at is null'), [])
  const julien = people.find(({ name }) => name === 'Julien Moreau')
  assert.ok(julien)
  const { call } = callerOf(server, null)
  const { status, headers } = await call(sessionApi.signIn, {
    email: julien.email,
    password: julien.password,
  })
  assert.equal(status, 200)
  const [cookie = ''] = String(headers['set-cookie']).split(';')
  const { body: shown } = await call(organisationApi.read, {}, { cookie })
  assert.deepEqual([shown.isDemonstration, shown.name], [true, 'Estran Services Informatiques'])
  const { body: list } = await call(recordApi.list, { limit: 50 }, { cookie })
  assert.equal(list.items.length, 50)
})

test('a server that nobody told how refuses to change its database', async () => {
  const { call } = callerOf(server, null)
  const opened = await call(organisationApi.openDemonstration, { secret: 'x'.repeat(30) })
  assert.equal(opened.code, 'already_set_up')
  const claire = people.find(({ name }) => name === 'Claire Aubert')
  const thomas = people.find(({ name }) => name === 'Thomas Guillou')
  assert.ok(claire && thomas)
  for (const [person, code] of [
    [thomas, 'forbidden'],
    [claire, 'not_possible'],
  ] as const) {
    const { headers } = await call(sessionApi.signIn, { email: person.email, password: person.password })
    const [cookie = ''] = String(headers['set-cookie']).split(';')
    assert.equal((await call(organisationApi.closeDemonstration, {}, { cookie })).code, code)
  }
})

test('people went to clients, had it signed, and take turns on call', async () => {
  const [count] = await rowsOf(`select
    (select count(*)::int from intervention where state = 'done' and report_id is not null and signed_at is not null) as done,
    (select count(*)::int from intervention where state = 'planned') as planned,
    (select count(*)::int from on_call_turn) as turns`)
  assert.ok(Number(count?.['done']) > 0 && Number(count?.['planned']) > 0, JSON.stringify(count))
  assert.ok(Number(count?.['turns']) >= 26, JSON.stringify(count))
})

test('hours were bought ahead, one pot nearly used and one exceeded, and tickets come again by themselves', async () => {
  const [count] = await rowsOf(`select
    (select count(*)::int from hour_pot_alert where percent = 80) as nearly,
    (select count(*)::int from hour_pot_alert where percent = 100) as over,
    (select count(*)::int from notification where event = 'hour-pot.reached') as told,
    (select count(*)::int from recurrence) as rules,
    (select count(*)::int from recurrence_ticket where record_id is not null) as made`)
  assert.deepEqual([count?.['nearly'], count?.['over'], count?.['rules']], [2, 1, 2], JSON.stringify(count))
  assert.ok(Number(count?.['told']) >= 2 && Number(count?.['made']) >= 2, JSON.stringify(count))
})

test('licences are written down: one is over-used, one is used by nobody, one is in order, two name no software', async () => {
  const judged = await transact(server.surroundings.pool, { as: 'worker' }, { now: end }, (db) =>
    judgeLicences({ db, now: end }, 30),
  )
  assert.deepEqual(judged.map(({ verdict }) => verdict.state).toSorted(), [
    'not-counted',
    'not-counted',
    'ok',
    'over-used',
    'unused',
  ])
})

test('agents have reported: machines with their software, and something for a person to decide', async () => {
  const [told] =
    await rowsOf(`select (select count(*) from machine)::int as machines, (select count(*) from installation)::int as software,
    (select count(*) from deviation where state = 'open') > 0 as "deviates", (select array_agg(client_id is null order by client_id is null) from inventory_report) as waits,
    (select array_agg(distinct refusal order by refusal) from inventory_contact where outcome = 'refused') as refusals`)
  assert.deepEqual(told, {
    machines: 5,
    software: 22,
    deviates: true,
    waits: [false, true],
    refusals: ['cut-short', 'no-secret'],
  })
})
