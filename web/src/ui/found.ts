import type { Found } from '#contract/search/api.ts'

const folders = {
  INC: 'tickets',
  REQ: 'tickets',
  PRB: 'tickets',
  CHG: 'tickets',
  ECH: 'tickets',
  ART: 'connaissances',
  CI: 'parc',
  client: 'clients',
  person: 'personnes',
  service: 'services',
  supplier: 'fournisseurs',
} as const

const unnumbered: readonly Found['kind'][] = ['client', 'person', 'service', 'supplier']

/** The page of what a search found. */
export const addressOfFound = ({ kind, address }: Found): string => `/${folders[kind]}/${address}`

/** The page of a number that was typed. */
export const addressOfNumber = (number: string): string => {
  const kind = (['ART', 'CI'] as const).find((one) => number.startsWith(`${one}-`)) ?? 'INC'
  return `/${folders[kind]}/${number}`
}

/** What has a number that people say is named with it; what is addressed by an id is not. */
export const nameOfFound = ({ kind, address, title }: Found): string =>
  unnumbered.includes(kind) ? title : `${address} · ${title}`
