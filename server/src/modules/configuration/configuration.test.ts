import assert from 'node:assert/strict'
import { test } from 'node:test'
import { agreementApi } from '#contract/agreement/api.ts'
import { configurationApi } from '#contract/configuration/api.ts'
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
} from '../../testing/makers.ts'
import { startServer } from '../../testing/server.ts'

const server = await startServer('2026-03-02T09:00:00Z')
const admin = await anAdministrator(server)
const desk = await anAgent(server, { roles: ['CS'] })
const manager = await anAgent(server, { roles: ['RGS/AC'], name: 'Renée Gestion' })
const [alpha, bravo] = [await aClient(server), await aClient(server)]
let minute = 0
/** Each step of a story at an instant of its own. */
const later = () => {
  minute += 1
  const at = Temporal.Instant.from('2026-03-02T09:00:00Z').add({ minutes: minute }).toString()
  server.setNow(at)
  return at
}
const aWorkstation = (given: Record<string, unknown> = {}) =>
  desk.caller.get(configurationApi.create, {
    type: 'workstation',
    name: 'PC-ACCUEIL',
    clientId: alpha.id,
    ...given,
  })
const aServer = (given: Record<string, unknown> = {}) =>
  manager.caller.get(configurationApi.create, { type: 'server', name: 'SRV-1', clientId: alpha.id, ...given })
const refusalOf = async (answer: Promise<{ status: number; code: string | null; body: unknown }>) => {
  const { status, code } = await answer
  return [status, code]
}

test('an item begins, changes and is read as it was at any instant', async () => {
  const begun = later()
  const made = await aWorkstation({ attributes: { manufacturer: 'Dell', memoryMb: 8192 } })
  assert.match(made.number, /^CI-\d+$/)
  assert.partialDeepStrictEqual(made, {
    type: 'workstation',
    state: 'in-service',
    version: 1,
    clientId: alpha.id,
  })
  const changed = later()
  const edited = await desk.caller.get(configurationApi.edit, {
    number: made.number,
    version: 1,
    location: 'Accueil',
    attributes: { memoryMb: 16_384, serial: 'ABC123', manufacturer: null },
  })
  assert.deepEqual(edited.attributes, { memoryMb: 16_384, serial: 'ABC123' })
  const then = await desk.caller.get(configurationApi.read, { number: made.number, at: begun })
  assert.partialDeepStrictEqual(then, {
    location: '',
    attributes: { manufacturer: 'Dell', memoryMb: 8192 },
    until: Temporal.Instant.from(changed).toString(),
  })
  assert.equal(
    await refusalOf(
      desk.caller.call(configurationApi.read, { number: made.number, at: '2026-03-01T00:00:00Z' }),
    ).then(String),
    '404,not_found',
  )
  const { items } = await desk.caller.get(configurationApi.history, { number: made.number })
  assert.deepEqual(
    items.map(({ what, version, byName }) => [what, version, byName]),
    [
      ['edited', 2, desk.name],
      ['created', 1, desk.name],
    ],
  )
  assert.deepEqual(
    items[0]?.fields.toSorted((one, other) => (one.field < other.field ? -1 : 1)),
    [
      { field: 'location', before: '', after: 'Accueil' },
      { field: 'manufacturer', before: 'Dell', after: null },
      { field: 'memoryMb', before: 8192, after: 16_384 },
      { field: 'serial', before: null, after: 'ABC123' },
    ],
  )
})

test('an edit that started from an older version loses nothing, one that changes nothing writes nothing', async () => {
  later()
  const { number } = await aWorkstation()
  later()
  await desk.caller.get(configurationApi.edit, { number, version: 1, name: 'PC-2' })
  const stale = await desk.caller.call(configurationApi.edit, { number, version: 1, name: 'PC-3' })
  assert.equal(stale.code, 'stale_version')
  later()
  const same = await desk.caller.get(configurationApi.edit, { number, version: 2, name: 'PC-2' })
  assert.equal(same.version, 2)
})

test('attributes are of their kind, known, unique where they must be, and there where they are required', async () => {
  const refused = async (given: Record<string, unknown>) => {
    const { code, body } = await desk.caller.call(configurationApi.create, { type: 'x', name: 'x', ...given })
    return [code, Reflect.get(Object(Reflect.get(body, 'errors')?.[0]), 'path')]
  }
  const of = (attributes: Record<string, unknown>) => refused({ type: 'workstation', attributes })
  assert.deepEqual(await of({ memoryMb: 'much' }), ['invalid_input', 'attributes.memoryMb'])
  assert.deepEqual(await of({ colour: 'red' }), ['invalid_input', 'attributes.colour'])
  assert.deepEqual(await of({ warrantyEnd: '2026-02-30' }), ['invalid_input', 'attributes.warrantyEnd'])
  assert.deepEqual(await of({ remoteLink: 'javascript:alert(1)' }), [
    'invalid_input',
    'attributes.remoteLink',
  ])
  assert.deepEqual(await refused({ type: 'certificate', state: 'planned' }), [
    'invalid_input',
    'attributes.scope',
  ])
  assert.deepEqual(await refused({ type: 'spaceship' }), ['invalid_input', 'type'])
  assert.deepEqual(await refused({ type: 'workstation', clientId: desk.id }), ['invalid_input', 'clientId'])
  await aWorkstation({ attributes: { assetTag: 'INV-7' } })
  assert.equal(
    (
      await desk.caller.call(configurationApi.create, {
        type: 'workstation',
        name: 'y',
        attributes: { assetTag: ' inv-7 ' },
      })
    ).code,
    'already_exists',
  )
  const { number, version } = await aWorkstation({ attributes: { assetTag: 'INV-8' }, state: 'in-stock' })
  await desk.caller.get(configurationApi.edit, { number, version, state: 'disposed' })
  await aWorkstation({ attributes: { assetTag: 'INV-8' } })
})

test('a controlled field of an item in service changes by authority, what is not controlled by anyone who keeps items', async () => {
  later()
  const { number } = await aServer({ attributes: { serial: 'S-1' } })
  later()
  await desk.caller.get(configurationApi.edit, {
    number,
    version: 1,
    attributes: { warrantyEnd: '2027-01-01' },
  })
  const edit = { number, version: 2, attributes: { serial: 'S-2' } }
  assert.deepEqual(await refusalOf(desk.caller.call(configurationApi.edit, edit)), [403, 'needs_authority'])
  assert.deepEqual(
    await refusalOf(desk.caller.call(configurationApi.edit, { ...edit, reason: 'Faute de frappe' })),
    [403, 'needs_authority'],
  )
  assert.deepEqual(await refusalOf(manager.caller.call(configurationApi.edit, edit)), [
    422,
    'reason_required',
  ])
  const { number: ticket } = await desk.caller.get(incidentApi.report, { title: 'x' })
  assert.deepEqual(
    await refusalOf(manager.caller.call(configurationApi.edit, { ...edit, authorisedBy: ticket })),
    [422, 'rule_broken'],
  )
  later()
  const corrected = await manager.caller.get(configurationApi.edit, { ...edit, reason: 'Faute de frappe' })
  assert.equal(corrected.attributes['serial'], 'S-2')
  const { items } = await desk.caller.get(configurationApi.history, { number })
  assert.deepEqual(items[0]?.authority, { record: null, reason: 'Faute de frappe' })
  assert.equal(items[0]?.byName, manager.name)
})

test('a controlled item comes into service and leaves it by authority; before that it is anyone’s to prepare', async () => {
  later()
  assert.equal(
    (await desk.caller.call(configurationApi.create, { type: 'server', name: 'SRV-9' })).code,
    'needs_authority',
  )
  const { number } = await desk.caller.get(configurationApi.create, {
    type: 'server',
    name: 'SRV-9',
    state: 'planned',
  })
  later()
  await desk.caller.get(configurationApi.edit, { number, version: 1, name: 'SRV-10' })
  assert.equal(
    (await desk.caller.call(configurationApi.edit, { number, version: 2, state: 'in-service' })).code,
    'needs_authority',
  )
  await manager.caller.get(configurationApi.edit, {
    number,
    version: 2,
    state: 'in-service',
    reason: 'Recette signée',
  })
  later()
  assert.equal(
    (await desk.caller.call(configurationApi.edit, { number, version: 3, state: 'retired' })).code,
    'needs_authority',
  )
  assert.equal(
    (await desk.caller.call(configurationApi.edit, { number, version: 3, type: 'workstation' })).code,
    'needs_authority',
  )
})

test('the database refuses a controlled change without authority, a rewritten past and a deletion, also by hand', async () => {
  later()
  const { attempt } = byHand(server)
  const { id } = await aServer({ name: 'SRV-GARDE', attributes: { serial: 'S-1' } })
  const of = (statement: string) =>
    attempt(manager, statement.replaceAll(':id', `'${id}'`)).then(({ refusal }) => refusal)
  later()
  const end = `with over as (update ci_state set valid_to = scope.now() where ci_id = :id and valid_to = 'infinity' returning *)
    insert into ci_state (ci_id, valid_from, version, type_id, name, state, client_id, attributes, source, by_id, authority_id)
    select ci_id, scope.now(), 2, type_id, name, state, client_id, '{"serial": "S-9"}', 'hand', scope.person(), `
  assert.equal(await of(`${end} null from over`), '23514')
  assert.equal(await of(`${end} authority_id from over`), '23514', 'an authority serves once')
  assert.equal(await of(`update ci_state set attributes = '{}' where ci_id = :id`), '23514')
  assert.equal(
    await of(`update ci_state set valid_to = scope.now() where ci_id = :id; set constraints all immediate`),
    '23514',
  )
  assert.equal(
    await of(
      `insert into ci_authority (ci_id, reason, by_id, at) values (:id, 'forged', scope.person(), scope.now())`,
    ),
    '42501',
  )
  assert.equal(await of(`delete from ci_state where ci_id = :id`), '42501')
  assert.equal(await of(`update ci_type set control = 'followed' where false`), null)
  const asDesk = await attempt(desk, `select authorise_ci('${id}', null, 'because')`)
  assert.equal(asDesk.refusal, '42501')
  assert.equal(
    await of(
      `select authorise_ci(:id, null, 'a reason'); ${end} (select id from ci_authority where ci_id = :id order by id desc limit 1) from over`,
    ),
    null,
  )
})

test('relations hold for a time, between types that fit, and never in a ring of what bears itself', async () => {
  later()
  const host = await aServer({ name: 'HOTE' })
  const guest = await manager.caller.get(configurationApi.create, {
    type: 'virtual-machine',
    name: 'VM-1',
    clientId: alpha.id,
  })
  const inner = await manager.caller.get(configurationApi.create, {
    type: 'virtual-machine',
    name: 'VM-2',
    clientId: alpha.id,
  })
  const related = later()
  const relation = await desk.caller.get(configurationApi.relate, {
    from: host.number,
    to: guest.number,
    kind: 'hosts',
  })
  await desk.caller.get(configurationApi.relate, { from: guest.number, to: inner.number, kind: 'hosts' })
  const relate = (given: object) =>
    refusalOf(
      desk.caller.call(configurationApi.relate, {
        from: host.number,
        to: guest.number,
        kind: 'hosts',
        ...given,
      }),
    )
  assert.deepEqual(await relate({}), [409, 'already_exists'])
  assert.deepEqual(await relate({ from: inner.number, to: host.number }), [400, 'invalid_input'])
  assert.deepEqual(await relate({ from: inner.number, to: guest.number }), [409, 'not_possible'])
  assert.deepEqual(await relate({ kind: 'loves' }), [400, 'invalid_input'])
  assert.deepEqual(await relate({ to: host.number, kind: 'depends-on' }), [400, 'invalid_input'])
  later()
  await desk.caller.get(configurationApi.unrelate, { id: relation.id })
  assert.equal((await desk.caller.call(configurationApi.unrelate, { id: relation.id })).status, 404)
  const numbersOf = async (at?: string) =>
    (
      await desk.caller.get(configurationApi.read, {
        number: host.number,
        ...(at === undefined ? {} : { at }),
      })
    ).relations.map(({ number, isOutgoing }) => [number, isOutgoing])
  assert.deepEqual(await numbersOf(), [])
  assert.deepEqual(await numbersOf(related), [[guest.number, true]])
  await desk.caller.get(configurationApi.relate, { from: host.number, to: guest.number, kind: 'hosts' })
  const { items } = await desk.caller.get(configurationApi.history, { number: host.number })
  assert.deepEqual(
    items.map(({ what }) => what),
    ['related', 'unrelated', 'related', 'created'],
  )
})

test('a service is an item from its first day, named as its own page names it', async () => {
  later()
  const service = await aService(server, { name: 'Messagerie hébergée' })
  const { items } = await desk.caller.get(configurationApi.list, {
    type: 'service',
    q: 'messagerie hébergée',
  })
  assert.deepEqual(
    items.map(({ name, state }) => [name, state]),
    [['Messagerie hébergée', 'in-service']],
  )
  const [{ number } = { number: '' }] = items
  later()
  await admin.caller.get(serviceApi.edit, { id: service.id, version: service.version, name: 'Messagerie' })
  const renamed = await desk.caller.get(configurationApi.read, { number })
  assert.equal(renamed.name, 'Messagerie')
  const renaming = { number, version: renamed.version, name: 'x' }
  assert.equal(
    (await manager.caller.call(configurationApi.edit, { ...renaming, reason: 'par ici' })).status,
    400,
  )
  assert.equal(
    (await desk.caller.call(configurationApi.create, { type: 'service', name: 'Un autre' })).status,
    400,
  )
})

test('impact climbs to services and clients, and what has a spare is weakened only', async () => {
  later()
  const mail = await aService(server, { name: 'Courrier' })
  const { items } = await desk.caller.get(configurationApi.list, { type: 'service', q: 'Courrier' })
  const top = items[0]?.number ?? ''
  const host = await aServer({ name: 'HV-1' })
  const [one, two] = [
    await manager.caller.get(configurationApi.create, {
      type: 'virtual-machine',
      name: 'MX-1',
      clientId: alpha.id,
    }),
    await manager.caller.get(configurationApi.create, {
      type: 'virtual-machine',
      name: 'MX-2',
      clientId: bravo.id,
    }),
  ]
  const relate = (from: string, to: string, kind: string, spare?: string) =>
    desk.caller.get(configurationApi.relate, { from, to, kind, ...(spare === undefined ? {} : { spare }) })
  await relate(host.number, one.number, 'hosts')
  await relate(top, one.number, 'depends-on', 'relais')
  await relate(top, two.number, 'depends-on', 'relais')
  // A ring of dependencies ends.
  await relate(one.number, top, 'depends-on')
  const weak = await desk.caller.get(configurationApi.impact, { number: host.number })
  assert.deepEqual(
    weak.nodes.map(({ name, depth, hit }) => [name, depth, hit]),
    [
      ['HV-1', 0, 'down'],
      ['MX-1', 1, 'down'],
      ['Courrier', 2, 'weakened'],
    ],
  )
  assert.deepEqual(weak.services, [
    { id: mail.id, number: top, name: 'Courrier', isEssential: false, hit: 'weakened' },
  ])
  assert.deepEqual(
    weak.clients.map(({ id }) => id),
    [alpha.id],
  )
  const needs = await desk.caller.get(configurationApi.impact, { number: top, direction: 'down' })
  assert.deepEqual(needs.nodes.map(({ name }) => name).toSorted(), ['Courrier', 'HV-1', 'MX-1', 'MX-2'])
  await relate(host.number, two.number, 'hosts')
  const both = await desk.caller.get(configurationApi.impact, { number: host.number })
  assert.equal(both.nodes.find(({ name }) => name === 'Courrier')?.hit, 'down')
  const { number } = await desk.caller.get(incidentApi.report, { title: 'HV-1 ne répond plus' })
  await desk.caller.get(configurationApi.addToRecord, { number, ci: host.number })
  const of = await desk.caller.get(configurationApi.ofRecord, { number })
  assert.deepEqual(
    [of.items.map(({ name }) => name), of.affected.services.map(({ name }) => name)],
    [['HV-1'], ['Courrier']],
  )
})

test('one client’s server hits that client’s part of a shared service, the provider’s own hits all who have it', async () => {
  later()
  const shared = await aService(server, { name: 'Téléphonie' })
  const { items } = await desk.caller.get(configurationApi.list, { type: 'service', q: 'Téléphonie' })
  const targets = [
    {
      priority: 1,
      response: { value: 1, unit: 'hour' as const },
      resolution: { value: 4, unit: 'hour' as const },
    },
  ]
  for (const client of [alpha, bravo])
    await admin.caller.get(agreementApi.create, { clientId: client.id, serviceId: shared.id, targets })
  const own = await aServer({ name: 'IPBX-ALPHA' })
  const common = await aServer({ name: 'SBC', clientId: null })
  for (const { number } of [own, common])
    await desk.caller.get(configurationApi.relate, {
      from: items[0]?.number ?? '',
      to: number,
      kind: 'depends-on',
    })
  const hitBy = async (number: string) =>
    (await desk.caller.get(configurationApi.impact, { number })).clients.map(({ id }) => id).toSorted()
  assert.deepEqual(await hitBy(own.number), [alpha.id])
  assert.deepEqual(await hitBy(common.number), [alpha.id, bravo.id].toSorted())
  assert.deepEqual(await hitBy(items[0]?.number ?? ''), [alpha.id, bravo.id].toSorted())
})

test('two instants compare as a readable difference', async () => {
  const start = later()
  const kept = await aWorkstation({ name: 'PC-GARDE', clientId: bravo.id })
  const moved = await aWorkstation({ name: 'PC-PARTI', clientId: bravo.id })
  const made = await desk.caller.get(configurationApi.createBaseline, { name: 'Avant', clientId: bravo.id })
  later()
  await desk.caller.get(configurationApi.edit, { number: kept.number, version: 1, location: 'Étage 2' })
  await desk.caller.get(configurationApi.edit, { number: moved.number, version: 1, clientId: alpha.id })
  const added = await aWorkstation({ name: 'PC-NEUF', clientId: bravo.id })
  const end = later()
  const seen = await desk.caller.get(configurationApi.difference, { id: made.id })
  assert.deepEqual(
    seen.added.map(({ number }) => number),
    [added.number],
  )
  assert.deepEqual(
    seen.removed.map(({ number }) => number),
    [moved.number],
  )
  assert.deepEqual(seen.changed, [
    {
      number: kept.number,
      name: 'PC-GARDE',
      type: 'workstation',
      fields: [{ field: 'location', before: '', after: 'Étage 2' }],
    },
  ])
  assert.deepEqual(await desk.caller.get(configurationApi.difference, { id: made.id, with: end }), seen)
  const whole = await desk.caller.get(configurationApi.createBaseline, { name: 'Tout', at: start })
  const back = await desk.caller.get(configurationApi.difference, { id: whole.id, with: made.id })
  assert.equal(back.changed.length, 0)
  assert.equal(
    (await desk.caller.call(configurationApi.createBaseline, { name: 'Demain', at: '2027-01-01T00:00:00Z' }))
      .status,
    400,
  )
})

test('types are extended on the screen: an attribute lives at once, and goes when nothing uses it', async () => {
  later()
  const attribute = { key: 'badge', kind: 'text' as const, name: { fr: 'Badge' } }
  const type = await manager.caller.get(configurationApi.createType, {
    key: 'locker',
    name: { fr: 'Casier' },
    attributes: [attribute],
  })
  assert.equal(
    (await desk.caller.call(configurationApi.createType, { key: 'x', name: { fr: 'X' } })).status,
    403,
  )
  assert.equal(
    (await manager.caller.call(configurationApi.createType, { key: 'locker', name: { fr: 'Autre' } })).code,
    'already_exists',
  )
  const clash = { id: type.id, version: 1, attributes: [{ ...attribute, key: 'state' }] }
  assert.equal((await manager.caller.call(configurationApi.editType, clash)).status, 400)
  await desk.caller.get(configurationApi.create, { type: 'locker', name: 'C-1', attributes: { badge: '12' } })
  assert.equal(
    (await manager.caller.call(configurationApi.editType, { id: type.id, version: 1, attributes: [] })).code,
    'not_possible',
  )
  const edited = await manager.caller.get(configurationApi.editType, {
    id: type.id,
    version: 1,
    attributes: [
      attribute,
      { key: 'size', kind: 'choice', name: { fr: 'Taille' }, options: [{ value: 's', name: { fr: 'S' } }] },
    ],
  })
  assert.equal(edited.attributes.length, 2)
})

test('a client sees its own items and no others, and of one that went to another client only its own time', async () => {
  const first = later()
  const item = await aWorkstation({ name: 'PC-ALPHA', description: '<p>interne</p>' })
  const person = await aClientPerson(server, { client: alpha })
  const other = await aClientPerson(server, { client: bravo })
  const seen = await person.caller.get(configurationApi.read, { number: item.number })
  assert.equal(seen.description, '')
  assert.ok(!('actions' in seen))
  assert.equal((await other.caller.call(configurationApi.read, { number: item.number })).status, 404)
  const { items } = await other.caller.get(configurationApi.list, { limit: 200 })
  assert.ok(items.every(({ clientId }) => clientId === bravo.id))
  const moving = later()
  await desk.caller.get(configurationApi.edit, { number: item.number, version: 1, clientId: bravo.id })
  assert.equal((await other.caller.get(configurationApi.read, { number: item.number })).clientId, bravo.id)
  assert.equal(
    (await other.caller.call(configurationApi.read, { number: item.number, at: first })).status,
    404,
  )
  const past = await person.caller.get(configurationApi.list, { at: first, q: 'PC-ALPHA' })
  assert.equal(past.items.length, 1)
  const now = await person.caller.get(configurationApi.list, { at: moving, q: 'PC-ALPHA' })
  assert.equal(now.items.length, 0)
  for (const someone of [person, other]) {
    assert.equal(
      (await someone.caller.call(configurationApi.create, { type: 'workstation', name: 'x' })).status,
      403,
    )
    const { attempt } = byHand(server)
    const hidden = await attempt(someone, 'select client_id from ci_state')
    const own = someone === person ? alpha.id : bravo.id
    assert.ok(hidden.rows.length > 0 && hidden.rows.every(({ client_id }) => client_id === own))
    assert.equal((await attempt(someone, 'select id from ci_authority')).refusal, '42501')
  }
})

test('a supplier sees the items of what is in its hands, as they are since then', async () => {
  const before = later()
  const supplier = await aSupplierPerson(server)
  const item = await aWorkstation({ name: 'PC-EN-PANNE' })
  const { id } = await aService(server)
  const { number } = await desk.caller.get(incidentApi.report, {
    title: 'Écran noir',
    serviceId: id,
    urgency: 2,
    impact: 2,
  })
  await desk.caller.get(configurationApi.addToRecord, { number, ci: item.number })
  assert.deepEqual((await supplier.caller.get(configurationApi.list, {})).items, [])
  later()
  await desk.caller.get(configurationApi.edit, { number: item.number, version: 1, location: 'Atelier' })
  later()
  await desk.caller.get(recordApi.move, { number, move: 'escalate' })
  await admin.caller.get(recordApi.move, {
    number,
    move: 'delegate-supplier',
    fields: { supplierId: supplier.supplierId, reference: 'T-1' },
  })
  later()
  const { items } = await supplier.caller.get(configurationApi.list, {})
  assert.deepEqual(
    items.map(({ name, location }) => [name, location]),
    [['PC-EN-PANNE', 'Atelier']],
  )
  assert.equal(
    (await supplier.caller.call(configurationApi.read, { number: item.number, at: before })).status,
    404,
  )
  assert.equal((await supplier.caller.get(configurationApi.ofRecord, { number })).items.length, 1)
})

test('two items that are one are merged, and live apart again as they were when that was wrong', async () => {
  later()
  const printer = await desk.caller.get(configurationApi.create, {
    type: 'printer',
    name: 'IMP-1',
    clientId: alpha.id,
  })
  const twin = await aWorkstation({ name: 'PC-DOUBLE', attributes: { serial: 'D-1' } })
  const kept = await aWorkstation({ name: 'PC-VRAI' })
  await desk.caller.get(configurationApi.relate, {
    from: twin.number,
    to: printer.number,
    kind: 'connected-to',
  })
  const { number } = await desk.caller.get(incidentApi.report, { title: 'Bourrage' })
  await desk.caller.get(configurationApi.addToRecord, { number, ci: twin.number })
  const before = later()
  later()
  const merged = await desk.caller.get(configurationApi.merge, { number: twin.number, into: kept.number })
  const related = (item: { relations: { number: string }[] }) => item.relations.map((one) => one.number)
  assert.deepEqual(related(merged), [printer.number])
  const gone = await desk.caller.get(configurationApi.read, { number: twin.number })
  assert.partialDeepStrictEqual(gone, { mergedInto: kept.number, actions: [] })
  const { items } = await desk.caller.get(configurationApi.list, { q: 'PC-DOUBLE' })
  assert.equal(items.length, 0)
  assert.equal((await desk.caller.get(configurationApi.list, { q: 'PC-DOUBLE', at: before })).items.length, 1)
  assert.equal((await desk.caller.get(configurationApi.recordsOf, { number: kept.number })).items.length, 1)
  assert.equal(
    (await desk.caller.call(configurationApi.edit, { number: twin.number, version: 1, name: 'x' })).code,
    'not_possible',
  )
  later()
  assert.equal((await desk.caller.call(configurationApi.unmerge, { number: twin.number })).status, 403)
  const again = await manager.caller.get(configurationApi.unmerge, { number: twin.number })
  assert.partialDeepStrictEqual(again, { name: 'PC-DOUBLE', attributes: { serial: 'D-1' }, mergedInto: null })
  assert.deepEqual(related(again), [printer.number])
  assert.deepEqual(related(await desk.caller.get(configurationApi.read, { number: kept.number })), [])
  const { items: told } = await desk.caller.get(configurationApi.history, { number: twin.number })
  assert.deepEqual(
    told.map(({ what }) => what),
    ['related', 'created', 'unrelated', 'ended', 'related', 'created'],
  )
})
