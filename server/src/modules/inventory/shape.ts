import { isObject, type JsonObject } from './json.ts'
import type { XmlElement } from './xml.ts'

/** The lower-case shape that GLPI agents send (inventory_format), which the others' XML is renamed to. */
export type Entry = JsonObject
/** A section that occurs once is a list of one; a section that is absent was not sent. */
export type Content = Readonly<Partial<Record<Section, readonly Entry[]>>>

/** What we read. All else – controllers, sounds, slots … – is left at the door. */
export const sections = [
  'hardware',
  'bios',
  'operatingsystem',
  'cpus',
  'storages',
  'drives',
  'networks',
  'monitors',
  'printers',
  'virtualmachines',
  'softwares',
  'batteries',
  'versionclient',
] as const

export type Section = (typeof sections)[number]

/** Sections about people and what they do: never read, by no option. The list is there to be shown, and to be tested. */
export const privateSections = [
  'accesslog',
  'envs',
  'local_groups',
  'local_users',
  'processes',
  'remote_mgmt',
  'users',
] as const

/** Fields about people or secrets inside the sections that we read. */
const privateFields = new Set([
  'lastloggeduser',
  'datelastloggeduser',
  'userid',
  'username',
  'userdomain',
  'user',
  'owner',
  'winowner',
  'wincompany',
  'winprodid',
  'winprodkey',
  'ssh_key',
])

export type Door = {
  /** Who was signed in last: kept only where the firm has told its client so. */
  keepLastUser?: boolean
}

/** Names that OCS and FusionInventory use otherwise; the others only change case. */
const renames: Partial<Record<Section, Readonly<Record<string, string>>>> = {
  hardware: { installdate: 'install_date', ostype: 'osname' },
  operatingsystem: { installdate: 'install_date' },
  networks: { macaddr: 'mac' },
  softwares: { installdate: 'install_date', architecture: 'arch' },
  storages: { serialnumber: 'serial' },
  monitors: { serialnumber: 'serial' },
  printers: { serialnumber: 'serial' },
  cpus: { cores: 'core', threads: 'thread', logical_cpus: 'thread', cpuarch: 'arch', type: 'name' },
}

const isSection = (name: string): name is Section => sections.some((section) => section === name)

export const contentOfXml = (root: XmlElement, door: Door = {}): Content => {
  const content: Partial<Record<Section, Entry[]>> = {}
  const naming = namingAt(door)
  for (const { name, text, children } of root.children) {
    const section = name.toLowerCase()
    if (!isSection(section)) continue
    const fields: [string, unknown][] = []
    for (const child of children) if (child.children.length === 0) fields.push([child.name, child.text])
    if (children.length === 0 && text.trim() !== '') fields.push(['value', text])
    const entries = (content[section] ??= [])
    entries.push(entryOf(fields, naming(section)))
  }
  return content
}

export const contentOfJson = (raw: JsonObject, door: Door = {}): Content => {
  const content: Partial<Record<Section, Entry[]>> = {}
  const naming = namingAt(door)
  for (const [name, value] of Object.entries(raw)) {
    const section = name.toLowerCase()
    if (!isSection(section)) continue
    const values: readonly unknown[] = Array.isArray(value) ? value : [value]
    content[section] = values.map((one) =>
      entryOf(isObject(one) ? Object.entries(one) : [['value', one]], naming(section)),
    )
  }
  return content
}

/** Of a field given twice the first holds that says something: OCS writes both `THREADS` and `LOGICAL_CPUS`. */
const entryOf = (fields: readonly [string, unknown][], nameOf: (raw: string) => string | null): Entry => {
  const entry: Record<string, unknown> = {}
  for (const [rawName, value] of fields) {
    const name = nameOf(rawName)
    if (name === null || (Object.hasOwn(entry, name) && entry[name] !== '')) continue
    entry[name] = value
  }
  return entry
}

/** What a field is called here, or null if it is not to come in; worked out once for each name in a report. */
const namingAt = (door: Door): ((section: Section) => (raw: string) => string | null) => {
  const known = new Map<Section, Map<string, string | null>>()
  return (section) => {
    const names = known.getOrInsertComputed(section, () => new Map())
    return (raw) => names.getOrInsertComputed(raw, () => fieldNameOf(section, raw.toLowerCase(), door))
  }
}

const fieldNameOf = (section: Section, lower: string, door: Door): string | null => {
  if (!fieldName.test(lower) || isPrivate(section, lower, door)) return null
  const rename = renames[section]
  return rename !== undefined && Object.hasOwn(rename, lower) ? (rename[lower] ?? lower) : lower
}

/** Leaves out `__proto__` and whatever else no agent writes. */
const fieldName = /^[a-z][a-z0-9_]{0,63}$/u

const isPrivate = (section: Section, field: string, { keepLastUser = false }: Door): boolean => {
  if (!privateFields.has(field)) return false
  const isLastUser = section === 'hardware' && (field === 'lastloggeduser' || field === 'userid')
  return !(isLastUser && keepLastUser)
}

/** The client's tag: OCS and FusionInventory write it as a pair of key and value, possibly among others. */
export const tagOfXml = (root: XmlElement): string | null => {
  const field = (element: XmlElement, name: string) =>
    element.children.find((child) => child.name.toUpperCase() === name)?.text
  const account = root.children.find(
    (child) => child.name.toUpperCase() === 'ACCOUNTINFO' && field(child, 'KEYNAME') === 'TAG',
  )
  return account === undefined ? null : (field(account, 'KEYVALUE') ?? null)
}
