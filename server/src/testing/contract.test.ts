import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pathKeys, type Audience, type Endpoint } from '#contract/endpoint.ts'
import { api } from '#contract/endpoints.ts'
import { sessionApi } from '#contract/session/api.ts'
import { prefix } from '#platform/http/surroundings.ts'
import { bindings } from '../start.ts'
import { aClientPerson, anAdministrator, anotherToken, aSupplierPerson } from './makers.ts'
import { sampleOf } from './sample.ts'
import { startServer } from './server.ts'

/** Endpoints that nothing answers yet: this list only gets shorter. */
const unbound: readonly string[] = []

const server = await startServer()
const people = {
  staff: await anAdministrator(server),
  client: await aClientPerson(server, { level: 'signatory' }),
  supplier: await aSupplierPerson(server),
}
const audiences = ['staff', 'client', 'supplier'] as const

const contract: Endpoint[] = Object.values(api).flatMap((module): Endpoint[] => Object.values(module))
const nameOf = ({ method, path }: Endpoint) => `${method} ${path}`
const bound = bindings.map(({ endpoint }) => endpoint)

test('every endpoint of the contract is answered, by one function', () => {
  const names = bound.map(nameOf)
  const missing = contract.map(nameOf).filter((name) => !names.includes(name))
  assert.deepEqual(missing, unbound)
  assert.deepEqual(
    names.filter((name, position) => names.indexOf(name) !== position),
    [],
  )
  assert.deepEqual(bound.filter((endpoint) => !contract.includes(endpoint)).map(nameOf), [])
})

interface Attempt {
  token?: string | null
  input?: Record<string, unknown>
  /** Instead of the input: a body as it stands. */
  body?: { text: string; type: string }
}

/** A form as a browser sends it: the fields, then one small file. */
const formOf = (fields: readonly [string, unknown][]): string =>
  [
    ...fields.map(
      ([name, value]) =>
        `--limit\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${textOf(value)}\r\n`,
    ),
    '--limit\r\ncontent-disposition: form-data; name="file"; filename="a.txt"\r\ncontent-type: text/plain\r\n\r\n',
    'contents\r\n--limit--\r\n',
  ].join('')

const attempt = async (endpoint: Endpoint, { token = null, input = {}, body }: Attempt) => {
  const keys = pathKeys(endpoint.path)
  const path = endpoint.path.replaceAll(/\{(\w+)\}/g, (_, key: string) =>
    encodeURIComponent(textOf(input[key]).toWellFormed()),
  )
  const rest = Object.entries(input).filter(([key, value]) => !keys.includes(key) && value !== undefined)
  const query = new URLSearchParams(rest.map(([key, value]) => [key, textOf(value)]))
  const url = `${prefix}${path}${endpoint.method === 'GET' && rest.length > 0 ? `?${query.toString()}` : ''}`
  const sent =
    endpoint.transport === 'multipart' && body === undefined
      ? { text: formOf(rest), type: 'multipart/form-data; boundary=limit' }
      : (body ?? { text: JSON.stringify(Object.fromEntries(rest)), type: 'application/json' })
  const response = await server.app.inject({
    method: endpoint.method,
    url,
    headers: {
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(endpoint.method === 'GET' ? {} : { 'content-type': sent.type }),
    },
    ...(endpoint.method === 'GET' ? {} : { payload: sent.text }),
  })
  // Written out only where it is needed: some of what is sent is large, and there are tens of thousands.
  if (response.statusCode >= 500) {
    assert.fail(
      `${nameOf(endpoint)} failed on ${JSON.stringify(body ?? input).slice(0, 300)}: ${response.body}`,
    )
  }
  return response
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''))

/** Somebody who may call it, with a session that the attempt may spend. */
const callerFor = async (endpoint: Endpoint): Promise<string | null> => {
  const audience = audiences.find((one) => endpoint.for.includes(one))
  return audience === undefined ? null : anotherToken(people[audience])
}

const isFor = (endpoint: Endpoint, audience: Audience): boolean => endpoint.for.includes(audience)

for (const endpoint of bound) {
  const sample = sampleOf(endpoint)
  const name = nameOf(endpoint)

  if (!isFor(endpoint, 'anyone')) {
    test(`${name} is closed to who is signed out, and to whom it is not for`, async () => {
      for (const token of [null, 'a-token-that-nobody-was-given']) {
        assert.equal((await attempt(endpoint, { token, input: sample })).statusCode, 401)
      }
      for (const audience of audiences.filter((one) => !isFor(endpoint, one))) {
        const { token } = people[audience]
        assert.equal((await attempt(endpoint, { token, input: sample })).statusCode, 403, audience)
      }
    })

    test(`${name} asks a program for the scope it needs`, async () => {
      const audience = audiences.find((one) => isFor(endpoint, one)) ?? 'staff'
      const other = endpoint.scope === 'read' ? 'intake' : 'read'
      const { token } = await people[audience].caller.get(sessionApi.createToken, {
        name: 'limited',
        scopes: [other],
      })
      const { statusCode, body } = await attempt(endpoint, { token, input: sample })
      assert.equal(statusCode, 403)
      assert.match(body, /missing_scope/)
    })
  }

  test(`${name} refuses what it cannot read`, async () => {
    let token = await callerFor(endpoint)
    for (const input of malformed(endpoint, sample)) {
      const { statusCode, body } = await attempt(endpoint, { token, input })
      // What was accepted may have been signing out.
      if (statusCode < 300) token = await callerFor(endpoint)
      if (accepts(endpoint, input)) continue
      if (!isRefusal(statusCode, body))
        assert.fail(`${statusCode} ${body} on ${JSON.stringify(input).slice(0, 300)}`)
    }
    if (endpoint.method === 'GET') return
    for (const body of brokenBodies) {
      const { statusCode } = await attempt(endpoint, { token, input: sample, body })
      assert.ok([400, 413, 415].includes(statusCode), `${statusCode} on ${body.text.slice(0, 60)}`)
    }
  })

  test(`${name} survives what is well-formed and means nothing`, async () => {
    assert.ok(accepts(endpoint, sample), `no sample fits: ${JSON.stringify(sample)}`)
    let token = await callerFor(endpoint)
    for (const input of [sample, ...odd(sample)]) {
      const { statusCode } = await attempt(endpoint, { token, input })
      if (statusCode < 300) token = await callerFor(endpoint)
    }
  })
}

test('nothing that was sent has changed what an object is', () => {
  assert.equal(Reflect.get({}, 'polluted'), undefined)
})

/** An empty piece of a path leads elsewhere, one that is too long is refused by the router. */
const isRefusal = (status: number, body: string): boolean =>
  status === 400 || status === 414 || (status === 404 && body.includes('not_found'))

/** As the server reads it: a query holds texts, a form and a path too. */
const accepts = (endpoint: Endpoint, input: Record<string, unknown>): boolean => {
  const isText = (key: string) =>
    endpoint.method === 'GET' || endpoint.transport === 'multipart' || pathKeys(endpoint.path).includes(key)
  const read = Object.entries(input).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, isText(key) ? textOf(value) : value]],
  )
  return endpoint.input.safeParse(Object.fromEntries(read)).success
}

const nested = { a: { b: { c: [[[{ d: null }]]] } } }
const wrongValues: readonly unknown[] = [
  42,
  -1,
  1e300,
  true,
  null,
  [],
  nested,
  [nested],
  '',
  'x'.repeat(5000),
  'nul\u0000',
  '\uD800',
  '../../etc/passwd',
  '%00',
  "'; drop table person; --",
]

/** The sample with one key at a time made wrong, left out or hidden among the keys that every object has. */
const malformed = (endpoint: Endpoint, sample: Record<string, unknown>): Record<string, unknown>[] => {
  const keys = Object.keys(sample)
  return [
    ...keys.flatMap((key) => wrongValues.map((value) => ({ ...sample, [key]: value }))),
    ...keys
      .filter((key) => !pathKeys(endpoint.path).includes(key))
      .map((key) => ({ ...sample, [key]: undefined })),
    { ...sample, constructor: { prototype: { polluted: true } } },
    { ...sample, toString: 'no function' },
  ]
}

/** Every text of the sample replaced: by a character that no text column takes, and by one that is long or strange. */
const odd = (sample: Record<string, unknown>): Record<string, unknown>[] =>
  ['a\u0000b', '\uDFFF', '<script>alert(1)</script>', 'é'.repeat(190), '\u202E\u{1F600}'].map((text) =>
    Object.fromEntries(Object.entries(sample).map(([key, value]) => [key, replaceText(value, text)])),
  )

const replaceText = (value: unknown, text: string): unknown => {
  if (typeof value === 'string') return text
  if (Array.isArray(value)) return value.map((each: unknown) => replaceText(each, text))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, replaceText(each, text)]))
}

const json = 'application/json'
const brokenBodies = [
  { text: 'not json', type: json },
  { text: '{"a":', type: json },
  { text: '[]', type: json },
  { text: '"text"', type: json },
  { text: '12', type: json },
  { text: '{"__proto__":{"polluted":true}}', type: json },
  { text: '{"constructor":{"prototype":{"polluted":true}}}', type: json },
  { text: '['.repeat(50_000), type: json },
  { text: `{"a":"${'x'.repeat(3 * 1024 * 1024)}"}`, type: json },
  { text: '<a/>', type: 'application/xml' },
  { text: 'a=b', type: 'application/x-www-form-urlencoded' },
  { text: '\u0000', type: 'application/octet-stream' },
]
