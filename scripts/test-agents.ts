import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateSync, inflateSync } from 'node:zlib'
import { digestParts } from '../server/src/modules/inventory/digest.ts'
import { parts, type Inventory } from '../server/src/modules/inventory/inventory.ts'
import { identifiersOf, matchInventory, type Candidate } from '../server/src/modules/inventory/match.ts'
import type { Agent, Message } from '../server/src/modules/inventory/message.ts'
import { normalise } from '../server/src/modules/inventory/normalise.ts'
import { inventoryFile } from '../server/src/testing/inventories.ts'
import { missingPrograms, runFusion, runOcs, type Turn } from './test-agents/agents.ts'
import { startReceiver } from './test-agents/receiver.ts'

/** The intake of inventories against the real agents of Debian, and what a GLPI agent says, which Debian does not have. */
const missing = missingPrograms()
if (missing.length > 0 || process.getuid?.() !== 0) {
  console.error(
    missing.length > 0
      ? `test:agents needs ${missing.join(' and ')}: apt-get install ocsinventory-agent fusioninventory-agent.`
      : 'test:agents runs the agents as root, who alone sees all of a machine.',
  )
  process.exit(1)
}

const folder = mkdtempSync(join(tmpdir(), 'trousse-agents-'))
const receiver = await startReceiver()
const began = performance.now()
const results: { name: string; fault: unknown }[] = []

const end = async (): Promise<void> => {
  await receiver.stop()
  rmSync(folder, { recursive: true, force: true })
}
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void end().finally(() => process.exit(1)))

const check = async (name: string, work: () => Promise<void>): Promise<void> => {
  const from = performance.now()
  const fault: unknown = await work().then(
    () => null,
    (error: unknown) => error,
  )
  results.push({ name, fault })
  console.log(`${fault === null ? '✔' : '✖'} ${name} (${((performance.now() - from) / 1000).toFixed(1)} s)`)
  if (fault !== null) console.error(fault)
}

type Report = Extract<Message, { kind: 'inventory' }>

/** What was heard since the last time. */
const heard = (): Message[] =>
  receiver.heard.splice(0).map((one) => (typeof one === 'string' ? assert.fail(`refused: ${one}`) : one))

const reportIn = (messages: readonly Message[], agent: Agent): Report => {
  assert.deepEqual(
    messages.map((message) => `${message.agent} ${message.kind}`),
    [`${agent} prolog`, `${agent} inventory`],
  )
  const report = messages[1]
  assert.ok(report?.kind === 'inventory')
  return report
}

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

/** What each agent has told of this machine. */
const told = new Map<Agent, { inventory: Inventory; report: Report }>()

const isThisMachine = (agent: Agent, report: Report, tag: string): void => {
  const { inventory } = normalise(report)
  told.set(agent, { inventory, report })
  assert.equal(report.tag, tag)
  assert.equal(inventory.identity.name, hostname().split('.')[0])
  assert.equal(inventory.software.length, packages)
  assert.ok((inventory.hardware.memoryMb ?? 0) > 256)
  assert.ok(inventory.volumes.some(({ mount }) => mount === '/'))
  // This process is started by one who has them: no agent may tell us.
  const all = JSON.stringify(report)
  for (const secret of [secretOfEnvironment, 'daemon:', '/usr/sbin/nologin'])
    assert.ok(!all.includes(secret), secret)
}

const secretOfEnvironment = 'jeton-qui-reste-ici'
process.env.TROUSSE_SECRET_OF_TEST = secretOfEnvironment

try {
  await check('OCS asks, sends, and is content with the answers', async () => {
    isContent(await runOcs(folder, receiver.address, 'SITE-A'))
    isThisMachine('ocs', reportIn(heard(), 'ocs'), 'SITE-A')
  })

  await check('a second run changes nothing that would be written', async () => {
    const before = told.get('ocs')
    assert.ok(before !== undefined)
    isContent(await runOcs(folder, receiver.address, 'SITE-A'))
    const report = reportIn(heard(), 'ocs')
    assert.equal(report.deviceId, before.report.deviceId)
    const [old, young] = [digestParts(before.inventory), digestParts(normalise(report).inventory)]
    assert.deepEqual(
      parts.filter((part) => old[part] !== young[part]),
      [],
    )
  })

  await check('OCS that is told to wait sends nothing and does not complain', async () => {
    receiver.isWanted = false
    const { status } = await runOcs(folder, receiver.address, 'SITE-A')
    receiver.isWanted = true
    assert.equal(status, 0)
    assert.deepEqual(
      heard().map(({ kind }) => kind),
      ['prolog'],
    )
  })

  await check('FusionInventory asks, sends, and is content with the answers', async () => {
    isContent(await runFusion(folder, receiver.address, 'SITE-B'))
    isThisMachine('fusion', reportIn(heard(), 'fusion'), 'SITE-B')
  })

  await check('both have spoken of one machine', async () => {
    const [ocs, fusion] = [told.get('ocs'), told.get('fusion')]
    assert.ok(ocs !== undefined && fusion !== undefined)
    const known: Candidate = { ...identifiersOf(ocs.inventory, ocs.report), id: 'this' }
    const verdict = matchInventory(identifiersOf(fusion.inventory, fusion.report), [known])
    assert.ok('same' in verdict, JSON.stringify(verdict))
    console.log(`  ${verdict.same.score} points: ${verdict.same.because.join(', ')}`)
  })

  await check('what a GLPI agent says in its first two turns is answered as it needs', async () => {
    const turns = [
      '<?xml version="1.0" encoding="UTF-8"?><REQUEST><DEVICEID>vm-essai-2026-11-25-08-10-00</DEVICEID><QUERY>PROLOG</QUERY></REQUEST>',
      inventoryFile('glpi'),
      inventoryFile('glpiContact'),
      inventoryFile('glpiPartial'),
    ]
    for (const turn of turns) {
      const response = await fetch(`${receiver.address}/front/inventory.php`, {
        method: 'POST',
        headers: {
          'user-agent': 'GLPI-Agent_v1.12',
          'glpi-agent-id': '0f7d1c9e-5d7c-4e0f-9a62-2a9e3a1f4b55',
          'content-type': 'application/x-compress-zlib',
        },
        body: deflateSync(turn),
      })
      const body = Buffer.from(await response.arrayBuffer())
      assert.equal(body.subarray(0, 2).toString('hex'), '789c')
      const answer: unknown = JSON.parse(inflateSync(body).toString())
      assert.ok(typeof answer === 'object' && answer !== null && 'expiration' in answer && 'status' in answer)
      assert.deepEqual([answer.status, answer.expiration], ['ok', 24])
    }
    assert.deepEqual(
      heard().map((message) => `${message.agent} ${message.kind}`),
      ['glpi prolog', 'glpi inventory', 'glpi contact', 'glpi inventory'],
    )
  })
} finally {
  await end()
}

const failed = results.filter(({ fault }) => fault !== null).length
console.log(
  `${results.length - failed} passed, ${failed} failed (${Math.round((performance.now() - began) / 1000)} s)`,
)
process.exit(failed === 0 ? 0 : 1)
