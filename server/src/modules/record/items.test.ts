import assert from 'node:assert/strict'
import { test } from 'node:test'
import { configurationApi } from '#contract/configuration/api.ts'
import { incidentApi } from '#contract/incident/api.ts'
import { recordApi } from '#contract/record/api.ts'
import { requestApi } from '#contract/request/api.ts'
import { searchApi } from '#contract/search/api.ts'
import { byHand } from '../../testing/by-hand.ts'
import { aClient, aClientPerson, anAgent, aSupplierPerson } from '../../testing/makers.ts'
import { startServer } from '../../testing/server.ts'

const server = await startServer('2026-03-02T09:00:00Z')
const desk = await anAgent(server, { roles: ['CS'] })
const [alpha, bravo] = [await aClient(server), await aClient(server)]
const emma = await aClientPerson(server, { client: alpha })
const aWorkstation = (name: string, clientId: string) =>
  desk.caller.get(configurationApi.create, { type: 'workstation', name, clientId })
const own = await aWorkstation('PC-EMMA', alpha.id)
const second = await aWorkstation('PC-SALLE', alpha.id)
const foreign = await aWorkstation('PC-AILLEURS', bravo.id)
const itemsOf = async (number: string) =>
  (await desk.caller.get(configurationApi.ofRecord, { number })).items.map((item) => item.number)

test('the desk says what a new ticket is about, once each, and the journal keeps it', async () => {
  const { number } = await desk.caller.get(incidentApi.report, {
    title: 'Écran noir',
    clientId: alpha.id,
    cis: [own.number, second.number, own.number],
  })
  assert.deepEqual(await itemsOf(number), [own.number, second.number])
  const told = await byHand(server).scoped(desk, async (run) => {
    const { rows } = await run(
      `select e.event from journal_entry e join record r on r.id = e.subject_id where r.number = $1 and e.event = 'record.ci-added'`,
      [number],
    )
    return rows.length
  })
  assert.equal(told, 2)
})

test('what is not there makes no ticket, and neither do more than twenty items', async () => {
  const count = async () => (await desk.caller.get(recordApi.count, {})).count
  const before = await count()
  const missing = await desk.caller.call(incidentApi.report, { title: 'x', cis: ['CI-9999'] })
  assert.equal(missing.status, 404)
  const many = Array.from({ length: 21 }, (_, index) => `CI-${index + 1}`)
  assert.equal((await desk.caller.call(incidentApi.report, { title: 'x', cis: many })).code, 'invalid_input')
  assert.equal(await count(), before)
})

test('a client names its own items, in an incident and in a request', async () => {
  const { number } = await emma.caller.get(incidentApi.report, { title: 'Écran noir', cis: [own.number] })
  assert.deepEqual(await itemsOf(number), [own.number])
  const seen = await emma.caller.get(configurationApi.ofRecord, { number })
  assert.deepEqual(
    seen.items.map((item) => item.number),
    [own.number],
  )
  const asked = await emma.caller.get(requestApi.submit, { title: 'Plus de mémoire', cis: [second.number] })
  assert.deepEqual(await itemsOf(asked.number), [second.number])
})

test('what belongs to another client is not found, whether it is now or was the client’s own before', async () => {
  const refused = await emma.caller.call(incidentApi.report, { title: 'x', cis: [foreign.number] })
  assert.deepEqual([refused.status, refused.code], [404, 'not_found'])
  const gone = await aWorkstation('PC-PARTI', alpha.id)
  server.setNow('2026-03-02T09:10:00Z')
  await desk.caller.get(configurationApi.edit, { number: gone.number, version: 1, clientId: bravo.id })
  const late = await emma.caller.call(incidentApi.report, { title: 'x', cis: [gone.number] })
  assert.equal(late.code, 'not_found')
})

test('the database keeps a client from naming what is not its own, in another’s name, or on another’s ticket', async () => {
  const { attempt } = byHand(server)
  const mine = await emma.caller.get(incidentApi.report, { title: 'La mienne' })
  const other = await desk.caller.get(incidentApi.report, { title: 'Autre', clientId: bravo.id })
  const named = (record: string, item: string, by = emma.id) =>
    attempt(
      emma,
      `insert into record_ci (record_id, ci_id, at, by_id) values
        ('${record}', '${item}', scope.now(), '${by}')`,
    )
  assert.equal((await named(mine.id, foreign.id)).refusal, '42501')
  assert.equal((await named(other.id, own.id)).refusal, '42501')
  assert.equal((await named(mine.id, own.id, desk.id)).refusal, '42501')
  assert.equal((await named(mine.id, own.id)).refusal, null)
  const taken = await attempt(emma, `delete from record_ci where ci_id = '${own.id}'`)
  assert.equal(taken.refusal, '42501')
})

test('a supplier reports nothing and names nothing', async () => {
  const supplier = await aSupplierPerson(server)
  assert.equal(
    (await supplier.caller.call(incidentApi.report, { title: 'x', cis: [own.number] })).status,
    403,
  )
  const mine = await desk.caller.get(incidentApi.report, { title: 'Autre' })
  const tried = await byHand(server).attempt(
    supplier,
    `insert into record_ci (record_id, ci_id, at, by_id) values ('${mine.id}', '${own.id}', scope.now(), '${supplier.id}')`,
  )
  assert.equal(tried.refusal, '42501')
})

test('the search finds items by number, by a part of the name and by what is written of them, for the provider only', async () => {
  const { number } = await desk.caller.get(configurationApi.create, {
    type: 'workstation',
    name: 'PORTABLE-ATELIER',
    attributes: { serial: 'ZX81-4711' },
  })
  const found = async (q: string, by = desk) =>
    (await by.caller.get(searchApi.find, { q })).items.flatMap(({ kind, address }) =>
      kind === 'CI' ? [address] : [],
    )
  assert.deepEqual(await found(number), [number])
  assert.deepEqual(await found(number.toLowerCase().replace('-', ' ')), [number])
  assert.deepEqual(await found('atelier'), [number])
  assert.deepEqual(await found('ZX81-4711'), [number])
  assert.deepEqual(await found('ZX81-4711', emma), [])
  assert.deepEqual(await found('PC-EMMA', emma), [])
})
