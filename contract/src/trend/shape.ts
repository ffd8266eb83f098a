import { z } from 'zod'
import { Day, Instant } from '../instant.ts'
import { Id } from '../list.ts'
import { Phase } from '../procedure/shape.ts'
import { Words } from '../words.ts'

/** What incidents are counted by; `text`: what their titles have in common. Never by who works on them. */
export const Dimension = z.enum(['service', 'ci', 'ciType', 'client', 'category', 'cause', 'text'])
export type Dimension = z.infer<typeof Dimension>

export const Verdict = z.enum(['rises', 'stable', 'falls', 'too-few', 'seasonal'])
export type Verdict = z.infer<typeof Verdict>

/** Names one group among those of its dimension; of a text, the words that its titles share. */
export const GroupKey = z.string().min(1).max(300)

/** Why a verdict was given: what anyone may check with the incidents in hand. */
export const Figures = z.object({
  n: z.int(),
  /** What the windows before make one expect of this one; null: there is no past yet. */
  expected: z.number().nullable(),
  /** How many there were in each window before, oldest first. */
  past: z.array(z.int()),
  /** In the same window of the year before, and what its own past had made one expect; null: nothing was recorded then. */
  yearBefore: z.object({ n: z.int(), expected: z.number().nullable() }).nullable(),
  /** How likely it is that chance alone did it, corrected for all groups that were looked at; null: not asked. */
  chance: z.number().nullable(),
  /** Its windows vary more than chance explains: more is asked before anything is claimed. */
  isUneven: z.boolean(),
  /** The most within any thirty days, where that is three or more. */
  recurs: z.int().nullable(),
})
export type Figures = z.infer<typeof Figures>

export const TrendLine = Figures.extend({
  key: GroupKey,
  name: Words,
  /** Of similar titles: the words that they share; else none. */
  words: z.array(z.string()),
  /** Of all that was counted; null where there are too few for a percentage. */
  share: z.number().nullable(),
  /** Its share with those of the lines above. */
  cumulative: z.number().nullable(),
  verdict: Verdict,
  /** Rises, or came three times within thirty days and is no season. */
  standsOut: z.boolean(),
})
export type TrendLine = z.infer<typeof TrendLine>

const Period = z.object({ from: Day, to: Day })

export const Trends = Period.extend({
  by: Dimension,
  /** Incidents of the period. */
  total: z.int(),
  /** Those of them that belong to no group: no item named, no cause noted. */
  without: z.int(),
  /** Groups that were looked at; the lines are the largest, and all that stand out. */
  groups: z.int(),
  lines: z.array(TrendLine),
  past: z.array(Period),
  yearBefore: Period.nullable(),
  /** One title of so many was read, where there are too many to read all. */
  oneOf: z.int(),
})
export type Trends = z.infer<typeof Trends>

export const TrendIncident = z.object({
  number: z.string(),
  title: z.string(),
  phase: Phase,
  clientName: z.string().nullable(),
  recordedAt: Instant,
  /** The problem that it is linked to already. */
  problem: z.string().nullable(),
})
export type TrendIncident = z.infer<typeof TrendIncident>

export const Decision = z.enum(['problem', 'watch', 'dismiss'])
export type Decision = z.infer<typeof Decision>

/** A group that stands out, as it was found, and what was decided of it. */
export const Finding = z.object({
  id: Id,
  by: Dimension,
  key: GroupKey,
  name: Words,
  verdict: Verdict,
  figures: Figures,
  /** Incidents behind it when it was found. */
  incidents: z.array(z.string()),
  decision: Decision.nullable(),
  reason: z.string().nullable(),
  problem: z.string().nullable(),
  decidedAt: Instant.nullable(),
  decidedBy: z.string().nullable(),
  /** What the review before decided of the same. */
  before: z
    .object({
      number: z.string(),
      decision: Decision,
      reason: z.string().nullable(),
      problem: z.string().nullable(),
    })
    .nullable(),
})
export type Finding = z.infer<typeof Finding>

export const TrendReview = z.object({
  number: z.string(),
  from: Day.nullable(),
  to: Day.nullable(),
  total: z.int().nullable(),
  gatheredAt: Instant.nullable(),
  gatheredBy: z.string().nullable(),
  findings: z.array(Finding),
  participants: z.string().nullable(),
  minutes: z.string().nullable(),
  signedBy: z.string().nullable(),
  signedAt: Instant.nullable(),
  mayDecide: z.boolean(),
})
export type TrendReview = z.infer<typeof TrendReview>
