import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { gunzipSync, inflateSync } from 'node:zlib'
import { inventoryFile, valueOf } from '../../testing/inventories.ts'
import { agentOf, readMessage, type Headers, type Message } from './message.ts'
import { readPayload, type Compression } from './payload.ts'
import { Refusal } from '#contract/inventory/api.ts'
import { replyTo, replyToRefusal, type Reply, type Wish } from './reply.ts'

const id = '0f7d1c9e-5d7c-4e0f-9a62-2a9e3a1f4b55'
const glpi: Headers = { agentId: id.toUpperCase(), userAgent: 'GLPI-Agent_v1.12' }
const ocs: Headers = { userAgent: 'OCS-NG_unified_unix_agent_v2.10.0' }
const fusion: Headers = { userAgent: 'FusionInventory-Agent_v2.6-3' }

const outcomeOf = async (body: string | Buffer, headers: Headers = {}, door = {}) =>
  readMessage(valueOf(await readPayload([Buffer.from(body)])), headers, door)

const messageOf = async (body: string | Buffer, headers: Headers = {}, door = {}): Promise<Message> =>
  valueOf(await outcomeOf(body, headers, door))

const prolog = (inner = '') =>
  `<?xml version="1.0" encoding="UTF-8"?><REQUEST><DEVICEID>host-2026-11-23-14-45-20</DEVICEID><QUERY>PROLOG</QUERY>${inner}</REQUEST>`

const unpack = ({ headers, body }: Reply) =>
  headers['content-type'].endsWith('zlib')
    ? inflateSync(body).toString()
    : headers['content-type'].endsWith('gzip')
      ? gunzipSync(body).toString()
      : body.toString()

describe('what an agent is told', () => {
  const sent =
    '<?xml version="1.0" encoding="UTF-8"?><REPLY><PROLOG_FREQ>24</PROLOG_FREQ><RESPONSE>SEND</RESPONSE></REPLY>'
  const stop = sent.replace('SEND', 'STOP')
  const taken = '<?xml version="1.0" encoding="UTF-8"?><REPLY><RESPONSE>NO_ACCOUNT_UPDATE</RESPONSE></REPLY>'
  const fine = '{"status":"ok","expiration":24}'
  const cases: [string, string | Buffer, Headers, Wish, string][] = [
    ['OCS may send', prolog(), ocs, {}, sent],
    ['OCS may not send now', prolog(), ocs, { isWanted: false }, stop],
    ['FusionInventory may send', prolog(), fusion, {}, sent],
    ['OCS has sent', inventoryFile('ocs'), ocs, {}, taken],
    ['FusionInventory has sent', inventoryFile('fusion'), fusion, {}, taken],
    ['a GLPI agent speaks its first word, in XML', prolog(), glpi, {}, fine],
    ['a GLPI agent has sent', inventoryFile('glpi'), glpi, {}, fine],
    [
      'a GLPI agent has sent a part, tomorrow again',
      inventoryFile('glpiPartial'),
      glpi,
      { hours: 12 },
      fine.replace('24', '12'),
    ],
    ['a GLPI agent that was told to speak XML has sent', inventoryFile('fusion'), glpi, {}, taken],
  ]
  for (const [name, body, headers, wish, expected] of cases)
    test(name, async () => {
      const payload = valueOf(await readPayload([Buffer.from(body)]))
      const reply = replyTo(valueOf(readMessage(payload, headers)), payload, wish)
      assert.equal(unpack(reply), expected)
      assert.equal(reply.status, 200)
      assert.equal(reply.headers['content-length'], String(reply.body.length))
    })

  test('contact names what is not to be collected, and the tasks that are not given', async () => {
    const payload = valueOf(await readPayload([inventoryFile('glpiContact')]))
    const message = valueOf(readMessage(payload, glpi))
    const answer = JSON.parse(unpack(replyTo(message, payload)))
    assert.equal(answer.tasks.inventory['no-category'], 'process,environment,local_user,local_group,user')
    assert.ok(answer.disabled.includes('deploy') && !answer.disabled.includes('inventory'))
    const refused = JSON.parse(unpack(replyTo(message, payload, { isWanted: false })))
    assert.ok(
      refused.disabled.includes('inventory') && refused.tasks === undefined && refused.expiration === 24,
    )
  })

  const packings: [Headers, Compression, string, string][] = [
    [fusion, 'zlib', 'application/x-compress-zlib', '789c'],
    [fusion, 'gzip', 'application/x-compress-gzip', '1f8b'],
    [fusion, 'plain', 'application/xml', '3c3f'],
    [ocs, 'plain', 'application/x-compress-zlib', '789c'],
    [glpi, 'zlib', 'application/x-compress-zlib', '789c'],
    [glpi, 'plain', 'application/json', '7b22'],
  ]
  for (const [headers, compression, type, head] of packings)
    test(`${headers.userAgent} that sends ${compression} is answered as ${type}, beginning ${head}`, async () => {
      const message = await messageOf(prolog(), headers)
      for (const reply of [
        replyTo(message, { compression, format: 'xml' }),
        replyToRefusal('too-deep', agentOf(headers), {
          compression,
          format: message.agent === 'glpi' ? 'json' : 'xml',
        }),
      ]) {
        assert.equal(reply.headers['content-type'], type)
        assert.equal(reply.body.subarray(0, 2).toString('hex'), head)
      }
    })

  test('every refusal has a sentence for the log, in both languages of agents, and none is a success', () => {
    const said = new Set<string>()
    for (const refusal of Refusal.options) {
      const json = replyToRefusal(refusal, 'glpi')
      const answer = JSON.parse(unpack(json))
      assert.deepEqual([answer.status, answer.expiration], ['error', 24])
      assert.ok(json.status >= 400)
      assert.ok(unpack(replyToRefusal(refusal, 'ocs')).includes(answer.message))
      said.add(answer.message)
    }
    assert.equal(said.size, Refusal.options.length)
  })

  test('nothing that was sent comes back', async () => {
    const mark = 'zzMARKzz'
    const body = prolog().replace('host-', `${mark}-`)
    const payload = valueOf(await readPayload([Buffer.from(body)]))
    for (const headers of [ocs, fusion, glpi, { userAgent: mark }])
      assert.ok(!unpack(replyTo(valueOf(readMessage(payload, headers)), payload)).includes(mark))
  })
})
