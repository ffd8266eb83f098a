import assert from 'node:assert/strict'
import { test } from 'node:test'
import { changeApi } from '#contract/change/api.ts'
import { changeCalendarApi } from '#contract/change/calendar.ts'
import { configurationApi } from '#contract/configuration/api.ts'
import { connectOwner } from '#platform/database/cluster.ts'
import { anAdministrator } from '../../testing/makers.ts'
import { startServer } from '../../testing/server.ts'

const isLong = process.env['TROUSSE_LONG'] === '1'
/** As many as an installation may plan in a year, over as many items; a tenth of them unless asked. */
const [changes, items] = isLong ? [10_000, 100_000] : [1000, 10_000]

const server = await startServer()
const admin = await anAdministrator(server)
const machine = await admin.caller.get(configurationApi.create, { name: 'SRV-0', type: 'workstation' })
const { number } = await admin.caller.get(changeApi.create, {
  title: 'Changement',
  type: 'normal',
  severity: 2,
  impact: 2,
  window: { from: '2026-06-01T18:00:00Z', to: '2026-06-01T20:00:00Z' },
  cis: [machine.number],
  assigneeId: admin.id,
})

/** Copies of one change and one item: each item stands on the one of a tenth of its number, each change names three. */
const copy = async (): Promise<void> => {
  const client = await connectOwner(server.ownerUrl)
  const run = (text: string, values: unknown[] = []) => client.query(text, values)
  /** Rows like one that is there, but for what the copies have of their own. */
  const like = async (table: string, { from, own }: { from: string; own: string }) => {
    const { rows } = await run(
      `select attname from pg_attribute where attrelid = $1::regclass and attnum > 0 and attgenerated = '' and not attisdropped order by attnum`,
      [table],
    )
    const columns = rows.map(({ attname }) => String(attname))
    await run(`insert into ${table} (${columns.join()}) select ${columns.map((column) => `(x.y).${column}`).join()}
      from (select jsonb_populate_record(o, ${own}) as y from ${from}) x`)
  }
  const one = `record r where r.number = '${number}'`
  await run(`set session_replication_role = replica`)
  await run(`create temp table item as select n, gen_random_uuid() as id from generate_series(1, ${items}) n`)
  await run(`create temp table planned as select n, gen_random_uuid() as id,
    '2026-06-01T18:00Z'::timestamptz + (n - ${changes / 2}) * interval '50 minutes' as at from generate_series(1, ${changes}) n`)
  await like('ci', {
    from: `item i, ci o where o.number = '${machine.number}'`,
    own: `jsonb_build_object('id', i.id, 'number', 'CI-' || 1000 + i.n)`,
  })
  await like('ci_state', {
    from: `item i, ci_state o join ci c on c.id = o.ci_id where c.number = '${machine.number}'`,
    own: `jsonb_build_object('ci_id', i.id, 'name', 'SRV-' || i.n)`,
  })
  await run(`insert into ci_relation (from_id, to_id, kind, valid_from, carrier_id, carried_id, source)
    select a.id, b.id, 'depends-on', '2026-01-01', b.id, a.id, 'hand' from item a join item b on b.n = a.n / 10 + 1 and b.n <> a.n`)
  await run(`insert into subject (id, kind) select id, 'record' from planned`)
  await like('record', {
    from: `planned p, record o where o.number = '${number}'`,
    own: `jsonb_build_object('id', p.id, 'number', 'CHG-' || 1000 + p.n, 'assignee_id', null)`,
  })
  await like('change', {
    from: `planned p, change o where o.record_id = (select r.id from ${one})`,
    own: `jsonb_build_object('record_id', p.id, 'window_from', p.at, 'window_to', p.at + interval '3 hours')`,
  })
  await run(`insert into record_ci (record_id, ci_id, at)
    select p.id, i.id, '2026-01-01' from planned p join item i on i.n % ${changes} = p.n % ${changes} where i.n <= ${changes * 3}`)
  await run(
    `update record_ci set ci_id = (select id from item where n = 42) where record_id = (select r.id from ${one})`,
  )
  // The change stands on item 42, that one on item 5.
  await run(`insert into record_ci (record_id, ci_id, at) select p.id, i.id, '2026-01-01' from planned p, item i where p.n = ${changes / 2} and i.n = 5
    on conflict do nothing`)
  await run('analyze')
  await client.end()
}

test('conflicts are found among many planned changes over many items, by the index over windows', async () => {
  await copy()
  const ask = async () => {
    const begun = performance.now()
    const answer = await admin.caller.get(changeCalendarApi.conflicts, { number })
    return { ...answer, took: performance.now() - begun }
  }
  await ask()
  const tries = [await ask(), await ask(), await ask(), await ask(), await ask()]
  const median = tries.map(({ took }) => took).toSorted((a, b) => a - b)[2] ?? 0
  const begun = performance.now()
  const month = await admin.caller.get(changeCalendarApi.calendar, { from: '2026-06-01', to: '2026-06-30' })
  const took = performance.now() - begun
  console.log(
    `conflicts of one among ${changes} over ${items}: ${median.toFixed(1)} ms, ${tries[0]?.items.length} found; a month with ${month.items.length} entries: ${took.toFixed(0)} ms`,
  )
  assert.ok(
    tries[0]?.items.some(
      ({ kind, other }) => kind === 'depends-on' && other?.number === `CHG-${1000 + changes / 2}`,
    ),
  )
})
