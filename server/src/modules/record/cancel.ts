import { arrive, withEffect } from './arrive.ts'
import type { Work } from './process.ts'

/** Ends a record without a result; its step becomes the end that no drawing has. */
export const cancel = async (work: Work, reason: string, outcome: string): Promise<void> => {
  const advance = {
    passed: [],
    at: { kind: 'end' as const, id: 'cancelled', outcome: 'cancelled' },
    sets: {},
  }
  await arrive(withEffect(work, { facts: { cancelReason: reason, cancelOutcome: outcome } }), {
    arrival: { advance, why: 'record-move', move: 'cancel' },
    step: null,
    fields: { reason },
    onBehalfOf: null,
  })
}
