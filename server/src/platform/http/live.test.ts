import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { recordApi } from '#contract/record/api.ts'
import { sessionApi } from '#contract/session/api.ts'
import { anotherToken, type Someone } from '../../testing/makers.ts'
import { aMailbox, deliver } from '../../testing/post.ts'
import { startServer } from '../../testing/server.ts'
import { aWorld } from '../../testing/world.ts'
import { prefix } from './surroundings.ts'

const server = await startServer()
const world = await aWorld(server)
const { a, b, desk, technician } = world
let address = ''

before(async () => {
  address = await server.app.listen({ port: 0, host: '127.0.0.1' })
})

/** Listens as somebody; answers what was heard, and whether the line is still open. */
const listen = async (token: string) => {
  const controller = new AbortController()
  const response = await fetch(`${address}${prefix}/events`, {
    headers: { authorization: `Bearer ${token}` },
    signal: controller.signal,
  })
  const line = { heard: '', isOpen: true, status: response.status, close: () => controller.abort() }
  const read = async () => {
    for await (const piece of response.body ?? []) line.heard += Buffer.from(piece).toString()
  }
  void read().then(
    () => (line.isOpen = false),
    () => (line.isOpen = false),
  )
  return line
}

test('each hears of what is his, and nobody else of anything', async () => {
  const people: [string, Someone][] = [
    ['desk', desk],
    ['contact', a.contact],
    ['requester', a.requester],
    ['colleague', a.colleague],
    ['other', b.contact],
    ['supplier', technician],
  ]
  const lines = new Map(
    await Promise.all(people.map(async ([who, { token }]) => [who, await listen(token)] as const)),
  )
  await sleep(300)
  await desk.caller.get(recordApi.comment, { number: a.incident, body: 'à tous' })
  await desk.caller.get(recordApi.comment, { number: a.confidential, body: 'à un seul' })
  await desk.caller.get(recordApi.comment, { number: a.request, body: 'entre nous', visibility: 'internal' })
  await desk.caller.get(recordApi.presence, { number: a.incident })
  await sleep(700)
  const heard = (who: string) => {
    const text = lines.get(who)?.heard ?? ''
    return [a.incident, a.confidential, a.request].filter((number) => text.includes(`"${number}"`))
  }
  assert.deepEqual(heard('desk'), [a.incident, a.confidential, a.request])
  assert.deepEqual(heard('contact'), [a.incident])
  assert.deepEqual(heard('requester'), [a.incident, a.confidential])
  for (const who of ['colleague', 'other', 'supplier']) assert.deepEqual(heard(who), [], who)
  assert.ok(lines.get('desk')?.heard.includes('presence'))
  assert.ok(!lines.get('contact')?.heard.includes('presence'), 'who looks is never told outside')
  for (const line of lines.values()) line.close()
})

test('colleagues hear that a message has come, clients and suppliers do not', async () => {
  const lines = await Promise.all([desk, a.contact, technician].map(({ token }) => listen(token)))
  await sleep(300)
  await deliver(server, await aMailbox(server), { from: 'inconnue@ailleurs.test', subject: 'Bonjour' })
  await sleep(500)
  assert.deepEqual(
    lines.map(({ heard }) => heard.includes('mail.changed')),
    [true, false, false],
  )
  for (const line of lines) line.close()
})

test('a line ends with its session', async () => {
  const token = await anotherToken(desk)
  const line = await listen(token)
  await sleep(200)
  const { items } = await desk.caller.get(sessionApi.list, {})
  const last = items
    .toSorted((one, other) => (one.id < other.id ? 1 : -1))
    .find(({ name }) => name === 'another')
  await desk.caller.get(sessionApi.end, { id: last?.id ?? '' })
  for (let waited = 0; waited < 30 && line.isOpen; waited++) await sleep(100)
  assert.equal(line.isOpen, false)
})

test('nobody listens without a session, or with a token that may not read', async () => {
  assert.equal((await listen('a-token-that-nobody-was-given')).status, 401)
  const { token } = await desk.caller.get(sessionApi.createToken, { name: 'intake', scopes: ['intake'] })
  assert.equal((await listen(token)).status, 403)
})

test('whoever closes before the line to the database stands leaves no connection behind', async () => {
  const { app, surroundings } = await startServer()
  await app.close()
  const stillThere = async () => {
    const { rows } = await surroundings.pool.query<{ count: number }>(
      `select count(*)::int as count from pg_stat_activity where datname = current_database() and query like 'listen%'`,
    )
    return rows[0]?.count
  }
  for (let tries = 0; tries < 40 && (await stillThere()) !== 0; tries++) await sleep(50)
  assert.equal(await stillThere(), 0)
})
