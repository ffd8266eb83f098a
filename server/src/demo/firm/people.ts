import type { Role } from '#contract/role.ts'

/** The firm that the demonstration shows, and those it works for and with. All of it is invented; `.example` belongs to nobody. */
export const provider = {
  name: 'Estran Services Informatiques',
  country: 'FR',
  region: null,
  size: '4-9',
  zone: 'Europe/Paris',
  language: 'fr',
  phone: '02 40 00 10 10',
  emergencyPhone: '06 00 00 10 10',
} as const

interface Colleague {
  name: string
  roles: readonly Role[]
  phone: string
  isAdministrator?: boolean
  /** What the console says of this person. */
  title: string
}

export const staff = {
  helene: { name: 'Hélène Kerbrat', roles: ['D'], phone: '02 40 00 10 11', title: 'Dirigeante (D)' },
  marc: {
    name: 'Marc Delaunay',
    roles: ['RGS/AC'],
    phone: '02 40 00 10 12',
    title: 'Responsable assistance client (RGS/AC)',
  },
  sophie: {
    name: 'Sophie Pineau',
    roles: ['RGS/RC'],
    phone: '02 40 00 10 13',
    title: 'Responsable relation client (RGS/RC)',
  },
  thomas: {
    name: 'Thomas Guillou',
    roles: ['CS'],
    phone: '02 40 00 10 14',
    title: 'Centre de services (CS)',
  },
  ines: { name: 'Inès Bakhti', roles: ['CS'], phone: '02 40 00 10 15', title: 'Centre de services (CS)' },
  paul: {
    name: 'Paul Le Goff',
    roles: ['CS'],
    phone: '02 40 00 10 16',
    title: 'Centre de services, alternant (CS)',
  },
  julien: {
    name: 'Julien Moreau',
    roles: [],
    phone: '02 40 00 10 17',
    title: 'Équipe Systèmes (mandat RGS/AC)',
  },
  nadia: {
    name: 'Nadia Rahmani',
    roles: ['CS'],
    phone: '02 40 00 10 18',
    title: 'Équipe Réseaux (CS, mandat RGS/AC)',
  },
  claire: {
    name: 'Claire Aubert',
    roles: ['RGS/RC'],
    phone: '02 40 00 10 19',
    isAdministrator: true,
    title: 'Relation client, suppléante (RGS/RC), administratrice',
  },
} as const satisfies Record<string, Colleague>

export type StaffKey = keyof typeof staff

export const teams = [
  { name: 'Systèmes', mandates: ['RGS/AC'], members: ['julien', 'marc'] },
  { name: 'Réseaux et téléphonie', mandates: ['RGS/AC'], members: ['nadia', 'julien'] },
] as const satisfies readonly {
  name: string
  mandates: readonly ('RGS/AC' | 'CS')[]
  members: readonly StaffKey[]
}[]

export const suppliers = {
  fibre: {
    name: 'Atlantis Fibre',
    email: 'support@atlantis-fibre.example',
    phone: '02 51 00 20 00',
    notes: 'Opérateur de nos liens Internet. Rétablissement garanti en 4 heures ouvrées.',
    person: { name: 'Karim Benali', email: 'karim.benali@atlantis-fibre.example' },
  },
  editor: {
    name: 'Logivia Éditions',
    email: 'assistance@logivia.example',
    phone: '02 51 00 30 00',
    notes: 'Éditeur des applications de gestion de nos clients. Assistance du lundi au vendredi, 9 h – 18 h.',
    person: { name: 'Valérie Rousseau', email: 'valerie.rousseau@logivia.example' },
  },
} as const

export type SupplierKey = keyof typeof suppliers
