import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import * as fc from 'fast-check'
import { inventoryFile, valueOf, type inventoryFiles } from '../../testing/inventories.ts'
import { Inventory } from './inventory.ts'
import { readMessage } from './message.ts'
import { normalise } from './normalise.ts'
import { readPayload } from './payload.ts'
import { contentOfJson } from './shape.ts'

const reportOf = async (body: Buffer) => {
  const message = valueOf(readMessage(valueOf(await readPayload([body]))))
  assert.ok(message.kind === 'inventory')
  return message
}
const fileOf = async (name: keyof typeof inventoryFiles) => normalise(await reportOf(inventoryFile(name)))
const said = (content: Record<string, unknown>, partial = false) =>
  normalise({ itemType: 'Computer', content: contentOfJson(content, { keepLastUser: true }), partial })

describe('real reports', () => {
  test('a workstation with 1,107 packages', async () => {
    const { inventory, notes } = await fileOf('workstation')
    assert.equal(inventory.software.length, 1107)
    assert.deepEqual(inventory.software[0], {
      title: 'adduser',
      version: '3.134',
      publisher: null,
      arch: 'all',
      source: 'deb',
      installedOn: '2025-04-20',
      sizeKb: 686,
    })
    assert.deepEqual([inventory.kind, inventory.form], ['computer', 'workstation'])
    assert.deepEqual(inventory.hardware, {
      manufacturer: 'Dell Inc.',
      model: 'OptiPlex 7010',
      serial: 'PC-0042-AX',
      boardSerial: null,
      assetTag: null,
      uuid: '4c4c4544-0050-4310-8030-b4c04f305832',
      memoryMb: 24105,
      chassis: 'Desktop',
      biosVersion: null,
      isVirtual: false,
      vmSystem: null,
    })
    assert.deepEqual(
      inventory.disks.map(({ name, sizeMb }) => [name, sizeMb]),
      [['vda', 274878]],
    )
    assert.deepEqual(inventory.volumes, [
      { mount: '/', label: '/dev/vda', fileSystem: 'ext4', totalMb: 258019, freeMb: 78538 },
    ])
    assert.deepEqual(
      inventory.interfaces.map(({ name, ips, isVirtual }) => [name, ips, isVirtual]),
      [
        ['ifb0', [], true],
        ['ifb1', [], true],
        ['eth0', ['192.0.2.21', 'fe80::fc:ff:fe00:1'], false],
      ],
    )
    assert.deepEqual(inventory.processors, [
      { manufacturer: 'AMD', model: 'AMD EPYC', cores: 2, threads: 2, megahertz: null },
    ])
    assert.deepEqual(inventory.system, {
      name: 'Debian GNU/Linux 12',
      version: '12',
      kernel: null,
      arch: 'x86_64',
      installedOn: null,
    })
    assert.deepEqual(notes, [{ section: 'hardware', field: 'install_date', problem: 'not-a-date', count: 1 }])
  })

  test('a server is one by its model, whatever its chassis says', async () => {
    assert.equal((await fileOf('server')).inventory.form, 'server')
  })

  test('what firmware says when nobody has told it is no serial number', async () => {
    const { inventory, notes } = await fileOf('noSerial')
    const { serial, model, uuid, isVirtual } = inventory.hardware
    assert.deepEqual(
      { serial, model, uuid, isVirtual },
      { serial: null, model: null, uuid: null, isVirtual: true },
    )
    assert.deepEqual(
      notes.filter(({ problem }) => problem === 'placeholder').map(({ field }) => field),
      ['smodel', 'ssn', 'uuid'],
    )
  })

  test('three agents on one machine say the same of what they all see', async () => {
    const [ocs, fusion, glpi] = [await fileOf('ocs'), await fileOf('fusion'), await fileOf('glpi')].map(
      ({ inventory }) => inventory,
    )
    assert.ok(ocs !== undefined && fusion !== undefined && glpi !== undefined)
    for (const other of [fusion, glpi]) {
      assert.deepEqual(other.identity, ocs.identity)
      assert.deepEqual(other.processors, ocs.processors)
      assert.equal(other.form, ocs.form)
      assert.equal(other.hardware.memoryMb, ocs.hardware.memoryMb)
      const firm = (inventory: Inventory) =>
        inventory.software.map(({ title, version, arch }) => [title, version, arch])
      assert.deepEqual(firm(other), firm(ocs))
    }
  })

  test('each fits the shape', async () => {
    for (const name of ['workstation', 'server', 'noSerial', 'ocs', 'fusion', 'glpi', 'glpiPartial'] as const)
      Inventory.parse((await fileOf(name)).inventory)
  })
})

describe('dirt', () => {
  test('a bad field is dropped and noted once with its count; the rest is kept', () => {
    const { inventory, notes } = said({
      softwares: Array.from({ length: 1000 }, (_, index) => ({
        name: `p${index}`,
        version: {},
        install_date: 'soon',
      })),
      drives: [{ type: '/', total: 'much', free: '10' }],
      networks: [{ description: 'eth0', mac: 'zz', ipaddress: '999.1.1.1', ipaddress6: 'fe80::1%eth0' }],
      hardware: { name: 'a', uuid: 'nope', memory: '4096' },
    })
    assert.equal(inventory.software.length, 1000)
    assert.equal(inventory.hardware.memoryMb, 4096)
    assert.deepEqual(inventory.volumes[0]?.freeMb, 10)
    assert.deepEqual(inventory.interfaces[0]?.ips, ['fe80::1'])
    assert.deepEqual(
      notes.map(({ section, field, problem, count }) => `${section}.${field} ${problem} ${count}`).toSorted(),
      [
        'drives.total not-a-number 1',
        'hardware.uuid not-a-uuid 1',
        'networks.ipaddress not-an-address 1',
        'networks.mac not-a-mac 1',
        'softwares.install_date not-a-date 1000',
        'softwares.version not-text 1000',
      ],
    )
  })

  test('200,000 packages are cut to 50,000, and that is noted', () => {
    const began = performance.now()
    const { inventory, notes } = said({
      softwares: Array.from({ length: 200_000 }, (_, n) => ({ name: `p${n}` })),
    })
    assert.equal(inventory.software.length, 50_000)
    assert.deepEqual(notes, [{ section: 'softwares', field: '', problem: 'too-many', count: 150_000 }])
    assert.ok(performance.now() - began < 5000)
  })

  test('the e-mail addresses of package maintainers are left out', () => {
    const { inventory } = said({
      softwares: [
        { name: 'a', publisher: 'Jean Valjean <jean@debian.example>' },
        { name: 'b', publisher: 'jean@debian.example' },
        { name: 'c', publisher: 'Mozilla' },
      ],
    })
    assert.deepEqual(
      inventory.software.map(({ publisher }) => publisher),
      ['Jean Valjean', null, 'Mozilla'],
    )
  })

  test('whatever JSON stands in the sections, an inventory comes out that fits, can be kept and is no surprise to a database', () => {
    const fields = fc.constantFrom(
      'name',
      'mac',
      'uuid',
      'total',
      'install_date',
      'description',
      'type',
      'speed',
      'ssn',
      'core',
      'ipaddress',
      '__proto__',
      'filesize',
      'memory',
      'virtualdev',
      'value',
    )
    const value = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.double(),
      fc.boolean(),
      fc.constant(null),
      fc.jsonValue({ maxDepth: 2 }),
    )
    const entry = fc.dictionary(fields, value, { maxKeys: 8 })
    const section = fc.constantFrom(
      'hardware',
      'bios',
      'softwares',
      'networks',
      'drives',
      'storages',
      'cpus',
      'monitors',
      'printers',
      'virtualmachines',
      'operatingsystem',
      'batteries',
      'constructor',
    )
    fc.assert(
      fc.property(
        fc.dictionary(section, fc.oneof(entry, fc.array(fc.oneof(entry, value), { maxLength: 4 }), value)),
        fc.boolean(),
        (content, partial) => {
          const { inventory } = said(content, partial)
          Inventory.parse(inventory)
          const all = JSON.stringify(inventory)
          assert.ok(all.isWellFormed() && !/\\u0000|\\ud[89ab]/u.test(all))
        },
      ),
      { numRuns: 1000 },
    )
  })
})
