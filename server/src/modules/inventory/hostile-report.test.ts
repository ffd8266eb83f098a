import assert from 'node:assert/strict'
import { request } from 'node:http'
import { test } from 'node:test'
import { deflateSync } from 'node:zlib'
import { inventoryApi } from '#contract/inventory/api.ts'
import { inventoryFile } from '../../testing/inventories.ts'
import { aClient, anAdministrator } from '../../testing/makers.ts'
import { startServer } from '../../testing/server.ts'

/** What must not be taken, over a real connection. */
const server = await startServer()
const admin = await anAdministrator(server)
const { id: client } = await aClient(server)
const { url } = await admin.caller.get(inventoryApi.makeSecret, { id: client })
await server.app.listen({ port: 0, host: '127.0.0.1' })
const place = server.app.server.address()
assert.ok(typeof place === 'object' && place !== null)

interface Answered {
  status: number | string
  body: Buffer
}

/** Sends piece by piece for as long as somebody takes it. */
const send = (
  path: string,
  pieces: Iterable<Buffer>,
  headers: Record<string, string> = {},
): Promise<Answered> =>
  new Promise((resolve) => {
    const outgoing = request(
      {
        port: place.port,
        host: '127.0.0.1',
        path,
        method: 'POST',
        headers: { 'user-agent': 'FusionInventory-Agent_v2.6-3', ...headers },
      },
      (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('end', () => {
          resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks) })
          outgoing.destroy()
        })
      },
    )
    outgoing.on('error', (error) => resolve({ status: error.message, body: Buffer.alloc(0) }))
    const rest = pieces[Symbol.iterator]()
    const push = (): void => {
      for (;;) {
        const { value, done } = rest.next()
        if (done === true) return void outgoing.end()
        if (outgoing.destroyed) return
        if (!outgoing.write(value)) return void outgoing.once('drain', push)
      }
    }
    push()
  })

const lastContact = async (wanted: { client?: string } = { client }) => {
  const { items } = await admin.caller.get(inventoryApi.listContacts, { ...wanted, limit: 1 })
  return items[0]
}

const path = new URL(url).pathname
const entities = `<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><REQUEST><DEVICEID>&b;</DEVICEID></REQUEST>`
const whole = inventoryFile('workstation')
const cases: [string, Buffer, string][] = [
  ['cut short', deflateSync(whole).subarray(0, 20_000), 'cut-short'],
  ['XML that is cut short', whole.subarray(0, 100_000), 'cut-short'],
  ['a bomb', deflateSync(Buffer.alloc(300 * 1024 * 1024, '<')), 'inflates-too-much'],
  ['entities', Buffer.from(entities), 'has-doctype'],
  ['depth', Buffer.from(`<REQUEST>${'<A>'.repeat(10_000)}`), 'too-deep'],
  ['brackets', Buffer.from(`{"action":"inventory","content":${'['.repeat(100_000)}`), 'too-deep'],
  ['nothing', Buffer.alloc(0), 'empty'],
  ['noise', Buffer.from('MZ\u0000\u0001 not a report'), 'not-xml-or-json'],
]
for (const [name, body, refusal] of cases)
  test(`${name}: refused, and one can read why`, async () => {
    server.setNow('PT1M')
    const { status, body: answer } = await send(path, [body])
    assert.equal(status, 400)
    assert.ok(!answer.toString('latin1').includes('aaaaaaaa'), 'nothing is reflected')
    const contact = await lastContact()
    assert.deepEqual([contact?.outcome, contact?.refusal], ['refused', refusal])
  })

test('300 MB are not waited for, and take no memory', async () => {
  const piece = Buffer.alloc(1024 * 1024, 'x')
  let sent = 0
  const many = function* () {
    for (; sent < 300; sent++) yield piece
  }
  server.setNow('PT1M')
  globalThis.gc?.()
  const before = process.memoryUsage().rss
  const { status } = await send(path, many())
  assert.ok(status === 413 || /ECONNRESET|EPIPE/.test(String(status)), String(status))
  assert.ok(sent < 200, `${sent} MB were taken`)
  assert.ok(process.memoryUsage().rss - before < 200 * 1024 * 1024)
  assert.equal((await lastContact())?.refusal, 'too-large')
})

test('what the sender calls its content does not matter', async () => {
  for (const type of ['application/json', 'text/html; charset=', 'multipart/form-data; boundary=x', '////']) {
    server.setNow('PT5M')
    const { status } = await send(path, [deflateSync(whole)], { 'content-type': type })
    assert.equal(status, 200, type)
  }
})

test('an agent that reports without end is told to wait', async () => {
  server.setNow('PT10M')
  const statuses = []
  for (let turn = 0; turn < 4; turn++) statuses.push((await send(path, [deflateSync(whole)])).status)
  assert.deepEqual(statuses, [200, 200, 200, 429])
  server.setNow('PT10M')
  assert.equal((await send(path, [deflateSync(whole)])).status, 200)
})

test('who guesses secrets is not read, and soon not answered', async () => {
  const statuses = []
  for (let turn = 0; turn < 62; turn++)
    statuses.push((await send(`/inventory/guess-${turn}`, [whole.subarray(0, 1000)])).status)
  assert.equal(statuses[0], 403)
  assert.equal(statuses.at(-1), 429)
  server.setNow('PT11M')
  assert.equal((await send(path, [deflateSync(whole)])).status, 200)
})

test('whoever has no secret is turned away where the quarantine is closed', async () => {
  const { settings } = await admin.caller.get(inventoryApi.listDoors, {})
  await admin.caller.get(inventoryApi.editSettings, { version: settings.version, hasQuarantine: false })
  for (let turn = 0; turn < 3; turn++) assert.equal((await send('/ocsinventory', [whole])).status, 401)
  assert.equal((await lastContact({}))?.refusal, 'no-secret')
})
