import type { Gateway, Procedure, Step } from '#contract/procedure/shape.ts'
import type { Fact } from '../artefact/facts.ts'
import { sayDelay } from '../grid/delay.ts'
import type { WordsInUse } from '../platform/words.ts'
import { branchesOf, labelIn, nameOfProcess } from './nodes.ts'

/** All that a procedure says, one readable line each, known by the drawing's own ids: a new name is one difference. */
export const procedureFacts = (procedure: Procedure, words: WordsInUse): Fact[] => [
  ...procedure.starts.map(({ id, label, target }) => ({
    key: id,
    label: `${words.t('procedure.step.starts')} – ${words.say(label)}`,
    value: sayTarget(procedure, target, words),
    identity: target,
  })),
  ...procedure.steps.flatMap((step) => [
    ...stepFacts(step, words),
    ...moveFacts(procedure, step, words),
    ...timerFacts(procedure, step, words),
  ]),
  ...procedure.gateways.flatMap((gateway) => gatewayFacts(procedure, gateway, words)),
  ...procedure.ends.map(({ id, label, outcome }) => ({
    key: id,
    label: words.t('procedure.fact.end', { end: words.say(label) }),
    value: outcome ?? words.t('procedure.fact.present'),
  })),
  ...recordMoveFacts(procedure, words),
]

const sayTarget = (procedure: Procedure, id: string, { t, say }: WordsInUse): string =>
  t('procedure.fact.leads', { target: say(labelIn(procedure, id)) })

const stepFacts = (
  { id, label, role, phase, level, guide, activities, call }: Step,
  { t, say }: WordsInUse,
): Fact[] => {
  const step = t('procedure.fact.step', { step: say(label) })
  const what = activities
    .map(({ name, parameters }) => [name, ...Object.values(parameters)].join(' '))
    .join(', ')
  return [
    { key: `${id} name`, label: t('procedure.fact.name', { id }), value: say(label) },
    {
      key: id,
      label: step,
      value: [t(`person.role.${role}.name`), t(`shell.phase.${phase}`), level].filter(Boolean).join(' · '),
    },
    ...(what === ''
      ? []
      : [{ key: `${id} activity`, label: `${step}, ${t('procedure.fact.activity')}`, value: what }]),
    ...(guide === undefined
      ? []
      : [{ key: `${id} guide`, label: `${step}, ${t('procedure.fact.guide')}`, value: say(guide) }]),
    ...(call === undefined
      ? []
      : [
          {
            key: `${id} call`,
            label: `${step}, ${t('procedure.fact.call')}`,
            value: t('procedure.step.calls', { process: nameOfProcess(t, call.process) }),
          },
        ]),
  ]
}

const moveFacts = (procedure: Procedure, step: Step, words: WordsInUse): Fact[] =>
  step.moves.map(({ id, label, target, fields = [] }) => ({
    key: `${step.id} ${id}`,
    label: words.t('procedure.fact.move', { step: words.say(step.label), move: words.say(label) }),
    value: [sayTarget(procedure, target, words), ...fields].join(' · '),
    identity: [words.say(label), target, ...fields].join(' '),
  }))

const timerFacts = (procedure: Procedure, step: Step, words: WordsInUse): Fact[] =>
  step.timers.map(({ id, label, delay, target }) => ({
    key: `${step.id} ${id}`,
    label: words.t('procedure.fact.timer', { step: words.say(step.label), timer: words.say(label) }),
    value:
      target === undefined
        ? words.t('procedure.fact.notifies', { delay: sayDelay(words, delay) })
        : words.t('procedure.fact.interrupts', {
            delay: sayDelay(words, delay),
            target: words.say(labelIn(procedure, target)),
          }),
    identity: `${words.say(label)} ${delay.value} ${delay.unit} ${target ?? ''}`,
  }))

const gatewayFacts = (procedure: Procedure, gateway: Gateway, { t, say }: WordsInUse): Fact[] =>
  branchesOf(gateway).map(({ id, target, condition }) => ({
    key: id,
    label: t('procedure.fact.branch', {
      gateway: say(gateway.label),
      target: say(labelIn(procedure, target)),
    }),
    value: condition === null ? t('procedure.step.otherwise') : t('procedure.fact.when', { condition }),
    identity: `${say(gateway.label)} ${target} ${condition ?? ''}`,
  }))

const recordMoveFacts = ({ recordMoves }: Procedure, { t, say }: WordsInUse): Fact[] =>
  recordMoves.map(({ id, label, roles, continueIn }) => ({
    key: `everywhere ${id}`,
    label: t('procedure.fact.recordMove', { move: say(label) }),
    value: [
      t('procedure.step.by', { roles: roles.map((role) => t(`person.role.${role}.name`)).join(', ') }),
      ...(continueIn === undefined
        ? []
        : [t('procedure.step.continues', { process: nameOfProcess(t, continueIn) })]),
    ].join(' · '),
  }))
