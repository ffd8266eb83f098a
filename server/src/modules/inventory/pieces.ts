import {
  day,
  megabytes,
  megahertz,
  readerOf,
  signed,
  text,
  whole,
  yesNo,
  type Notes,
  type Reader,
} from './fields.ts'
import type { Inventory, Software } from './inventory.ts'
import type { Content, Section } from './shape.ts'

type One<Key extends keyof Inventory> = Inventory[Key] extends (infer Thing)[] ? Thing | null : never

/** Reads the entries of a section one by one; what has no name of its own is left out and noted. */
export const readList = (content: Content, notes: Notes) => {
  return <Thing>(section: Section, read: (field: Reader) => Thing | null, most = 2000): Thing[] => {
    const entries = content[section] ?? []
    if (entries.length > most) notes.add(section, '', 'too-many', entries.length - most)
    return entries.slice(0, most).flatMap((entry) => {
      if (Object.keys(entry).length === 0) return []
      const thing = read(readerOf(section, entry, notes))
      return thing === null ? [] : [thing]
    })
  }
}

export const processor = (field: Reader): One<'processors'> => {
  const cores = whole(4096)
  return {
    manufacturer: field('manufacturer', text()),
    model: field('name', text()),
    cores: field('core', cores) ?? field('corecount', cores),
    threads: field('thread', cores),
    megahertz: field('speed', megahertz),
  }
}

const notADisk = /^(?:zram|loop|ram|dm-|md|nbd|sr|fd)\d/iu
const otherMedium = /\b(?:cd|dvd|cd-?rom|dvd-?rom|bd-?rom|floppy|optical|removable)\b/iu

/** Those one can hold in the hand: memory that plays the disk and discs in a drive are none. */
export const disk = (field: Reader): One<'disks'> => {
  const [name, type] = [field('name', text()), field('type', text())]
  if (notADisk.test(name?.replace('/dev/', '') ?? '') || otherMedium.test(type ?? '')) return null
  return {
    name,
    manufacturer: field('manufacturer', signed),
    model: field('model', text()),
    serial: field('serial', signed),
    firmware: field('firmware', text()),
    sizeMb: field('disksize', megabytes),
  }
}

/** Unix says the mount point in `TYPE`, Windows a letter in `LETTER` and a kind in `TYPE`. */
export const volume = (field: Reader): One<'volumes'> => {
  const [type, letter, device] = [field('type', text()), field('letter', text()), field('volumn', text())]
  const isPath = type?.startsWith('/') === true
  const mount = isPath ? type : (letter ?? device ?? type)
  if (mount === null) return null
  return {
    mount,
    label: field('label', text()) ?? (mount === device ? null : device),
    fileSystem: field('filesystem', text()),
    totalMb: field('total', megabytes),
    freeMb: field('free', megabytes),
  }
}

export const monitor = (field: Reader): One<'monitors'> => {
  const made = {
    name: field('caption', text()) ?? field('name', text()) ?? field('description', text()),
    manufacturer: field('manufacturer', signed),
    serial: field('serial', signed) ?? field('altserial', signed),
  }
  return made.name === null && made.serial === null ? null : made
}

export const printer = (field: Reader): One<'printers'> => {
  const name = field('name', text())
  if (name === null) return null
  return {
    name,
    driver: field('driver', text()),
    port: field('port', text()),
    serial: field('serial', signed),
    isShared: field('shared', yesNo),
  }
}

export const virtualMachine = (field: Reader): One<'virtualMachines'> => {
  const name = field('name', text())
  if (name === null) return null
  return {
    name,
    uuid: field('uuid', text())?.toLowerCase() ?? null,
    memoryMb: field('memory', megabytes),
    system: field('vmtype', text()) ?? field('subsystem', text()),
    status: field('status', text()),
  }
}

/** Of the maintainers of packages only the name: their e-mail addresses are nobody's configuration. */
export const software = (field: Reader): Software | null => {
  const [name, arch] = [field('name', text()), field('arch', text())]
  if (name === null) return null
  const bytes = field('filesize', whole(Number.MAX_SAFE_INTEGER))
  return {
    // Of packages for several architectures dpkg says `libc6:amd64`, and OCS passes it on.
    title: arch !== null && name.endsWith(`:${arch}`) ? name.slice(0, -arch.length - 1) || name : name,
    version: field('version', text()),
    publisher: withoutAddress(field('publisher', text())),
    arch,
    source: field('from', text()),
    installedOn: field('install_date', day),
    sizeKb: bytes === null ? null : Math.round(bytes / 1024),
  }
}

const withoutAddress = (publisher: string | null): string | null => {
  if (publisher === null || !publisher.includes('@')) return publisher
  const name = publisher.replace(/<[^>]*>?|\(?\S+@\S+\)?/gu, '').trim()
  return name === '' ? null : name
}
