import assert from 'node:assert/strict'
import { test } from 'node:test'
import { replyApi } from '#contract/reply/api.ts'
import { aClientPerson, anAgent, aService, aSupplierPerson } from '../../testing/makers.ts'
import { startServer } from '../../testing/server.ts'

const server = await startServer()
const desk = await anAgent(server)
const service = await aService(server)
const create = (given: Record<string, unknown>) =>
  desk.caller.call(replyApi.create, { name: 'Accusé', body: { fr: 'Bonjour {{demandeur}}' }, ...given })

test('canned answers are general or of a service, cleaned, edited with their version and withdrawn', async () => {
  const general = await create({ body: { fr: '<p onclick="x">Bonjour {{demandeur}}<script>1</script></p>' } })
  assert.equal(general.status, 201)
  assert.equal(general.body.body.fr, '<p>Bonjour {{demandeur}}</p>')
  const own = await create({ name: 'Boîte pleine', serviceId: service.id })
  const { id: other } = await aService(server)
  const names = async (id: string) => {
    const { items } = await desk.caller.get(replyApi.list, { service: id })
    return items.map(({ name }) => name)
  }
  assert.deepEqual(await names(service.id), ['Accusé', 'Boîte pleine'])
  assert.deepEqual(await names(other), ['Accusé'])
  const { id, version, body } = own.body
  const edited = { id, version, body, name: 'Boîte saturée', serviceId: null }
  assert.equal((await desk.caller.get(replyApi.edit, edited)).version, 2)
  assert.equal((await desk.caller.call(replyApi.edit, edited)).code, 'stale_version')
  await desk.caller.get(replyApi.end, { id })
  assert.equal((await desk.caller.call(replyApi.end, { id })).code, 'not_found')
  assert.deepEqual(await names(service.id), ['Accusé'])
})

test('an unknown variable is a fault at the language where it stands, and a name is taken once', async () => {
  const { code, body } = await create({
    name: 'Autre',
    body: { fr: 'Bonjour {{demandeur}}', en: 'Hello {{firstname}}' },
  })
  assert.equal(code, 'invalid_input')
  assert.ok(JSON.stringify(body).includes('body.en'))
  assert.equal((await create({ name: 'accuse' })).code, 'already_exists')
})

test('clients and suppliers know of no canned answer', async () => {
  for (const someone of [await aClientPerson(server), await aSupplierPerson(server)])
    assert.equal((await someone.caller.call(replyApi.list, {})).status, 403)
})

test('who answers no client reads canned answers, is told not to write them, and is refused', async () => {
  const top = await anAgent(server, { roles: ['D'] })
  assert.equal((await top.caller.get(replyApi.list, {})).mayWrite, false)
  assert.equal((await desk.caller.get(replyApi.list, {})).mayWrite, true)
  const written = await top.caller.call(replyApi.create, { name: 'Direction', body: { fr: 'Bonjour' } })
  assert.equal(written.code, 'forbidden')
})
