import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { test } from 'node:test'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import * as fc from 'fast-check'
import { pathKeys, type Endpoint } from '#contract/endpoint.ts'
import { api } from '#contract/endpoints.ts'
import { incidentApi } from '#contract/incident/api.ts'
import { journalApi } from '#contract/journal/api.ts'
import { recordApi } from '#contract/record/api.ts'
import { prefix } from '#platform/http/surroundings.ts'
import { anotherToken, aService, password } from './makers.ts'
import { sampleOf } from './sample.ts'
import { startServer } from './server.ts'
import { aWorld, move } from './world.ts'

/** The same requests every time; another number tries others. */
const seed = Number(process.env['TROUSSE_SEED'] ?? 20_260_302)
const many = Number(process.env['TROUSSE_HOSTILE'] ?? 10_000)

const server = await startServer()
const world = await aWorld(server)
const endpoints: Endpoint[] = Object.values(api).flatMap((module): Endpoint[] => Object.values(module))
const samples = new Map(endpoints.map((endpoint) => [endpoint, sampleOf(endpoint)]))

setFlagsFromString('--expose-gc')
const collect: () => void = runInNewContext('gc')

/** Things that exist, so that hostile requests get past the first door. */
const real = [
  world.a.incident,
  world.a.request,
  world.b.confidential,
  world.a.client.id,
  world.a.requester.id,
  world.service.id,
  world.a.agreementId,
  ...world.a.entries.slice(0, 2),
  world.a.attachments.public,
  world.desk.id,
  'incident',
]
/** Of each its own session, so that one may be ended by chance without ending the suite. */
const tokenOf = {
  staff: await anotherToken(world.desk),
  boss: await anotherToken(world.admin),
  client: await anotherToken(world.a.contact),
  supplier: await anotherToken(world.technician),
  nobody: 'a-token-that-nobody-was-ever-given',
}

const payloads = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\uD800',
  '\uDFFF\uD800',
  '\u202Eabc',
  '\u{1F9F0}'.repeat(50),
  'é'.repeat(5000),
  'x'.repeat(200_000),
  "'; drop table record; --",
  "' or 1=1 --",
  '$1; select pg_sleep(10)',
  '%s%n%x',
  '../../../../etc/passwd',
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '=cmd|/c calc!A1',
  '@SUM(1+1)*cmd',
  '{{7*7}}',
  '${7*7}',
  '__proto__',
  'constructor',
  'NaN',
  'Infinity',
  '-0',
  '1e400',
  '9223372036854775808',
  '-9223372036854775809',
  'INC-9999999999',
  'INC-0',
  'INC-99999999999999999999',
  '00000000-0000-0000-0000-000000000000',
  '01a20a22-0894-73fe-9e87-ae0156c33d6',
  '2026-02-30',
  '0000-01-01',
  '9999-12-31T23:59:60Z',
  '-271821-04-20T00:00:00Z',
  '+275760-09-13T00:00:00Z',
  '2026-03-02T09:00:00+99:99',
  Buffer.from('[null,null]').toString('base64url'),
  Buffer.from('["9999-12-31","x"]').toString('base64url'),
  Buffer.from('["infinity","00000000-0000-0000-0000-000000000000"]').toString('base64url'),
  Buffer.from('["-infinity",1]').toString('base64url'),
  Buffer.from('[1e400,true]').toString('base64url'),
  'not a cursor',
  'to_tsquery:*&|!',
  '!!! ( & | <-> *',
  '"unbalanced',
  '\\',
  '%',
]
const text = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...payloads) },
  { weight: 2, arbitrary: fc.constantFrom(...real) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
)
const number = fc.constantFrom(0, -0, -1, 1.5, 1e308, -1e308, 2 ** 31, 2 ** 53, -(2 ** 63), 1e21, 99_999)
const deep = fc.integer({ min: 1, max: 400 }).map((depth) => {
  let value: unknown = 'bottom'
  for (let at = 0; at < depth; at++) value = at % 2 === 0 ? [value] : { a: value }
  return value
})
const value: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 6, arbitrary: text },
  { weight: 2, arbitrary: number },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      null,
      true,
      false,
      [],
      {},
      [null],
      { toString: 'x' },
      { constructor: { prototype: {} } },
    ),
  },
  { weight: 1, arbitrary: deep },
  { weight: 1, arbitrary: fc.array(text, { maxLength: 5 }) },
  { weight: 1, arbitrary: fc.array(fc.constantFrom(...real), { minLength: 300, maxLength: 600 }) },
  {
    weight: 1,
    arbitrary: fc.dictionary(
      fc.constantFrom('__proto__', 'constructor', 'toString', 'solution', 'reason', 'a'),
      text,
    ),
  },
)

interface Hostile {
  endpoint: Endpoint
  token: keyof typeof tokenOf
  /** What is put in place of some keys of a sound input. */
  changes: [string, unknown][]
  body: 'sound' | 'raw'
  raw: string
  type: string
  key: string | null
}

const raws = fc.constantFrom(
  '',
  'null',
  '[]',
  '{"a":',
  '{"__proto__":{"x":1}}',
  '['.repeat(20_000),
  `{"a":"${'y'.repeat(2_200_000)}"}`,
  '\u0000\u0001\uFFFF',
  '{"title":"\\ud800"}',
  '{"title":"\\u0000"}',
  '--x\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\nabc\r\n--x--\r\n',
  '--x\r\ncontent-disposition: form-data; name="file"; filename="../../../etc/passwd\u0000.txt"\r\n\r\nabc\r\n--x--\r\n',
  '--x\r\ncontent-disposition: form-data; name="visibility"\r\n\r\nnobody\r\n--x--\r\n',
  '--x\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\nnever ends',
  '--x\r\ngarbage',
  `--x\r\n${'h: v\r\n'.repeat(3000)}\r\n--x--`,
  `--x\r\ncontent-disposition: form-data; name="${'n'.repeat(5000)}"\r\n\r\n${'v'.repeat(20_000)}\r\n--x--\r\n`,
)
const types = fc.constantFrom(
  'application/json',
  'application/json; charset=utf-16',
  'multipart/form-data; boundary=x',
  'multipart/form-data',
  'text/plain',
  'application/x-www-form-urlencoded',
  '',
  'a/b; c',
)

const hostile: fc.Arbitrary<Hostile> = fc.constantFrom(...endpoints).chain((endpoint) => {
  const keys = Object.keys(samples.get(endpoint) ?? {})
  const key = fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(...keys, 'limit', 'cursor') },
    { weight: 1, arbitrary: fc.constantFrom('__proto__', 'constructor', 'toString', 'unknown') },
  )
  return fc.record({
    endpoint: fc.constant(endpoint),
    token: fc.constantFrom('staff', 'boss', 'client', 'supplier', 'nobody', 'boss', 'staff'),
    changes: fc.array(fc.tuple(key, value), { maxLength: 4 }),
    body: fc.constantFrom('sound', 'sound', 'sound', 'sound', 'raw'),
    raw: raws,
    type: types,
    key: fc.option(text, { freq: 8 }),
  })
})

/** A header takes neither control characters nor what is beyond Latin-1. */
const asHeader = (given: string): string => given.replaceAll(/[^\x20-\x7E]/g, '').slice(0, 7000)

const send = ({ endpoint, token, changes, body, raw, type, key }: Hostile) => {
  const sound = samples.get(endpoint) ?? {}
  const placed = Object.fromEntries(
    Object.entries(sound).map(([name, known]) => [name, name === 'number' ? world.a.incident : known]),
  )
  const input: Record<string, unknown> = { ...placed, ...Object.fromEntries(changes) }
  const keys = pathKeys(endpoint.path)
  const asText = (given: unknown) => (typeof given === 'string' ? given : (JSON.stringify(given) ?? ''))
  const path = endpoint.path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(asText(input[name]).toWellFormed().slice(0, 3000)),
  )
  const rest = Object.entries(input).filter(([name]) => !keys.includes(name))
  const isRead = endpoint.method === 'GET'
  const query = new URLSearchParams(
    rest.map(([name, given]) => [name, asText(given).slice(0, 8000)]),
  ).toString()
  return server.app.inject({
    method: endpoint.method,
    url: `${prefix}${path}${isRead && query !== '' ? `?${query}` : ''}`,
    headers: {
      authorization: `Bearer ${tokenOf[token]}`,
      ...(key === null ? {} : { 'idempotency-key': asHeader(key) }),
      ...(isRead ? {} : { 'content-type': body === 'raw' ? type : 'application/json' }),
    },
    ...(isRead ? {} : { payload: body === 'raw' ? raw : JSON.stringify(Object.fromEntries(rest)) }),
  })
}

/** Ends sessions, people and organisations that the rest of the suite lives on. */
const isSpared = ({ method, path }: Endpoint): boolean =>
  (path === '/session' && method === 'DELETE') ||
  path === '/session/password' ||
  path.startsWith('/sessions/')

test(`${many} malformed, oversized and hostile requests over all endpoints: none fails, and memory returns`, async (t) => {
  const requests = fc.sample(hostile, { seed, numRuns: many }).filter(({ endpoint }) => !isSpared(endpoint))
  const failures: string[] = []
  const statuses = new Map<number, number>()
  const run = async (part: readonly Hostile[]) => {
    for (const request of part) {
      const { statusCode, body } = await send(request)
      statuses.set(statusCode, (statuses.get(statusCode) ?? 0) + 1)
      if (statusCode >= 500) {
        failures.push(
          `${statusCode} ${request.endpoint.method} ${request.endpoint.path} as ${request.token}: ${JSON.stringify(request.body === 'raw' ? [request.type, request.raw.slice(0, 100)] : request.changes).slice(0, 400)} → ${body.slice(0, 200)}`,
        )
      }
    }
  }
  const heap = () => {
    collect()
    return process.memoryUsage().heapUsed / 2 ** 20
  }
  const warm = Math.floor(requests.length / 5)
  await run(requests.slice(0, warm))
  const before = heap()
  await run(requests.slice(warm))
  const after = heap()
  t.diagnostic(
    `statuses ${[...statuses]
      .toSorted(([a], [b]) => a - b)
      .map(([status, count]) => `${status}×${count}`)
      .join(' ')}`,
  )
  t.diagnostic(
    `heap after collection: ${before.toFixed(0)} MiB after a fifth, ${after.toFixed(0)} MiB at the end`,
  )
  assert.deepEqual(failures.slice(0, 20), [])
  assert.ok(after < before + 40, `${before.toFixed(0)} → ${after.toFixed(0)} MiB`)
  assert.equal(Reflect.get({}, 'x'), undefined)
  assert.ok((statuses.get(200) ?? 0) > many / 100, 'some of it gets through: the doors are not merely shut')
  const { status } = await world.desk.caller.call(recordApi.read, { number: world.a.incident })
  assert.equal(status, 200)
})

test('what is not even HTTP is answered or hung up on, and the server goes on', async () => {
  const address = await server.app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = new URL(address)
  const speak = (words: string | Buffer) =>
    new Promise<string>((resolve) => {
      const socket = connect(Number(port), '127.0.0.1', () => socket.write(words))
      let heard = ''
      socket.setTimeout(500, () => socket.destroy())
      socket.on('data', (data) => {
        heard += data.toString('latin1')
        if (heard.length > 20) socket.destroy()
      })
      socket.on('error', () => resolve(heard))
      socket.on('close', () => resolve(heard))
    })
  for (const words of [
    'GARBAGE\r\n\r\n',
    'GET / HTTP/9.9\r\n\r\n',
    `GET /${'a'.repeat(100_000)} HTTP/1.1\r\nhost: x\r\n\r\n`,
    `GET /health HTTP/1.1\r\nhost: x\r\n${'h: v\r\n'.repeat(5000)}\r\n`,
    'POST /api/v1/incidents HTTP/1.1\r\nhost: x\r\ncontent-length: -5\r\n\r\n',
    'POST /api/v1/incidents HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\nzzz\r\n',
    'GET /api/v1/%zz HTTP/1.1\r\nhost: x\r\n\r\n',
    'GET /api/v1/records/%00 HTTP/1.1\r\nhost: x\r\n\r\n',
    'GET //../../etc/passwd HTTP/1.1\r\nhost: x\r\n\r\n',
    'GET http://elsewhere/ HTTP/1.1\r\nhost: x\r\n\r\n',
    'CONNECT elsewhere:443 HTTP/1.1\r\nhost: x\r\n\r\n',
    'GET /api/v1/events HTTP/1.1\r\nhost: x\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\n',
    Buffer.from([0x16, 0x03, 0x01, 0x00, 0xff]),
  ]) {
    const heard = await speak(words)
    assert.ok(!/^HTTP\/1.1 5\d\d/.test(heard), `${words.toString().slice(0, 60)} → ${heard.slice(0, 80)}`)
  }
  assert.match(await speak('GET /health HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n'), /^HTTP\/1.1 200/)
})

const markup =
  '<p>ok <strong>fort</strong></p><script>alert(1)</script><img src=x onerror=alert(1)><a href="javascript:alert(1)">x</a><svg onload=alert(1)><iframe src="//x"></iframe><div style="position:fixed">y</div>'
const active = /<script|onerror|onload|javascript:|<svg|<iframe|<style|style=/i

test('markup in every text that is shown with its markup comes back without what acts', async () => {
  const { desk, manager } = world
  const service = await aService(server)
  const { number, version } = await desk.caller.get(incidentApi.report, {
    title: 'Riche',
    description: markup,
    serviceId: service.id,
    requesterId: world.a.requester.id,
    urgency: 3,
    impact: 3,
  })
  await desk.caller.get(recordApi.edit, { number, version, description: `${markup} encore` })
  for (const visibility of ['public', 'internal', 'supplier'] as const) {
    await desk.caller.get(recordApi.comment, { number, body: markup, visibility })
  }
  await move(desk, number, 'escalate', {}, { comment: markup })
  await move(manager, number, 'delegate-supplier', { supplierId: world.supplier.id })
  await move(world.technician, number, 'report-result', { supplierResult: markup }, { comment: markup })
  await move(manager, number, 'solution-found', { solution: markup })
  await desk.caller.get(recordApi.attachCaller, { number, caller: 'x', note: markup })
  const told = await desk.caller.get(incidentApi.report, { title: 'Résolu', solution: markup })
  const seen = [
    await desk.caller.get(recordApi.read, { number }),
    await desk.caller.get(recordApi.read, { number: told.number }),
    await desk.caller.get(journalApi.ofRecord, { number }),
    await desk.caller.get(journalApi.ofRecord, { number: told.number }),
    await world.a.requester.caller.get(journalApi.ofRecord, { number }),
  ].map((answer) => JSON.stringify(answer))
  for (const answer of seen) assert.doesNotMatch(answer, active)
  assert.match(seen.join(''), /<strong>fort<\/strong>/)
})

test('markup in a plain text is a text: it comes back as it was typed, for the screen to show as such', async () => {
  const title = '<b onclick=alert(1)>Gras</b> & co'
  const { number } = await world.desk.caller.get(incidentApi.report, { title })
  assert.equal((await world.desk.caller.get(recordApi.read, { number })).title, title)
})

test('a formula in a title is no formula in the export', async () => {
  await world.desk.caller.get(incidentApi.report, { title: '=HYPERLINK("http://x","y")' })
  const { body } = await world.desk.caller.call(recordApi.export, {})
  assert.doesNotMatch(body, /(^|;)"?[=+@-]HYPERLINK/m)
})

test('a wrong password is slowed down where it is guessed, and locks nobody out elsewhere', async () => {
  const signIn = (given: string, remoteAddress: string) =>
    server.app.inject({
      method: 'POST',
      url: `${prefix}/session`,
      remoteAddress,
      payload: { email: world.manager.email, password: given },
    })
  const guesses = await Promise.all(
    Array.from({ length: 25 }, (_, at) => signIn(`wrong password ${at}`, '203.0.113.9')),
  )
  const statuses = guesses.map(({ statusCode }) => statusCode)
  assert.equal(statuses.filter((status) => status === 401).length, 10)
  assert.equal(statuses.filter((status) => status === 429).length, 15)
  assert.equal((await signIn(password, '203.0.113.9')).statusCode, 429, 'not even the right one, from there')
  assert.equal((await signIn(password, '198.51.100.4')).statusCode, 200)
  server.setNow('PT6M')
  assert.equal((await signIn(password, '203.0.113.9')).statusCode, 200, 'after a while, from there too')
})
