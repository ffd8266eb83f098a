import { address, mac, megabits, readerOf, text, yesNo, type Notes } from './fields.ts'
import type { Interface } from './inventory.ts'
import type { Entry } from './shape.ts'

const most = 2000

/** Made by software: what systems, hypervisors, containers and VPNs name theirs. The card inside a guest is not one of them. */
const virtualName =
  /^(?:lo|ifb|dummy|bond|team|vlan|wg|ppp|sit|gre|gretap|erspan|tunl|ip6tnl|tun|tap|utun|awdl|llw|anpi|gif|stf|ap|bridge)\d*$|^(?:docker|br-|veth|virbr|vnet\d|vmnet\d|vboxnet|vmbr|tap\d|fwbr|fwpr|fwln|cni|flannel|cali|cilium|lxcbr|lxdbr|podman|ovs|zt|tailscale)|vethernet|virtual ethernet|host-only|tap-windows|wireguard|openvpn|wintun|loopback|pseudo-|teredo|isatap|6to4|wan miniport|ras async|virtual (?:adapter|wifi|switch)|wi-fi direct/iu
const virtualType = /^(?:loopback|bridge|dialup|alias|tunnel|aggregate|virtual)$/iu

/** Goes from one machine to the next: docking stations, adapters on USB, telephones that lend their line. */
const removableDriver =
  /^(?:r815\d|ax88179\w*|asix|cdc_\w+|rndis_\w+|smsc\d+\w*|lan78xx|ipheth|aqc111|qmi_wwan|usbnet)$/iu
const removableName =
  /\busb\b|\bdock\b|docking|displaylink|thunderbolt|\bgbe dock|tethering|rndis|^enx[0-9a-f]{12}$/iu

/** OCS writes an interface once for each of its addresses: the same name and hardware address are one interface. */
export const readInterfaces = (
  entries: readonly Entry[],
  notes: Notes,
): { interfaces: Interface[]; drivers: string[] } => {
  if (entries.length > most) notes.add('networks', '', 'too-many', entries.length - most)
  const interfaces = new Map<string, Interface>()
  const drivers = new Set<string>()
  for (const entry of entries.slice(0, most)) {
    const field = readerOf('networks', entry, notes)
    const hardware = field('mac', mac)
    const name = field('description', text()) ?? field('name', text()) ?? hardware
    if (name === null) continue
    const [driver, type] = [field('driver', text()), field('type', text())]
    if (driver !== null) drivers.add(driver)
    const key = JSON.stringify([name, hardware])
    const one = interfaces.get(key) ?? {
      name,
      mac: hardware,
      ips: [],
      isVirtual:
        field('virtualdev', yesNo) === true || virtualName.test(name) || virtualType.test(type ?? ''),
      isRemovable: removableName.test(name) || removableDriver.test(driver ?? ''),
      megabits: field('speed', megabits),
    }
    for (const ip of [field('ipaddress', address), field('ipaddress6', address)])
      if (ip !== null && !one.ips.includes(ip) && one.ips.length < 64) one.ips.push(ip)
    interfaces.set(key, one)
  }
  return { interfaces: [...interfaces.values()], drivers: [...drivers] }
}
