import { atLeast, atMost, falling, type Formula, type KeyOf } from '../formula.ts'

export const incidentFormulas: Readonly<Record<KeyOf<'incident'>, Formula>> = {
  'incident-restoration': {
    process: 'incident',
    unit: 'minutes',
    target: { kind: 'agreed', value: null },
    groups: 'priority',
    name: { fr: 'Temps de rétablissement', en: 'Time to restore' },
    how: {
      fr: 'Heures de service entre l’enregistrement et le dernier rétablissement, par priorité : moyenne, médiane, pire cas. Net : sans les attentes du client ni le temps entre un rétablissement et une réouverture. Brut : attentes du client comprises. Atteint si la moyenne ne dépasse pas la moyenne des délais promis à ces mêmes incidents. Incidents rétablis dans le mois.',
      en: 'Service hours from recording to the last restoration, by priority: mean, median, worst case. Net: without waits for the client and the time between a restoration and a reopening. Gross: with waits for the client. Met where the mean is no more than the mean of what was promised for these same incidents. Incidents restored in the month.',
    },
    clause: '8.6.1',
  },
  'incident-response': {
    process: 'incident',
    unit: 'percent',
    target: atLeast(0.95),
    name: { fr: 'Prise en charge à temps', en: 'Taken in charge in time' },
    how: {
      fr: 'Incidents pris en charge dans le délai cible ÷ incidents dont ce délai tombe dans le mois. Un délai à venir n’est pas encore jugé.',
      en: 'Incidents taken in charge within the target ÷ incidents whose target falls in the month. A target to come is not judged yet.',
    },
    clause: '8.6.1',
  },
  'incident-overdue': {
    process: 'incident',
    unit: 'percent',
    target: atMost(0.1),
    name: { fr: 'En dépassement', en: 'Overdue' },
    how: {
      fr: '(Rétablis hors délai + encore ouverts, délai passé) ÷ incidents dont l’échéance de rétablissement tombe dans le mois. Un dépassement constaté le reste, même si le délai change ensuite.',
      en: '(Restored late + still open and past due) ÷ incidents whose restoration was due in the month. A breach that happened stays one, whatever becomes of the target.',
    },
    clause: '8.6.1',
  },
  'incident-backlog': {
    process: 'incident',
    unit: 'count',
    target: null,
    counts: 'all',
    looked: 'month-end',
    name: { fr: 'Arriéré', en: 'Backlog' },
    how: {
      fr: 'Incidents enregistrés et pas encore rétablis au dernier instant du mois (aujourd’hui pour le mois en cours).',
      en: 'Incidents recorded and not yet restored at the last instant of the month (now for the running month).',
    },
    clause: '8.6.1',
  },
  'incident-backlog-overdue': {
    process: 'incident',
    unit: 'count',
    target: atMost(0),
    counts: 'hits',
    looked: 'month-end',
    name: { fr: 'P1 et P2 échus dans l’arriéré', en: 'P1 and P2 past due in the backlog' },
    how: {
      fr: 'Parmi les incidents P1 et P2 de l’arriéré, ceux dont l’échéance de rétablissement est passée au dernier instant du mois.',
      en: 'Of the P1 and P2 incidents of the backlog, those whose restoration was past due at the last instant of the month.',
    },
    clause: '8.6.1',
  },
  'incident-backlog-age': {
    process: 'incident',
    unit: 'minutes',
    target: null,
    looked: 'period-end',
    name: { fr: 'Âge de l’arriéré', en: 'Age of the backlog' },
    how: {
      fr: 'Heures de service écoulées depuis l’enregistrement, pour chaque incident de l’arriéré : médiane, 9 sur 10, plus ancien. Net : sans les attentes du client. Brut : attentes comprises.',
      en: 'Service hours since recording, for each incident of the backlog: median, 9 in 10, oldest. Net: without waits for the client. Gross: with them.',
    },
    clause: '8.6.1',
  },
  'incident-reopened': {
    process: 'incident',
    unit: 'percent',
    target: atMost(0.05),
    name: { fr: 'Réouverts', en: 'Reopened' },
    how: {
      fr: 'Incidents rouverts au moins une fois (« pas encore réglé » compris) ÷ incidents clos dans le mois. Chacun compte à sa dernière clôture.',
      en: 'Incidents reopened at least once (“not settled yet” included) ÷ incidents closed in the month. Each counts at its last closing.',
    },
    clause: '8.6.1',
  },
  'incident-misclassified': {
    process: 'incident',
    unit: 'percent',
    target: atMost(0.1),
    name: { fr: 'Mal classés', en: 'Misclassified' },
    how: {
      fr: 'Incidents dont la catégorie, le service ou la priorité a été remplacé après le début du diagnostic ÷ incidents clos dans le mois.',
      en: 'Incidents whose category, service or priority was replaced after diagnosis had begun ÷ incidents closed in the month.',
    },
    clause: '8.6.1',
  },
  'incident-major': {
    process: 'incident',
    unit: 'count',
    target: null,
    counts: 'all',
    name: { fr: 'Incidents majeurs', en: 'Major incidents' },
    how: {
      fr: 'Incidents enregistrés dans le mois et déclarés majeurs.',
      en: 'Incidents recorded in the month and declared major.',
    },
    clause: '8.6.1',
  },
  'incident-major-review': {
    process: 'incident',
    unit: 'percent',
    target: atLeast(1),
    name: { fr: 'Revue de majeur en 5 jours ouvrés', en: 'Major reviewed within 5 working days' },
    how: {
      fr: 'Incidents majeurs dont la revue s’est tenue dans les cinq jours ouvrés après le rétablissement, au calendrier de l’incident ÷ majeurs rétablis dans le mois. Tant que les cinq jours courent, un majeur sans revue n’est pas jugé.',
      en: 'Major incidents reviewed within five working days of the restoration, by the incident’s calendar ÷ majors restored in the month. While the five days run, one without a review is not judged.',
    },
    clause: '8.6.1',
  },
  'incident-repetition': {
    process: 'incident',
    unit: 'percent',
    target: falling,
    name: { fr: 'Répétition', en: 'Repetition' },
    how: {
      fr: 'Incidents rattachés à un problème, ou traités par le contournement d’une erreur connue ÷ incidents enregistrés dans le mois. Attendu : pas plus que sur douze mois.',
      en: 'Incidents linked to a problem, or handled by the workaround of a known error ÷ incidents recorded in the month. Expected: no more than over twelve months.',
    },
    clause: '8.6.3',
  },
  'incident-satisfaction': {
    process: 'incident',
    unit: 'mark',
    target: atLeast(4),
    name: { fr: 'Satisfaction', en: 'Satisfaction' },
    how: {
      fr: 'Somme des notes (1 à 5) ÷ nombre de notes, pour les incidents clos dans le mois ; avec la médiane et la note la plus basse.',
      en: 'Sum of marks (1 to 5) ÷ number of marks, for incidents closed in the month; with the median and the lowest.',
    },
    clause: '8.3.2',
  },
  'incident-answers': {
    process: 'incident',
    unit: 'percent',
    target: null,
    name: { fr: 'Taux de réponse', en: 'Answer rate' },
    how: {
      fr: 'Incidents notés par le client ÷ incidents clos dans le mois.',
      en: 'Incidents marked by the client ÷ incidents closed in the month.',
    },
    clause: '8.3.2',
  },
}
