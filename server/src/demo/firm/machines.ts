import type { ClientKey } from './clients.ts'

/** A machine whose agent reports: what it says of itself. */
export interface DemoMachine {
  client: ClientKey
  name: string
  maker: string
  model: string
  serial: string
  uuid: string
  mac: string
  ip: string
  memoryMb: number
  system: string
  version: string
  kind: 'Server' | 'Desktop' | 'Laptop'
  software: readonly (readonly [title: string, version: string, publisher: string])[]
  screen?: { name: string; serial: string }
}

const office = [
  ['LibreOffice', '25.8.3', 'The Document Foundation'],
  ['Mozilla Firefox', '145.0.1', 'Mozilla'],
  ['Mozilla Thunderbird', '140.5.0', 'Mozilla'],
  ['7-Zip', '25.01', 'Igor Pavlov'],
  ['KeePassXC', '2.7.10', 'KeePassXC Team'],
  ['VLC media player', '3.0.21', 'VideoLAN'],
] as const
const bookkeeping = [...office, ['Comptalia Poste', '12.4', 'Comptalia'] as const]
const serving = [
  ['Windows Server Backup', '10.0.26100', 'Microsoft'],
  ['Veeam Agent for Windows', '6.3.2', 'Veeam'],
  ['Microsoft SQL Server 2022', '16.0.4215', 'Microsoft'],
] as const

const dell = { maker: 'Dell Inc.', model: 'PowerEdge T350', kind: 'Server' } as const
const desktop = { maker: 'HP', model: 'ProDesk 400 G7', kind: 'Desktop', memoryMb: 16_384 } as const
const windows = { system: 'Microsoft Windows 11 Professionnel', version: '10.0.26100' }

export const machines: readonly DemoMachine[] = [
  {
    ...dell,
    client: 'morvan',
    name: 'MOR-SRV-01',
    serial: '7QX2LK3',
    uuid: '4c4c4544-0051-5810-8032-b7c04f4c4b33',
    mac: 'a4:bb:6d:10:10:01',
    ip: '192.168.10.10',
    memoryMb: 65_536,
    system: 'Windows Server 2022',
    version: '21H2',
    software: serving,
  },
  {
    ...desktop,
    ...windows,
    client: 'morvan',
    name: 'MOR-PC-04',
    serial: '5CG3210M4T',
    uuid: '8d1f0a52-4a77-4b7e-9a01-3f6d2c1b0e04',
    mac: 'c8:5a:cf:3e:21:04',
    ip: '192.168.10.104',
    software: bookkeeping,
    screen: { name: 'HP E24 G5', serial: 'CNK3140X04' },
  },
  {
    ...desktop,
    ...windows,
    client: 'morvan',
    name: 'MOR-PC-21',
    serial: '5CG3210P21',
    uuid: '8d1f0a52-4a77-4b7e-9a01-3f6d2c1b0e21',
    mac: 'c8:5a:cf:3e:21:21',
    ip: '192.168.10.121',
    software: office,
    screen: { name: 'HP E24 G5', serial: 'CNK3140X21' },
  },
  ...([1, 2] as const).map((n) => ({
    ...dell,
    client: 'rivieres' as const,
    name: `RIV-SRV-0${n}`,
    serial: `9TT41Q${n + 6}`,
    uuid: `4c4c4544-0054-5410-8034-b9c04f31513${n}`,
    mac: `a4:bb:6d:10:30:1${n}`,
    ip: `192.168.30.1${n}`,
    memoryMb: 65_536,
    system: 'Windows Server 2025',
    version: '24H2',
    software: serving,
  })),
]

/** As an agent of OCS writes it. */
export const reportOf = (machine: DemoMachine, { device = machine.name } = {}): Buffer =>
  Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>
<REQUEST><DEVICEID>${device}-2026-01-12-08-00-00</DEVICEID><QUERY>INVENTORY</QUERY><CONTENT>
<HARDWARE><NAME>${machine.name}</NAME><UUID>${machine.uuid}</UUID><OSNAME>${machine.system}</OSNAME><OSVERSION>${machine.version}</OSVERSION>
<ARCH>x86_64</ARCH><MEMORY>${machine.memoryMb}</MEMORY><CHASSIS_TYPE>${machine.kind}</CHASSIS_TYPE></HARDWARE>
<BIOS><SMANUFACTURER>${machine.maker}</SMANUFACTURER><SMODEL>${machine.model}</SMODEL><SSN>${machine.serial}</SSN></BIOS>
<CPUS><MANUFACTURER>Intel</MANUFACTURER><TYPE>Intel Xeon E-2336</TYPE><CORES>6</CORES><THREADS>12</THREADS><SPEED>2900</SPEED></CPUS>
<STORAGES><NAME>Disk 0</NAME><MODEL>KIOXIA KBG40</MODEL><SERIALNUMBER>${machine.serial}D0</SERIALNUMBER><DISKSIZE>512000</DISKSIZE></STORAGES>
<DRIVES><VOLUMN>C:</VOLUMN><TYPE>C:</TYPE><FILESYSTEM>NTFS</FILESYSTEM><TOTAL>480000</TOTAL><FREE>210000</FREE></DRIVES>
<NETWORKS><DESCRIPTION>Ethernet</DESCRIPTION><MACADDR>${machine.mac}</MACADDR><IPADDRESS>${machine.ip}</IPADDRESS><VIRTUALDEV>0</VIRTUALDEV></NETWORKS>
${machine.screen === undefined ? '' : `<MONITORS><CAPTION>${machine.screen.name}</CAPTION><MANUFACTURER>${machine.maker}</MANUFACTURER><SERIAL>${machine.screen.serial}</SERIAL></MONITORS>`}
${machine.software.map(([title, version, publisher]) => `<SOFTWARES><NAME>${title}</NAME><VERSION>${version}</VERSION><PUBLISHER>${publisher}</PUBLISHER></SOFTWARES>`).join('\n')}
</CONTENT></REQUEST>`)
