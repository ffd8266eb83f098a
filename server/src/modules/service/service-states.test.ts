import assert from 'node:assert/strict'
import { test } from 'node:test'
import { agreementApi } from '#contract/agreement/api.ts'
import { incidentApi } from '#contract/incident/api.ts'
import { recordApi } from '#contract/record/api.ts'
import { serviceApi } from '#contract/service/api.ts'
import { byHand } from '../../testing/by-hand.ts'
import {
  aClient,
  aClientPerson,
  anAdministrator,
  anAgent,
  aService,
  aSupplierPerson,
  type Someone,
} from '../../testing/makers.ts'
import { startServer } from '../../testing/server.ts'
import { move } from '../../testing/world.ts'

const server = await startServer('2026-03-02T09:00:00Z')
const { attempt } = byHand(server)
const admin = await anAdministrator(server)
const desk = await anAgent(server, { roles: ['CS'] })
const [alpha, bravo] = [await aClient(server), await aClient(server)]
const requester = await aClientPerson(server, { client: alpha })
const colleague = await aClientPerson(server, { client: alpha })
const contact = await aClientPerson(server, { client: alpha, level: 'contact' })
const other = await aClientPerson(server, { client: bravo, level: 'signatory' })

/** A service of its own for each test, so that none sees what another left behind. */
const aTrouble = async (given: Record<string, unknown> = {}, service?: { id: string }) => {
  const { id } = service ?? (await aService(server))
  const record = await desk.caller.get(incidentApi.report, {
    title: 'Serveur Zyxsecret',
    serviceId: id,
    urgency: 2,
    impact: 2,
    occurredAt: '2026-03-02T08:30:00Z',
    ...given,
  })
  return { service: { id }, number: record.number }
}
const stateOf = async ({ caller }: Someone, { id }: { id: string }) => {
  const { items } = await caller.get(serviceApi.listStates, {})
  const found = items.find(({ serviceId }) => serviceId === id)
  return found === undefined ? 'calm' : `${found.state} since ${found.since}`
}
const since = 'since 2026-03-02T08:30:00Z'

test('an incident of the provider’s own disturbs the service for every client, until it is restored', async () => {
  const { service, number } = await aTrouble()
  for (const someone of [requester, contact, other])
    assert.equal(await stateOf(someone, service), `disturbed ${since}`)
  await move(desk, number, 'solution-found', { solution: 'x' })
  for (const name of ['apply', 'resolve']) await move(desk, number, name)
  for (const someone of [requester, contact, other]) assert.equal(await stateOf(someone, service), 'calm')
})

test('what one client has alone is told to nobody else; with a caller of another one it is everybody’s', async () => {
  const { service, number } = await aTrouble({ requesterId: requester.id })
  assert.equal(await stateOf(requester, service), `disturbed ${since}`)
  assert.equal(await stateOf(other, service), 'calm')
  await desk.caller.get(recordApi.attachCaller, { number, requesterId: colleague.id })
  assert.equal(await stateOf(other, service), 'calm')
  await desk.caller.get(recordApi.attachCaller, { number, clientId: bravo.id, caller: 'Mme Roy' })
  const third = await aClientPerson(server)
  for (const someone of [other, third]) assert.equal(await stateOf(someone, service), `disturbed ${since}`)
})

test('a colleague’s incident disturbs the service of who may not read it; what is confidential stays unsaid', async () => {
  const open = await aTrouble({ requesterId: requester.id })
  assert.equal(await stateOf(colleague, open.service), `disturbed ${since}`)
  const secret = await aTrouble({ requesterId: requester.id, isConfidential: true })
  assert.equal(await stateOf(requester, secret.service), `disturbed ${since}`)
  for (const someone of [colleague, contact]) assert.equal(await stateOf(someone, secret.service), 'calm')
})

test('a major incident is a major outage, since it happened and not since the first trouble', async () => {
  const { service } = await aTrouble({ occurredAt: '2026-03-02T07:00:00Z' })
  const { number } = await aTrouble({}, service)
  await move(admin, number, 'declare-major', { reason: 'Tous les clients' })
  assert.equal(await stateOf(colleague, service), `major ${since}`)
  const alone = await aTrouble({ requesterId: other.id })
  await move(admin, alone.number, 'declare-major', { reason: 'Un seul client' })
  assert.equal(await stateOf(other, alone.service), `major ${since}`)
  assert.equal(await stateOf(requester, alone.service), 'calm')
})

test('a client hears of the services it has, and of no other', async () => {
  const { service } = await aTrouble()
  const client = await aClient(server)
  const person = await aClientPerson(server, { client })
  assert.notEqual(await stateOf(person, service), 'calm')
  await admin.caller.get(agreementApi.create, {
    clientId: client.id,
    serviceId: (await aService(server)).id,
    targets: [{ priority: 1, response: { value: 1, unit: 'hour' }, resolution: { value: 4, unit: 'hour' } }],
  })
  assert.equal(await stateOf(person, service), 'calm')
})

test('whoever breaks in reads a state and an instant, nothing of what happened or to whom', async () => {
  await aTrouble()
  const { items } = await other.caller.get(serviceApi.listStates, {})
  assert.ok(items.length > 0)
  for (const item of items) assert.deepEqual(Object.keys(item).toSorted(), ['serviceId', 'since', 'state'])
  const { rows } = await attempt(other, 'select * from service_states()')
  assert.equal(rows.length, items.length)
  const text = JSON.stringify(rows)
  for (const mark of ['Zyxsecret', 'INC-', alpha.id, requester.id]) assert.ok(!text.includes(mark), mark)
  const own = await attempt(other, 'select client_id from record')
  assert.ok(own.rows.length > 0 && own.rows.every(({ client_id }) => client_id === bravo.id))
})

test('no other role reaches the states, neither by the door nor by hand', async () => {
  const supplier = await aSupplierPerson(server)
  for (const someone of [supplier, desk]) {
    assert.equal((await someone.caller.call(serviceApi.listStates, {})).code, 'forbidden')
    assert.equal((await attempt(someone, 'select * from service_states()')).refusal, '42501')
  }
  assert.equal((await attempt(null, 'select * from service_states()')).refusal, '42501')
})
