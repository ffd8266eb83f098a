import { z } from 'zod'
import { Day, Instant } from '../instant.ts'
import { IndicatorKey, IndicatorProcess, Target, Unit } from './formula.ts'

/** What one figure stands on: a ticket, an item of the configuration, a verification. */
export const CaseKind = z.enum(['record', 'ci', 'verification'])

const figure = {
  /** The mean, of ages the median. Null where n is 0 – the question does not arise – and where there are too few for a percentage. */
  value: z.number().nullable(),
  /** Of how many it speaks. */
  n: z.int(),
  /** Those of them that count; null where nothing is shared out. */
  numerator: z.int().nullable(),
  /** Of service minutes or of marks. */
  median: z.number().nullable(),
  /** The longest time, the lowest mark. */
  worst: z.number().nullable(),
  /** Nine in ten are not older. */
  ninth: z.number().nullable(),
  /** Service minutes with the waits for the client, which the others leave out. */
  gross: z.object({ value: z.number(), median: z.number(), worst: z.number() }).nullable(),
}
export const Figure = z.object(figure)
export type Figure = z.infer<typeof Figure>

export const Month = z.string().regex(/^\d{4}-\d\d$/)

export const Indicator = Figure.extend({
  key: IndicatorKey,
  /** The priority or the level that it is about; null: all of them. */
  group: z.int().nullable(),
  process: IndicatorProcess,
  unit: Unit,
  target: Target.nullable(),
  /** Null where nothing can be said: no target, no case, or too few for a percentage. */
  isMet: z.boolean().nullable(),
  /** The first of those behind it; all of them are under `/indicators/{key}/cases`. */
  cases: z.array(z.object({ kind: CaseKind, ref: z.string(), name: z.string(), isHit: z.boolean() })),
  /** The state of this moment, where the past is not kept; else null. */
  asOf: Instant.nullable(),
  /** The twelve months that end with the period; of what is counted at the end of a month, its months alone. */
  rolling: Figure.extend({
    months: z.array(z.object({ month: Month, value: z.number().nullable(), n: z.int() })),
  }),
})
export type Indicator = z.infer<typeof Indicator>

export const Indicators = z.object({
  from: Day,
  to: Day,
  /** Twelve months, the period being the last. */
  rollingFrom: Day,
  /** The period is not over yet. */
  isRunning: z.boolean(),
  /** Records from before clocks were measured that the worker has not come to yet. */
  unmeasured: z.int(),
  items: z.array(Indicator),
})
export type Indicators = z.infer<typeof Indicators>

export const IndicatorCase = z.object({
  kind: CaseKind,
  ref: z.string(),
  title: z.string(),
  clientName: z.string().nullable(),
  /** When it came to count. */
  at: Instant,
  /** Counts above the line, not only below it. */
  isHit: z.boolean(),
  group: z.int().nullable(),
  /** Service minutes, or the mark. */
  value: z.number().nullable(),
  gross: z.number().nullable(),
  /** Of a verification: so many of so many. */
  part: z.int(),
  of: z.int(),
})
export type IndicatorCase = z.infer<typeof IndicatorCase>
