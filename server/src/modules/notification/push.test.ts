import assert from 'node:assert/strict'
import { createECDH, randomBytes } from 'node:crypto'
import { afterEach, test } from 'node:test'
import { incidentApi } from '#contract/incident/api.ts'
import { notificationApi } from '#contract/notification/api.ts'
import { recordApi } from '#contract/record/api.ts'
import { isPushService } from '#platform/push.ts'
import { aClientPerson, anAgent, aService, type Someone } from '../../testing/makers.ts'
import { byHand } from '../../testing/by-hand.ts'
import { rowsOf } from '../../testing/post.ts'
import { startServer } from '../../testing/server.ts'
import { payloadOf } from './push.ts'

const server = await startServer('2026-03-03T10:00:00Z')
const service = await aService(server)

/** Where browsers are reached lies outside of the product, as a mail server does. */
const asked: { url: string; headers: Headers; size: number }[] = []
let status = 201
const outside = globalThis.fetch
globalThis.fetch = async (input, init) => {
  const body = init?.body
  const url = input instanceof Request ? input.url : String(input)
  asked.push({ url, headers: new Headers(init?.headers), size: body instanceof Uint8Array ? body.length : 0 })
  return new Response(null, { status })
}
afterEach(() => {
  asked.length = 0
  status = 201
})
process.on('exit', () => {
  globalThis.fetch = outside
})

const aBrowser = (name: string) => {
  const key = createECDH('prime256v1')
  key.generateKeys()
  return {
    endpoint: `https://fcm.googleapis.com/fcm/send/${name}`,
    p256dh: key.getPublicKey('base64url'),
    auth: randomBytes(16).toString('base64url'),
  }
}

const tell = async (agent: Someone) => {
  const person = await aClientPerson(server)
  const { number } = await person.caller.get(incidentApi.report, {
    title: 'Imprimante en panne',
    serviceId: service.id,
    affected: 'me',
    canWork: 'no',
  })
  await agent.caller.get(recordApi.watch, { number })
  await person.caller.get(recordApi.comment, { number, body: 'zyxclient' })
  await server.runReactions()
  return number
}

test('the key is made once and its private half is nowhere to be read', async () => {
  const agent = await anAgent(server)
  assert.equal((await agent.caller.get(notificationApi.readPush, {})).publicKey, null)
  await Promise.all([server.runChore('send-push'), server.runChore('send-push')])
  const { publicKey } = await agent.caller.get(notificationApi.readPush, {})
  assert.match(publicKey ?? '', /^[\w-]{87}$/)
  const { attempt } = byHand(server)
  assert.equal((await attempt(agent, 'select sealed from push_key')).refusal, '42501')
  const [row] = await rowsOf<{ sealed: string }>(server, 'select sealed from push_key')
  assert.match(row?.sealed ?? '', /^v1\./)
})

test('a browser shows a notification once, encrypted and signed; one that has gone is forgotten', async () => {
  const agent = await anAgent(server)
  await agent.caller.get(notificationApi.subscribePush, aBrowser('one'))
  await tell(agent)
  await server.runChore('send-push')
  await server.runChore('send-push')
  assert.deepEqual(
    asked.map(({ url }) => url),
    ['https://fcm.googleapis.com/fcm/send/one'],
  )
  assert.match(asked[0]?.headers.get('authorization') ?? '', /^vapid t=/)
  assert.equal(asked[0]?.headers.get('content-encoding'), 'aes128gcm')
  assert.ok((asked[0]?.size ?? 0) > 100)

  status = 410
  await tell(agent)
  await server.runChore('send-push')
  assert.deepEqual((await agent.caller.get(notificationApi.readPush, {})).browsers, [])
})

test('a service that does not answer is asked again later, and what was read meanwhile is not shown', async () => {
  const agent = await anAgent(server)
  await agent.caller.get(notificationApi.subscribePush, aBrowser('late'))
  status = 503
  await tell(agent)
  await server.runChore('send-push')
  await server.runChore('send-push')
  assert.equal(asked.length, 1)
  status = 201
  server.setNow('PT6M')
  await server.runChore('send-push')
  assert.equal(asked.length, 2)
  server.setNow('2026-03-03T22:00:00Z')
  await tell(agent)
  await server.runChore('send-push')
  assert.equal(asked.length, 2)
  await agent.caller.get(notificationApi.markRead, {})
  server.setNow('2026-03-04T06:01:00Z')
  await server.runChore('send-push')
  assert.equal(asked.length, 2)
})

test('a browser belongs to whom named it last; nobody sees, keeps or removes another’s', async () => {
  const [first, second] = [await anAgent(server), await anAgent(server)]
  const shared = aBrowser('shared')
  await first.caller.get(notificationApi.subscribePush, shared)
  const { browsers } = await first.caller.get(notificationApi.readPush, {})
  const id = browsers[0]?.id ?? ''
  assert.equal((await second.caller.call(notificationApi.unsubscribePush, { id })).code, 'not_found')
  await second.caller.get(notificationApi.subscribePush, shared)
  assert.deepEqual((await first.caller.get(notificationApi.readPush, {})).browsers, [])
  assert.equal((await second.caller.get(notificationApi.readPush, {})).browsers.length, 1)
  for (let at = 0; at < 9; at++)
    await second.caller.get(notificationApi.subscribePush, aBrowser(`many-${at}`))
  assert.equal(
    (await second.caller.call(notificationApi.subscribePush, aBrowser('eleventh'))).code,
    'not_possible',
  )
})

test('nothing but the push service of a browser is called', async () => {
  const agent = await anAgent(server)
  const browser = aBrowser('x')
  for (const endpoint of [
    'http://fcm.googleapis.com/x',
    'https://localhost/x',
    'https://169.254.169.254/latest',
    'https://fcm.googleapis.com.evil.test/x',
    'https://evilfcm.googleapis.com.test/x',
    'https://user@fcm.googleapis.com/x',
    'https://fcm.googleapis.com:8443/x',
  ]) {
    assert.equal(isPushService(endpoint), false, endpoint)
    assert.equal(
      (await agent.caller.call(notificationApi.subscribePush, { ...browser, endpoint })).code,
      'invalid_input',
    )
  }
  for (const wrong of [{ p256dh: 'exemple' }, { auth: 'exemple' }]) {
    const { code } = await agent.caller.call(notificationApi.subscribePush, { ...browser, ...wrong })
    assert.equal(code, 'invalid_input')
  }
  for (const endpoint of [
    'https://updates.push.services.mozilla.com/wpush/v2/a',
    'https://web.push.apple.com/a',
  ])
    assert.equal(isPushService(endpoint), true, endpoint)
})

test('what is pushed holds number and title, and nothing of what was said', () => {
  const payload = payloadOf({
    id: 'n',
    event: 'record.commented',
    cause: { by: 'client', html: 'zyxclient' },
    number: 'INC-7',
    title: 'Imprimante en panne',
    language: 'fr',
  })
  assert.deepEqual(payload, {
    title: 'Nouveau message',
    body: 'INC-7 · Imprimante en panne',
    url: '/tickets/INC-7',
    tag: 'n',
    language: 'fr',
  })
})
