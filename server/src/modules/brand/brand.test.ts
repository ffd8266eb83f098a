import assert from 'node:assert/strict'
import { test } from 'node:test'
import { brandApi } from '#contract/brand/api.ts'
import { clientApi } from '#contract/client/api.ts'
import { journalApi } from '#contract/journal/api.ts'
import { organisationApi } from '#contract/organisation/api.ts'
import { byHand } from '../../testing/by-hand.ts'
import {
  aClient,
  aClientPerson,
  anAdministrator,
  anAgent,
  aSupplierPerson,
  type Someone,
} from '../../testing/makers.ts'
import { aJpeg, aPng, webps } from '../../testing/pictures.ts'
import { callerOf, startServer } from '../../testing/server.ts'

const server = await startServer()
const admin = await anAdministrator(server)
const provider = await admin.caller.get(organisationApi.read, {})
const nobody = callerOf(server, null)

const send = async ({ token }: Someone, id: string, bytes: Buffer, type = 'image/png') => {
  const head = `--limit\r\ncontent-disposition: form-data; name="file"; filename="logo.png"\r\ncontent-type: ${type}\r\n\r\n`
  const response = await server.app.inject({
    method: 'POST',
    url: `/api/v1/brands/${id}/logo`,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'multipart/form-data; boundary=limit' },
    payload: Buffer.concat([Buffer.from(head), bytes, Buffer.from('\r\n--limit--\r\n')]),
  })
  return { status: response.statusCode, body: response.json() }
}
const fetchLogo = ({ token }: Someone, id: string) =>
  server.app.inject({
    method: 'GET',
    url: `/api/v1/brands/${id}/logo`,
    headers: { authorization: `Bearer ${token}` },
  })

test('a client’s people see its logo and colour, and nobody else’s people do', async () => {
  const [client, other] = [await aClient(server), await aClient(server)]
  const [mine, theirs] = [
    await aClientPerson(server, { client }),
    await aClientPerson(server, { client: other }),
  ]
  assert.equal((await send(admin, client.id, aPng())).status, 200)
  const { version } = await admin.caller.get(brandApi.read, client)
  await admin.caller.get(brandApi.setColour, { id: client.id, colour: '#0D5F6E', version })
  const seen = await mine.caller.get(brandApi.mine, {})
  assert.partialDeepStrictEqual(seen.client, { ownerId: client.id, colour: '#0d5f6e', hasLogo: true })
  assert.partialDeepStrictEqual((await theirs.caller.get(brandApi.mine, {})).client, {
    ownerId: other.id,
    colour: null,
    hasLogo: false,
  })
  const logo = await fetchLogo(mine, client.id)
  assert.deepEqual(logo.rawPayload, aPng())
  assert.equal((await fetchLogo(theirs, client.id)).statusCode, 404)
  assert.equal((await fetchLogo(await aSupplierPerson(server), client.id)).statusCode, 404)
  const { attempt } = byHand(server)
  const { rows } = await attempt(theirs, 'select owner_id from brand')
  assert.ok(!JSON.stringify(rows).includes(client.id))
  const { rows: own } = await attempt(mine, 'select owner_id from brand')
  assert.ok(JSON.stringify(own).includes(client.id))
})

test('a logo leaves as the picture that it is, for a browser to draw and not to run', async () => {
  const client = await aClient(server)
  for (const [bytes, type] of [
    [aPng(), 'image/png'],
    [aJpeg(), 'image/jpeg'],
    [webps[0] ?? aPng(), 'image/webp'],
  ] as const) {
    assert.equal((await send(admin, client.id, bytes, 'text/html')).status, 200)
    const { headers } = await fetchLogo(admin, client.id)
    assert.equal(headers['content-type'], type)
    assert.equal(headers['x-content-type-options'], 'nosniff')
    assert.match(String(headers['content-security-policy']), /default-src 'none'; sandbox/)
  }
})

test('what is no small picture is refused, whatever it calls itself, and the logo stays', async () => {
  const client = await aClient(server)
  await send(admin, client.id, aPng())
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')
  const refused: [Buffer, number][] = [
    [svg, 415],
    [Buffer.concat([aPng(), Buffer.from('<script>')]), 415],
    [Buffer.alloc(0), 415],
    [aPng(1025, 1), 413],
    [aPng(1, 1025), 413],
    [Buffer.concat([aPng(), Buffer.alloc(210 * 1024)]), 413],
  ]
  for (const [bytes, status] of refused) assert.equal((await send(admin, client.id, bytes)).status, status)
  assert.deepEqual((await fetchLogo(admin, client.id)).rawPayload, aPng())
})

test('who keeps clients brands them, top management and administrators the provider; ended clients and others are not there', async () => {
  const agent = await anAgent(server)
  const manager = await anAgent(server, { roles: ['RGS/RC'] })
  const client = await aClient(server)
  assert.equal((await send(agent, client.id, aPng())).status, 403)
  assert.equal((await send(manager, client.id, aPng())).status, 200)
  assert.equal((await send(manager, provider.id, aPng())).status, 403)
  assert.equal((await send(admin, agent.id, aPng())).status, 404)
  await admin.caller.get(clientApi.end, client)
  assert.equal((await send(manager, client.id, aPng())).status, 404)
})

test('the page for signing in shows the provider’s face alone', async () => {
  assert.equal((await nobody.get(brandApi.ofProvider, {})).hasLogo, false)
  assert.equal((await nobody.call(brandApi.providerLogo, {})).status, 404)
  await send(admin, provider.id, aPng(64, 16))
  const { version } = await admin.caller.get(brandApi.read, provider)
  await admin.caller.get(brandApi.setColour, { id: provider.id, colour: '#ffcc00', version })
  assert.partialDeepStrictEqual(await nobody.get(brandApi.ofProvider, {}), {
    name: provider.name,
    colour: '#ffcc00',
    hasLogo: true,
  })
  const { statusCode, rawPayload } = await server.app.inject({ url: '/api/v1/public-brand/logo' })
  assert.equal(statusCode, 200)
  assert.deepEqual(rawPayload, aPng(64, 16))
})

test('a colour is six digits, chosen from the present version; each change is in the journal', async () => {
  const client = await aClient(server)
  const { id } = client
  for (const colour of ['red', '#fff', '#12345g', 'url(x)', '#123456;'])
    assert.equal((await admin.caller.call(brandApi.setColour, { id, colour, version: 0 })).status, 400)
  const first = await admin.caller.get(brandApi.setColour, { id, colour: '#123456', version: 0 })
  const stale = await admin.caller.call(brandApi.setColour, { id, colour: '#654321', version: 0 })
  assert.equal(stale.code, 'stale_version')
  await send(admin, id, aPng())
  await admin.caller.get(brandApi.removeLogo, { id })
  assert.equal((await fetchLogo(admin, id)).statusCode, 404)
  const { items } = await admin.caller.get(journalApi.ofSubject, { subject: id })
  assert.equal(items.filter(({ event }) => event === 'brand.changed').length, 3)
  assert.equal(first.version, 1)
})
