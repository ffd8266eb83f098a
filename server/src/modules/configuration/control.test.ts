import assert from 'node:assert/strict'
import { test } from 'node:test'
import { configurationApi } from '#contract/configuration/api.ts'
import { notificationApi } from '#contract/notification/api.ts'
import { aClient, aClientPerson, anAgent, aService } from '../../testing/makers.ts'
import { rowsOf } from '../../testing/post.ts'
import { startServer } from '../../testing/server.ts'

const server = await startServer('2026-03-02T09:00:00Z')
const desk = await anAgent(server, { roles: ['CS'] })
const manager = await anAgent(server, { roles: ['RGS/AC'] })
const [alpha, bravo] = [await aClient(server), await aClient(server)]
const boss = await aClientPerson(server, { client: alpha, level: 'signatory' })
const service = await aService(server)
const [anchor] = await rowsOf<{ number: string }>(server, 'select number from ci where id = $1', [service.id])
const serviceItem = anchor?.number ?? ''

const make = (type: string, name: string, given: Record<string, unknown> = {}) =>
  manager.caller.get(configurationApi.create, {
    type,
    name,
    clientId: alpha.id,
    reason: 'Mise en service',
    ...given,
  })
const told = async (who: typeof desk) =>
  (await who.caller.get(notificationApi.list, { limit: 200 })).items
    .filter(({ event }) => event === 'ci.expiring')
    .map(({ cause }) => [cause['title'], cause['days'], cause['ci'] ?? null])
    .toReversed()
const expiriesOf = async (who: typeof desk, input: { until?: string; client?: string } = {}) =>
  (await who.caller.get(configurationApi.expiries, input)).items.map(({ name, attribute, on }) => [
    name,
    attribute,
    on,
  ])

const laptop = await make('workstation', 'PC-GARANTIE', {
  ownerId: desk.id,
  attributes: { warrantyEnd: '2026-05-01' },
})

test('what runs out is listed before its day, the past first, without what is done with', async () => {
  await make('workstation', 'PC-PASSÉ', { attributes: { warrantyEnd: '2025-01-31' } })
  await make('workstation', 'PC-LOIN', { clientId: bravo.id, attributes: { warrantyEnd: '2027-01-31' } })
  await make('workstation', 'PC-RETIRÉ', { state: 'retired', attributes: { warrantyEnd: '2026-03-10' } })
  assert.deepEqual(await expiriesOf(desk), [
    ['PC-PASSÉ', 'warrantyEnd', '2025-01-31'],
    ['PC-GARANTIE', 'warrantyEnd', '2026-05-01'],
  ])
  assert.deepEqual(await expiriesOf(desk, { until: '2027-12-31', client: bravo.id }), [
    ['PC-LOIN', 'warrantyEnd', '2027-01-31'],
  ])
  assert.deepEqual(await expiriesOf(boss, { until: '2027-12-31' }), [
    ['PC-PASSÉ', 'warrantyEnd', '2025-01-31'],
    ['PC-GARANTIE', 'warrantyEnd', '2026-05-01'],
  ])
})

test('it is told 60, 30 and 7 days before and on the day, once each, to managers and the owner', async () => {
  const at = async (now: string) => {
    server.setNow(now)
    await server.runSchedule('tell-expiries')
    await server.runSchedule('tell-expiries')
  }
  await at('2026-03-01T05:20:00Z')
  assert.deepEqual(await told(desk), [])
  const title = 'PC-GARANTIE · Fin de garantie 2026-05-01'
  const all = [60, 30, 7, 0].map((days) => [title, days, laptop.number])
  await at('2026-03-02T05:20:00Z')
  assert.deepEqual(await told(desk), all.slice(0, 1))
  await at('2026-03-31T05:20:00Z')
  assert.deepEqual(await told(desk), all.slice(0, 1))
  await at('2026-04-01T05:20:00Z')
  await at('2026-04-24T05:20:00Z')
  await at('2026-05-01T05:20:00Z')
  await at('2026-05-02T05:20:00Z')
  assert.deepEqual(await told(desk), all)
  assert.deepEqual(await told(manager), all)
  const journal = await rowsOf<{ n: number }>(
    server,
    `select count(*)::int as n from journal_entry where event = 'ci.expiring'`,
  )
  assert.equal(journal[0]?.n, 4)
})

test('what is written down late is told at the nearest distance alone, and many items by one notice', async () => {
  server.setNow('2026-06-01T09:00:00Z')
  for (const name of ['A-1', 'A-2', 'A-3'])
    await make('workstation', name, { attributes: { warrantyEnd: '2026-06-05' } })
  const before = (await told(manager)).length
  await server.runSchedule('tell-expiries')
  assert.deepEqual((await told(manager)).slice(before), [['A-1 · Fin de garantie 2026-06-05 (+ 2)', 7, null]])
  server.setNow('2026-06-20T05:20:00Z')
  await server.runSchedule('tell-expiries')
  assert.equal((await told(manager)).length, before + 1)
})

const auditOf = async (client?: string) => {
  const { rules, measures } = await desk.caller.get(
    configurationApi.audit,
    client === undefined ? {} : { client },
  )
  return {
    rules: Object.fromEntries(rules.map(({ rule, items }) => [rule, items.map(({ name }) => name)])),
    measures: Object.fromEntries(measures.map(({ key, count, of }) => [key, [count, of]])),
  }
}

test('of nothing nothing is wrong, and its measures count nothing', async () => {
  const { id } = await aClient(server)
  const { rules, measures } = await auditOf(id)
  assert.deepEqual(Object.values(rules).flat(), [])
  assert.deepEqual(measures, { freshness: [0, 0], orphans: [0, 0], unauthorised: [0, 0] })
})

test('the configuration is looked over rule by rule', async () => {
  const own = await aClient(server)
  const of = (type: string, name: string, given: Record<string, unknown> = {}) =>
    make(type, name, { clientId: own.id, ...given })
  server.setNow('2026-07-01T09:00:00Z')
  const carrier = await of('server', 'PORTEUR', { ownerId: desk.id })
  await of('server', 'ORPHELIN')
  const old = await of('workstation', 'VIEUX', { state: 'in-stock' })
  const below = await of('facility', 'ONDULEUR', { ownerId: desk.id })
  await of('document', 'DOSSIER', { attributes: { version: '1', location: 'x' } }).catch(() => undefined)
  const relate = (from: string, to: string, kind: string) =>
    manager.caller.get(configurationApi.relate, { from, to, kind })
  await relate(serviceItem, carrier.number, 'depends-on')
  await relate(carrier.number, below.number, 'powered-by')
  await relate(old.number, carrier.number, 'connected-to')
  await of('workstation', 'EXPIRÉ', { attributes: { warrantyEnd: '2026-06-30' } })
  server.setNow('2026-07-01T10:00:00Z')
  await manager.caller.get(configurationApi.edit, { number: old.number, version: 1, state: 'retired' })
  await manager.caller.get(configurationApi.verify, { number: carrier.number })
  const { rules, measures } = await auditOf(own.id)
  assert.deepEqual(rules['orphan'], ['EXPIRÉ', 'ORPHELIN'])
  assert.deepEqual(rules['no-owner'], ['ORPHELIN'])
  assert.deepEqual(rules['expired'], ['EXPIRÉ'])
  assert.deepEqual(rules['retired-related'], ['VIEUX'])
  assert.deepEqual(rules['related-to-retired'], ['PORTEUR'])
  assert.deepEqual(rules['unverified']?.includes('PORTEUR'), false)
  assert.deepEqual(rules['unverified']?.includes('ORPHELIN'), true)
  assert.deepEqual(rules['unauthorised'], [])
  assert.deepEqual(measures['orphans'], [2, 4])
  assert.equal(measures['freshness']?.[0], 1)
  server.setNow('2027-07-02T09:00:00Z')
  assert.equal((await auditOf(own.id)).rules['unverified']?.includes('PORTEUR'), true)
  server.setNow('2026-07-01T11:00:00Z')
})

test('a value that a type came to require is found where it is missing', async () => {
  const own = await aClient(server)
  await make('printer', 'IMPRIMANTE', { clientId: own.id })
  const { items } = await manager.caller.get(configurationApi.listTypes, {})
  const printer = items.find(({ key }) => key === 'printer')
  assert.ok(printer)
  await manager.caller.get(configurationApi.editType, {
    id: printer.id,
    version: printer.version,
    attributes: printer.attributes.map((one) => (one.key === 'serial' ? { ...one, isRequired: true } : one)),
    reachesService: false,
  })
  const { rules } = await auditOf(own.id)
  assert.deepEqual(rules['required-empty'], ['IMPRIMANTE'])
  assert.deepEqual(rules['orphan'], [])
})

test('what somebody wrote past the guard into a controlled item is found', async () => {
  const own = await aClient(server)
  const { number } = await make('server', 'FORCÉ', { clientId: own.id })
  server.setNow('2026-07-01T12:00:00Z')
  assert.deepEqual((await auditOf(own.id)).measures['unauthorised'], [0, 1])
  await rowsOf(server, 'alter table ci_state disable trigger ci_state_guard')
  await rowsOf(
    server,
    `update ci_state set authority_id = null where ci_id = (select id from ci where number = $1)`,
    [number],
  )
  await rowsOf(server, 'alter table ci_state enable trigger ci_state_guard')
  const { rules, measures } = await auditOf(own.id)
  assert.deepEqual(rules['unauthorised'], ['FORCÉ'])
  assert.deepEqual(measures['unauthorised'], [1, 1])
})

test('a type that becomes controlled demands nothing of the past', async () => {
  const own = await aClient(server)
  await make('monitor', 'ÉCRAN', { clientId: own.id })
  server.setNow('2026-07-02T09:00:00Z')
  const { items } = await manager.caller.get(configurationApi.listTypes, {})
  const monitor = items.find(({ key }) => key === 'monitor')
  assert.ok(monitor)
  await manager.caller.get(configurationApi.editType, {
    id: monitor.id,
    version: monitor.version,
    control: 'controlled',
    controlled: ['name'],
  })
  assert.deepEqual((await auditOf(own.id)).rules['unauthorised'], [])
})

test('who answers for the configuration adds and names kinds of relations; what they mean stays', async () => {
  const given = {
    key: 'monitors',
    name: { fr: 'surveille', en: 'monitors' },
    inverse: { fr: 'est surveillé par', en: 'is monitored by' },
    pairs: [{ from: ['server'], to: [] }],
  }
  const call = <Name extends 'createKind' | 'editKind'>(who: typeof desk, name: Name, input: object) =>
    who.caller.call(configurationApi[name], Object(input))
  assert.equal((await call(desk, 'createKind', given)).status, 403)
  const made = await manager.caller.get(configurationApi.createKind, given)
  assert.partialDeepStrictEqual(made, { ...given, hits: null, isTree: false, version: 1 })
  assert.equal((await call(manager, 'createKind', given)).code, 'already_exists')
  const wrong = await call(manager, 'createKind', {
    ...given,
    key: 'x',
    pairs: [{ from: [], to: ['nothing'] }],
  })
  assert.deepEqual(wrong.status, 400)
  assert.equal((await call(desk, 'editKind', { key: 'monitors', version: 1, pairs: [] })).status, 403)
  const edited = await manager.caller.get(configurationApi.editKind, {
    key: 'monitors',
    version: 1,
    pairs: [],
  })
  assert.partialDeepStrictEqual(edited, { name: given.name, pairs: [], version: 2 })
  assert.equal((await call(manager, 'editKind', { key: 'monitors', version: 1 })).code, 'stale_version')
  assert.equal((await call(manager, 'editKind', { key: 'no-such', version: 1 })).status, 404)
})

test('those that stand in for each other are counted on the edge that they share', async () => {
  const [left, right, above] = [
    await make('server', 'G'),
    await make('server', 'D'),
    await make('application', 'AU-DESSUS'),
  ]
  for (const { number } of [left, right])
    await manager.caller.get(configurationApi.relate, {
      from: above.number,
      to: number,
      kind: 'depends-on',
      spare: 'grappe',
    })
  const { edges, nodes } = await desk.caller.get(configurationApi.impact, { number: left.number })
  assert.deepEqual(edges, [
    {
      from: above.number,
      to: left.number,
      kind: 'depends-on',
      spare: 'grappe',
      carrier: 'to',
      group: { of: 2, left: 1 },
    },
  ])
  assert.deepEqual(
    nodes.map(({ name, hit }) => [name, hit]),
    [
      ['G', 'down'],
      ['AU-DESSUS', 'weakened'],
    ],
  )
})
