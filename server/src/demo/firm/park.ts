import type { Attributes } from '#contract/configuration/shape.ts'
import type { ClientKey } from './clients.ts'
import type { SupplierKey } from './people.ts'
import type { ServiceKey } from './services.ts'

/** An item as it is when the story begins; `bears` names services, `links` says [kind, other item, redundancy]. */
export interface ParkItem {
  type: string
  name: string
  location?: string
  criticality?: number
  supplier?: SupplierKey
  attributes?: Attributes
  bears?: readonly ServiceKey[]
  links?: readonly (readonly [kind: string, other: string, spare?: string])[]
}

const disk = (name: string, model: string, sizeMb: number) => ({
  name,
  model,
  serial: `${name.slice(-1)}Z${sizeMb / 1000}`,
  sizeMb,
})
const volume = (mount: string, totalMb: number) => ({ mount, filesystem: 'NTFS', totalMb })
const card = (name: string, mac: string, ips: string) => ({ name, mac, ips })

const hardware = (name: string, serial: string, memoryMb: number, ip: string): Attributes => ({
  manufacturer: 'Dell',
  model: 'PowerEdge T350',
  serial,
  environment: 'production',
  system: 'Windows Server 2022',
  systemVersion: '21H2',
  architecture: 'x86_64',
  memoryMb,
  processors: [{ name: 'Intel Xeon E-2336', cores: 6, threads: 12, mhz: 2900 }],
  disks: [
    disk('Disk 0', 'PERC H345 RAID 1', 480_000),
    disk('Disk 1', 'ST4000NM0035', 4_000_000),
    disk('Disk 2', 'ST4000NM0035', 4_000_000),
  ],
  volumes: [volume('C:', 450_000), volume('D:', 3_700_000)],
  interfaces: [
    card('NIC1', `A4:BB:6D:10:${ip.slice(-2)}:01`, ip),
    card('iDRAC', `A4:BB:6D:10:${ip.slice(-2)}:02`, ''),
  ],
  purpose: `Hyperviseur et fichiers, ${name}`,
})

const workstation = (
  name: string,
  usedBy: string,
  serial: string,
  { isPortable = false, location = '' }: { isPortable?: boolean; location?: string } = {},
): ParkItem => ({
  type: 'workstation',
  name,
  location,
  attributes: {
    usedBy,
    manufacturer: isPortable ? 'Lenovo' : 'HP',
    model: isPortable ? 'ThinkPad T14 Gen 4' : 'ProDesk 400 G9',
    serial,
    system: 'Windows 11 Professionnel',
    systemVersion: '23H2',
    memoryMb: 16_384,
    disks: [disk('Disk 0', 'NVMe 512 Go', 512_000)],
    volumes: [volume('C:', 475_000)],
  },
})

/** What three of the clients have. A date written « +30 » is so many days after the story's end. */
export const park: Readonly<Partial<Record<ClientKey, readonly ParkItem[]>>> = {
  morvan: [
    {
      type: 'facility',
      name: 'MOR-ONDULEUR',
      location: 'Local technique, 1er étage',
      attributes: { capacity: '1 500 VA', autonomyMinutes: 18, nextTest: '+75' },
    },
    {
      type: 'server',
      name: 'MOR-SRV-01',
      location: 'Local technique, 1er étage',
      criticality: 1,
      attributes: { ...hardware('Cabinet Morvan', '7QX2LK3', 32_768, '192.168.10.10'), warrantyEnd: '+214' },
      links: [['powered-by', 'MOR-ONDULEUR']],
    },
    {
      type: 'virtual-machine',
      name: 'MOR-SRV-TSE',
      criticality: 1,
      attributes: {
        purpose: 'Bureaux à distance',
        environment: 'production',
        system: 'Windows Server 2022',
        memoryMb: 24_576,
        remoteLink: 'https://acces.estran.example/MOR-SRV-TSE',
      },
      bears: ['serveurs'],
      links: [['hosted-by', 'MOR-SRV-01']],
    },
    {
      type: 'application',
      name: 'Comptalia',
      criticality: 1,
      attributes: {
        publisher: 'Logivia Éditions',
        release: '24.1',
        environment: 'production',
        address: 'https://comptalia.morvan.example',
        supportEnd: '+320',
      },
      bears: ['serveurs'],
      links: [['installed-on', 'MOR-SRV-TSE']],
    },
    {
      type: 'licence',
      name: 'Comptalia – 22 utilisateurs',
      attributes: {
        product: 'Comptalia',
        metric: 'user',
        quantity: 22,
        contractNumber: 'CMP-44-1087',
        expiresOn: '+41',
      },
      links: [['licence-of', 'Comptalia']],
    },
    {
      type: 'certificate',
      name: 'comptalia.morvan.example',
      attributes: {
        scope: 'comptalia.morvan.example',
        issuer: "Let's Encrypt R11",
        expiresOn: '+12',
        secretPlace: 'Coffre Estran, dossier Morvan / certificats',
      },
      links: [['installed-on', 'MOR-SRV-TSE']],
    },
    {
      type: 'network-device',
      name: 'MOR-PARE-FEU',
      location: 'Local technique, 1er étage',
      criticality: 1,
      attributes: {
        manufacturer: 'Stormshield',
        model: 'SN310',
        serial: 'SN310A2231',
        ipAddress: '192.168.10.1',
        firmware: '4.7.4',
        ports: 8,
        warrantyEnd: '+55',
      },
      bears: ['reseau'],
      links: [['powered-by', 'MOR-ONDULEUR']],
    },
    {
      type: 'contract',
      name: 'Lien fibre Morvan – principal',
      supplier: 'fibre',
      attributes: {
        kind: 'uc',
        reference: 'ATL-2291',
        endsOn: '+180',
        noticeDays: 90,
        contact: 'Support entreprises',
      },
      links: [['covers', 'MOR-PARE-FEU']],
    },
    {
      type: 'backup',
      name: 'Sauvegarde Morvan',
      criticality: 1,
      attributes: {
        scope: 'MOR-SRV-01 et MOR-SRV-TSE',
        frequency: 'Chaque nuit à 22 h',
        retention: '30 jours, puis 12 mois',
        target: 'Coffre hors site',
        nextRestoreTest: '+20',
      },
      bears: ['sauvegarde'],
      links: [
        ['backs-up', 'MOR-SRV-01'],
        ['backs-up', 'MOR-SRV-TSE'],
      ],
    },
    {
      type: 'printer',
      name: 'MOR-IMP-ACCUEIL',
      location: 'Accueil',
      attributes: { manufacturer: 'Kyocera', model: 'ECOSYS M5526cdw', serial: 'VUL9X01234' },
    },
    workstation('MOR-PC-04', 'Manon Gicquel', '5CG3210M4T', { location: 'Bureau social' }),
    workstation('MOR-PC-07', 'Lucas Hervé', '5CG3210M7A', { location: 'Salle Erdre' }),
    workstation('MOR-PC-11', 'Élodie Texier', '5CG3210N1B', { location: 'Accueil' }),
    workstation('MOR-PC-15', 'Poste partagé', '5CG2188K5C', { location: 'Salle Loire' }),
    workstation('MOR-PORT-02', 'Béatrice Morvan', 'PF4N8K2L', { isPortable: true }),
  ],
  ledantec: [
    {
      type: 'server',
      name: 'DAN-SRV-01',
      location: 'Placard du bureau d’études',
      criticality: 2,
      attributes: { ...hardware('Le Dantec', '4MK81P2', 16_384, '192.168.20.10'), warrantyEnd: '-40' },
    },
    {
      type: 'application',
      name: 'DevisBois',
      criticality: 2,
      attributes: { publisher: 'Boislogic', release: '9.3', environment: 'production' },
      bears: ['serveurs'],
      links: [['installed-on', 'DAN-SRV-01']],
    },
    {
      type: 'licence',
      name: 'DevisBois – 6 postes',
      attributes: { product: 'DevisBois', metric: 'installation', quantity: 6, expiresOn: '+150' },
      links: [['licence-of', 'DevisBois']],
    },
    {
      type: 'network-device',
      name: 'DAN-COMMUTATEUR',
      location: 'Atelier',
      attributes: { manufacturer: 'Aruba', model: '1930 24G', serial: 'CN0AKB7021', ports: 24 },
      bears: ['reseau'],
    },
    {
      type: 'printer',
      name: 'DAN-TRACEUR',
      location: 'Bureau d’études',
      attributes: { manufacturer: 'HP', model: 'DesignJet T650', serial: 'CN1234T650' },
    },
    workstation('DAN-PC-02', 'Sandrine Rolland', '5CG1044D2E', { location: 'Accueil' }),
    workstation('DAN-PC-05', 'Kévin Boucher', '5CG1044D5F', { location: 'Bureau d’études' }),
    workstation('DAN-ATELIER-1', 'Poste partagé', '5CG0991A1G', { location: 'Atelier' }),
  ],
  rivieres: [
    {
      type: 'server',
      name: 'RIV-SRV-01',
      location: 'Baie 1',
      criticality: 1,
      attributes: { ...hardware('Trois-Rivières', '9TT41Q7', 65_536, '192.168.30.11'), warrantyEnd: '+400' },
    },
    {
      type: 'server',
      name: 'RIV-SRV-02',
      location: 'Baie 2',
      criticality: 1,
      attributes: { ...hardware('Trois-Rivières', '9TT41Q8', 65_536, '192.168.30.12'), warrantyEnd: '+400' },
    },
    {
      type: 'virtual-machine',
      name: 'RIV-PACS',
      criticality: 1,
      attributes: {
        purpose: 'Radios et dossiers (VétoSuite)',
        environment: 'production',
        system: 'Debian 12',
        memoryMb: 16_384,
      },
      bears: ['serveurs'],
      links: [
        ['depends-on', 'RIV-SRV-01', 'hyperviseurs'],
        ['depends-on', 'RIV-SRV-02', 'hyperviseurs'],
      ],
    },
    {
      type: 'service-account',
      name: 'svc-sauvegarde',
      attributes: {
        scope: 'Sauvegarde des serveurs',
        rotateOn: '+8',
        secretPlace: 'Coffre Estran, dossier Trois-Rivières',
      },
      links: [['installed-on', 'RIV-SRV-01']],
    },
    {
      type: 'backup',
      name: 'Sauvegarde Trois-Rivières',
      attributes: {
        scope: 'RIV-PACS',
        frequency: 'Toutes les 4 heures',
        retention: '60 jours',
        target: 'Coffre hors site',
        nextRestoreTest: '-3',
      },
      bears: ['sauvegarde'],
      links: [['backs-up', 'RIV-PACS']],
    },
    workstation('RIV-PC-01', 'Accueil', '5CG5512R1H', { location: 'Accueil' }),
    workstation('RIV-CONSULT-2', 'Consultation 2', '5CG5512R6J', { location: 'Consultation 2' }),
  ],
}
