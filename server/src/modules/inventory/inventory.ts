import { z } from 'zod'

/** What a machine is made of, as we keep it. Sizes in mebibytes, days as `2025-04-20`, addresses in lower case. */
const text = z.string().min(1).max(255)
const amount = z.int().min(0)

export const assetKinds = ['computer', 'printer', 'network', 'phone', 'other'] as const
export const computerForms = ['server', 'workstation', 'laptop', 'virtual-machine'] as const

const System = z.strictObject({
  name: text.nullable(),
  version: text.nullable(),
  kernel: text.nullable(),
  arch: text.nullable(),
  installedOn: z.iso.date().nullable(),
})

const Hardware = z.strictObject({
  manufacturer: text.nullable(),
  model: text.nullable(),
  serial: text.nullable(),
  boardSerial: text.nullable(),
  assetTag: text.nullable(),
  uuid: z.string().length(36).nullable(),
  memoryMb: amount.nullable(),
  chassis: text.nullable(),
  biosVersion: text.nullable(),
  isVirtual: z.boolean(),
  /** By which it runs, if it is virtual: `VMware`, `KVM`, `Docker` … */
  vmSystem: text.nullable(),
})

const Processor = z.strictObject({
  manufacturer: text.nullable(),
  model: text.nullable(),
  cores: amount.nullable(),
  threads: amount.nullable(),
  megahertz: amount.nullable(),
})

const Disk = z.strictObject({
  name: text.nullable(),
  manufacturer: text.nullable(),
  model: text.nullable(),
  serial: text.nullable(),
  firmware: text.nullable(),
  sizeMb: amount.nullable(),
})

const Volume = z.strictObject({
  mount: text,
  label: text.nullable(),
  fileSystem: text.nullable(),
  totalMb: amount.nullable(),
  freeMb: amount.nullable(),
})

const Interface = z.strictObject({
  name: text,
  mac: z.string().length(17).nullable(),
  ips: z.array(z.string().max(64)),
  isVirtual: z.boolean(),
  /** A docking station or a plug: it goes from machine to machine, and tells nothing of this one. */
  isRemovable: z.boolean(),
  megabits: amount.nullable(),
})

const Monitor = z.strictObject({
  name: text.nullable(),
  manufacturer: text.nullable(),
  serial: text.nullable(),
})

const Printer = z.strictObject({
  name: text,
  driver: text.nullable(),
  port: text.nullable(),
  serial: text.nullable(),
  isShared: z.boolean().nullable(),
})

const VirtualMachine = z.strictObject({
  name: text,
  uuid: text.nullable(),
  memoryMb: amount.nullable(),
  system: text.nullable(),
  status: text.nullable(),
})

const Software = z.strictObject({
  title: text,
  version: text.nullable(),
  publisher: text.nullable(),
  arch: text.nullable(),
  source: text.nullable(),
  installedOn: z.iso.date().nullable(),
  sizeKb: amount.nullable(),
})

export type Software = z.infer<typeof Software>
export type Interface = z.infer<typeof Interface>
export type Hardware = z.infer<typeof Hardware>

/** What is replaced as a whole where a report brings it, and stays where a partial one does not. */
export const parts = [
  'identity',
  'system',
  'hardware',
  'processors',
  'disks',
  'volumes',
  'interfaces',
  'monitors',
  'printers',
  'virtualMachines',
  'software',
] as const

export type Part = (typeof parts)[number]

export const Inventory = z.strictObject({
  kind: z.enum(assetKinds),
  form: z.enum(computerForms).nullable(),
  identity: z.strictObject({
    name: text.nullable(),
    domain: text.nullable(),
    lastUser: text.nullable(),
  }),
  system: System,
  hardware: Hardware,
  processors: z.array(Processor),
  disks: z.array(Disk),
  volumes: z.array(Volume),
  interfaces: z.array(Interface),
  monitors: z.array(Monitor),
  printers: z.array(Printer),
  virtualMachines: z.array(VirtualMachine),
  software: z.array(Software),
  /** Which parts this report speaks of: the others say nothing, not "none". */
  present: z.array(z.enum(parts)),
})

export type Inventory = z.infer<typeof Inventory>
