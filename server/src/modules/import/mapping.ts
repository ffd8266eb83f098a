import type { CiType, RelationKind } from '#contract/configuration/shape.ts'
import {
  importFields,
  type ImportField,
  type ImportMapping,
  type ImportTarget,
} from '#contract/import/shape.ts'
import { headerOf } from './names.ts'
import { plain } from './text.ts'

/** Words by which spreadsheets call the common fields, beside those of our own exports. */
const words: Readonly<Record<ImportField, readonly string[]>> = {
  number: ['ci', 'no', 'n°', 'numero ci', 'ci number', 'id'],
  type: ['categorie', 'category', 'nature', 'type de materiel', 'item type', 'class', 'famille'],
  name: [
    'nom',
    'name',
    'designation',
    'libelle',
    'hostname',
    "nom d'hote",
    'machine',
    'label',
    'equipement',
    'poste',
    "nom de l'element",
  ],
  state: ['etat', 'statut', 'status', 'state', 'situation'],
  client: ['client', 'customer', 'organisation', 'societe', 'company', 'entreprise'],
  owner: ['responsable', 'owner', 'proprietaire', 'gere par', 'managed by'],
  supplier: ['fournisseur', 'supplier', 'vendor', 'revendeur'],
  location: ['emplacement', 'location', 'lieu', 'site', 'localisation', 'bureau', 'salle', 'room'],
  criticality: ['criticite', 'criticality', 'importance'],
  description: ['description', 'commentaire', 'comment', 'remarque', 'notes', 'note', 'remarques'],
}

/** Words for attributes that spreadsheets use beside their names. */
const attributeWords: Readonly<Record<string, readonly string[]>> = {
  serial: [
    'numero de serie',
    'no de serie',
    'n de serie',
    's/n',
    'sn',
    'serial',
    'serial no',
    'serial number',
  ],
  assetTag: [
    "numero d'inventaire",
    "n d'inventaire",
    'etiquette',
    'code inventaire',
    'asset tag',
    'asset no',
  ],
  manufacturer: ['marque', 'constructeur', 'brand', 'make'],
  model: ['modele', 'model'],
  warrantyEnd: ['garantie', "garantie jusqu'au", 'warranty', 'warranty until'],
  acquiredOn: ["date d'achat", 'achete le', 'purchase date', 'acquisition'],
  usedBy: ['utilisateur', 'user', 'affecte a', 'assigned to'],
  ipAddress: ['ip', 'adresse ip', 'ip address'],
  macAddress: ['mac', 'adresse mac', 'mac address'],
  system: ['os', "systeme d'exploitation", 'operating system'],
  memoryMb: ['memoire', 'ram', 'memory'],
}

interface Known {
  types: readonly CiType[]
  kinds: readonly RelationKind[]
  /** Its attributes go before those of others. */
  preferred?: string | undefined
}

/** What each column is likely to hold, by its header; of two for the same field the first. */
export const guessMapping = (headers: readonly string[], known: Known): ImportMapping => {
  const targets = targetsByWord(known)
  const taken = new Set<string>()
  return headers.map((header) => {
    const key = /\(([a-z][A-Za-z0-9]{0,39})\)$/.exec(header.trim())?.[1]
    const found =
      (key === undefined ? undefined : targets.get(`key ${key}`)) ?? targets.get(headerKey(header)) ?? null
    if (found === null || taken.has(found)) return null
    taken.add(found)
    return found
  })
}

/** `N° de série` and `No. de serie` are one. */
const headerKey = (header: string): string =>
  plain(header)
    .replace(/^(est|is) /, '')
    .replaceAll(/[°.º#]/g, '')
    .trim()

const targetsByWord = ({ types, kinds, preferred }: Known): Map<string, ImportTarget> => {
  const targets = new Map<string, ImportTarget>()
  const name = (word: string | undefined, target: ImportTarget) => {
    const key = word === undefined ? '' : headerKey(word)
    if (key !== '' && !targets.has(key)) targets.set(key, target)
  }
  for (const field of importFields) {
    name(headerOf(field, 'fr'), field)
    name(headerOf(field, 'en'), field)
  }
  const ordered = types.toSorted(
    (one, other) => Number(other.key === preferred) - Number(one.key === preferred),
  )
  for (const { attributes } of ordered) {
    for (const { key, kind, name: called } of attributes) {
      if (kind === 'parts') continue
      const target = `attribute:${key}`
      targets.set(`key ${key}`, target)
      for (const word of [called.fr, called.en, key, ...(attributeWords[key] ?? [])]) name(word, target)
    }
  }
  for (const { key, name: outgoing, inverse } of kinds) {
    for (const word of [outgoing.fr, outgoing.en, key]) name(word, `relation:${key}:out`)
    for (const word of [inverse.fr, inverse.en]) name(word, `relation:${key}:in`)
  }
  for (const field of importFields) for (const word of [field, ...words[field]]) name(word, field)
  return targets
}

/** No field twice; relations may have several columns. */
export const twiceIn = (mapping: ImportMapping): ImportTarget | null => {
  const fields = mapping.filter((target) => target !== null && !target.startsWith('relation:'))
  return fields.find((target, index) => fields.indexOf(target) !== index) ?? null
}
