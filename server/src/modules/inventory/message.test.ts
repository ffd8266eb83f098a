import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { inventoryFile, valueOf, type inventoryFiles } from '../../testing/inventories.ts'
import { readMessage, type Headers, type Message } from './message.ts'
import { readPayload } from './payload.ts'
import { privateSections } from './shape.ts'

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

describe('what an agent says', () => {
  test('a prolog tells who asks', async () => {
    const asked = { kind: 'prolog', deviceId: 'host-2026-11-23-14-45-20', tag: null }
    assert.deepEqual(await messageOf(prolog(), ocs), { ...asked, agent: 'ocs', agentId: null })
    assert.deepEqual(await messageOf(prolog('<TOKEN>12345678</TOKEN>'), fusion), {
      ...asked,
      agent: 'fusion',
      agentId: null,
    })
    assert.deepEqual(await messageOf(prolog(), glpi), { ...asked, agent: 'glpi', agentId: id })
  })

  test('a GLPI agent makes contact', async () => {
    assert.deepEqual(await messageOf(inventoryFile('glpiContact'), glpi), {
      kind: 'contact',
      agent: 'glpi',
      deviceId: 'vm-essai-2026-11-25-08-10-00',
      agentId: id,
      tag: 'SITE-A',
    })
  })

  const files: [keyof typeof inventoryFiles, Headers, string, string, boolean][] = [
    ['workstation', ocs, 'ocs', 'SITE-A', false],
    ['noSerial', {}, 'ocs', 'SITE-B', false],
    ['ocs', ocs, 'ocs', 'CLIENT-A', false],
    ['fusion', fusion, 'fusion', 'X', false],
    ['fusion', {}, 'fusion', 'X', false],
    ['glpi', glpi, 'glpi', 'SITE-A', false],
    ['glpiPartial', {}, 'glpi', 'SITE-A', true],
  ]
  for (const [file, headers, agent, tag, partial] of files)
    test(`${file} is an inventory of ${agent}${headers.userAgent === undefined ? ', also where no header says so' : ''}`, async () => {
      const message = await messageOf(inventoryFile(file), headers)
      assert.equal(message.kind, 'inventory')
      if (message.kind !== 'inventory') return
      assert.deepEqual([message.agent, message.tag, message.partial], [agent, tag, partial])
      assert.ok((message.content.hardware?.length ?? 0) === 1)
    })

  test('the three name a field alike once they are read', async () => {
    for (const file of ['ocs', 'fusion', 'glpi'] as const) {
      const message = await messageOf(inventoryFile(file))
      assert.ok(message.kind === 'inventory')
      const { networks = [], softwares = [], cpus = [] } = message.content
      assert.ok(networks.some(({ mac }) => mac === '02:00:5e:10:00:31'))
      assert.deepEqual([softwares[0]?.name, softwares[0]?.arch], ['adduser', 'all'])
      assert.deepEqual([cpus[0]?.name, Number(cpus[0]?.core)], ['AMD EPYC', 2])
    }
  })

  test('a section that occurs once is a list all the same', async () => {
    const message = await messageOf(
      '<REQUEST><CONTENT><SOFTWARES><NAME>one</NAME></SOFTWARES></CONTENT><DEVICEID>d</DEVICEID><QUERY>INVENTORY</QUERY></REQUEST>',
    )
    assert.ok(message.kind === 'inventory')
    assert.deepEqual(message.content, { softwares: [{ name: 'one' }] })
  })

  const unclear: [string, string, string][] = [
    ['a page of HTML', '<html><body/></html>', 'unknown-message'],
    ['another query', '<REQUEST><DEVICEID>d</DEVICEID><QUERY>SNMP</QUERY></REQUEST>', 'unknown-message'],
    [
      'an inventory of nothing',
      '<REQUEST><DEVICEID>d</DEVICEID><QUERY>INVENTORY</QUERY></REQUEST>',
      'unknown-message',
    ],
    ['nobody', '<REQUEST><QUERY>PROLOG</QUERY></REQUEST>', 'no-device'],
    [
      'a device of control characters',
      '<REQUEST><DEVICEID>&#7; </DEVICEID><QUERY>PROLOG</QUERY></REQUEST>',
      'no-device',
    ],
    ['another action', '{"action":"netdiscovery","deviceid":"d"}', 'unknown-message'],
    ['an action of the prototype', '{"action":"__proto__","deviceid":"d"}', 'unknown-message'],
    ['a device that is a number', '{"action":"contact","deviceid":5}', 'no-device'],
    ['content that is a list', '{"action":"inventory","deviceid":"d","content":[]}', 'unknown-message'],
    ['nothing at all', '{}', 'unknown-message'],
  ]
  for (const [name, body, refused] of unclear)
    test(`${name} is refused: ${refused}`, async () => assert.deepEqual(await outcomeOf(body), { refused }))

  test('an agent id that is no UUID is none', async () => {
    const { agentId } = await messageOf(prolog(), { agentId: `${id}'; drop table ci` })
    assert.equal(agentId, null)
  })

  test('keys of the prototype stay outside', async () => {
    const message = await messageOf(
      '{"action":"inventory","deviceid":"d","content":{"__proto__":[{"x":1}],"constructor":[{"x":1}],"hardware":{"__proto__":{"name":"evil"},"constructor":"c","name":"n"}}}',
    )
    assert.ok(message.kind === 'inventory')
    assert.deepEqual(Object.keys(message.content), ['hardware'])
    assert.equal(message.content.hardware?.[0]?.name, 'n')
    assert.equal(Object.getPrototypeOf(message.content.hardware?.[0]), Object.prototype)
    assert.equal('evil' in {}, false)
  })
})

describe('what stays at the door', () => {
  const secrets = ['s3cret', 'marie', 'XXXXX-KEY']
  const json = JSON.stringify({
    action: 'inventory',
    deviceid: 'd',
    content: {
      ...Object.fromEntries(privateSections.map((section) => [section, [{ val: 's3cret', login: 'marie' }]])),
      hardware: {
        name: 'n',
        lastloggeduser: 'marie',
        userid: 'marie',
        winprodkey: 'XXXXX-KEY',
        winowner: 'marie',
      },
      softwares: [{ name: 'x', username: 'marie', userid: 'marie' }],
      operatingsystem: { name: 'Debian', ssh_key: 's3cret' },
    },
  })
  const xml = `<REQUEST><CONTENT><ENVS><KEY>TOKEN</KEY><VAL>s3cret</VAL></ENVS><PROCESSES><CMD>x s3cret</CMD></PROCESSES><LOCAL_USERS><LOGIN>marie</LOGIN></LOCAL_USERS><ACCESSLOG><USERID>marie</USERID></ACCESSLOG><HARDWARE><NAME>n</NAME><LASTLOGGEDUSER>marie</LASTLOGGEDUSER><WINPRODKEY>XXXXX-KEY</WINPRODKEY></HARDWARE></CONTENT><DEVICEID>d</DEVICEID><QUERY>INVENTORY</QUERY></REQUEST>`

  for (const [format, body] of [
    ['JSON', json],
    ['XML', xml],
  ] as const) {
    test(`people, their environment and keys are in no object that we make of ${format}`, async () => {
      const all = JSON.stringify(await messageOf(body))
      for (const secret of secrets) assert.ok(!all.includes(secret), secret)
      assert.ok(all.includes('"n"'))
    })

    test(`the last user is in it only where that is wanted, and nothing else (${format})`, async () => {
      const message = await messageOf(body, {}, { keepLastUser: true })
      assert.ok(message.kind === 'inventory')
      assert.equal(message.content.hardware?.[0]?.lastloggeduser, 'marie')
      const all = JSON.stringify(message)
      assert.ok(!all.includes('s3cret') && !all.includes('KEY'))
    })
  }
})
