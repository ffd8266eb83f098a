import { day, hardwareUuid, megabytes, readerOf, signed, takeNotes, text, type Noted } from './fields.ts'
import { readInterfaces } from './interfaces.ts'
import { parts, type Inventory, type Part } from './inventory.ts'
import type { Message } from './message.ts'
import { formOf, isVirtualMachine, kindOf } from './nature.ts'
import { disk, monitor, printer, processor, readList, software, virtualMachine, volume } from './pieces.ts'
import { sections, type Content, type Section } from './shape.ts'

type Report = Pick<Extract<Message, { kind: 'inventory' }>, 'itemType' | 'content' | 'partial'>

/** From what the agent has said to what we keep. A field that makes no sense is left out and noted; the report is kept. */
export const normalise = ({
  itemType,
  content,
  partial,
}: Report): { inventory: Inventory; notes: Noted[] } => {
  const notes = takeNotes()
  const one = (section: Section) => readerOf(section, content[section]?.[0] ?? {}, notes)
  const many = readList(content, notes)
  const [hardware, bios, os, cpu] = [one('hardware'), one('bios'), one('operatingsystem'), one('cpus')]
  const interfaces = readInterfaces(content.networks ?? [], notes)
  const system: Inventory['system'] = {
    name: os('full_name', text()) ?? os('name', text()) ?? hardware('osname', text()),
    version: os('version', text()) ?? hardware('osversion', text()),
    kernel: os('kernel_version', text()) ?? kernelIn(hardware('oscomments', text())),
    arch:
      os('arch', text()) ??
      hardware('arch', text()) ??
      cpu('arch', text()) ??
      archIn(hardware('description', text())),
    installedOn: os('install_date', day) ?? hardware('install_date', day),
  }
  const vmSystem = hardware('vmsystem', text())
  const [manufacturer, model] = [bios('smanufacturer', signed), bios('smodel', signed)]
  const isVirtual = isVirtualMachine({
    vmSystem,
    manufacturer,
    model,
    biosMaker: bios('bmanufacturer', text()),
    drivers: interfaces.drivers,
  })
  const machine: Inventory['hardware'] = {
    manufacturer,
    model,
    serial: bios('ssn', signed),
    boardSerial: bios('msn', signed),
    assetTag: bios('assettag', signed),
    uuid: hardware('uuid', hardwareUuid) ?? bios('uuid', hardwareUuid),
    memoryMb: hardware('memory', megabytes),
    chassis: hardware('chassis_type', text()) ?? bios('type', text()),
    biosVersion: bios('bversion', text()),
    isVirtual,
    vmSystem: isVirtual && vmSystem !== 'Physical' ? vmSystem : null,
  }
  const kind = kindOf(itemType)
  const inventory: Inventory = {
    kind,
    form: kind === 'computer' ? formOf(machine, system.name, (content.batteries?.length ?? 0) > 0) : null,
    identity: {
      name: hardware('name', text()),
      domain: domainOf(os('dns_domain', text()), hardware('workgroup', text())),
      lastUser: hardware('lastloggeduser', text()) ?? hardware('userid', text()),
    },
    system,
    hardware: machine,
    processors: many('cpus', processor),
    disks: many('storages', disk),
    volumes: many('drives', volume),
    interfaces: interfaces.interfaces,
    monitors: many('monitors', monitor),
    printers: many('printers', printer),
    virtualMachines: many('virtualmachines', virtualMachine),
    software: many('softwares', software, 50_000),
    present: presentIn(content, partial),
  }
  return { inventory, notes: notes.list() }
}

/** Of Linux, OCS writes the distribution here, FusionInventory the build; a kernel begins with its number. */
const kernelIn = (comments: string | null): string | null => {
  return comments !== null && /^\d+\.\d+\.\d/u.test(comments) ? comments : null
}

/** OCS on Unix: `x86_64/00-00-00 00:14:05`. */
const archIn = (description: string | null): string | null => {
  return /^([a-z0-9_]{3,10})\/\d\d/iu.exec(description ?? '')?.[1] ?? null
}

const domainOf = (dnsDomain: string | null, workgroup: string | null): string | null => {
  return dnsDomain ?? (workgroup === null || /^workgroup$/iu.test(workgroup) ? null : workgroup)
}

const partOf: Partial<Record<Section, readonly Part[]>> = {
  hardware: ['identity', 'hardware'],
  bios: ['hardware'],
  operatingsystem: ['system'],
  cpus: ['processors'],
  storages: ['disks'],
  drives: ['volumes'],
  networks: ['interfaces'],
  monitors: ['monitors'],
  printers: ['printers'],
  virtualmachines: ['virtualMachines'],
  softwares: ['software'],
}

/** What a machine may well have none of. Without processor or software there is no machine: there, nothing was looked for. */
const mayBeNone: readonly Part[] = ['disks', 'monitors', 'printers', 'virtualMachines']

/** A whole report that has no section of printers says that there are none; a partial one says nothing about them. */
const presentIn = (content: Content, partial: boolean): Part[] => {
  const found = new Set(
    sections.flatMap((section) => (Object.hasOwn(content, section) ? (partOf[section] ?? []) : [])),
  )
  if (found.size > 0 && !partial) for (const part of mayBeNone) found.add(part)
  // OCS says the system among the hardware.
  if (content.hardware?.some((entry) => Object.hasOwn(entry, 'osname'))) found.add('system')
  return parts.filter((part) => found.has(part))
}
