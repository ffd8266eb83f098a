import assert from 'node:assert/strict'
import { test } from 'node:test'
import { incidentApi } from '#contract/incident/api.ts'
import { journalApi } from '#contract/journal/api.ts'
import { recordApi } from '#contract/record/api.ts'
import { aClient, anAdministrator, anAgent } from '../../testing/makers.ts'
import { startServer } from '../../testing/server.ts'

const server = await startServer('2026-03-02T09:00:00Z')
const admin = await anAdministrator(server)
const desk = await anAgent(server, { name: 'Camille' })
const other = await anAgent(server, { name: 'Nina' })
const [arnaud, blanc] = [await aClient(server, { name: 'Arnaud' }), await aClient(server, { name: '=Blanc' })]
const record = async (clientId: string) =>
  (await desk.caller.get(incidentApi.report, { title: 'Panne', clientId })).number
const [one, two] = [await record(arnaud.id), await record(blanc.id)]
await desk.caller.get(recordApi.addTime, { number: one, minutes: 30, spentOn: '2026-03-02', note: 'Appel' })
await desk.caller.get(recordApi.addTime, { number: two, minutes: 45, spentOn: '2026-03-03' })
await other.caller.get(recordApi.addTime, { number: one, minutes: 60, spentOn: '2026-03-03' })
const week = { from: '2026-03-02', to: '2026-03-08' }

test('managers read everybody’s time with its sums, others their own', async () => {
  const all = await admin.caller.get(recordApi.listTime, week)
  assert.equal(all.minutes, 135)
  assert.deepEqual(
    all.byClient.map(({ clientName, minutes }) => [clientName, minutes]),
    [
      ['=Blanc', 45],
      ['Arnaud', 90],
    ],
  )
  assert.deepEqual(all.byDay, [
    { day: '2026-03-02', minutes: 30 },
    { day: '2026-03-03', minutes: 105 },
  ])
  const ofClient = await admin.caller.get(recordApi.listTime, { ...week, client: arnaud.id })
  assert.equal(ofClient.minutes, 90)
  assert.equal((await desk.caller.get(recordApi.listTime, week)).minutes, 75)
  assert.equal((await desk.caller.get(recordApi.listTime, { ...week, person: 'me' })).minutes, 75)
  assert.equal((await desk.caller.call(recordApi.listTime, { ...week, person: other.id })).code, 'forbidden')
  const years = { from: '2020-01-01', to: '2026-01-01' }
  assert.equal((await admin.caller.call(recordApi.listTime, years)).code, 'invalid_input')
})

test('the export for invoicing is journaled, and no cell of it is a formula', async () => {
  const { body } = await admin.caller.call(recordApi.exportTime, week)
  const lines = body.split('\r\n').slice(0, -1)
  assert.equal(lines.length, 4)
  assert.ok(lines[0]?.startsWith('\uFEFFdate;client;service;ticket'))
  assert.ok(lines.some((line) => line.includes(";'=Blanc;")))
})

test('time is taken back by a counter-entry with a reason, once, and nothing is deleted', async () => {
  const { items } = await desk.caller.get(recordApi.listTime, { ...week, client: arnaud.id })
  const [entry] = items
  const id = entry?.id ?? ''
  assert.equal(
    (await other.caller.call(recordApi.correctTime, { id, reason: 'pas à moi' })).code,
    'forbidden',
  )
  const wrong = await desk.caller.call(recordApi.correctTime, { id, reason: '' })
  assert.equal(wrong.code, 'invalid_input')
  const { minutes } = await desk.caller.get(recordApi.correctTime, {
    id,
    reason: 'Deux fois trop',
    minutes: 15,
  })
  assert.equal(minutes, 75)
  const after = await desk.caller.get(recordApi.listTime, { ...week, client: arnaud.id })
  assert.deepEqual(
    after.items.map((each) => [each.minutes, each.isTakenBack, each.mayCorrect]),
    [
      [30, true, false],
      [-30, false, false],
      [15, false, true],
    ],
  )
  assert.equal(after.minutes, 15)
  const again = await desk.caller.call(recordApi.correctTime, { id, reason: 'encore une fois' })
  assert.ok(again.status === 409 || again.status === 422, String(again.status))
  const journal = await desk.caller.get(journalApi.ofRecord, { number: one })
  assert.ok(journal.items.some(({ event }) => event === 'record.time-corrected'))
})
