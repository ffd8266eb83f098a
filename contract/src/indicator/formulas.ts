import { z } from 'zod'
import type { Words } from '../words.ts'

export const IndicatorProcess = z.enum(['incident', 'problem', 'change', 'configuration'])
export type IndicatorProcess = z.infer<typeof IndicatorProcess>

export const Unit = z.enum(['percent', 'ratio', 'minutes', 'count', 'mark'])
export type Unit = z.infer<typeof Unit>

export const IndicatorKey = z.enum([
  'incident-restoration',
  'incident-response',
  'incident-overdue',
  'incident-backlog',
  'incident-backlog-overdue',
  'incident-backlog-age',
  'incident-reopened',
  'incident-misclassified',
  'incident-major',
  'incident-major-review',
  'incident-repetition',
  'incident-satisfaction',
  'incident-answers',
  'problem-open',
  'problem-age',
  'problem-flow',
  'problem-cause',
  'problem-effective',
  'problem-proactive',
  'change-successful',
  'change-emergency',
  'change-unauthorised',
  'change-approved',
  'change-reviewed',
  'change-incidents',
  'configuration-accuracy',
  'configuration-completeness',
  'configuration-freshness',
  'configuration-orphans',
  'configuration-updated',
])
export type IndicatorKey = z.infer<typeof IndicatorKey>

/** What is asked of a figure. `agreed`: what was promised for each ticket; `falling`: no more than in the twelve months. */
export const Target = z.object({
  kind: z.enum(['at-least', 'at-most', 'agreed', 'falling']),
  value: z.number().nullable(),
})
export type Target = z.infer<typeof Target>

export interface Formula {
  process: IndicatorProcess
  /** `percent`, `ratio`: numerator by n, and nothing below five. `minutes`: of service. `count`: how many. */
  unit: Unit
  target: Target | null
  /** What `count` counts: all, or those that are not as they should be. */
  counts?: 'all' | 'hits'
  /** Shown by priority or by level, after the whole. */
  groups?: 'priority' | 'level'
  /** Looked at when the month ends, not over the month: twelve of them are no sum. `now`: of this moment alone. */
  looked?: 'month-end' | 'period-end' | 'now'
  name: Words
  /** The formula in words, as the page shows it. */
  how: Words
  /** Clause of ISO/IEC 20000-1:2018 that asks for it. */
  clause: string
}

const atLeast = (value: number): Target => ({ kind: 'at-least', value })
const atMost = (value: number): Target => ({ kind: 'at-most', value })
const falling: Target = { kind: 'falling', value: null }

/** Every indicator: what it is, how it is calculated, what is asked of it. The counting is in server/src/modules/indicator. */
export const formulas: Readonly<Record<IndicatorKey, Formula>> = {
  'incident-restoration': {
    process: 'incident',
    unit: 'minutes',
    target: { kind: 'agreed', value: null },
    groups: 'priority',
    name: { fr: 'Temps de rétablissement', en: 'Time to restore' },
    how: {
      fr: 'Heures de service entre l’enregistrement et le dernier rétablissement, par priorité : moyenne, médiane, pire cas. Net : sans les attentes du client ni le temps entre un rétablissement et une réouverture. Brut : attentes du client comprises. Atteint si la moyenne ne dépasse pas la moyenne des délais promis à ces mêmes tickets. Incidents rétablis dans le mois.',
      en: 'Service hours from recording to the last restoration, by priority: mean, median, worst case. Net: without waits for the client and the time between a restoration and a reopening. Gross: with waits for the client. Met where the mean is no more than the mean of what was promised for these same tickets. Incidents restored in the month.',
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
      fr: 'Incidents majeurs dont la revue s’est tenue dans les cinq jours ouvrés après le rétablissement, au calendrier du ticket ÷ majeurs rétablis dans le mois. Tant que les cinq jours courent, un majeur sans revue n’est pas jugé.',
      en: 'Major incidents reviewed within five working days of the restoration, by the ticket’s calendar ÷ majors restored in the month. While the five days run, one without a review is not judged.',
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
  'problem-open': {
    process: 'problem',
    unit: 'count',
    target: null,
    counts: 'all',
    groups: 'level',
    looked: 'month-end',
    name: { fr: 'Problèmes ouverts', en: 'Open problems' },
    how: {
      fr: 'Problèmes enregistrés et pas clos au dernier instant du mois, par niveau. Une erreur connue acceptée reste ouverte jusqu’à sa clôture.',
      en: 'Problems recorded and not closed at the last instant of the month, by level. An accepted known error stays open until it is closed.',
    },
    clause: '8.6.3',
  },
  'problem-age': {
    process: 'problem',
    unit: 'minutes',
    target: null,
    groups: 'level',
    looked: 'period-end',
    name: { fr: 'Âge des problèmes ouverts', en: 'Age of open problems' },
    how: {
      fr: 'Heures de service écoulées depuis l’enregistrement, par niveau : médiane, 9 sur 10, plus ancien. Le calendrier est celui du problème.',
      en: 'Service hours since recording, by level: median, 9 in 10, oldest. By the problem’s calendar.',
    },
    clause: '8.6.3',
  },
  'problem-flow': {
    process: 'problem',
    unit: 'ratio',
    target: atLeast(1),
    name: { fr: 'Clos pour un ouvert', en: 'Closed for each opened' },
    how: {
      fr: 'Problèmes clos dans le mois ÷ problèmes enregistrés dans le mois. Au-dessous de 1, la file grandit.',
      en: 'Problems closed in the month ÷ problems recorded in the month. Below 1 the queue grows.',
    },
    clause: '8.6.3',
  },
  'problem-cause': {
    process: 'problem',
    unit: 'percent',
    target: atLeast(0.8),
    name: { fr: 'Cause trouvée à temps', en: 'Cause found in time' },
    how: {
      fr: 'Causes trouvées dans le délai du niveau ÷ problèmes jugés dans le mois : à l’instant où la cause est trouvée, ou à celui où le délai passe sans elle.',
      en: 'Causes found within the level’s delay ÷ problems judged in the month: when the cause is found, or when the delay passes without it.',
    },
    clause: '8.6.3',
  },
  'problem-effective': {
    process: 'problem',
    unit: 'percent',
    target: atLeast(0.9),
    name: { fr: 'Corrections efficaces à 90 jours', en: 'Fixes effective after 90 days' },
    how: {
      fr: 'Problèmes clos comme résolus, sans incident rattaché ni réouverture dans les 90 jours suivants ÷ problèmes résolus dont les 90 jours s’achèvent dans le mois.',
      en: 'Problems closed as solved with neither a linked incident nor a reopening in the 90 days after ÷ solved problems whose 90 days end in the month.',
    },
    clause: '8.6.3',
  },
  'problem-proactive': {
    process: 'problem',
    unit: 'percent',
    target: atLeast(0.2),
    name: { fr: 'Proactivité', en: 'Proactivity' },
    how: {
      fr: 'Problèmes nés d’une analyse des tendances ÷ problèmes enregistrés dans le mois.',
      en: 'Problems that came of a trend analysis ÷ problems recorded in the month.',
    },
    clause: '8.6.3',
  },
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
