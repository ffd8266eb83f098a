import type { Delay } from '#contract/calendar/shape.ts'
import type { Words } from '#contract/words.ts'

type Stretch = {
  from: string
  to: string
}

/** One line of a due time’s reckoning, as the server tells it. */
export type DeadlineStep =
  | { kind: 'start'; at: string; opensAt: string | null }
  | { kind: 'target'; at: string; delay: Delay }
  | { kind: 'agreed'; at: string; until: string }
  | ({ kind: 'counted'; minutes: number; isMerged: boolean } & Stretch)
  | ({
      kind: 'closed'
      why: 'night' | 'lunch' | 'weekend' | 'holiday' | 'exception'
      name: Words | null
    } & Stretch)
  | ({ kind: 'held' } & Stretch)
  | ({ kind: 'stopped' } & Stretch)
  | { kind: 'due'; at: string }

const kinds: ReadonlySet<string> = new Set<DeadlineStep['kind']>([
  'start',
  'target',
  'agreed',
  'counted',
  'closed',
  'held',
  'stopped',
  'due',
])

/** Kinds that a newer server may tell are left out. */
export const isDeadlineStep = (step: { kind: string }): step is DeadlineStep & { kind: string } =>
  kinds.has(step.kind)

export const isDelay = (value: unknown): value is Delay =>
  typeof value === 'object' && value !== null && 'value' in value && 'unit' in value
