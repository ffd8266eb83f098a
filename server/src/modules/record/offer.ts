import type { OfferedMove } from '#contract/record/shape.ts'
import type { Move, Step } from '#contract/procedure/shape.ts'
import type { z } from 'zod'
import type { Actor } from '#platform/database/transaction.ts'
import { movesOf, stepOf } from '../procedure/index.ts'
import { isDemanded, isKnown } from './fields.ts'
import { answersFor, isStaff, mayTakeStep, readsWhole, wantsWriting } from './policy.ts'
import type { Work } from './process.ts'
import { recordMoves } from './record-moves.ts'
import { processOfWork } from './settle.ts'

type Offer = z.input<typeof OfferedMove>

/** Fields that a way out of a step takes: what is missing on the record is demanded, all else may be given. */
export const fieldsOf = (work: Work, step: Step, move: Move): { required: string[]; accepted: string[] } => {
  const process = processOfWork(work)
  const activities = step.activities.map(({ name }) => process.activities[name])
  const named = move.fields ?? []
  const demanded = [
    ...activities.flatMap((activity) => activity?.fields.required ?? []),
    ...named.filter(isDemanded),
  ]
  const required = [...new Set(demanded)].filter((name) => !isKnown(name, work.row, work.facts))
  const accepted = [
    ...demanded,
    ...named,
    ...activities.flatMap((activity) => activity?.fields.optional ?? []),
  ]
  return { required, accepted: [...new Set(accepted)].filter((name) => !required.includes(name)) }
}

/** Where decisions lead on, or another record that is waited for, nobody moves by hand. */
export const isLeftByProduct = (work: Work, step: Step): boolean =>
  (work.row.waits_for_id !== null && step.call === undefined) ||
  step.activities.some(({ name }) => processOfWork(work).activities[name]?.isLeftByProduct === true)

/** The moves that a record offers to a person now, in the procedure's own words. */
export const offeredMoves = (work: Work, actor: Actor): Offer[] => [
  ...stepMoves(work, actor),
  ...(readsWhole(actor, work.row) ? everywhere(work, actor) : []),
]

const stepMoves = (work: Work, actor: Actor): Offer[] => {
  const { row, judgement } = work
  const step = stepOf(judgement.procedure.content, row.step)
  if (step === undefined || row.closed_at !== null || isLeftByProduct(work, step)) return []
  const right = mayTakeStep(actor, step)
  if (right === 'no') return []
  if (step.call !== undefined && judgement.inForce.has(step.call.process)) return []
  return movesOf(judgement.procedure.content, row.step).map((move) => {
    const { required, accepted } = fieldsOf(work, step, move)
    return {
      id: move.id,
      label: move.label,
      role: step.role,
      isMine: right === 'mine',
      requires: required,
      accepts: accepted,
      to: move.target,
      isRecordMove: false,
      needsWriting: right === 'on-behalf' && wantsWriting(step),
    }
  })
}

const everywhere = (work: Work, actor: Actor): Offer[] =>
  work.judgement.procedure.content.recordMoves.flatMap((drawn) => {
    const known = recordMoves[drawn.id]
    const role = drawn.roles.find((wanted) => answersFor(actor, wanted))
    if (known === undefined || role === undefined || !known.isOffered(work)) return []
    if (known.isForStaff && !isStaff(actor)) return []
    return [
      {
        id: drawn.id,
        label: drawn.label,
        role,
        isMine: true,
        requires: [...known.required],
        accepts: [...known.optional],
        to: drawn.target ?? drawn.continueIn ?? work.row.step,
        isRecordMove: true,
      },
    ]
  })
