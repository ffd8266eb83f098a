import type { Inventory } from './inventory.ts'
import { isPlaceholder, swappedUuid, usableMac, usableSerial, usableUuid } from './junk.ts'

/**
 * Whether a report is about a machine that we know.
 *
 * | agrees                                             | points |
 * |----------------------------------------------------|-------:|
 * | agent id (GLPI)                                     |    100 |
 * | device id, where the agent id does not agree        |     80 |
 * | UUID, also in the other byte order                  |     70 |
 * | serial number, makers not known to differ           |     60 |
 * | serial number, of two makers                        |     20 |
 * | a MAC address of a card that stays in the machine   |     60 |
 * | serial number of the motherboard                    |     50 |
 * | name                                                |     25 |
 *
 * | differs, and both are usable                       | points |
 * |----------------------------------------------------|-------:|
 * | UUID                                                |    −35 |
 * | serial number                                       |    −35 |
 * | serial number of the motherboard                    |    −10 |
 * | all MAC addresses                                   |    −10 |
 *
 * From 60 on it is the same, if no other comes nearer than 20; from 25 on a person is asked; below it is none of them. Where
 * UUID or serial number differ and no hardware agrees, a person is asked at most: a cloned disk carries its agent along. A name
 * or an agent that differs says nothing: machines are renamed and agents installed anew. Junk never counts (junk.ts).
 */
const points = {
  agent: 100,
  device: 80,
  uuid: 70,
  serial: 60,
  'serial-of-other-maker': 20,
  mac: 60,
  board: 50,
  name: 25,
  'other-uuid': -35,
  'other-serial': -35,
  'other-board': -10,
  'other-macs': -10,
} as const

const same = 60
const ask = 25
const margin = 20
const mostAsked = 10

export type Reason = keyof typeof points

/** By what a machine is known. A candidate may have had several agents in its life. */
export type Identifiers = {
  agentIds: readonly string[]
  deviceIds: readonly string[]
  uuid: string | null
  manufacturer: string | null
  serial: string | null
  boardSerial: string | null
  macs: readonly string[]
  name: string | null
}

export type Candidate = Identifiers & { id: string }
export type Likeness = { id: string; score: number; because: Reason[] }
export type Verdict = { same: Likeness } | { ask: Likeness[] } | { none: true }

/** The order of the candidates means nothing. */
export const matchInventory = (report: Identifiers, candidates: readonly Candidate[]): Verdict => {
  const wanted = usable(report)
  const likely = candidates
    .map((candidate) => liken(wanted, candidate))
    .filter(({ score }) => score >= ask)
    .toSorted((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
  const [best, second] = likely
  if (best === undefined) return { none: true }
  if (best.score >= same && (second === undefined || best.score - second.score >= margin))
    return { same: best }
  return { ask: likely.slice(0, mostAsked) }
}

export const identifiersOf = (
  { identity, hardware, interfaces }: Inventory,
  sender: { agentId: string | null; deviceId: string },
): Identifiers => {
  return {
    agentIds: sender.agentId === null ? [] : [sender.agentId],
    deviceIds: [sender.deviceId],
    uuid: hardware.uuid,
    manufacturer: hardware.manufacturer,
    serial: hardware.serial,
    boardSerial: hardware.boardSerial,
    macs: interfaces.flatMap(({ mac, isVirtual, isRemovable }) =>
      mac === null || isVirtual || isRemovable ? [] : [mac],
    ),
    name: identity.name,
  }
}

export type Usable = ReturnType<typeof usable>

/** As they compare, and are kept; junk is left out. */
export const usable = (raw: Identifiers) => {
  const uuid = usableUuid(raw.uuid)
  return {
    agentIds: new Set(raw.agentIds.flatMap((id) => usableUuid(id) ?? [])),
    deviceIds: new Set(raw.deviceIds.map((id) => id.trim()).filter((id) => id !== '')),
    uuids: uuid === null ? null : [uuid, swappedUuid(uuid)],
    maker: makerOf(raw.manufacturer),
    serial: usableSerial(raw.serial),
    board: usableSerial(raw.boardSerial),
    macs: new Set(raw.macs.flatMap((mac) => usableMac(mac) ?? [])),
    name: nameOf(raw.name),
  }
}

/** `Dell Inc.` and `DELL` are one maker. */
const makerOf = (manufacturer: string | null): string | null => {
  const first = /^[\p{L}\p{N}]+/u.exec((manufacturer ?? '').trim().toLowerCase())?.[0]
  if (first === undefined || isPlaceholder(manufacturer ?? '')) return null
  return makers.get(first) ?? first
}

const makers = new Map([
  ['hewlett', 'hp'],
  ['hpe', 'hp'],
  ['asustek', 'asus'],
  ['micro', 'msi'],
])

/** Fresh systems are called alike everywhere. */
const commonNames = new Set(['localhost', 'debian', 'ubuntu', 'vm', 'raspberrypi', 'localhost.localdomain'])

const nameOf = (raw: string | null): string | null => {
  const name = (raw ?? '').trim().toLowerCase().split('.')[0] ?? ''
  return name === '' || commonNames.has(name) ? null : name
}

const liken = (report: Usable, candidate: Candidate): Likeness => {
  const known = usable(candidate)
  const because: Reason[] = []
  if (overlap(report.agentIds, known.agentIds)) because.push('agent')
  else if (overlap(report.deviceIds, known.deviceIds)) because.push('device')
  const hardware: Reason[] = []
  const conflicts: Reason[] = []
  if (report.uuids !== null && known.uuids !== null) {
    const isSame = report.uuids.includes(known.uuids[0] ?? '')
    if (isSame) hardware.push('uuid')
    else conflicts.push('other-uuid')
  }
  if (report.serial !== null && known.serial !== null) {
    const areMakersKnown = report.maker !== null && known.maker !== null
    if (report.serial !== known.serial) conflicts.push('other-serial')
    else hardware.push(areMakersKnown && report.maker !== known.maker ? 'serial-of-other-maker' : 'serial')
  }
  const hasHardConflict = conflicts.length > 0
  if (report.board !== null && known.board !== null) {
    if (report.board === known.board) hardware.push('board')
    else conflicts.push('other-board')
  }
  if (report.macs.size > 0 && known.macs.size > 0) {
    if (overlap(report.macs, known.macs)) hardware.push('mac')
    else conflicts.push('other-macs')
  }
  because.push(...hardware)
  if (report.name !== null && report.name === known.name) because.push('name')
  because.push(...conflicts)
  const sum = because.reduce((total, reason) => total + points[reason], 0)
  const isCloneAtBest = hasHardConflict && hardware.length === 0
  return { id: candidate.id, score: isCloneAtBest ? Math.min(sum, same - 1) : sum, because }
}

const overlap = (left: ReadonlySet<string>, right: ReadonlySet<string>): boolean => {
  return !left.isDisjointFrom(right)
}
