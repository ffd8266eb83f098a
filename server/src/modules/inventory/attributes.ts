import type { Attributes, CiType, FedField } from '#contract/configuration/shape.ts'
import { isDeepStrictEqual } from 'node:util'
import { changesBetween, controlledChanges, type Content, type FieldChange } from '../configuration/index.ts'
import { archOf } from './digest.ts'
import type { Inventory, Part } from './inventory.ts'

type Value = Attributes[string]

/** What a machine says of itself, by the names of the contract; null where it has none of it. */
export type Wanted = ReadonlyMap<string, Value | null>

const mostLines = 128

/**
 * Only what the type has a place for. Lists are given where the report has changed them: what moves by itself – the speed of
 * a processor – would make a new state of the item each day.
 */
export const wantedOf = (
  inventory: Inventory,
  { attributes }: Pick<CiType, 'attributes'>,
  isNew: (part: Part) => boolean,
): Wanted => {
  const wanted = new Map<string, Value | null>()
  if (inventory.identity.name !== null) wanted.set('name', inventory.identity.name.slice(0, 200))
  for (const { key, kind, isUnique } of attributes) {
    // A value that may occur once is a person's to give: firmware says the same on a hundred machines.
    if (isUnique) continue
    const scalar = isKey(scalars, key) ? scalars[key](inventory) : null
    if (scalar !== null && kind === (typeof scalar === 'number' ? 'number' : 'text')) wanted.set(key, scalar)
    const list = isKey(lists, key) ? lists[key] : undefined
    if (list === undefined || kind !== 'parts' || !inventory.present.includes(list.part) || !isNew(list.part))
      continue
    const lines = list.read(inventory).slice(0, mostLines)
    wanted.set(key, lines.length === 0 ? null : lines)
  }
  return wanted
}

const isKey = <Key extends string>(table: Readonly<Record<Key, unknown>>, key: string): key is Key =>
  Object.hasOwn(table, key)

const scalars: Readonly<
  Record<Exclude<FedField, 'name' | ListField>, (inventory: Inventory) => string | number | null>
> = {
  manufacturer: ({ hardware }) => hardware.manufacturer,
  model: ({ hardware }) => hardware.model,
  serial: ({ hardware }) => hardware.serial,
  uuid: ({ hardware }) => hardware.uuid,
  memoryMb: ({ hardware }) => hardware.memoryMb,
  system: ({ system }) => system.name,
  systemVersion: ({ system }) => system.version,
  architecture: ({ system }) => (system.arch === null ? null : archOf(system.arch)),
  domain: ({ identity }) => identity.domain,
  usedBy: ({ identity }) => identity.lastUser,
}

type ListField = 'processors' | 'disks' | 'volumes' | 'interfaces'

type Line = Record<string, string | number | null>

const lists: Readonly<Record<ListField, { part: Part; read: (inventory: Inventory) => Line[] }>> = {
  processors: {
    part: 'processors',
    read: ({ processors }) =>
      processors.map(({ manufacturer, model, cores, threads, megahertz }) => ({
        name: model ?? manufacturer,
        cores,
        threads,
        mhz: megahertz,
      })),
  },
  disks: {
    part: 'disks',
    read: ({ disks }) => disks.map(({ name, model, serial, sizeMb }) => ({ name, model, serial, sizeMb })),
  },
  volumes: {
    part: 'volumes',
    read: ({ volumes }) =>
      volumes.map(({ mount, fileSystem, totalMb }) => ({ mount, filesystem: fileSystem, totalMb })),
  },
  /** Those of containers come and go by the hundred. */
  interfaces: {
    part: 'interfaces',
    read: ({ interfaces }) =>
      interfaces
        .filter(({ isVirtual, ips }) => !isVirtual || ips.length > 0)
        .map(({ name, mac, ips }) => ({ name, mac, ips: ips.join(', ').slice(0, 1000) })),
  },
}

/** What becomes of an item that a machine speaks of. */
export interface Settlement {
  content: Content
  /** Controlled fields of an item in service: they wait for authority. */
  withheld: FieldChange[]
  /** Fields that the report speaks of, and that are as it says or may be made so. */
  agreed: string[]
}

export const settle = (
  type: CiType,
  content: Content,
  { wanted, locks }: { wanted: Wanted; locks: ReadonlySet<string> },
): Settlement => {
  const open = [...wanted].filter(([field]) => !locks.has(field))
  const found = open.reduce((next, [field, value]) => withField(next, field, value), content)
  const withheld = controlledChanges(type, { before: content, after: found })
  const held = new Set(withheld.map(({ field }) => field))
  const taken = open.filter(([field]) => !held.has(field))
  return {
    content: taken.reduce((next, [field, value]) => withField(next, field, value), content),
    withheld,
    agreed: taken.map(([field]) => field),
  }
}

export const withField = (content: Content, field: string, value: Value | null): Content => {
  if (field === 'name') return typeof value === 'string' ? { ...content, name: value } : content
  const { [field]: _before, ...others } = content.attributes
  return { ...content, attributes: value === null ? others : { ...others, [field]: value } }
}

/** Fields that somebody had filled in before the machine spoke for the first time, and otherwise: they stay his. */
export const filledIn = (content: Content, wanted: Wanted): string[] => {
  const found = [...wanted].reduce((next, [field, value]) => withField(next, field, value), content)
  return changesBetween(content, found)
    .filter(({ before }) => before !== null && !Array.isArray(before))
    .map(({ field }) => field)
}

export const isSame = (one: unknown, other: unknown): boolean => isDeepStrictEqual(one, other)
