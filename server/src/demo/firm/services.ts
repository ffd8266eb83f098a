import type { Target } from '#contract/grid/shape.ts'
import type { ClientKey } from './clients.ts'

export const services = {
  postes: {
    name: 'Postes de travail',
    description:
      'Ordinateurs, écrans, imprimantes et logiciels des utilisateurs : installation, dépannage, remplacement.',
  },
  messagerie: {
    name: 'Messagerie et bureautique',
    description: 'Boîtes aux lettres, calendriers, partage de fichiers en ligne et suite bureautique.',
  },
  serveurs: {
    name: 'Serveurs et applications',
    description: 'Serveurs hébergés ou sur site, bases de données et applications de gestion.',
    isEssential: true,
  },
  reseau: {
    name: 'Réseau et Internet',
    description: 'Liens Internet, pare-feu, commutateurs, Wi-Fi et accès à distance.',
  },
  sauvegarde: {
    name: 'Sauvegarde et restauration',
    description: 'Sauvegarde quotidienne des serveurs et des boîtes aux lettres, restaurations et essais.',
  },
  telephonie: {
    name: 'Téléphonie',
    description: 'Standard, postes fixes, renvois, messagerie vocale et lignes mobiles.',
  },
} as const

export type ServiceKey = keyof typeof services

const hours = (value: number) => ({ value, unit: 'hour' as const })
const minutes = (value: number) => ({ value, unit: 'minute' as const })
const days = (value: number) => ({ value, unit: 'serviceDay' as const })

const target = (
  priority: number,
  response: Target['response'],
  resolution: Target['resolution'],
  kind: Target['kind'] = 'objective',
): Target => ({ priority, response, resolution, kind })

/** What most clients were promised. */
const usual: Target[] = [
  target(1, minutes(15), hours(4), 'guarantee'),
  target(2, minutes(30), hours(8)),
  target(3, hours(2), days(2)),
  target(4, hours(4), days(5)),
  target(5, days(1), days(10)),
]

/** Day and night: a clinic cannot wait for the morning. */
const continuous: Target[] = [
  target(1, minutes(30), hours(4), 'guarantee'),
  target(2, hours(1), hours(10), 'guarantee'),
  target(3, hours(4), days(3)),
  target(4, days(1), days(6)),
  target(5, days(2), days(14)),
]

/** For an operating room that starts before dawn: less time for what is grave, more for what is not. */
const operations: Target[] = [
  target(1, minutes(15), hours(3), 'guarantee'),
  target(2, minutes(30), hours(6), 'guarantee'),
  target(3, hours(2), days(2)),
  target(4, hours(4), days(6)),
  target(5, days(1), days(12)),
]

interface AgreementOf {
  client: ClientKey
  service: ServiceKey
  targets: Target[]
  isContinuous?: boolean
  hasOwnGrid?: boolean
  note?: string
}

export const agreements: readonly AgreementOf[] = [
  { client: 'morvan', service: 'postes', targets: usual },
  { client: 'morvan', service: 'messagerie', targets: usual },
  {
    client: 'morvan',
    service: 'serveurs',
    targets: usual,
    note: 'Aucune interruption prévue de février à mai.',
  },
  { client: 'morvan', service: 'reseau', targets: usual },
  { client: 'morvan', service: 'sauvegarde', targets: usual },
  { client: 'morvan', service: 'telephonie', targets: usual },
  { client: 'ledantec', service: 'postes', targets: usual },
  { client: 'ledantec', service: 'messagerie', targets: usual },
  { client: 'ledantec', service: 'serveurs', targets: usual },
  { client: 'ledantec', service: 'reseau', targets: usual },
  { client: 'ledantec', service: 'sauvegarde', targets: usual },
  { client: 'rivieres', service: 'postes', targets: usual },
  { client: 'rivieres', service: 'messagerie', targets: usual },
  {
    client: 'rivieres',
    service: 'serveurs',
    targets: continuous,
    isContinuous: true,
    note: 'Astreinte 24 h sur 24 pour les priorités 1 et 2.',
  },
  { client: 'rivieres', service: 'reseau', targets: continuous, isContinuous: true },
  { client: 'rivieres', service: 'sauvegarde', targets: usual },
  { client: 'rivieres', service: 'telephonie', targets: usual },
  { client: 'bellanger', service: 'postes', targets: operations, hasOwnGrid: true },
  { client: 'bellanger', service: 'messagerie', targets: operations, hasOwnGrid: true },
  { client: 'bellanger', service: 'serveurs', targets: operations, hasOwnGrid: true },
  { client: 'bellanger', service: 'reseau', targets: operations, hasOwnGrid: true },
  { client: 'bellanger', service: 'telephonie', targets: operations, hasOwnGrid: true },
]

export const servicesOf = (client: ClientKey): ServiceKey[] =>
  agreements.flatMap((one) => (one.client === client ? [one.service] : []))
