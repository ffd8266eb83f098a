import { atLeast, atMost, type Formula, type KeyOf } from '../formula.ts'

export const configurationFormulas: Readonly<Record<KeyOf<'configuration'>, Formula>> = {
  'configuration-accuracy': {
    process: 'configuration',
    unit: 'percent',
    target: atLeast(0.95),
    name: { fr: 'Justesse', en: 'Accuracy' },
    how: {
      fr: 'Éléments vérifiés dont tous les attributs obligatoires sont exacts ÷ éléments vérifiés, d’après les procès-verbaux des vérifications closes dans le mois.',
      en: 'Verified items whose compulsory attributes are all right ÷ verified items, by the minutes of the verifications closed in the month.',
    },
    clause: '8.2.6',
  },
  'configuration-completeness': {
    process: 'configuration',
    unit: 'percent',
    target: atLeast(0.98),
    name: { fr: 'Complétude', en: 'Completeness' },
    how: {
      fr: 'Éléments trouvés en réalité et dans la CMDB ÷ éléments trouvés en réalité, d’après les procès-verbaux des vérifications closes dans le mois.',
      en: 'Items found in reality and in the CMDB ÷ items found in reality, by the minutes of the verifications closed in the month.',
    },
    clause: '8.2.6',
  },
  'configuration-freshness': {
    process: 'configuration',
    unit: 'percent',
    target: atLeast(1),
    looked: 'now',
    name: { fr: 'Fraîcheur', en: 'Freshness' },
    how: {
      fr: 'Éléments en production vérifiés depuis moins de douze mois ÷ éléments en production. Le passé n’en est pas gardé : c’est l’état de ce moment, celui de la page Contrôle du parc.',
      en: 'Items in service verified within twelve months ÷ items in service. Its past is not kept: it is the state of this moment, as on the page Check of the configuration.',
    },
    clause: '8.2.6',
  },
  'configuration-orphans': {
    process: 'configuration',
    unit: 'percent',
    target: atMost(0.05),
    looked: 'now',
    name: { fr: 'Orphelins', en: 'Orphans' },
    how: {
      fr: 'Éléments en production qui ne portent aucun service ÷ éléments en production dont le type devrait en porter un. L’état de ce moment, celui de la page Contrôle du parc.',
      en: 'Items in service that carry no service ÷ items in service whose type should carry one. The state of this moment, as on the page Check of the configuration.',
    },
    clause: '8.2.6',
  },
  'configuration-updated': {
    process: 'configuration',
    unit: 'percent',
    target: atLeast(0.95),
    name: { fr: 'CMDB à jour en un jour ouvré', en: 'CMDB updated within a working day' },
    how: {
      fr: 'Changements dont la fiche est appliquée à la CMDB dans le jour ouvré qui suit leur mise en œuvre ÷ changements mis en œuvre dans le mois qui ont une fiche. Tant que ce jour court, ce qui n’est pas appliqué n’est pas jugé.',
      en: 'Changes whose sheet was applied to the CMDB within a working day of their implementation ÷ changes implemented in the month that have a sheet. While that day runs, what is not applied is not judged.',
    },
    clause: '8.2.6',
  },
}
