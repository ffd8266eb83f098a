import assert from 'node:assert/strict'
import { test } from 'node:test'
import { serviceApi } from '#contract/service/api.ts'
import { openPool } from '#platform/database/connect.ts'
import { aClientPerson, anAdministrator, anAgent, aService, aSupplierPerson } from '../../testing/makers.ts'
import { startServer } from '../../testing/server.ts'

const server = await startServer()
const administrator = await anAdministrator(server)

test('who keeps relations keeps services; an ended one is no longer offered but still read', async () => {
  const agent = await anAgent(server)
  assert.equal((await agent.caller.call(serviceApi.create, { name: 'Refusé' })).code, 'forbidden')
  const manager = await anAgent(server, { roles: ['RGS/RC'] })
  const made = await manager.caller.get(serviceApi.create, { name: 'Sauvegarde', isEssential: true })
  assert.deepEqual([made.isEssential, made.description, made.calendarId], [true, '', null])
  const { id, version } = made
  const edited = await manager.caller.get(serviceApi.edit, { id, version, description: 'Chaque nuit' })
  assert.deepEqual(edited, { ...made, description: 'Chaque nuit', version: version + 1 })
  assert.equal((await manager.caller.call(serviceApi.edit, { id, version, name: 'X' })).code, 'stale_version')
  await manager.caller.get(serviceApi.end, made)
  const { items } = await agent.caller.get(serviceApi.list, {})
  assert.ok(items.every((item) => item.id !== id))
  assert.equal((await agent.caller.get(serviceApi.read, { id })).name, 'Sauvegarde')
  assert.equal((await manager.caller.call(serviceApi.end, made)).code, 'not_possible')
})

test('a service’s own hours are a calendar', async () => {
  const { id, version } = await aService(server)
  const wrong = { id, version, calendarId: administrator.id }
  assert.equal((await administrator.caller.call(serviceApi.edit, wrong)).status, 400)
})

test('a client without any agreement may name every service; a supplier those of what was handed to it', async () => {
  const { id } = await aService(server)
  const client = await aClientPerson(server)
  assert.ok((await client.caller.get(serviceApi.list, {})).items.some((item) => item.id === id))
  const supplier = await aSupplierPerson(server)
  assert.deepEqual((await supplier.caller.get(serviceApi.list, {})).items, [])
  assert.equal((await supplier.caller.call(serviceApi.read, { id })).code, 'not_found')
})

test('categories form a tree of one kind; ending a branch ends what is below it', async () => {
  const { caller } = administrator
  const root = await caller.get(serviceApi.createCategory, { name: { fr: 'Atelier' } })
  const leaf = await caller.get(serviceApi.createCategory, { name: { fr: 'Étau' }, parentId: root.id })
  assert.equal(leaf.position, root.position + 1)
  const crossed = { name: { fr: 'Ailleurs' }, parentId: root.id, kind: 'REQ' as const }
  assert.equal((await caller.call(serviceApi.createCategory, crossed)).status, 400)
  const renamed = await caller.get(serviceApi.editCategory, { id: leaf.id, name: { fr: 'Étau', en: 'Vice' } })
  assert.deepEqual(renamed.name, { fr: 'Étau', en: 'Vice' })
  const client = await aClientPerson(server)
  const offered = async () => {
    const { items } = await client.caller.get(serviceApi.listCategories, {})
    return items.filter(({ id }) => id === root.id || id === leaf.id)
  }
  assert.deepEqual(await offered(), [root, renamed])
  const agent = await anAgent(server)
  assert.equal((await agent.caller.call(serviceApi.endCategory, root)).code, 'forbidden')
  await caller.get(serviceApi.endCategory, root)
  assert.deepEqual(await offered(), [])
  assert.equal((await caller.call(serviceApi.endCategory, leaf)).code, 'not_found')
})

test('how the list of categories changed is in the provider’s journal', async () => {
  const { caller } = administrator
  const { id } = await caller.get(serviceApi.createCategory, { name: { fr: 'Quai' } })
  await caller.get(serviceApi.editCategory, { id, name: { fr: 'Quais' } })
  await caller.get(serviceApi.endCategory, { id })
  const pool = openPool(server.ownerUrl, { max: 1 })
  const { rows } = await pool.query<{ before: string | null; after: string | null }>(
    `select b.body #>> '{before,category,name,fr}' as before, b.body #>> '{after,category,name,fr}' as after
     from journal_entry e join organisation o on o.id = e.subject_id join journal_body b on b.entry_id = e.id
     where e.event = 'organisation.edited' and b.body::text like '%Quai%' order by e.seq`,
  )
  await pool.end()
  assert.deepEqual(rows, [
    { before: null, after: 'Quai' },
    { before: 'Quai', after: 'Quais' },
    { before: 'Quais', after: null },
  ])
})
