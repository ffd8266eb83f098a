import type { Hardware, Inventory } from './inventory.ts'
import { isPlaceholder } from './junk.ts'

/** What kind of thing a report is about, and what form of computer. Guesses from what it says of itself; a person may overrule. */
export const kindOf = (itemType: string): Inventory['kind'] => {
  return kinds.get(itemType.toLowerCase()) ?? 'other'
}

const kinds = new Map<string, Inventory['kind']>([
  ['computer', 'computer'],
  ['printer', 'printer'],
  ['networkequipment', 'network'],
  ['phone', 'phone'],
])

const virtualHardware =
  /\b(?:vmware|virtualbox|innotek|qemu|kvm|bochs|xen|hvm domu|parallels|bhyve|openstack|ovirt|rhev|nutanix|proxmox|amazon ec2|google compute engine|alibaba cloud|digitalocean|hetzner|standard pc)\b/iu
const virtualDrivers =
  /^(?:virtio_net|virtio|vmxnet3?|vmxnet3ndis6|hv_netvsc|netvsc|xen_netfront|xen-netfront|ena)$/iu

export type Traces = {
  vmSystem: string | null
  manufacturer: string | null
  model: string | null
  biosMaker: string | null
  drivers: readonly string[]
}

/**
 * The agent's word first, then the maker's name. A maker of real machines settles it; only where nobody signs do the drivers
 * decide – a firewall of a known maker may well have a virtual interface.
 */
export const isVirtualMachine = ({ vmSystem, manufacturer, model, biosMaker, drivers }: Traces): boolean => {
  if (vmSystem !== null && !/^(?:physical|none|no)$/iu.test(vmSystem)) return true
  const names = [manufacturer, model, biosMaker].filter((name) => name !== null)
  if (names.some((name) => virtualHardware.test(name))) return true
  // Hyper-V and Azure are sold by who also sells tablets.
  if (/microsoft/iu.test(manufacturer ?? '') && /^virtual machine/iu.test(model ?? '')) return true
  if (manufacturer !== null && !isPlaceholder(manufacturer)) return false
  return drivers.some((driver) => virtualDrivers.test(driver))
}

const laptopChassis =
  /laptop|notebook|portable|convertible|detachable|tablet|hand held|^(?:8|9|10|11|14|30|31|32)$/iu
const serverChassis = /rack|server|blade|^(?:17|23|25|28|29)$/iu
const serverModel =
  /poweredge|proliant|thinksystem|thinkserver|primergy|supermicro|system x\d|ucs[bc]-|synology|diskstation|rackstation|readynas|qnap/iu
const serverSystem = /\bserver\b|vmware esx|proxmox|synology|\btruenas\b/iu

export const formOf = (
  hardware: Pick<Hardware, 'isVirtual' | 'chassis' | 'model' | 'manufacturer'>,
  systemName: string | null,
  hasBattery: boolean,
): NonNullable<Inventory['form']> => {
  const chassis = hardware.chassis ?? ''
  if (hardware.isVirtual) return 'virtual-machine'
  if (laptopChassis.test(chassis)) return 'laptop'
  if (serverModel.test(`${hardware.manufacturer ?? ''} ${hardware.model ?? ''}`)) return 'server'
  if (serverChassis.test(chassis) || serverSystem.test(systemName ?? '')) return 'server'
  return hasBattery && !/desktop|tower|mini|all in one/iu.test(chassis) ? 'laptop' : 'workstation'
}
