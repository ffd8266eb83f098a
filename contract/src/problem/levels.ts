import { z } from 'zod'
import { Delay } from '../calendar/shape.ts'
import { Role } from '../role.ts'
import { Words } from '../words.ts'

/** 1 is the gravest, as in all scales. */
export const LevelNumber = z.int().min(1).max(4)

/** Who hears of it when that share of the delay for the cause has passed: 0 is at once, over 100 after it. */
export const LevelEscalation = z.object({ role: Role.exclude(['CL', 'FT']), at: z.int().min(0).max(1000) })
export type LevelEscalation = z.infer<typeof LevelEscalation>

export const ProblemLevel = z.object({
  level: LevelNumber,
  label: Words,
  /** One that is met is enough. */
  criteria: z.array(Words).min(1).max(10),
  /** Until the analysis begins, and until the cause is to be known. */
  analysis: Delay,
  cause: Delay,
  escalation: z.array(LevelEscalation).max(3),
  approach: Words,
})
export type ProblemLevel = z.infer<typeof ProblemLevel>

/** Levels of problems (figure 19). */
export const ProblemLevels = z.object({
  levels: z
    .array(ProblemLevel)
    .length(4)
    .refine((levels) => levels.every(({ level }, index) => level === index + 1), {
      message: 'the four levels in their order are expected',
    }),
})
export type ProblemLevels = z.infer<typeof ProblemLevels>
