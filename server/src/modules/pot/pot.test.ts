import assert from 'node:assert/strict'
import { test } from 'node:test'
import { incidentApi } from '#contract/incident/api.ts'
import { interventionApi } from '#contract/intervention/api.ts'
import { journalApi } from '#contract/journal/api.ts'
import { notificationApi } from '#contract/notification/api.ts'
import { potApi } from '#contract/pot/api.ts'
import { recordApi } from '#contract/record/api.ts'
import { requestApi } from '#contract/request/api.ts'
import { byHand } from '../../testing/by-hand.ts'
import {
  aClient,
  aClientPerson,
  anAdministrator,
  anAgent,
  aService,
  aSupplierPerson,
} from '../../testing/makers.ts'
import { startServer } from '../../testing/server.ts'

const server = await startServer('2026-03-10T09:00:00Z')
const admin = await anAdministrator(server)
const desk = await anAgent(server, { name: 'Camille' })
const client = await aClient(server, { name: 'Arnaud' })
const service = await aService(server)
const report = async (given: { clientId?: string; serviceId?: string } = {}) =>
  (await desk.caller.get(incidentApi.report, { title: 'Panne', clientId: client.id, ...given })).number
const monthly = {
  clientId: client.id,
  name: 'Infogérance 10 h',
  minutes: 600,
  validFrom: '2026-01-01',
  renewal: 'monthly' as const,
}
const pot = await admin.caller.get(potApi.create, monthly)
const potNow = async (id = pot.id) => {
  const { items } = await admin.caller.get(potApi.list, { client: client.id })
  return items.find((one) => one.id === id)
}
const notices = async () =>
  (await admin.caller.get(notificationApi.list, {})).items
    .filter(({ event }) => event === 'hour-pot.reached')
    .map(({ cause }) => cause['percent'])

test('work counts at once, in the period it was done in, and a correction takes it back', async () => {
  const number = await report()
  await desk.caller.get(recordApi.addTime, { number, minutes: 120 })
  await desk.caller.get(recordApi.addTime, { number, minutes: 60, spentOn: '2026-02-28' })
  assert.deepEqual((await potNow())?.period, {
    from: '2026-03-01',
    until: '2026-03-31',
    bought: 600,
    carried: 0,
    used: 120,
    left: 480,
    over: 0,
  })
  assert.deepEqual(
    (await potNow())?.past.map(({ from, used }) => [from, used]),
    [
      ['2026-02-01', 60],
      ['2026-01-01', 0],
    ],
  )
  const { items } = await desk.caller.get(recordApi.listTime, { from: '2026-03-01', to: '2026-03-31' })
  assert.deepEqual(
    items.map(({ pot: name }) => name),
    ['Infogérance 10 h'],
  )
  await desk.caller.get(recordApi.correctTime, { id: items[0]?.id ?? '', reason: 'Trop compté', minutes: 90 })
  assert.equal((await potNow())?.period?.used, 90)
  assert.equal((await desk.caller.get(potApi.ofRecord, { number })).pot?.period?.left, 510)
})

test('eighty and a hundred per cent are told once for each pot and period, to those who answer for the client', async () => {
  const number = await report()
  await desk.caller.get(recordApi.addTime, { number, minutes: 390 })
  await server.runReactions()
  assert.deepEqual(await notices(), [80])
  const { items } = await desk.caller.get(recordApi.listTime, { from: '2026-03-10', to: '2026-03-10' })
  const last = items.find(({ minutes }) => minutes === 390)
  await desk.caller.get(recordApi.correctTime, {
    id: last?.id ?? '',
    reason: 'Erreur de saisie',
    minutes: 395,
  })
  await server.runReactions()
  assert.deepEqual(await notices(), [80])
  await desk.caller.get(recordApi.addTime, { number, minutes: 200 })
  await server.runReactions()
  assert.deepEqual(await notices(), [100, 80])
  const over = (await potNow())?.period
  assert.deepEqual([over?.used, over?.left, over?.over], [685, 0, 85])
  server.setNow('2026-04-02T09:00:00Z')
  assert.equal((await potNow())?.period?.used, 0)
  await desk.caller.get(recordApi.addTime, { number, minutes: 500 })
  await server.runReactions()
  assert.deepEqual(await notices(), [80, 100, 80])
  const journal = await admin.caller.get(journalApi.ofSubject, { subject: client.id })
  assert.equal(journal.items.filter(({ event }) => event === 'hour-pot.reached').length, 3)
})

test('a pot of a service takes its work first, one for extras only what is out of contract, and travel counts where it was agreed', async () => {
  const other = await aClient(server)
  const all = await admin.caller.get(potApi.create, {
    ...monthly,
    clientId: other.id,
    isForExtras: true,
  })
  const narrow = await admin.caller.get(potApi.create, {
    ...monthly,
    clientId: other.id,
    serviceId: service.id,
    countsTravel: true,
  })
  const used = async () => {
    const { items } = await admin.caller.get(potApi.list, { client: other.id })
    return [all, narrow].map(({ id }) => items.find((one) => one.id === id)?.period?.used)
  }
  const onService = await report({ clientId: other.id, serviceId: service.id })
  const inside = await report({ clientId: other.id })
  const { number: extra } = await desk.caller.get(requestApi.submit, {
    title: 'Un écran de plus',
    clientId: other.id,
    isOutOfContract: true,
  })
  for (const [nth, number] of [onService, inside, extra].entries())
    await desk.caller.get(recordApi.addTime, { number, minutes: 10 * (nth + 1) })
  assert.deepEqual(await used(), [30, 10])
  const visit = await desk.caller.get(interventionApi.plan, {
    number: onService,
    plannedFrom: '2026-04-02T12:00:00Z',
    plannedUntil: '2026-04-02T13:00:00Z',
    personIds: [desk.id],
  })
  await desk.caller.get(interventionApi.start, { id: visit.id })
  await desk.caller.get(interventionApi.finish, { id: visit.id, workMinutes: 45, travelMinutes: 20 })
  assert.deepEqual(await used(), [30, 75])
})

test('two pots never run at once for the same work, and the terms of past periods stay', async () => {
  const twice = await admin.caller.call(potApi.create, { ...monthly, validFrom: '2026-06-01' })
  assert.equal(twice.status, 422)
  assert.equal(twice.code, 'rule_broken')
  const { version } = pot
  const more = await admin.caller.call(potApi.edit, { id: pot.id, version, minutes: 1200 })
  assert.equal(more.code, 'not_possible')
  const wrong = await admin.caller.call(potApi.edit, { id: pot.id, version, validUntil: '2025-12-31' })
  assert.equal(wrong.code, 'invalid_input')
  const ended = await admin.caller.get(potApi.edit, { id: pot.id, version, validUntil: '2026-05-31' })
  assert.equal(
    (await admin.caller.call(potApi.edit, { id: pot.id, version, name: 'Autre' })).code,
    'stale_version',
  )
  const next = await admin.caller.get(potApi.create, {
    ...monthly,
    name: 'Une fois',
    renewal: 'once',
    validFrom: '2026-06-01',
  })
  const topped = await admin.caller.get(potApi.edit, { id: next.id, version: next.version, minutes: 1200 })
  assert.equal(topped.minutes, 1200)
  assert.equal(topped.period, null)
  await admin.caller.get(potApi.end, { id: next.id })
  assert.equal(await potNow(next.id), undefined)
  assert.equal((await desk.caller.call(potApi.create, monthly)).code, 'forbidden')
  assert.equal(
    (await desk.caller.call(potApi.edit, { id: pot.id, version: ended.version })).code,
    'forbidden',
  )
  assert.equal((await desk.caller.call(potApi.end, { id: pot.id })).code, 'forbidden')
})

test('who speaks for a client sees its pots; its requesters, other clients and suppliers do not, nor by hand', async () => {
  const { attempt } = byHand(server)
  const signatory = await aClientPerson(server, { client, level: 'signatory' })
  const contact = await aClientPerson(server, { client, level: 'contact' })
  const requester = await aClientPerson(server, { client })
  const stranger = await aClientPerson(server, { level: 'signatory' })
  const supplier = await aSupplierPerson(server)
  const sum = `select sum(minutes)::int as used from pot_days('${client.id}')`
  for (const someone of [signatory, contact]) {
    const { items } = await someone.caller.get(potApi.list, {})
    assert.deepEqual(
      items.map(({ id, period }) => [id, period?.used]),
      [[pot.id, 500]],
    )
    assert.deepEqual((await attempt(someone, sum)).rows, [{ used: 1245 }])
  }
  for (const someone of [requester, stranger]) {
    assert.deepEqual((await someone.caller.get(potApi.list, { client: client.id })).items, [])
    assert.deepEqual((await attempt(someone, 'select id from hour_pot')).rows, [])
    assert.deepEqual((await attempt(someone, sum)).rows, [{ used: null }])
  }
  assert.equal((await supplier.caller.call(potApi.list, {})).status, 403)
  assert.equal((await attempt(supplier, 'select id from hour_pot')).refusal, '42501')
  assert.equal((await attempt(supplier, sum)).refusal, '42501')
  assert.equal((await attempt(signatory, 'update hour_pot set minutes = 1')).refusal, '42501')
  assert.equal((await attempt(signatory, 'select * from hour_pot_alert')).refusal, '42501')
})
