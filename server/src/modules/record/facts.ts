import type { Step } from '#contract/procedure/shape.ts'
import type { Facts as EngineFacts, Fulfilment } from '../procedure/index.ts'
import { processOf, type Facts, type Work } from './process.ts'

/** What the pure engine asks of a record, answered from the record under work. */
export const engineFacts = async (
  work: Work,
  visited: ReadonlySet<string>,
  said: Facts = {},
): Promise<EngineFacts> => {
  const process = processOf(work.judgement.procedure.content.process)
  const own = await process.values(work)
  return {
    values: {
      ...work.facts,
      priority: work.row.priority,
      isMajor: work.row.is_major,
      ...own,
      confirmedBy: null,
      ...said,
    },
    visited,
    isFulfilled: (step) => fulfilmentOf(step, work),
    isInForce: (key) => work.judgement.inForce.has(key),
  }
}

/** A step is done when all that it does is done; one of its activities may tell which way to leave. */
const fulfilmentOf = (step: Step, work: Work): Fulfilment => {
  const process = processOf(work.judgement.procedure.content.process)
  let told: Fulfilment = true
  for (const { name } of step.activities) {
    const fulfilment = process.activities[name]?.isFulfilled(work) ?? false
    if (fulfilment === false) return false
    if (fulfilment !== true) told = fulfilment
  }
  return told
}
