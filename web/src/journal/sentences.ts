import { Channel } from '#contract/record/shape.ts'
import { roles } from '#contract/role.ts'
import { isDelay } from '../record/deadline-step.ts'
import type { Key } from '../platform/words.ts'
import { changesIn } from './changes.ts'
import { problemTellers } from './problem-sentences.ts'
import { trendTellers } from './trend-sentences.ts'
import { wayOf } from './way.ts'
import { teller, type Entry, type Teller, type Telling } from './telling.ts'

/** An entry of the journal as people tell it: one line a thought. */
export const sentencesOf = (entry: Entry, telling: Telling): readonly string[] => {
  const teller = tellers[entry.event]
  const told = entry.data === null ? [telling.t('journal.redacted')] : (teller?.(entry, telling) ?? [])
  return told.length > 0
    ? told
    : [telling.t('journal.say.other', { who: telling.who, event: entry.event.replace(/^record\./, '') })]
}

const tellers: Readonly<Record<string, Teller>> = {
  ...problemTellers,
  ...trendTellers,
  'record.created': teller('record.created', ({ fields, path }, telling) => {
    const channel = Channel.options.find((one) => one === fields['channel'])
    const { t, who } = telling
    return [
      channel !== undefined
        ? t('journal.say.created', { who, channel: t(`record.by.${channel}`) })
        : t('journal.say.createdPlain', { who }),
      ...wayOf(path, telling),
    ]
  }),
  'record.recurred': teller('record.recurred', ({ name, dueOn, missed }, { t, times }) => [
    t('journal.say.recurred', { name, day: times.date(dueOn) }),
    ...(missed.length === 0
      ? []
      : [t('journal.say.recurredMissed', { days: missed.map((day) => times.date(day)).join(', ') })]),
  ]),
  'duty.began': teller('duty.began', ({ name, dueOn, missed }, { t, say, times }) => [
    t('journal.say.dutyBegan', { name: say(name), day: times.date(dueOn) }),
    ...(missed.length === 0
      ? []
      : [t('journal.say.dutyMissed', { days: missed.map((day) => times.date(day)).join(', ') })]),
  ]),
  'change.requested': teller('change.requested', (_body, { t, who }) => [
    t('journal.say.changeRequested', { who }),
  ]),
  'change.edited': teller('change.edited', (_body, { t, who }) => [t('journal.say.changeEdited', { who })]),
  'change.submitted': teller('change.submitted', ({ seats }, { t, who }) => [
    t('journal.say.changeSubmitted', { who, seats: seats.join(', ') }),
  ]),
  'change.decided': teller('change.decided', ({ decision, role, basis, onBehalf, comment }, { t, who }) => {
    const known = (['approve', 'adjourn', 'refuse'] as const).find((one) => one === decision) ?? 'approve'
    const said = { who, role, decision: t(`change.decided.${known}`) }
    return [
      onBehalf === null
        ? t(basis === 'substitute' ? 'journal.say.changeDecidedStanding' : 'journal.say.changeDecided', said)
        : t('journal.say.changeDecidedFor', { ...said, name: String(onBehalf['name']) }),
      ...(comment === '' ? [] : [comment]),
    ]
  }),
  'change.signed': teller('change.signed', ({ isConfirmed, comment }, { t, who }) => [
    t(isConfirmed ? 'journal.say.changeSigned' : 'journal.say.changeDenied', { who }),
    ...(comment === '' ? [] : [comment]),
  ]),
  'change.controlled': teller('change.controlled', ({ comment }, { t, who }) => [
    t('journal.say.changeControlled', { who, comment }),
  ]),
  'change.approval-voided': teller('change.approval-voided', ({ round, cause }, { t }) => [
    t(cause === 'denied' ? 'journal.say.changeVoidedDenied' : 'journal.say.changeVoided', { round }),
  ]),
  'change.lapsed': teller('change.lapsed', ({ what }, { t }) => [
    t(what === 'signature' ? 'journal.say.changeLapsedSignature' : 'journal.say.changeLapsedControl'),
  ]),
  'change.sheet-written': teller('change.sheet-written', ({ lines }, { t, who }) => [
    t('journal.say.changeSheet', { who, lines }),
  ]),
  'change.applied': teller('change.applied', ({ lines }, { t }) => [
    t('journal.say.changeApplied', { lines }),
  ]),
  'change.reverted': teller('change.reverted', ({ lines, left = [] }, { t }) => [
    t('journal.say.changeReverted', { lines }),
    ...(left.length === 0 ? [] : [t('journal.say.changeLeft', { lines: left.length })]),
  ]),
  'change.task-added': teller('change.task-added', (_body, { t, who }) => [
    t('journal.say.changeTask', { who }),
  ]),
  'change.task-edited': teller('change.task-edited', (_body, { t, who }) => [
    t('journal.say.changeTask', { who }),
  ]),
  'change.announced': teller('change.announced', ({ kind, people }, { t, who }) => [
    t(`journal.say.changeAnnounced.${kind}`, { who, count: people.length }),
  ]),
  'change.schedule-exported': teller('change.schedule-exported', (_body, { t, who }) => [
    t('journal.say.changeScheduleExported', { who }),
  ]),
  'record.modelled': teller('record.modelled', ({ key }, { t, who }) => [
    t('journal.say.modelled', { who, key }),
  ]),
  'record.edited': teller('record.edited', changesIn),
  'record.moved': teller('record.moved', ({ move, from, to, path, fields, onBehalfOf }, telling) => {
    const { t, say, who, procedure } = telling
    const means = onBehalfOf?.means
    const reason = fields['reason']
    return [
      t('journal.say.moved', { who, move: say(procedure.move(from, move)) }),
      ...(onBehalfOf === null
        ? []
        : [
            t('journal.say.onBehalf', {
              name: onBehalfOf.name,
              means: isMeans(means) ? t(`record.move.mean.${means}`).toLowerCase() : String(means),
            }),
          ]),
      ...(typeof reason === 'string' ? [t('journal.say.reason', { reason })] : []),
      ...wayOf(path, telling),
      t('journal.say.arrived', { step: say(procedure.step(to)) }),
    ]
  }),
  'record.held': teller('record.held', ({ reason, until }, { t, who, times }) => {
    const why = t(`record.holdReason.${reason}`).toLowerCase()
    return [
      until === null
        ? t('journal.say.held', { who, reason: why })
        : t('journal.say.heldUntil', { who, reason: why, until: times.short(until) }),
    ]
  }),
  'record.resumed': teller('record.resumed', (_, { t, who, actorId }) => [
    actorId === null ? t('journal.say.resumedByTimer') : t('journal.say.resumed', { who }),
  ]),
  'record.reprioritised': teller('record.reprioritised', ({ before, after, reason }, { t, who }) => {
    const values = { who, before: priorityName(before), after: priorityName(after) }
    return [
      reason === null
        ? t('journal.say.reprioritised', values)
        : t('journal.say.reprioritisedWhy', { ...values, reason }),
    ]
  }),
  'record.targeted': teller('record.targeted', ({ response, resolution, cause }, telling) => {
    const { t, delay } = telling
    if (!isDelay(response) || !isDelay(resolution)) return [t('journal.say.targetedNone')]
    const targets = t('journal.say.targets', {
      response: delay(response),
      resolution: delay(resolution),
    })
    return [t(targetedBy[cause] ?? 'journal.say.targetedGrid', { targets })]
  }),
  'record.mailed': teller('record.mailed', (_, { t }) => [t('journal.say.mailed')]),
  'record.mail-bounced': teller('record.mail-bounced', ({ status }, { t }) => [
    t('journal.say.mailBounced', { status }),
  ]),
  'record.answered-late': teller('record.answered-late', (_, { t }) => [t('journal.say.answeredLate')]),
  'record.responded': teller('record.responded', (_, { t }) => [t('journal.say.responded')]),
  'record.resolved': teller('record.resolved', (_, { t }) => [t('journal.say.resolved')]),
  'record.reopened': teller('record.reopened', ({ reason }, { t }) => [
    reason === null ? t('journal.say.reopened') : t('journal.say.reopenedWhy', { reason }),
  ]),
  'record.ended': teller('record.ended', ({ phase }, { t }) => [
    t(phase === 'cancelled' ? 'journal.say.cancelled' : 'journal.say.closed'),
  ]),
  'record.time-added': teller('record.time-added', ({ minutes, note }, { t, who, times }) => {
    const values = { who, length: times.duration(minutes) }
    return [
      note === '' ? t('journal.say.timeAdded', values) : t('journal.say.timeAddedNote', { ...values, note }),
    ]
  }),
  'record.time-corrected': teller('record.time-corrected', ({ minutes, reason }, { t, who, times }) => [
    t('journal.say.timeCorrected', { who, length: times.duration(minutes), reason }),
  ]),
  'record.ci-added': teller('record.ci-added', ({ ci }, { t, who }) => [
    t('journal.say.ciAdded', { who, ci }),
  ]),
  'record.ci-removed': teller('record.ci-removed', ({ ci }, { t, who }) => [
    t('journal.say.ciRemoved', { who, ci }),
  ]),
  'record.requalified': teller('record.requalified', ({ from, into }, { t, who }) => [
    t('journal.say.requalified', { who, from, into }),
  ]),
  'record.released': teller('record.released', ({ from }, { t }) => [t('journal.say.released', { from })]),
  'record.linked': teller('record.linked', ({ kind, to }, { t, who }) => [
    t('journal.say.linked', { who, kind: t(`record.link.out.${kind}`), to }),
  ]),
  'record.unlinked': teller('record.unlinked', ({ kind, to, reason }, { t, who }) => [
    t('journal.say.unlinked', { who, kind: t(`record.link.out.${kind}`), to }),
    reason,
  ]),
  'record.article-linked': teller('record.article-linked', ({ article, kind }, { t, who }) => [
    t(kind === 'origin' ? 'journal.say.articleWritten' : 'journal.say.articleUsed', { who, article }),
  ]),
  'record.merged': teller('record.merged', ({ from, into, reason }, { t }) => [
    reason === null
      ? t('journal.say.merged', { from, into })
      : t('journal.say.mergedWhy', { from, into, reason }),
  ]),
  'record.caller-attached': teller('record.caller-attached', ({ child }, { t, who }) => [
    t('journal.say.callerAttached', { who, child }),
  ]),
  'record.attached': teller('record.attached', ({ name, size }, { t, who, times }) => [
    t('journal.say.attached', { who, name, size: times.bytes(size) }),
  ]),
  'record.mentioned': teller('record.mentioned', ({ people }, { t, who, names }) => [
    t('journal.say.mentioned', { who, people: people.map((id) => names.person(id) ?? id).join(', ') }),
  ]),
  'record.line-added': teller('record.line-added', ({ label }, { t, say, who }) => [
    t('journal.say.lineAdded', { who, label: say(label) }),
  ]),
  'record.line-checked': teller('record.line-checked', ({ label, isDone, phone }, { t, say, who }) => {
    const values = { who, label: say(label) }
    if (phone !== null) return [t('journal.say.calledBack', { ...values, phone })]
    return [t(isDone ? 'journal.say.lineDone' : 'journal.say.lineUndone', values)]
  }),
  'record.overridden': teller('record.overridden', ({ from, to, reason }, telling) => {
    const { t, say, who, procedure } = telling
    const [left, reached] = [say(procedure.step(from)), say(procedure.step(to))]
    return [t('journal.say.overridden', { who, from: left, to: reached, reason })]
  }),
  'record.handed-over': teller('record.handed-over', ({ supplier, reference }, { t, names }) => {
    const values = { supplier: names.supplier(supplier) ?? '' }
    return [
      reference === null
        ? t('journal.say.handedOver', values)
        : t('journal.say.handedOverRef', { ...values, reference }),
    ]
  }),
  'record.taken-back': teller('record.taken-back', ({ supplier }, { t, names }) => [
    t('journal.say.takenBack', { supplier: names.supplier(supplier) ?? '' }),
  ]),
  'record.declared-major': teller('record.declared-major', ({ criteria }, { t, who }) => [
    criteria === null ? t('journal.say.major', { who }) : t('journal.say.majorWhy', { who, criteria }),
  ]),
  'record.rated': teller('record.rated', ({ rating, comment }, { t }) => [
    comment === null ? t('journal.say.rated', { rating }) : t('journal.say.ratedWhy', { rating, comment }),
  ]),
  'record.breached': teller('record.breached', ({ clock, dueAt }, { t, times }) => {
    const due = times.short(dueAt)
    return [
      t(clock === 'response' ? 'journal.say.breachedResponse' : 'journal.say.breachedResolution', { due }),
    ]
  }),
  'record.escalated': teller('record.escalated', ({ role, isLogged, told }, { t, names }) => {
    const known = roles.find((one) => one === role)
    const name = known === undefined ? role : t(`shell.role.${known}`)
    const why = unusual.find((one) => one === told?.why)
    const people = told?.people.flatMap((id) => names.person(id) ?? []).join(', ') ?? ''
    return [
      t(isLogged ? 'journal.say.escalatedLogged' : 'journal.say.escalated', { role: name }),
      ...(why === undefined ? [] : [t(`journal.say.toldWhy.${why}`, { people })]),
    ]
  }),
  'record.reminded': teller('record.reminded', (_, { t }) => [t('journal.say.reminded')]),
  'record.exported': teller('record.exported', (_, { t, who }) => [t('journal.say.exported', { who })]),
  'intervention.planned': teller('intervention.planned', ({ from }, { t, who, times }) => [
    t('journal.say.visitPlanned', { who, when: times.short(from) }),
  ]),
  'intervention.edited': teller('intervention.edited', ({ after }, { t, who, times }) => {
    const from = after['plannedFrom']
    return [
      typeof from === 'string'
        ? t('journal.say.visitMoved', { who, when: times.short(from) })
        : t('journal.say.visitEdited', { who }),
    ]
  }),
  'intervention.started': teller('intervention.started', ({ at }, { t, who, times }) => [
    t('journal.say.visitStarted', { who, when: times.short(at) }),
  ]),
  'intervention.noted': teller('intervention.noted', ({ body }, { t, who }) => [
    t('journal.say.visitNoted', { who, note: body }),
  ]),
  'intervention.signed': teller('intervention.signed', ({ name }, { t }) => [
    t('journal.say.visitSigned', { name }),
  ]),
  'intervention.finished': teller('intervention.finished', ({ workMinutes }, { t, who, times }) => [
    t('journal.say.visitFinished', { who, length: times.duration(workMinutes) }),
  ]),
  'intervention.answered': teller('intervention.answered', ({ person, answer }, { t, names }) => [
    t('journal.say.visitAnswered', {
      name: names.person(person) ?? t('journal.say.invitee'),
      answer: t(`intervention.answer.${answer}`),
    }),
  ]),
  'intervention.cancelled': teller('intervention.cancelled', ({ reason }, { t, who }) => [
    t('journal.say.visitCancelled', { who, reason }),
  ]),
  'journal.redacted': teller('journal.redacted', ({ reason }, { t, who }) => [
    t('journal.say.redacted', { who, reason }),
  ]),
}

const targetedBy: Readonly<Record<string, Key>> = {
  agreement: 'journal.say.targetedAgreement',
  level: 'journal.say.targetedLevel',
  model: 'journal.say.targetedModel',
}

const unusual = ['substitutes', 'on-call', 'top', 'everyone-away', 'nobody'] as const

const priorityName = (priority: number | null): string => (priority === null ? '–' : `P${priority}`)

const meansKnown = ['phone', 'email', 'visit', 'letter'] as const
const isMeans = (value: unknown): value is (typeof meansKnown)[number] =>
  meansKnown.some((one) => one === value)
