import { Delay } from '#contract/calendar/shape.ts'
import { Words } from '#contract/words.ts'
import { z } from 'zod'

const at = z.string()
const Closed = z.enum(['night', 'lunch', 'weekend', 'holiday', 'exception'])

/** One line of a due time’s reckoning, as the server tells it. */
const DeadlineStep = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('start'), at, opensAt: at.nullable() }),
  z.object({ kind: z.literal('target'), at, delay: Delay }),
  z.object({ kind: z.literal('agreed'), at, until: at }),
  z.object({ kind: z.literal('counted'), from: at, to: at, minutes: z.number(), isMerged: z.boolean() }),
  z.object({ kind: z.literal('closed'), from: at, to: at, why: Closed, name: Words.nullable() }),
  z.object({ kind: z.literal('held'), from: at, to: at }),
  z.object({ kind: z.literal('stopped'), from: at, to: at }),
  z.object({ kind: z.literal('due'), at }),
])
export type DeadlineStep = z.infer<typeof DeadlineStep>

export const readSteps = (steps: readonly unknown[]): readonly DeadlineStep[] =>
  steps.flatMap((step) => {
    const read = DeadlineStep.safeParse(step)
    return read.success ? [read.data] : []
  })

export const readDelay = (target: unknown): Delay | null => {
  const read = Delay.safeParse(target)
  return read.success ? read.data : null
}
