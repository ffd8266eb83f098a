import assert from 'node:assert/strict'
import { test } from 'node:test'
import { clientApi } from '#contract/client/api.ts'
import { personApi } from '#contract/person/api.ts'
import { sessionApi } from '#contract/session/api.ts'
import { supplierApi } from '#contract/supplier/api.ts'
import { openPool } from '#platform/database/connect.ts'
import {
  aClient,
  aClientPerson,
  anAdministrator,
  anAgent,
  aSupplier,
  aSupplierPerson,
} from '../../testing/makers.ts'
import { startServer } from '../../testing/server.ts'

const server = await startServer()
const administrator = await anAdministrator(server)

test('the service managers, top management and administrators keep clients and suppliers; an agent reads them', async () => {
  const agent = await anAgent(server)
  const client = await aClient(server)
  assert.equal((await agent.caller.get(clientApi.read, client)).name, client.name)
  for (const api of [clientApi, supplierApi]) {
    assert.equal((await agent.caller.call(api.create, { name: 'Refusé' })).code, 'forbidden')
    for (const roles of [['RGS/AC' as const], ['RGS/RC' as const], ['D' as const]]) {
      const { caller } = await anAgent(server, { roles })
      assert.equal((await caller.call(api.create, { name: `De ${roles.join()}` })).status, 201)
    }
  }
  const edit = { id: client.id, name: 'Autre', version: client.version }
  assert.equal((await agent.caller.call(clientApi.edit, edit)).code, 'forbidden')
  assert.equal((await agent.caller.call(clientApi.end, client)).code, 'forbidden')
})

test('a client sees itself alone, without the provider’s notes; a supplier likewise', async () => {
  const notes = 'Paie en retard'
  const client = await administrator.caller.get(clientApi.create, { name: 'Cabinet Orme', notes })
  const { caller: ofClient } = await aClientPerson(server, { client })
  const { items: clients } = await ofClient.get(clientApi.list, {})
  assert.deepEqual(clients, [{ ...client, notes: null }])
  assert.equal((await ofClient.call(clientApi.read, await aClient(server))).code, 'not_found')
  assert.equal((await ofClient.call(supplierApi.list, {})).code, 'forbidden')

  const supplier = await administrator.caller.get(supplierApi.create, { name: 'Fibre et Cie', notes })
  const { caller: ofSupplier } = await aSupplierPerson(server, { supplier })
  assert.deepEqual((await ofSupplier.get(supplierApi.list, {})).items, [{ ...supplier, notes: null }])
  assert.equal((await ofSupplier.call(supplierApi.read, await aSupplier(server))).code, 'not_found')
  assert.equal((await ofSupplier.call(clientApi.list, {})).code, 'forbidden')
})

test('the database itself keeps the notes from a client', async () => {
  const pool = openPool(server.ownerUrl, { max: 1 })
  const { rows } = await pool.query<{ portal: boolean; supplier: boolean }>(
    `select has_column_privilege('portal', 'client', 'notes', 'select') as portal,
      has_column_privilege('supplier', 'supplier', 'notes', 'select') as supplier`,
  )
  await pool.end()
  assert.deepEqual(rows, [{ portal: false, supplier: false }])
})

test('an edit changes what it names, from the present version, and says what changed', async () => {
  const client = await aClient(server)
  const { id, version } = client
  const edited = await administrator.caller.get(clientApi.edit, {
    id,
    version,
    phone: '01 02',
    notes: 'Neuf',
  })
  assert.deepEqual(edited, { ...client, phone: '01 02', notes: 'Neuf', version: version + 1 })
  const stale = await administrator.caller.call(clientApi.edit, { id, version, phone: null })
  assert.equal(stale.code, 'stale_version')
  assert.partialDeepStrictEqual(stale.body, { current: { phone: '01 02' } })
  const same = await administrator.caller.get(clientApi.edit, { id, version: version + 1, phone: '01 02' })
  assert.equal(same.version, version + 1)
})

test('two clients do not bear one name, accents and case aside, until one of them has been ended', async () => {
  const first = await administrator.caller.get(clientApi.create, { name: 'Élan' })
  assert.equal((await administrator.caller.call(clientApi.create, { name: 'elan' })).code, 'already_exists')
  await administrator.caller.get(clientApi.end, first)
  await administrator.caller.get(clientApi.create, { name: 'elan' })
})

test('a client ends with its people: they are signed out, and nobody joins it any more', async () => {
  const client = await aClient(server)
  const person = await aClientPerson(server, { client })
  const ended = await administrator.caller.get(clientApi.end, client)
  assert.ok(ended.endedAt !== null)
  assert.equal((await person.caller.call(sessionApi.read, {})).status, 401)
  assert.ok((await administrator.caller.get(personApi.read, person)).endedAt !== null)
  const late = { name: 'Tardive', roles: [], clientId: client.id }
  assert.equal((await administrator.caller.call(personApi.create, late)).status, 400)
  assert.equal((await administrator.caller.call(clientApi.end, client)).code, 'not_possible')
  const { items } = await administrator.caller.get(clientApi.list, { q: client.name })
  assert.ok(items.every((item) => item.id !== client.id))
  const { items: gone } = await administrator.caller.get(clientApi.list, { q: client.name, ended: 'true' })
  assert.ok(gone.some((item) => item.id === client.id))

  const supplier = await aSupplier(server)
  const technician = await aSupplierPerson(server, { supplier })
  await administrator.caller.get(supplierApi.end, supplier)
  assert.equal((await technician.caller.call(sessionApi.read, {})).status, 401)
})

test('clients are found without accents and listed page by page by name', async () => {
  for (const name of ['Page Été', 'page brume', 'Page Aube']) {
    await administrator.caller.get(clientApi.create, { name })
  }
  const first = await administrator.caller.get(clientApi.list, { q: 'PAGE', limit: 2 })
  const rest = await administrator.caller.get(clientApi.list, { q: 'PAGE', cursor: first.nextCursor ?? '' })
  assert.deepEqual(
    [...first.items, ...rest.items].map((item) => item.name),
    ['Page Aube', 'page brume', 'Page Été'],
  )
  assert.equal(rest.nextCursor, null)
  assert.equal((await administrator.caller.call(clientApi.list, { cursor: 'nonsense' })).status, 400)
})
