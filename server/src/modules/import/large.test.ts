import assert from 'node:assert/strict'
import { test } from 'node:test'
import { configurationApi } from '#contract/configuration/api.ts'
import { importApi } from '#contract/import/api.ts'
import { openPool } from '#platform/database/connect.ts'
import { asCsv } from '#platform/csv.ts'
import { writeXlsx, type SheetCell } from '#platform/xlsx.ts'
import { after } from 'node:test'
import { aClient, anAgent } from '../../testing/makers.ts'
import { startServer } from '../../testing/server.ts'
import { importScene } from '../../testing/import-scene.ts'
import { runStep } from './chores.ts'

const server = await startServer('2026-03-02T09:00:00Z')
const { preview, begin, run, undo, download } = importScene(server)
const desk = await anAgent(server, { roles: ['CS'] })
const [alpha, bravo] = [await aClient(server, { name: 'Alpha' }), await aClient(server, { name: 'Bravo' })]
const owner = openPool(server.ownerUrl, { max: 1 })
after(() => owner.end())
let minute = 0
const later = () => {
  minute += 1
  server.setNow(Temporal.Instant.from('2026-03-02T09:00:00Z').add({ minutes: minute }).toString())
}

const headers = [
  'Nom',
  'Type',
  'Client',
  'État',
  'Emplacement',
  'Fabricant',
  'Modèle',
  'N° de série',
  'N° d’inventaire',
  'Acquis le',
  'Mémoire (Mo)',
  'Dépend de',
]

/** One line in a hundred is wrong, each in another way. */
const rowsOf = (count: number, place: string): SheetCell[][] =>
  Array.from({ length: count }, (_, index) => [
    index % 500 === 99 ? '' : `${place}-${String(index).padStart(5, '0')}`,
    index % 500 === 199 ? 'Soucoupe' : 'Poste de travail',
    index % 500 === 299 ? 'Personne' : index % 2 === 0 ? 'Alpha' : 'Bravo',
    index % 500 === 399 ? 'Cassé' : 'En production',
    `${place} ${index % 40}`,
    'Dell',
    `Latitude ${index % 9}`,
    `SN-${place}-${index}`,
    `INV-${place}-${index}`,
    index % 500 === 499 ? '31/02/2026' : { day: '2024-02-29' },
    16_384,
    index % 10 === 1 ? `${place}-${String(index - 1).padStart(5, '0')}` : '',
  ])

const asFile = async (rows: SheetCell[][], kind: 'csv' | 'xlsx'): Promise<Buffer> => {
  if (kind === 'csv')
    return Buffer.from(
      asCsv(
        headers,
        rows.map((row) => row.map((cell) => (typeof cell === 'object' ? (cell?.day ?? null) : cell))),
      ),
    )
  const pieces: Buffer[] = []
  for await (const piece of writeXlsx('Parc', [headers, ...rows])) pieces.push(piece)
  return Buffer.concat(pieces)
}

/** All that was so before an instant, as it was; and all that is now, without how it came to be. */
const digest = async (what: 'now' | 'past' | 'others', at = 'infinity') => {
  const text = {
    now: `select ci_id, type_id, name, state, client_id, owner_id, supplier_id, location, description, criticality, attributes
      from ci_state where valid_to = 'infinity'`,
    past: `select ci_id, valid_from, version, type_id, name, state, client_id, location, attributes, source, by_id from ci_state where valid_from < $1`,
    others: `select s.* from ci_state s where not exists (select from import_line l where l.ci_id = s.ci_id)`,
  }[what]
  const { rows } = await owner.query<{ digest: string; count: number }>(
    `select md5(string_agg(t::text, e'\\n' order by t::text)) as digest, count(*)::int as count from (${text}) t`,
    text.includes('$1') ? [at] : [],
  )
  return JSON.stringify(rows[0])
}
const relations = async () => {
  const { rows } = await owner.query(
    "select count(*)::int as count from ci_relation where valid_to = 'infinity'",
  )
  return rows[0]
}

/** Ends the connection that writes items, in the middle of its transaction. */
const killWriter = async () => {
  for (;;) {
    const { rowCount } = await owner.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
        and backend_xid is not null and query ilike '%ci_state%'`,
    )
    if ((rowCount ?? 0) > 0) return
  }
}

const timed = async <T>(work: () => Promise<T>): Promise<[T, number]> => {
  const begun = performance.now()
  const answer = await work()
  return [answer, Math.round(performance.now() - begun) / 1000]
}

const isLong = process.env['TROUSSE_LONG'] !== undefined
const size = isLong ? 5000 : 1000
const bad = size / 100

for (const kind of ['xlsx', 'csv'] as const) {
  const options = { skip: kind === 'csv' && !isLong }
  test(
    `${size} items from ${kind} with one bad line in a hundred: preview, import, error file, undo, and nothing else is touched`,
    options,
    async (t) => {
      later()
      for (let index = 0; index < 40; index++)
        await desk.caller
          .get(configurationApi.create, {
            type: index < 20 ? 'workstation' : 'printer',
            name: index < 20 ? `${kind}-${String(index * 2).padStart(5, '0')}` : `AUTRE-${kind}-${index}`,
            clientId: index < 20 ? alpha.id : bravo.id,
            location: 'Avant',
            attributes: index < 20 && kind === 'xlsx' ? {} : { model: 'Ancien' },
          })
          .catch(() => undefined)
      later()
      const cut = server.surroundings.clock().toString()
      const before = {
        now: await digest('now'),
        past: await digest('past', cut),
        relations: await relations(),
      }
      const file = await asFile(rowsOf(size, kind), kind)
      const [seen, previewed] = await timed(() => preview(desk, file, { name: `parc.${kind}` }))
      assert.equal(seen.counts.error, bad)
      assert.equal(seen.counts.create + seen.counts.change, size - bad)
      assert.ok(seen.counts.change >= 20)
      assert.equal(await digest('now'), before.now, 'a preview writes nothing')
      later()
      const [done, imported] = await timed(() => run(desk, file, { name: `parc.${kind}` }))
      assert.deepEqual(done.counts, seen.counts)
      assert.equal(done.state, 'done')
      assert.notEqual(await digest('now'), before.now)
      const others = await digest('others')
      const errors = (await download(desk, `/imports/${done.id}/errors`))
        .toString('utf8')
        .trimEnd()
        .split('\r\n')
      assert.equal(errors.length, bad + 1)
      assert.match(errors[1] ?? '', /;101;Le nom manque\.$/)
      assert.deepEqual((await preview(desk, file)).counts, {
        create: 0,
        change: 0,
        nothing: size - bad,
        error: bad,
      })
      later()
      const [undone, undoing] = await timed(() => undo(desk, done.id))
      assert.partialDeepStrictEqual(undone, { state: 'undone', keptCount: 0 })
      assert.equal(await digest('now'), before.now)
      assert.equal(await digest('past', cut), before.past)
      assert.equal(await digest('others'), others)
      assert.deepEqual(await relations(), before.relations)
      t.diagnostic(`${kind}: preview ${previewed} s, import ${imported} s, undo ${undoing} s`)
    },
  )
}

test('an import that is cut off at any transaction goes on without doubling', async () => {
  later()
  const { id } = await begin(desk, await asFile(rowsOf(900, 'COUPE'), 'csv'))
  // Planned and one piece written, then gone in the middle of the next: what was not committed never was.
  assert.equal(await runStep(server.site, id), true)
  assert.equal(await runStep(server.site, id), true)
  const [cut] = await Promise.allSettled([runStep(server.site, id), killWriter()])
  assert.equal(cut.status, 'rejected')
  const { doneCount } = await desk.caller.get(importApi.read, { id })
  assert.ok(doneCount < 450, String(doneCount))
  await Promise.all([server.runChore('run-imports'), server.runChore('run-imports')])
  const done = await desk.caller.get(importApi.read, { id })
  assert.deepEqual(done.counts, { create: 891, change: 0, nothing: 0, error: 9 })
  const { rows: made } = await owner.query(
    "select count(*)::int as items, count(distinct name)::int as names from ci_state where name like 'COUPE-%' and valid_to = 'infinity'",
  )
  assert.deepEqual(made[0], { items: 891, names: 891 })
})
