import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readdirSync, rmSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { deflateSync, inflateSync } from 'node:zlib'
import { clientApi } from '../contract/src/client/api.ts'
import { configurationApi } from '../contract/src/configuration/api.ts'
import { inventoryApi, type Outcome } from '../contract/src/inventory/api.ts'
import { inventoryFile } from '../server/src/testing/inventories.ts'
import { openProduct } from './product.ts'
import { endOnSignals, openFolder, openTrial } from './trial.ts'
import { missingPrograms, runFusion, runOcs, type Turn } from './test-agents/agents.ts'

/** The started product against the real agents of Debian, and what a GLPI agent says, which Debian does not have. */
const missing = missingPrograms()
if (missing.length > 0 || process.getuid?.() !== 0) {
  console.error(
    missing.length > 0
      ? `test:agents needs ${missing.join(' and ')}: apt-get install ocsinventory-agent fusioninventory-agent.`
      : 'test:agents runs the agents as root, who alone sees all of a machine.',
  )
  process.exit(1)
}

const folder = openFolder('agents')
const product = await openProduct(folder)
const { check, tell, conclude } = openTrial()

const end = async (): Promise<void> => {
  await product.stop()
  rmSync(folder, { recursive: true, force: true })
}
endOnSignals(end)

const isContent = ({ status, said }: Turn): void => {
  assert.equal(status, 0, said)
  assert.doesNotMatch(
    said,
    /cannot establish|deflating|uncompress|unexpected|invalid|no (?:supported )?response|server error|not requested/iu,
  )
}

const packages = execFileSync('dpkg-query', ['-W', '-f', '${db:Status-Status}\n'], { encoding: 'utf8' })
  .split('\n')
  .filter((state) => state === 'installed').length

/** This process is started by one who has it: no agent may tell us. */
const secretOfEnvironment = 'jeton-qui-reste-ici'
process.env['TROUSSE_SECRET_OF_TEST'] = secretOfEnvironment

const aDoor = async (name: string) => {
  const { id } = await product.call(clientApi.create, { name })
  const { url, secret } = await product.call(inventoryApi.makeSecret, { id })
  return { id, secret, address: `${product.address}${new URL(url).pathname}` }
}

const outcomesOf = async (client: string): Promise<Outcome[]> => {
  const { items } = await product.call(inventoryApi.listContacts, { client, limit: 200 })
  return items.map(({ outcome }) => outcome).filter((outcome) => outcome !== 'greeted')
}

/** The one item of a client that an agent speaks for, as the product tells it. */
const machineOf = async (client: string) => {
  const { items } = await product.call(inventoryApi.listMachines, { client })
  assert.equal(items.length, 1, JSON.stringify(items))
  const [machine] = items
  assert.ok(machine !== undefined)
  const item = await product.call(configurationApi.read, { number: machine.number })
  const software = []
  for (let cursor: string | undefined; ;) {
    const { items: some, nextCursor } = await product.call(inventoryApi.installations, {
      number: machine.number,
      limit: 200,
      ...(cursor === undefined ? {} : { cursor }),
    })
    software.push(...some)
    if (nextCursor === null) break
    cursor = nextCursor
  }
  return { machine, item, software }
}

const isThisMachine = async (client: string): Promise<void> => {
  const { item, software } = await machineOf(client)
  assert.equal(item.name, hostname().split('.')[0])
  assert.equal(software.length, packages)
  assert.ok(Number(item.attributes['memoryMb']) > 256)
  assert.match(JSON.stringify(item.attributes['system']), /\w{4}/)
  const mounts = item.attributes['volumes']
  assert.ok(Array.isArray(mounts) && mounts.some(({ mount }) => mount === '/'))
  for (const part of ['processors', 'interfaces']) assert.ok(Array.isArray(item.attributes[part]), part)
  const all = JSON.stringify([item, software, await product.call(inventoryApi.listContacts, { client })])
  for (const secret of [secretOfEnvironment, 'daemon:', '/usr/sbin/nologin'])
    assert.ok(!all.includes(secret), secret)
}

try {
  await product.start()
  await product.signIn()
  tell('the product listens')
  const [ocs, fusion, glpi] = [
    await aDoor('Client OCS'),
    await aDoor('Client Fusion'),
    await aDoor('Client GLPI'),
  ]

  const both = async () => {
    const turns = await Promise.all([
      runOcs(folder, ocs.address, 'SITE-A'),
      runFusion(folder, fusion.address, 'SITE-B'),
    ])
    for (const turn of turns) isContent(turn)
  }

  await check(
    'OCS and FusionInventory, told nothing but the address, make their machine appear',
    async () => {
      await both()
      for (const { id } of [ocs, fusion]) {
        assert.deepEqual(await outcomesOf(id), ['created'])
        await isThisMachine(id)
      }
    },
  )

  await check('a second run changes nothing', async () => {
    const before = [await machineOf(ocs.id), await machineOf(fusion.id)]
    await both()
    for (const [index, { id }] of [ocs, fusion].entries()) {
      assert.deepEqual(await outcomesOf(id), ['unchanged', 'created'])
      const after = await machineOf(id)
      assert.equal(after.item.version, before[index]?.item.version)
      assert.deepEqual(
        after.software.map((one) => one.id),
        before[index]?.software.map((one) => one.id),
      )
    }
  })

  await check('the other agent finds the item that the first has made', async () => {
    const { machine } = await machineOf(ocs.id)
    isContent(await runFusion(folder, ocs.address, 'SITE-A'))
    assert.equal((await machineOf(ocs.id)).machine.number, machine.number)
    await isThisMachine(ocs.id)
  })

  await check('renamed, with a new device id, it stays the same item', async () => {
    const { machine } = await machineOf(ocs.id)
    rmSync(join(folder, 'ocs'), { recursive: true, force: true })
    isContent(await runOcs(folder, ocs.address, 'SITE-A', 'poste-renomme'))
    const after = await machineOf(ocs.id)
    assert.equal(after.machine.number, machine.number)
    assert.equal(after.item.name, 'poste-renomme')
  })

  await check(
    'what a GLPI agent says in its first turns is answered as it needs, in the address and by token',
    async () => {
      const turns = [
        '<?xml version="1.0" encoding="UTF-8"?><REQUEST><DEVICEID>vm-essai-2026-11-25-08-10-00</DEVICEID><QUERY>PROLOG</QUERY></REQUEST>',
        inventoryFile('glpi'),
        inventoryFile('glpiContact'),
        inventoryFile('glpiPartial'),
      ]
      const say = (path: string, body: string | Buffer, headers: Record<string, string> = {}) =>
        fetch(path, {
          method: 'POST',
          headers: {
            'user-agent': 'GLPI-Agent_v1.12',
            'glpi-agent-id': '0f7d1c9e-5d7c-4e0f-9a62-2a9e3a1f4b55',
            'content-type': 'application/x-compress-zlib',
            ...headers,
          },
          body: deflateSync(body),
        })
      for (const turn of turns) {
        const response = await say(glpi.address, turn)
        const body = Buffer.from(await response.arrayBuffer())
        assert.equal(body.subarray(0, 2).toString('hex'), '789c')
        const answer: unknown = JSON.parse(inflateSync(body).toString())
        assert.ok(
          typeof answer === 'object' && answer !== null && 'expiration' in answer && 'status' in answer,
        )
        assert.deepEqual([answer.status, answer.expiration], ['ok', 24])
      }
      assert.equal((await machineOf(glpi.id)).machine.agent, 'glpi')
      const plain = `${product.address}/front/inventory.php`
      assert.equal((await say(plain, turns[2] ?? '')).status, 401)
      const asked = await fetch(`${plain}/api.php/token`, {
        method: 'POST',
        body: JSON.stringify({
          grant_type: 'client_credentials',
          client_id: 'x',
          client_secret: glpi.secret,
          scope: 'inventory',
        }),
      })
      const { access_token: token }: { access_token?: string } = JSON.parse(await asked.text())
      assert.equal((await say(plain, turns[3] ?? '', { authorization: `Bearer ${token}` })).status, 200)
    },
  )

  await check('the console has told no secret', async () => {
    for (const { secret } of [ocs, fusion, glpi]) assert.ok(!product.said().includes(secret))
    assert.equal(readdirSync(folder).includes('data'), true)
  })
} finally {
  await end()
}

conclude(product.said())
