import assert from 'node:assert/strict'
import { test } from 'node:test'
import { companyApi } from '#contract/company/api.ts'
import { incidentApi } from '#contract/incident/api.ts'
import { recordApi } from '#contract/record/api.ts'
import { startServer } from '../../testing/server.ts'
import { aClientPerson } from '../../testing/makers.ts'
import { aWorld, move } from '../../testing/world.ts'

const server = await startServer()
const world = await aWorld(server)
const { a, b, desk, service } = world

const solve = async (number: string) => {
  await move(desk, number, 'solution-found', { solution: 'Câble rebranché' })
  await move(desk, number, 'apply')
  await move(desk, number, 'resolve', { causeCode: 'hardware' })
}

test('a contact counts the month of the company by service: opened, solved, within the agreed delay', async () => {
  const before = await a.contact.caller.get(companyApi.figures, {})
  assert.partialDeepStrictEqual(before, { month: '2026-03', total: { opened: 2, solved: 0 } })
  const report = {
    assigneeId: desk.id,
    requesterId: a.requester.id,
    serviceId: service.id,
    urgency: 2,
    impact: 2,
  }
  const late = await desk.caller.get(incidentApi.report, { title: 'En retard', ...report })
  await solve(a.incident)
  server.setNow('PT72H')
  await solve(late.number)
  const { total, services } = await a.contact.caller.get(companyApi.figures, {})
  assert.deepEqual(total, { opened: 3, solved: 2, promised: 2, kept: 1 })
  assert.deepEqual(
    services.map(({ serviceId }) => serviceId),
    [service.id],
  )
  assert.equal((await b.contact.caller.get(companyApi.figures, {})).total.opened, 2, 'each its own')
  assert.deepEqual((await a.contact.caller.get(companyApi.figures, { month: '2026-01' })).services, [])
})

test('a requester has no such page, the provider’s people neither', async () => {
  assert.equal((await a.requester.caller.call(companyApi.figures, {})).code, 'not_found')
  assert.equal((await desk.caller.call(companyApi.figures, {})).code, 'forbidden')
  const signatory = await aClientPerson(server, { client: a.client, level: 'signatory' })
  assert.equal((await signatory.caller.call(companyApi.figures, {})).status, 200)
})

test('what is confidential and not the contact’s own is not counted', async () => {
  const { total } = await a.contact.caller.get(companyApi.figures, {})
  const { items } = await a.contact.caller.get(recordApi.list, { limit: 200 })
  assert.equal(total.opened, items.length)
  assert.ok(items.every(({ number }) => number !== a.confidential))
})

test('the month is the reader’s own: midnight where he is', async () => {
  server.setNow('2026-03-31T22:30:00Z')
  const figures = await a.contact.caller.get(companyApi.figures, {})
  assert.equal(figures.month, '2026-04', 'in Paris it is April already')
})

test('who follows a record up is named to whom it is about', async () => {
  const [line] = (await a.contact.caller.get(recordApi.list, { q: '', limit: 1 })).items
  assert.ok(line !== undefined && 'assigneeName' in line)
  const { items } = await a.contact.caller.get(recordApi.list, { limit: 50 })
  const named = items.flatMap((item) =>
    'assigneeName' in item && item.assigneeName !== null ? [item.assigneeName] : [],
  )
  assert.ok(named.includes(desk.name))
})
