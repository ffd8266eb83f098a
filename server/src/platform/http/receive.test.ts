import assert from 'node:assert/strict'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { incidentApi } from '#contract/incident/api.ts'
import { anAgent, aClientPerson, type Someone } from '../../testing/makers.ts'
import { startServer } from '../../testing/server.ts'
import { prefix } from './surroundings.ts'

const server = await startServer()
let desk: Someone
let client: Someone
let number: string

before(async () => {
  desk = await anAgent(server)
  client = await aClientPerson(server)
  number = (await desk.caller.get(incidentApi.report, { title: 'Panne' })).number
})

const field = (name: string, value: string) =>
  `--limit\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
const file = (content = 'bonjour', name = 'file') =>
  `--limit\r\ncontent-disposition: form-data; name="${name}"; filename="a.txt"\r\ncontent-type: text/plain\r\n\r\n${content}\r\n`

const send = async (parts: readonly string[], { token = desk.token, end = '--limit--\r\n' } = {}) => {
  const response = await server.app.inject({
    method: 'POST',
    url: `${prefix}/records/${number}/attachments`,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'multipart/form-data; boundary=limit' },
    payload: parts.join('') + end,
  })
  return { status: response.statusCode, body: JSON.parse(response.body) }
}
// A folder of this file's own: others upload on the same machine.
process.env['TMPDIR'] = await mkdtemp(join(tmpdir(), 'trousse-receive-'))
after(() => rm(tmpdir(), { recursive: true, force: true }))
const spooled = () => readdir(tmpdir())

test('fields are read before the file and after it', async () => {
  for (const parts of [
    [field('visibility', 'internal'), file()],
    [file(), field('visibility', 'internal')],
  ]) {
    const { status, body } = await send(parts)
    assert.deepEqual([status, body.visibility, body.size], [201, 'internal', 7])
  }
  assert.equal((await send([file()])).body.visibility, 'public')
})

test('a body without a file, with two, with a field twice, too long or cut off is refused', async () => {
  for (const [parts, end] of [
    [[field('visibility', 'internal')]],
    [[file(), file('encore', 'other')]],
    [[field('visibility', 'internal'), file(), field('visibility', 'public')]],
    [[file(), field('visibility', 'x'.repeat(20_000))]],
    [[file(), field('visibility', 'internal')], ''],
    [[]],
  ] as const) {
    const { status, body } = await send(parts, end === undefined ? {} : { end })
    assert.deepEqual([status, body.code], [400, 'malformed_request'])
  }
  assert.deepEqual(await spooled(), [])
})

test('what is wrong after the file is said after it, and the file is gone', async () => {
  const { status, body } = await send([file(), field('visibility', 'secret')])
  assert.deepEqual([status, body.code], [400, 'invalid_input'])
  assert.deepEqual(await spooled(), [])
})

test('a file over the limit is refused wherever the fields stand', async () => {
  const large = file('x'.repeat(26 * 1024 * 1024))
  for (const parts of [
    [field('visibility', 'internal'), large],
    [large, field('visibility', 'internal')],
  ]) {
    const { status, body } = await send(parts)
    assert.deepEqual([status, body.code], [413, 'too_large'])
  }
  assert.deepEqual(await spooled(), [])
})

test('who may not send it is refused before the disk has written', async () => {
  assert.equal((await send([file()], { token: 'x'.repeat(30) })).status, 401)
  assert.equal((await send([file()], { token: client.token })).status, 404)
  assert.deepEqual(await spooled(), [])
})
