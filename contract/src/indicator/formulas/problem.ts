import { atLeast, type Formula, type KeyOf } from '../formula.ts'

export const problemFormulas: Readonly<Record<KeyOf<'problem'>, Formula>> = {
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
}
