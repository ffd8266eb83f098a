import { z } from 'zod'
import { Delay } from '../calendar/shape.ts'
import { Role } from '../role.ts'
import { Words } from '../words.ts'

/** One of the priority grid's: 1 is the highest, as in all scales. */
const Priority = z.int().min(1).max(9)
/** By priority; one that is missing never goes there. */
const byPriority = <Value extends z.ZodType>(value: Value) => z.record(z.string().regex(/^[1-9]$/), value)

/** Service time at the level below; `immediate` is none; null: this priority never goes there by time. */
export const EscalationDelay = z.union([Delay, z.literal('immediate'), z.null()])
export type EscalationDelay = z.infer<typeof EscalationDelay>

/** Percent of the resolution target that has passed: 0 is at creation, over 100 is after the breach. */
export const EscalationPercent = z.int().min(0).max(1000).nullable()
export type EscalationPercent = z.infer<typeof EscalationPercent>

/** Who is told at once, and for which records; for all others one digest a day. Null: always at once. */
export const Quiet = z
  .object({ instantFor: z.array(Priority), instantIfMajor: z.boolean(), otherwise: z.literal('dailyDigest') })
  .nullable()
export type Quiet = z.infer<typeof Quiet>

/** By competence: who works on it once the level below has had its time. */
export const FunctionalLevel = z.object({
  level: z.int().min(0).max(3),
  role: Role,
  label: Words,
  after: byPriority(EscalationDelay),
  quiet: Quiet,
})
export type FunctionalLevel = z.infer<typeof FunctionalLevel>

/** By authority: who learns of it as the resolution target is used up. */
export const HierarchicalLevel = z.object({
  level: z.int().min(1).max(3),
  role: Role,
  label: Words,
  at: byPriority(EscalationPercent),
  /** A major incident goes there at creation, whatever its priority. */
  atOnceIfMajor: z.boolean(),
  quiet: Quiet,
})
export type HierarchicalLevel = z.infer<typeof HierarchicalLevel>

/** Escalation levels (figure 18): a timer warns and proposes, a person moves the record. */
export const EscalationLevels = z.object({
  functional: z.array(FunctionalLevel),
  hierarchical: z.array(HierarchicalLevel),
})
export type EscalationLevels = z.infer<typeof EscalationLevels>
