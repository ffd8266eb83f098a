import { createHash } from 'node:crypto'
import { parts, type Interface, type Inventory, type Part, type Software } from './inventory.ts'

/**
 * One digest for each part that the report speaks of: equal digests, nothing to write. The order of a list means nothing, and
 * what changes by itself from day to day – free space, speed of a line, size of a package, whether a machine runs – is left out.
 */
export const digestParts = (inventory: Inventory): Partial<Record<Part, string>> => {
  const lasting = lastingOf(inventory)
  return Object.fromEntries(
    parts.filter((part) => inventory.present.includes(part)).map((part) => [part, digestOf(lasting[part])]),
  )
}

const lastingOf = (inventory: Inventory): Record<Part, object> => {
  const { kind, form, identity, system, hardware } = inventory
  return {
    identity: { name: identity.name, domain: identity.domain, lastUser: identity.lastUser },
    system,
    hardware: { ...hardware, kind, form },
    processors: inventory.processors.map(({ megahertz: _volatile, ...rest }) => rest),
    disks: inventory.disks,
    volumes: inventory.volumes.map(({ freeMb: _volatile, ...rest }) => rest),
    interfaces: inventory.interfaces.flatMap(lastingInterface),
    monitors: inventory.monitors,
    printers: inventory.printers,
    virtualMachines: inventory.virtualMachines.map(({ status: _volatile, ...rest }) => rest),
    software: [...installations(inventory.software).keys()],
  }
}

/** Those of containers and tunnels come and go, and are given another address at each start. */
const lastingInterface = ({ megabits: _volatile, mac, ips, ...rest }: Interface): object[] => {
  const lasting = ips.filter((ip) => !ip.startsWith('fe80:')).toSorted()
  if (!rest.isVirtual) return [{ ...rest, mac, ips: lasting }]
  return lasting.length === 0 ? [] : [{ ...rest, ips: lasting }]
}

const digestOf = (value: object): string => {
  const lines = Array.isArray(value) ? value.map((one) => canonical(one)).toSorted() : [canonical(value)]
  const hash = createHash('sha256')
  for (const line of lines) hash.update(line).update('\n')
  return hash.digest('hex')
}

/** JSON with its keys in order, so that the order in which we build an object can change. */
const canonical = (value: unknown): string => {
  if (typeof value === 'string') return value
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )
}

/** What is installed, by key; the same thing reported twice – by two package systems, for two users – is one installation. */
export const installations = (software: readonly Software[]): Map<string, Software> => {
  const found = new Map<string, Software>()
  for (const one of software) {
    const key = installationKey(one)
    if (!found.has(key)) found.set(key, one)
  }
  return found
}

export const installationKey = ({
  title,
  version,
  arch,
}: Pick<Software, 'title' | 'version' | 'arch'>): string => {
  return JSON.stringify([plain(title), plain(version), archOf(arch)])
}

export const titleKeyOf = (title: string): string => plain(title)

/** Most of what is installed: nothing to normalise, and this is asked for every package of every report. */
const isPlain = /^[!-~]+(?: [!-~]+)*$/

const plain = (value: string | null): string => {
  if (value === null) return ''
  if (isPlain.test(value)) return value.toLowerCase()
  return value.normalize('NFKC').replace(/\s+/gu, ' ').trim().toLowerCase()
}

const architectures: Readonly<Record<string, string>> = {
  amd64: 'x86_64',
  x64: 'x86_64',
  'x86-64': 'x86_64',
  '64-bit': 'x86_64',
  i386: 'x86',
  i486: 'x86',
  i586: 'x86',
  i686: 'x86',
  '32-bit': 'x86',
  arm64: 'aarch64',
  all: '',
  any: '',
  noarch: '',
  '(none)': '',
  none: '',
}

export const archOf = (arch: string | null): string => {
  const name = plain(arch)
  return Object.hasOwn(architectures, name) ? (architectures[name] ?? name) : name
}
