import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import * as fc from 'fast-check'
import { inventoryFile, renamed, valueOf } from '../../testing/inventories.ts'
import { isPlaceholder, swappedUuid, usableMac, usableSerial, usableUuid } from './junk.ts'
import { identifiersOf, matchInventory, type Candidate, type Identifiers, type Verdict } from './match.ts'
import { readMessage } from './message.ts'
import { normalise } from './normalise.ts'
import { readPayload } from './payload.ts'

const nobody: Identifiers = {
  agentIds: [],
  deviceIds: [],
  uuid: null,
  manufacturer: null,
  serial: null,
  boardSerial: null,
  macs: [],
  name: null,
}

const agents = ['0f7d1c9e-5d7c-4e0f-9a62-2a9e3a1f4b55', '93b5b2a0-3a1d-4d6b-8f39-6e0f8a1a2c11']
const uuids = ['4c4c4544-0050-4310-8030-b4c04f305832', '4c4c4544-0037-4633-804b-b7c04f374b32']
const pc: Identifiers = {
  agentIds: agents.slice(0, 1),
  deviceIds: ['poste-2026-01-01-08-00-00'],
  uuid: uuids[0] ?? null,
  manufacturer: 'Dell Inc.',
  serial: '7F3K2X1',
  boardSerial: '/7F3K2X1/CN1296',
  macs: ['a4:bb:6d:00:00:01'],
  name: 'POSTE-1',
}
const other: Identifiers = {
  agentIds: agents.slice(1),
  deviceIds: ['autre-2026-01-01-08-00-00'],
  uuid: uuids[1] ?? null,
  manufacturer: 'Dell Inc.',
  serial: '8G4L3Y2',
  boardSerial: '/8G4L3Y2/CN1297',
  macs: ['a4:bb:6d:00:00:02'],
  name: 'POSTE-2',
}

const verdictOf = (verdict: Verdict) =>
  'same' in verdict ? 'same' : 'ask' in verdict ? `ask ${verdict.ask.length}` : 'none'
const against = (report: Identifiers, ...known: Identifiers[]) =>
  matchInventory(
    report,
    known.map((one, index) => ({ ...one, id: `ci-${index}` })),
  )

describe('whether it is the same machine', () => {
  const cases: [string, Partial<Identifiers>, Partial<Identifiers>, string][] = [
    ['everything agrees', pc, pc, 'same'],
    ['nothing agrees', pc, other, 'none'],
    [
      'renamed, its agent installed anew',
      pc,
      { ...pc, name: other.name, agentIds: other.agentIds, deviceIds: other.deviceIds },
      'same',
    ],
    ['the agent alone', { agentIds: pc.agentIds }, pc, 'same'],
    ['the device id alone', { deviceIds: pc.deviceIds }, pc, 'same'],
    ['the UUID alone', { uuid: pc.uuid }, pc, 'same'],
    ['the UUID in the other byte order', { uuid: swappedUuid(pc.uuid ?? '') }, pc, 'same'],
    ['the UUID in capitals and braces', { uuid: `{${pc.uuid?.toUpperCase()}}` }, pc, 'same'],
    ['the serial number alone, typed by hand', { serial: '7f3k2-x1' }, pc, 'same'],
    ['the serial number of another maker', { serial: pc.serial, manufacturer: 'LENOVO' }, pc, 'none'],
    ['that and the name', { serial: pc.serial, manufacturer: 'LENOVO', name: pc.name }, pc, 'ask 1'],
    ['two spellings of one maker', { serial: pc.serial, manufacturer: 'DELL' }, pc, 'same'],
    ['the MAC address alone', { macs: pc.macs }, pc, 'same'],
    ['the motherboard alone', { boardSerial: pc.boardSerial }, pc, 'ask 1'],
    [
      'the motherboard and the name',
      { boardSerial: pc.boardSerial, name: 'poste-1.client.test' },
      pc,
      'same',
    ],
    ['the name alone', { name: 'poste-1' }, pc, 'ask 1'],
    ['the name, on other hardware', { ...other, name: pc.name }, pc, 'none'],
    ['a name that every fresh system has', { name: 'localhost' }, { name: 'localhost' }, 'none'],
    [
      'a docking station that was not known as one: one MAC on two laptops',
      { ...other, macs: pc.macs },
      pc,
      'none',
    ],
    [
      'a virtual machine cloned with its agent',
      { ...pc, uuid: other.uuid, serial: null, boardSerial: null, macs: other.macs, name: 'copie' },
      { ...pc, serial: null, boardSerial: null },
      'ask 1',
    ],
    [
      'the clone before anybody renames it',
      { ...pc, uuid: other.uuid, serial: null, boardSerial: null, macs: other.macs },
      { ...pc, serial: null, boardSerial: null },
      'ask 1',
    ],
    [
      'a disk image on another machine',
      { ...other, agentIds: pc.agentIds, deviceIds: pc.deviceIds },
      pc,
      'none',
    ],
    [
      'a new motherboard under the old name and agent',
      { ...pc, uuid: other.uuid, serial: other.serial, boardSerial: other.boardSerial, macs: other.macs },
      pc,
      'ask 1',
    ],
    [
      'a new motherboard into which the old serial number was written',
      { ...pc, uuid: other.uuid, boardSerial: other.boardSerial, macs: other.macs },
      pc,
      'same',
    ],
    ['a new network card', { ...pc, macs: other.macs }, pc, 'same'],
    ['one card of several', { macs: [...other.macs, ...pc.macs] }, { macs: pc.macs }, 'same'],
    [
      'two virtual machines of one template: junk serial, other MACs, one name',
      { serial: 'To be filled by O.E.M.', macs: other.macs, name: 'web' },
      { serial: 'To be filled by O.E.M.', macs: pc.macs, name: 'web' },
      'none',
    ],
  ]
  for (const [name, report, known, expected] of cases)
    test(`${name}: ${expected}`, () =>
      assert.equal(verdictOf(against({ ...nobody, ...report }, { ...nobody, ...known })), expected))

  test('it says why', () => {
    assert.deepEqual(against(pc, { ...pc, name: 'x', boardSerial: null, uuid: uuids[1] ?? null }), {
      same: { id: 'ci-0', score: 100 + 60 + 60 - 35, because: ['agent', 'serial', 'mac', 'other-uuid'] },
    })
  })

  test('two that are equally near are a question', () => {
    assert.equal(verdictOf(against(pc, pc, pc)), 'ask 2')
    assert.equal(verdictOf(against({ ...nobody, macs: pc.macs }, pc, { ...other, macs: pc.macs })), 'ask 2')
  })

  test('another that is clearly farther is none', () => {
    assert.equal(verdictOf(against(pc, { ...nobody, name: pc.name }, pc, other)), 'same')
  })
})

describe('real reports', () => {
  const identified = async (body: Buffer): Promise<Identifiers> => {
    const message = valueOf(readMessage(valueOf(await readPayload([body]))))
    assert.ok(message.kind === 'inventory')
    return identifiersOf(normalise(message).inventory, message)
  }
  const files = ['workstation', 'server', 'noSerial'] as const
  const known = async (): Promise<Candidate[]> =>
    Promise.all(files.map(async (id) => ({ ...(await identified(inventoryFile(id))), id })))

  for (const file of files)
    test(`${file} posted again under another name is the same machine`, async () => {
      const verdict = matchInventory(
        await identified(renamed(inventoryFile(file), 'tout-autre')),
        await known(),
      )
      assert.equal('same' in verdict ? verdict.same.id : verdict, file)
    })

  test('the three are three, though they share what software has made up for them', async () => {
    for (const candidate of await known()) {
      const rest = (await known()).filter(({ id }) => id !== candidate.id)
      assert.deepEqual(matchInventory(candidate, rest), { none: true })
    }
  })

  test('a second virtual machine with the same junk is a second one', async () => {
    const twin = Buffer.from(
      renamed(inventoryFile('noSerial'), 'vm2')
        .toString('utf8')
        .replaceAll('02:00:5e:10:00:21', '02:00:5e:10:00:22'),
    )
    assert.deepEqual(matchInventory(await identified(twin), await known()), { none: true })
  })

  test('three kinds of agent on one machine lead to one', async () => {
    const first = { ...(await identified(inventoryFile('ocs'))), id: 'ci' }
    for (const file of ['fusion', 'glpi'] as const)
      assert.equal(verdictOf(matchInventory(await identified(inventoryFile(file)), [first])), 'same')
  })
})

describe('junk', () => {
  const serials = [
    '',
    ' ',
    '0',
    'None',
    'N/A',
    'To be filled by O.E.M.',
    'TO BE FILLED BY O.E.M',
    'Default string',
    'System Serial Number',
    '0000000',
    'xxxxxxxx',
    '........',
    '123456789',
    'INVALID',
    'Not Specified',
    'Chassis Serial Number',
    '-',
    'abc',
  ]
  const junkUuids = [
    '',
    'nope',
    '00000000-0000-0000-0000-000000000000',
    'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF',
    '03000200-0400-0500-0006-000700080009',
    '00020003-0004-0005-0006-000700080009',
    'Not Settable',
  ]
  const junkMacs = [
    '',
    '00:00:00:00:00:00',
    'ff:ff:ff:ff:ff:ff',
    '01:00:5e:00:00:01',
    '00:50:56:C0:00:08',
    '02:42:ac:11:00:02',
    '0a:00:27:00:00:00',
    'zz',
    '20-41-53-59-4e-ff',
  ]

  test('is seen whatever its case', () => {
    for (const serial of serials) assert.equal(usableSerial(serial.toUpperCase()), null, serial)
    for (const uuid of junkUuids) assert.equal(usableUuid(uuid), null, uuid)
    for (const mac of junkMacs) assert.equal(usableMac(mac), null, mac)
  })

  test('real ones are not', () => {
    for (const serial of ['PC-0042-AX', '7F3K2X1', 'VMware-56 4d 8f', 'PF0ABCDE', '5CG1234567', '0012'])
      assert.notEqual(usableSerial(serial), null, serial)
    for (const uuid of uuids) assert.equal(usableUuid(uuid), uuid)
    assert.equal(usableMac('02:00:5e:10:00:21'), '02:00:5e:10:00:21')
    assert.equal(isPlaceholder('Dell Inc.'), false)
  })

  test('a UUID turned twice is itself', () => {
    fc.assert(fc.property(fc.uuid(), (uuid) => assert.equal(swappedUuid(swappedUuid(uuid)), uuid)))
    assert.equal(swappedUuid('00112233-4455-6677-8899-aabbccddeeff'), '33221100-5544-7766-8899-aabbccddeeff')
  })

  const junk = fc.record({
    agentIds: fc.constantFrom([], ['00000000-0000-0000-0000-000000000000']),
    deviceIds: fc.constantFrom([], [''], [' ']),
    uuid: fc.constantFrom(null, ...junkUuids),
    manufacturer: fc.constantFrom(null, 'Dell Inc.', 'Default string'),
    serial: fc.constantFrom(null, ...serials),
    boardSerial: fc.constantFrom(null, ...serials),
    macs: fc.subarray(junkMacs),
    name: fc.constantFrom(null, '', 'localhost'),
  })

  test('never makes one machine of two', () => {
    fc.assert(
      fc.property(junk, fc.array(junk, { maxLength: 6 }), (report, known) => {
        assert.deepEqual(against(report, report, ...known), { none: true })
      }),
      { numRuns: 1000 },
    )
  })
})

describe('laws', () => {
  const some = <Value>(...values: Value[]) => fc.constantFrom(...values)
  const machine = fc.record({
    agentIds: fc.subarray(agents),
    deviceIds: fc.subarray(['a', 'b', 'c']),
    uuid: some(null, ...uuids, swappedUuid(uuids[0] ?? '')),
    manufacturer: some(null, 'Dell Inc.', 'DELL', 'HP'),
    serial: some(null, '7F3K2X1', '8G4L3Y2', 'None'),
    boardSerial: some(null, 'BOARD1', 'BOARD2'),
    macs: fc.subarray(['a4:bb:6d:00:00:01', 'a4:bb:6d:00:00:02', '00:00:00:00:00:00']),
    name: some(null, 'x', 'y', 'X.test'),
  })
  const several = fc.uniqueArray(fc.tuple(fc.string({ minLength: 1 }), machine), {
    selector: ([id]) => id,
    maxLength: 8,
  })
  const candidates = several.map((all): Candidate[] => all.map(([id, one]) => ({ ...one, id })))

  test('the order of the candidates means nothing', () => {
    fc.assert(
      fc.property(machine, candidates, fc.infiniteStream(fc.nat()), (report, known, numbers) => {
        const shuffled = known
          .map((one) => ({ one, place: numbers.next().value ?? 0 }))
          .toSorted((a, b) => a.place - b.place)
          .map(({ one }) => one)
        assert.deepEqual(matchInventory(report, shuffled), matchInventory(report, known))
      }),
    )
  })

  test('whether A is B is whether B is A', () => {
    fc.assert(
      fc.property(machine, machine, (a, b) => assert.deepEqual(against(a, b), against(b, a))),
      { numRuns: 2000 },
    )
  })

  test('a twin of the one that was found makes a question of it', () => {
    fc.assert(
      fc.property(machine, candidates, (report, known) => {
        const verdict = matchInventory(report, known)
        if (!('same' in verdict)) return
        const twins = known
          .filter(({ id }) => id === verdict.same.id)
          .map((one) => ({ ...one, id: `${one.id}'` }))
        const asked = matchInventory(report, [...known, ...twins])
        assert.ok('ask' in asked && asked.ask.some(({ id }) => id === verdict.same.id))
      }),
    )
  })

  test('no UUID and serial number that both differ are one machine unless other hardware says so', () => {
    fc.assert(
      fc.property(machine, machine, (a, b) => {
        const verdict = against(
          { ...a, uuid: uuids[0] ?? null, serial: '7F3K2X1', macs: [], boardSerial: null },
          { ...b, uuid: uuids[1] ?? null, serial: '8G4L3Y2' },
        )
        assert.ok(!('same' in verdict))
      }),
    )
  })
})
