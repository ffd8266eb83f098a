import { teller, type Teller } from './telling.ts'

/** What happens to a problem, and to its incidents because of it. */
export const problemTellers: Readonly<Record<string, Teller>> = {
  'problem.opened': teller('problem.opened', ({ incidents }, { t, who }) => [
    incidents.length === 0
      ? t('problem.say.opened', { who })
      : t('problem.say.openedFrom', { who, count: incidents.length, incidents: incidents.join(', ') }),
  ]),
  'problem.incidents-linked': teller('problem.incidents-linked', ({ incidents }, { t, who }) => [
    t('problem.say.linked', { who, incidents: incidents.join(', ') }),
  ]),
  'problem.incident-unlinked': teller('problem.incident-unlinked', ({ incident, reason }, { t, who }) => [
    t('problem.say.unlinked', { who, incident }),
    reason,
  ]),
  'problem.reclassified': teller('problem.reclassified', ({ before, after, reason }, { t, who }) => [
    t('problem.say.reclassified', { who, before, after }),
    reason,
  ]),
  'problem.classified': teller('problem.classified', ({ level }, { t, who }) => [
    t('problem.say.classified', { who, level }),
  ]),
  'problem.analysed': teller('problem.analysed', ({ whys, root }, { t, who }) => [
    root === null ? t('problem.say.analysed', { who }) : t('problem.say.analysedRoot', { who, root }),
    ...whys.map((text, at) => t('problem.say.why', { number: at + 1, text })),
  ]),
  'problem.cause-found': teller('problem.cause-found', ({ cause }, { t, who }) => [
    t('problem.say.found', { who, cause }),
  ]),
  'problem.known-error-written': teller(
    'problem.known-error-written',
    ({ workaround, workaroundNumber, portal }, { t, who }) => [
      t('problem.say.error', { who, number: workaroundNumber, workaround }),
      ...(portal ? [t('problem.say.errorPortal')] : []),
    ],
  ),
  'problem.workaround-pushed': teller('problem.workaround-pushed', ({ incidents }, { t, who }) => [
    t('problem.say.pushed', { who, count: incidents.length, incidents: incidents.join(', ') }),
  ]),
  'problem.recurred': teller('problem.recurred', ({ incident }, { t }) => [
    t('problem.say.recurred', { incident }),
  ]),
  'record.known-error-applied': teller('record.known-error-applied', ({ problem }, { t, who }) => [
    t('problem.say.applied', { who, problem }),
  ]),
  'record.problem-ended': teller('record.problem-ended', ({ problem, outcome, solution }, { t }) => {
    const known = outcomes.find((one) => one === outcome)
    const said = known === undefined ? outcome : t(`problem.say.outcome.${known}`)
    return [
      solution === null
        ? t('problem.say.ended', { problem, outcome: said })
        : t('problem.say.endedHow', { problem, outcome: said, solution }),
    ]
  }),
}

const outcomes = ['solved', 'accepted', 'cancelled'] as const
