import { Failure } from '#platform/failure.ts'
import { enter, movesOf, stepOf, take } from '../procedure/index.ts'
import { arrive, withEffect } from './arrive.ts'
import { engineFacts } from './facts.ts'
import { visitedSteps } from './load.ts'
import type { Facts, Work } from './process.ts'

/** Leaves a step that the product itself leaves, by its one way out; what was found out is among the values that its process tells. */
export const goOn = async (work: Work, fields: Facts): Promise<Work> => {
  const { procedure } = work.judgement
  const step = stepOf(procedure.content, work.row.step)
  const [move] = movesOf(procedure.content, work.row.step)
  if (step === undefined || move === undefined) throw new Failure('wrong_step')
  const facts = await engineFacts(work, await visitedSteps(work.context, work.row))
  return arrive(work, {
    arrival: {
      advance: take(procedure.content, { step: step.id, move: move.id }, facts),
      why: 'moved',
      move: move.id,
    },
    step,
    fields: { ...fields },
    onBehalfOf: null,
  })
}

/** Puts a record back on a step where it was before, because what was decided on is no longer what it was. */
export const sendBack = async (
  work: Work,
  { step, fields, facts = {} }: { step: string; fields: Facts; facts?: Facts },
): Promise<Work> => {
  const known = await engineFacts(work, new Set([step]))
  return arrive(withEffect(work, { facts }), {
    arrival: {
      advance: enter(work.judgement.procedure.content, step, known),
      why: 'record-move',
      move: 'send-back',
    },
    step: null,
    fields: { ...fields },
    onBehalfOf: null,
  })
}
