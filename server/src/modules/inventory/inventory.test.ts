import assert from 'node:assert/strict'
import { test } from 'node:test'
import { deflateSync, gzipSync, inflateSync } from 'node:zlib'
import { changeApi } from '#contract/change/api.ts'
import { configurationApi } from '#contract/configuration/api.ts'
import { inventoryApi } from '#contract/inventory/api.ts'
import { inventoryFile, renamed } from '../../testing/inventories.ts'
import { aClient, anAdministrator, anAgent } from '../../testing/makers.ts'
import { startServer } from '../../testing/server.ts'

const server = await startServer()
const admin = await anAdministrator(server)
const desk = await anAgent(server)

const aDoor = async (client?: { id: string }) => {
  const { id } = client ?? (await aClient(server))
  const { url, secret } = await admin.caller.get(inventoryApi.makeSecret, { id })
  return { clientId: id, secret, path: new URL(url).pathname }
}

const headersOf = {
  'user-agent': 'OCS-NG_unified_unix_agent_v2.10.0',
  'content-type': 'application/x-compress',
}

const post = async (path: string, body: Buffer, headers: Record<string, string> = {}) => {
  server.setNow('PT2M')
  return server.app.inject({
    method: 'POST',
    url: path,
    headers: { ...headersOf, ...headers },
    payload: body,
  })
}

const itemsOf = async (client: string) =>
  (await desk.caller.get(configurationApi.list, { client, limit: 200 })).items

const lastContact = async (client: string) => {
  const { items } = await desk.caller.get(inventoryApi.listContacts, { client, limit: 1 })
  const [contact] = items
  assert.ok(contact !== undefined)
  return contact
}

test('a report makes its machine appear, with its system, disks, interfaces and software', async () => {
  const { clientId, path } = await aDoor()
  const answer = await post(path, deflateSync(inventoryFile('workstation')))
  assert.equal(answer.statusCode, 200)
  assert.match(inflateSync(answer.rawPayload).toString(), /NO_ACCOUNT_UPDATE/)
  const [summary, ...others] = await itemsOf(clientId)
  assert.ok(summary !== undefined)
  assert.deepEqual(
    others.map(({ type }) => type).filter((type) => type === summary.type),
    [],
  )
  const item = await desk.caller.get(configurationApi.read, { number: summary.number })
  assert.match(JSON.stringify(item.attributes['system']), /\w{4}/)
  for (const part of ['disks', 'interfaces', 'volumes', 'processors'])
    assert.ok(Array.isArray(item.attributes[part]) && item.attributes[part].length > 0, part)
  const { items: software } = await desk.caller.get(inventoryApi.installations, {
    number: summary.number,
    limit: 200,
  })
  assert.equal(software.length, 200)
  assert.equal((await lastContact(clientId)).outcome, 'created')
})

test('the same again changes nothing, and a renamed machine stays the same item', async () => {
  const { clientId, path } = await aDoor()
  await post(path, deflateSync(inventoryFile('workstation')))
  const before = await itemsOf(clientId)
  await post(path, gzipSync(inventoryFile('workstation')))
  assert.equal((await lastContact(clientId)).outcome, 'unchanged')
  assert.deepEqual(await itemsOf(clientId), before)
  await post(path, deflateSync(renamed(inventoryFile('workstation'), 'poste-neuf')))
  assert.equal((await lastContact(clientId)).outcome, 'updated')
  const after = await itemsOf(clientId)
  assert.equal(after.length, before.length)
  assert.ok(after.some(({ name }) => name === 'poste-neuf'))
})

test('two virtual machines with the same junk serial stay two', async () => {
  const { clientId, path } = await aDoor()
  const report = (name: string, mac: string) =>
    Buffer.from(`<?xml version="1.0" encoding="UTF-8"?><REQUEST><DEVICEID>${name}-2026-11-20-10-00-00</DEVICEID><QUERY>INVENTORY</QUERY><CONTENT>
      <HARDWARE><NAME>${name}</NAME><UUID>03000200-0400-0500-0006-000700080009</UUID><OSNAME>Debian 12</OSNAME><VMSYSTEM>KVM</VMSYSTEM></HARDWARE>
      <BIOS><SSN>To be filled by O.E.M.</SSN></BIOS><NETWORKS><DESCRIPTION>eth0</DESCRIPTION><MACADDR>${mac}</MACADDR><VIRTUALDEV>0</VIRTUALDEV></NETWORKS></CONTENT></REQUEST>`)
  await post(path, report('web-1', '52:54:00:11:22:33'))
  await post(path, report('web-2', '52:54:00:44:55:66'))
  assert.deepEqual((await itemsOf(clientId)).map(({ name }) => name).toSorted(), ['web-1', 'web-2'])
})

test('every report that we have loads', async () => {
  for (const name of ['workstation', 'server', 'noSerial', 'fusion', 'glpi'] as const) {
    const { clientId, path } = await aDoor()
    await post(path, inventoryFile(name))
    const { outcome, refusal } = await lastContact(clientId)
    assert.equal(outcome, 'created', `${name} ${refusal}`)
  }
})

test('two reports of one new machine at once make one item', async () => {
  const { clientId, path } = await aDoor()
  const body = deflateSync(inventoryFile('noSerial'))
  await Promise.all([post(path, body), post(path, body)])
  const { items } = await desk.caller.get(inventoryApi.listMachines, { client: clientId })
  assert.equal(items.length, 1)
})

test('the same machine at another client is another item there', async () => {
  const [one, other] = [await aDoor(), await aDoor()]
  for (const { path } of [one, other]) await post(path, inventoryFile('workstation'))
  const [first, second] = [await itemsOf(one.clientId), await itemsOf(other.clientId)]
  assert.equal(first.length, second.length)
  assert.ok(first.every(({ number }) => !second.some((item) => item.number === number)))
})

const machineIn = async (client: string) => {
  const { items } = await desk.caller.get(inventoryApi.listMachines, { client })
  const [machine] = items
  assert.ok(machine !== undefined)
  return desk.caller.get(configurationApi.read, { number: machine.number })
}

test('what a person has set stays until the lock is lifted', async () => {
  const { clientId, path } = await aDoor()
  await post(path, inventoryFile('workstation'))
  const { number, ...item } = await machineIn(clientId)
  await desk.caller.get(configurationApi.edit, { number, version: item.version, name: 'Poste de Marie' })
  await post(path, renamed(inventoryFile('workstation'), 'autre-nom'))
  assert.equal((await machineIn(clientId)).name, 'Poste de Marie')
  const { locks } = await desk.caller.get(inventoryApi.ofItem, { number })
  assert.deepEqual(
    locks.map(({ field }) => field),
    ['name'],
  )
  await desk.caller.get(inventoryApi.unlock, { number, field: 'name' })
  await post(path, renamed(inventoryFile('workstation'), 'autre-nom'))
  assert.equal((await machineIn(clientId)).name, 'autre-nom')
})

test('an item that was written down before its agent spoke is found by its serial number, and keeps what was filled in', async () => {
  const { clientId, path } = await aDoor()
  const known = await (async () => {
    const probe = await aDoor()
    await post(probe.path, inventoryFile('workstation'))
    return machineIn(probe.clientId)
  })()
  const { serial, manufacturer } = known.attributes
  assert.ok(typeof serial === 'string' && typeof manufacturer === 'string')
  const written = await desk.caller.get(configurationApi.create, {
    type: 'workstation',
    name: 'Poste accueil',
    clientId,
    attributes: { serial: serial.toLowerCase(), manufacturer },
  })
  await post(path, inventoryFile('workstation'))
  const after = await machineIn(clientId)
  assert.equal(after.number, written.number)
  assert.equal(after.name, 'Poste accueil')
  assert.equal(after.attributes['system'], known.attributes['system'])
})

test('a controlled item waits to be accepted, and then differs only by authority', async () => {
  const { clientId, path } = await aDoor()
  await post(path, inventoryFile('server'))
  const { number, type, state } = await machineIn(clientId)
  assert.deepEqual([type, state], ['server', 'in-test'])
  const open = async () => (await desk.caller.get(inventoryApi.ofItem, { number })).deviations
  const [found] = await open()
  assert.equal(found?.cause, 'never-accepted')
  const ids = [found.id]
  const refused = await desk.caller.call(inventoryApi.decideDeviations, {
    ids,
    decision: 'accepted',
    reason: 'mis en service',
  })
  assert.equal(refused.code, 'needs_authority')
  await admin.caller.get(inventoryApi.decideDeviations, {
    ids,
    decision: 'accepted',
    reason: 'mis en service',
  })
  assert.equal((await machineIn(clientId)).state, 'in-service')

  const more = Buffer.from(
    inventoryFile('server')
      .toString('utf8')
      .replace(/<MEMORY>\d+/u, '<MEMORY>999424'),
  )
  await post(path, more)
  await post(path, more)
  const [differs, ...others] = await open()
  assert.deepEqual([differs?.field, differs?.found, others.length], ['memoryMb', 999424, 0])
  assert.deepEqual([differs?.isUnauthorised, differs?.changes], [true, []])
  const { number: change } = await desk.caller.get(changeApi.create, {
    title: 'Ajouter de la mémoire',
    type: 'normal',
    severity: 3,
    impact: 3,
    clientId,
    modifications: [{ action: 'modify', ci: number, attributes: { memoryMb: 999424 } }],
  })
  assert.deepEqual(
    (await open()).map(({ isUnauthorised, changes }) => [isUnauthorised, changes]),
    [[false, [change]]],
  )
  const early = await desk.caller.call(inventoryApi.decideDeviations, {
    ids: [differs?.id ?? ''],
    decision: 'accepted',
    authorisedBy: change,
  })
  assert.equal(early.code, 'rule_broken', 'the change is not approved yet')
  const before = await machineIn(clientId)
  assert.notEqual(before.attributes['memoryMb'], 999424)
  const without = await desk.caller.call(inventoryApi.decideDeviations, {
    ids: [differs?.id ?? ''],
    decision: 'ignored',
  })
  assert.equal(without.status, 400)
  await desk.caller.get(inventoryApi.decideDeviations, {
    ids: [differs?.id ?? ''],
    decision: 'ignored',
    reason: 'barrette prêtée',
  })
  await post(path, more)
  assert.deepEqual(await open(), [])
  await post(path, inventoryFile('server'))
  await post(path, more)
  assert.equal((await open()).length, 0, 'the same was ignored')
  await post(path, Buffer.from(more.toString('utf8').replace('<MEMORY>999424', '<MEMORY>888832')))
  assert.equal((await open())[0]?.found, 888832)
  await post(path, inventoryFile('server'))
  assert.deepEqual(await open(), [], 'gone once it is as written again')
})

test('a merged item’s agent speaks for the item in which it lives on, until they are two again', async () => {
  const { clientId, path } = await aDoor()
  await post(path, inventoryFile('workstation'))
  const { number: from } = await machineIn(clientId)
  const into = await desk.caller.get(configurationApi.create, {
    type: 'workstation',
    name: 'Le bon',
    clientId,
  })
  await desk.caller.get(configurationApi.merge, { number: from, into: into.number, reason: 'doublon' })
  await server.runReactions()
  await post(path, inventoryFile('workstation'))
  assert.equal((await lastContact(clientId)).number, into.number)
  await admin.caller.get(configurationApi.unmerge, { number: from, reason: 'non, deux' })
  await server.runReactions()
  await post(path, inventoryFile('workstation'))
  assert.equal((await lastContact(clientId)).number, from)
})

const cloned = () =>
  Buffer.from(
    inventoryFile('workstation')
      .toString('utf8')
      .replace(/<UUID>[^<]*/u, '<UUID>4c4c4544-0051-3610-8052-b4c04f4d3132')
      .replace(/<SSN>[^<]*/u, '<SSN>5Q6R7S8')
      .replace(/<MSN>[^<]*/gu, '<MSN>')
      .replace(/<MACADDR>[^<]*/gu, '<MACADDR>'),
  )

test('a cloned disk is asked about: it is a new one, and from then on both are known', async () => {
  const { clientId, path } = await aDoor()
  await post(path, inventoryFile('workstation'))
  const first = await machineIn(clientId)
  await post(path, cloned())
  assert.equal((await lastContact(clientId)).outcome, 'waiting')
  const mine = async () =>
    (await desk.caller.get(inventoryApi.listWaiting, {})).items.filter((one) => one.clientId === clientId)
  const [waiting] = await mine()
  assert.equal(waiting?.candidates[0]?.number, first.number)
  const { number } = await desk.caller.get(inventoryApi.decide, { id: waiting.id, decision: 'new' })
  assert.notEqual(number, first.number)
  assert.deepEqual(await mine(), [])
  const again = await desk.caller.call(inventoryApi.decide, { id: waiting.id, decision: 'new' })
  assert.equal(again.code, 'not_possible')
  await post(path, cloned())
  assert.equal((await lastContact(clientId)).number, number)
  await post(path, inventoryFile('workstation'))
  assert.equal((await lastContact(clientId)).number, first.number)
})

test('an agent that is ignored is answered, and nothing comes of it', async () => {
  const { clientId, path } = await aDoor()
  await post(path, inventoryFile('workstation'))
  await post(path, cloned())
  const { items } = await desk.caller.get(inventoryApi.listWaiting, {})
  const waiting = items.find((one) => one.clientId === clientId)
  await desk.caller.get(inventoryApi.decide, { id: waiting?.id ?? '', decision: 'ignored' })
  const answer = await post(path, cloned())
  assert.equal(answer.statusCode, 200)
  assert.equal((await lastContact(clientId)).outcome, 'ignored')
})

test('without a secret an agent is asked for one, then waits until somebody says whose it is', async () => {
  const client = await aClient(server)
  const body = deflateSync(inventoryFile('noSerial'))
  const headers = {
    'user-agent': 'GLPI-Agent_v1.12',
    'glpi-agent-id': '11111111-5d7c-4e0f-9a62-2a9e3a1f4b55',
  }
  const first = await post('/front/inventory.php', body, headers)
  assert.deepEqual([first.statusCode, first.headers['www-authenticate']], [401, 'Basic realm="Trousse"'])
  assert.equal((await post('/front/inventory.php', body, headers)).statusCode, 200)
  const { items } = await desk.caller.get(inventoryApi.listWaiting, {})
  const waiting = items.find((one) => one.clientId === null)
  assert.ok(waiting !== undefined)
  const unsaid = await desk.caller.call(inventoryApi.decide, { id: waiting.id, decision: 'new' })
  assert.equal(unsaid.status, 400)
  const { outcome } = await desk.caller.get(inventoryApi.decide, {
    id: waiting.id,
    decision: 'client',
    clientId: client.id,
  })
  assert.equal(outcome, 'created')
  assert.ok((await machineIn(client.id)).name.length > 0)
})

test('the secret is a password and a token too, and a new one ends the old one', async () => {
  const { clientId, secret, path } = await aDoor()
  const basic = `Basic ${Buffer.from(`x:${secret}`).toString('base64')}`
  assert.equal(
    (await post('/plugins/fusioninventory/', inventoryFile('fusion'), { authorization: basic })).statusCode,
    200,
  )
  const token = await server.app.inject({
    method: 'POST',
    url: '/front/inventory.php/api.php/token',
    payload: { grant_type: 'client_credentials', client_secret: secret },
  })
  const bearer = { authorization: `Bearer ${token.json().access_token}` }
  assert.equal((await post('/ocsinventory', inventoryFile('fusion'), bearer)).statusCode, 200)
  const next = await aDoor({ id: clientId })
  assert.equal((await post(path, inventoryFile('fusion'))).statusCode, 403)
  assert.equal((await post(next.path, inventoryFile('fusion'))).statusCode, 200)
  await admin.caller.get(inventoryApi.endSecret, { id: clientId })
  assert.equal((await post(next.path, inventoryFile('fusion'))).statusCode, 403)
})

test('only who keeps relations opens a door, and nobody is told a secret twice', async () => {
  const { clientId, secret } = await aDoor()
  const { code } = await desk.caller.call(inventoryApi.makeSecret, { id: clientId })
  assert.equal(code, 'forbidden')
  const doors = await desk.caller.get(inventoryApi.listDoors, {})
  assert.ok(doors.items.some((door) => door.clientId === clientId && door.since !== null))
  assert.ok(!JSON.stringify(doors).includes(secret))
})

test('a screen is an item that goes where it was seen last, and the guest that a host reports is found by its own agent', async () => {
  const { clientId, path } = await aDoor()
  const uuid = '5f1b7a7e-1c8e-4f0a-9a3c-0d2f6f1e9a10'
  const report = (name: string, serial: string, more: string) =>
    Buffer.from(`<?xml version="1.0" encoding="UTF-8"?><REQUEST><DEVICEID>${name}-2026-11-20-10-00-00</DEVICEID><QUERY>INVENTORY</QUERY><CONTENT>
      <HARDWARE><NAME>${name}</NAME><OSNAME>Debian 12</OSNAME></HARDWARE><BIOS><SMANUFACTURER>Dell Inc.</SMANUFACTURER><SSN>${serial}</SSN></BIOS>${more}</CONTENT></REQUEST>`)
  const screen =
    '<MONITORS><CAPTION>DELL U2723QE</CAPTION><MANUFACTURER>Dell</MANUFACTURER><SERIAL>8KJ2M3XQ</SERIAL></MONITORS>'
  await post(path, report('poste-a', '7X2K9Q3', screen))
  await post(
    path,
    report(
      'poste-b',
      '7X2K9Q4',
      `${screen}<VIRTUALMACHINES><NAME>intranet</NAME><UUID>${uuid}</UUID><VMTYPE>kvm</VMTYPE></VIRTUALMACHINES>`,
    ),
  )
  const items = await itemsOf(clientId)
  assert.deepEqual(
    items.map(({ name }) => name),
    ['DELL U2723QE', 'intranet', 'poste-a', 'poste-b'],
  )
  const read = (name: string) =>
    desk.caller.get(configurationApi.read, { number: items.find((item) => item.name === name)?.number ?? '' })
  assert.deepEqual(
    (await read('DELL U2723QE')).relations.map(({ name }) => name),
    ['poste-b'],
  )
  assert.deepEqual(
    (await read('intranet')).relations.map(({ kind, name }) => `${kind} ${name}`),
    ['hosts poste-b'],
  )
  await post(
    path,
    Buffer.from(`<?xml version="1.0" encoding="UTF-8"?><REQUEST><DEVICEID>intranet-2026-11-20-10-00-00</DEVICEID><QUERY>INVENTORY</QUERY><CONTENT>
      <HARDWARE><NAME>intranet</NAME><UUID>${uuid}</UUID><OSNAME>Debian 12</OSNAME><VMSYSTEM>KVM</VMSYSTEM></HARDWARE></CONTENT></REQUEST>`),
  )
  assert.equal((await itemsOf(clientId)).length, 4)
  assert.equal((await read('intranet')).attributes['system'], 'Debian 12')
})
