import { z } from 'zod'
import { Words } from '../words.ts'
import { CiState } from './shape.ts'

/** What the configuration is looked over for: what is wrong, and what to do. */
export const auditRules = {
  unauthorised: {
    sentence: {
      fr: 'Élément contrôlé modifié en production sans autorisation',
      en: 'Controlled item changed in service without authority',
    },
    advice: {
      fr: 'Cela ne peut se faire que hors du produit : cherchez qui a écrit directement dans la base.',
      en: 'This can only be done outside of the product: find out who wrote into the database directly.',
    },
  },
  'required-empty': {
    sentence: { fr: 'Attribut obligatoire vide', en: 'Required attribute empty' },
    advice: {
      fr: 'Le type exige cette valeur depuis, ou l’élément vient d’un inventaire. Complétez sa fiche.',
      en: 'The type came to require this value later, or the item comes from an inventory. Complete it.',
    },
  },
  expired: {
    sentence: { fr: 'Échéance dépassée, toujours en production', en: 'Expired, and still in service' },
    advice: {
      fr: 'Renouvelez la garantie, le certificat ou le contrat, ou retirez l’élément.',
      en: 'Renew the warranty, the certificate or the contract, or retire the item.',
    },
  },
  'licence-over-used': {
    sentence: { fr: 'Licence dépassée', en: 'Licence over-used' },
    advice: {
      fr: 'Achetez ce qui manque, désinstallez, ou affectez à une autre licence. La page de la licence dit quelles machines.',
      en: 'Buy what is missing, uninstall, or assign another licence. The page of the licence says which machines.',
    },
  },
  'licence-expired-in-use': {
    sentence: {
      fr: 'Licence échue, logiciel toujours installé',
      en: 'Licence expired, software still installed',
    },
    advice: {
      fr: 'Renouvelez la licence, ou retirez le logiciel des machines nommées.',
      en: 'Renew the licence, or take the software off the named machines.',
    },
  },
  orphan: {
    sentence: { fr: 'En production sans porter aucun service', en: 'In service, and carries no service' },
    advice: {
      fr: 'Reliez l’élément au service qui en dépend : sans cela, aucune analyse d’impact ne le trouve. Le type dit si cela s’applique.',
      en: 'Relate it to the service that depends on it: no impact analysis finds it otherwise. The type says whether this applies.',
    },
  },
  'no-owner': {
    sentence: { fr: 'Élément contrôlé sans responsable', en: 'Controlled item without an owner' },
    advice: {
      fr: 'Nommez qui répond de l’élément : il reçoit les rappels et accepte les changements.',
      en: 'Name who answers for the item: he gets reminders and agrees to changes.',
    },
  },
  'related-to-retired': {
    sentence: {
      fr: 'Relation avec un élément retiré ou éliminé',
      en: 'Relation to an item that is retired or disposed of',
    },
    advice: {
      fr: 'Terminez la relation, ou reliez à ce qui a pris la place.',
      en: 'End the relation, or relate to what took its place.',
    },
  },
  'retired-related': {
    sentence: {
      fr: 'Élément retiré dont des relations courent encore',
      en: 'Retired item whose relations still run',
    },
    advice: {
      fr: 'Terminez ses relations : l’impact compterait encore sur lui.',
      en: 'End its relations: impact would still count on it.',
    },
  },
  unverified: {
    sentence: {
      fr: 'En production, jamais vérifié ou pas depuis 12 mois',
      en: 'In service, never verified or not for 12 months',
    },
    advice: {
      fr: 'Allez voir, ou laissez un inventaire le constater, puis marquez l’élément comme vérifié.',
      en: 'Have a look, or let an inventory see it, then mark the item as verified.',
    },
  },
} as const satisfies Record<string, { sentence: Words; advice: Words }>

export type AuditRule = keyof typeof auditRules

export const Finding = z.object({
  number: z.string(),
  name: z.string(),
  type: z.string(),
  state: CiState,
  clientName: z.string().nullable(),
  /** The attribute that the finding is about. */
  attribute: Words.nullable(),
  /** The day or the instant that it is about. */
  on: z.string().nullable(),
  /** The other end of a relation. */
  other: z.object({ number: z.string(), name: z.string() }).nullable(),
  /** What exactly was found, where the rule's sentence does not say it. */
  told: Words.optional(),
})
export type Finding = z.infer<typeof Finding>

export const Audit = z.object({
  rules: z.array(
    z.object({
      rule: z.string(),
      sentence: Words,
      advice: Words,
      /** All of them, of which `items` shows the first. */
      count: z.int(),
      items: z.array(Finding),
    }),
  ),
  /** `count` of `of`; of nothing: without object. `target`: a proposition, as a part of one. */
  measures: z.array(
    z.object({
      key: z.enum(['freshness', 'orphans', 'unauthorised']),
      count: z.int(),
      of: z.int(),
      target: z.number(),
      isAtMost: z.boolean(),
    }),
  ),
})
export type Audit = z.infer<typeof Audit>
