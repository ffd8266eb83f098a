import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import * as fc from 'fast-check'
import { inventoryFile, renamed, valueOf } from '../../testing/inventories.ts'
import { digestParts, installationKey, installations } from './digest.ts'
import { parts, type Inventory, type Part } from './inventory.ts'
import { readMessage } from './message.ts'
import { normalise } from './normalise.ts'
import { readPayload } from './payload.ts'

const inventoryOf = async (body: Buffer): Promise<Inventory> => {
  const message = valueOf(readMessage(valueOf(await readPayload([body]))))
  assert.ok(message.kind === 'inventory')
  return normalise(message).inventory
}

const changed = (before: Inventory, after: Inventory): Part[] => {
  const [old, young] = [digestParts(before), digestParts(after)]
  return parts.filter((part) => old[part] !== young[part])
}

describe('digests', () => {
  test('the same report twice changes nothing', async () => {
    const twice = [
      await inventoryOf(inventoryFile('workstation')),
      await inventoryOf(inventoryFile('workstation')),
    ]
    assert.ok(twice[0] !== undefined && twice[1] !== undefined)
    assert.deepEqual(changed(twice[0], twice[1]), [])
  })

  test('a machine renamed changes its identity alone', async () => {
    const file = inventoryFile('workstation')
    assert.deepEqual(changed(await inventoryOf(file), await inventoryOf(renamed(file, 'accueil-2'))), [
      'identity',
    ])
  })

  test('what a partial report does not bring has no digest', async () => {
    const partial = await inventoryOf(inventoryFile('glpiPartial'))
    assert.deepEqual(Object.keys(digestParts(partial)).toSorted(), ['hardware', 'identity', 'volumes'])
  })

  test('what changes from day to day changes no digest', async () => {
    const before = await inventoryOf(inventoryFile('fusion'))
    const after: Inventory = {
      ...before,
      processors: before.processors.map((one) => ({ ...one, megahertz: 1234 })),
      volumes: before.volumes.map((one) => ({ ...one, freeMb: 1 })),
      software: before.software.map((one) => ({ ...one, sizeKb: 1, installedOn: '2026-01-01' })),
      interfaces: [
        ...before.interfaces.map((one) => ({
          ...one,
          megabits: 10,
          mac: one.isVirtual ? '52:54:00:00:00:01' : one.mac,
        })),
        { name: 'veth1', mac: null, ips: ['fe80::9'], isVirtual: true, isRemovable: false, megabits: null },
      ],
    }
    assert.deepEqual(changed(before, after), [])
  })

  const changes: [Part, (before: Inventory) => Partial<Inventory>][] = [
    ['identity', ({ identity }) => ({ identity: { ...identity, domain: 'other.test' } })],
    ['system', ({ system }) => ({ system: { ...system, kernel: '7.0.0' } })],
    ['hardware', ({ hardware }) => ({ hardware: { ...hardware, memoryMb: 1 } })],
    ['processors', () => ({ processors: [] })],
    ['disks', ({ disks }) => ({ disks: disks.map((disk) => ({ ...disk, serial: 'NEW-1' })) })],
    ['volumes', ({ volumes }) => ({ volumes: volumes.map((one) => ({ ...one, totalMb: 1 })) })],
    ['interfaces', ({ interfaces }) => ({ interfaces: interfaces.filter(({ name }) => name !== 'eth0') })],
    [
      'printers',
      () => ({ printers: [{ name: 'p', driver: null, port: null, serial: null, isShared: null }] }),
    ],
    ['software', ({ software }) => ({ software: software.slice(1) })],
  ]
  for (const [part, change] of changes)
    test(`what matters of ${part} changes its digest and no other`, async () => {
      const before = await inventoryOf(inventoryFile('server'))
      assert.deepEqual(changed(before, { ...before, ...change(before) }), [part])
    })

  test('the order of a list, and of the keys of its things, means nothing', async () => {
    const before = await inventoryOf(inventoryFile('noSerial'))
    const places = before.software.map((_one, index) => index)
    fc.assert(
      fc.property(fc.shuffledSubarray(places, { minLength: places.length }), (order) => {
        const software = order.flatMap((place) => before.software[place] ?? [])
        const interfaces = before.interfaces.toReversed().map((one) => ({
          ...Object.fromEntries(Object.entries(one).toReversed()),
          ...one,
          ips: one.ips.toReversed(),
        }))
        assert.deepEqual(changed(before, { ...before, software, interfaces }), [])
      }),
      { numRuns: 30 },
    )
  })
})

describe('installations', () => {
  type Named = Parameters<typeof installationKey>[0]
  const one: Named = { title: 'Firefox', version: '140.0', arch: 'amd64' }
  const same: [string, Partial<Named>][] = [
    ['capitals', { title: 'FIREFOX' }],
    ['spaces', { title: ' Firefox\u00A0' }],
    ['another word for the architecture', { arch: 'x86_64' }],
  ]
  for (const [name, change] of same)
    test(`${name} make no other one`, () =>
      assert.equal(installationKey({ ...one, ...change }), installationKey(one)))

  const other: [string, Partial<Named>][] = [
    ['version', { version: '141.0' }],
    ['architecture', { arch: 'i386' }],
    ['border between two fields', { title: 'Firefox 140.0', version: '' }],
  ]
  for (const [name, change] of other)
    test(`another ${name} makes another one`, () =>
      assert.notEqual(installationKey({ ...one, ...change }), installationKey(one)))

  test('packages for every architecture have none', () => {
    assert.equal(installationKey({ ...one, arch: 'all' }), installationKey({ ...one, arch: null }))
  })

  test('a program reported twice is installed once', async () => {
    const { software } = await inventoryOf(inventoryFile('workstation'))
    assert.equal(installations(software).size, 1107)
    assert.deepEqual(installations([...software, ...software]), installations(software))
  })
})
