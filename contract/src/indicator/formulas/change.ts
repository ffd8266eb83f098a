import { atLeast, atMost, falling, type Formula, type KeyOf } from '../formula.ts'

export const changeFormulas: Readonly<Record<KeyOf<'change'>, Formula>> = {
  'change-successful': {
    process: 'change',
    unit: 'percent',
    target: atLeast(0.95),
    name: { fr: 'Changements réussis', en: 'Successful changes' },
    how: {
      fr: 'Sans retour arrière, sans incident P1 ou P2 causé dans les 7 jours, objectif atteint selon la revue ÷ changements mis en œuvre dans le mois. Ce qui n’a pas échoué et attend encore sa revue ou ses 7 jours n’est pas jugé ; un changement standard n’a pas de revue.',
      en: 'Not backed out, no P1 or P2 incident caused within 7 days, objective met by its review ÷ changes implemented in the month. What has not failed and still awaits its review or its 7 days is not judged; a standard change has no review.',
    },
    clause: '8.5.1',
  },
  'change-emergency': {
    process: 'change',
    unit: 'percent',
    target: atMost(0.1),
    name: { fr: 'Changements urgents', en: 'Emergency changes' },
    how: {
      fr: 'Changements urgents ÷ changements mis en œuvre dans le mois, retours arrière compris.',
      en: 'Emergency changes ÷ changes implemented in the month, those backed out included.',
    },
    clause: '8.5.1',
  },
  'change-unauthorised': {
    process: 'change',
    unit: 'percent',
    target: atMost(0),
    name: { fr: 'Modifications non autorisées', en: 'Unauthorised modifications' },
    how: {
      fr: 'Modifications d’éléments contrôlés sans changement qui les autorise ÷ modifications d’éléments contrôlés dans le mois. La règle est celle de la page Contrôle du parc.',
      en: 'Modifications of controlled items without a change that authorises them ÷ modifications of controlled items in the month. By the rule of the page Check of the configuration.',
    },
    clause: '8.2.6',
  },
  'change-approved': {
    process: 'change',
    unit: 'percent',
    target: atLeast(1),
    name: { fr: 'Approuvés avant exécution', en: 'Approved before implementation' },
    how: {
      fr: 'Changements approuvés par tous ceux que désignait le tableau des acteurs, ou selon un modèle approuvé, avant leur mise en œuvre ÷ changements mis en œuvre dans le mois.',
      en: 'Changes approved by all whom the table of actors named, or by an approved model, before they were implemented ÷ changes implemented in the month.',
    },
    clause: '8.5.1',
  },
  'change-reviewed': {
    process: 'change',
    unit: 'percent',
    target: atLeast(1),
    name: { fr: 'Revue faite (majeurs et urgents)', en: 'Review done (majors and emergencies)' },
    how: {
      fr: 'Changements majeurs ou urgents dont la revue est écrite ÷ changements majeurs ou urgents mis en œuvre dans le mois.',
      en: 'Major or emergency changes whose review is written ÷ major or emergency changes implemented in the month.',
    },
    clause: '8.5.1',
  },
  'change-incidents': {
    process: 'change',
    unit: 'ratio',
    target: falling,
    name: { fr: 'Incidents dus aux changements', en: 'Incidents due to changes' },
    how: {
      fr: 'Incidents dits « causés par » le changement et enregistrés dans les 7 jours après sa mise en œuvre ÷ changements mis en œuvre dans le mois. Attendu : pas plus que sur douze mois.',
      en: 'Incidents said to be “caused by” the change and recorded within 7 days of its implementation ÷ changes implemented in the month. Expected: no more than over twelve months.',
    },
    clause: '8.5.1',
  },
}
