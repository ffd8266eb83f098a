import { z } from 'zod'
import type { Words } from '../words.ts'

export const IndicatorProcess = z.enum(['incident', 'problem', 'change', 'configuration'])
export type IndicatorProcess = z.infer<typeof IndicatorProcess>

export const Unit = z.enum(['percent', 'ratio', 'minutes', 'count', 'mark'])
export type Unit = z.infer<typeof Unit>

export const IndicatorKey = z.enum([
  'incident-restoration',
  'incident-response',
  'incident-overdue',
  'incident-backlog',
  'incident-backlog-overdue',
  'incident-backlog-age',
  'incident-reopened',
  'incident-misclassified',
  'incident-major',
  'incident-major-review',
  'incident-repetition',
  'incident-satisfaction',
  'incident-answers',
  'problem-open',
  'problem-age',
  'problem-flow',
  'problem-cause',
  'problem-effective',
  'problem-proactive',
  'change-successful',
  'change-emergency',
  'change-unauthorised',
  'change-approved',
  'change-reviewed',
  'change-incidents',
  'configuration-accuracy',
  'configuration-completeness',
  'configuration-freshness',
  'configuration-orphans',
  'configuration-updated',
])
export type IndicatorKey = z.infer<typeof IndicatorKey>

/** What is asked of a figure. `agreed`: what was promised for each ticket; `falling`: no more than in the twelve months. */
export const Target = z.object({
  kind: z.enum(['at-least', 'at-most', 'agreed', 'falling']),
  value: z.number().nullable(),
})
export type Target = z.infer<typeof Target>

/** Those of one process begin with its name. */
export type KeyOf<Process extends IndicatorProcess> = Extract<IndicatorKey, `${Process}-${string}`>

export interface Formula {
  process: IndicatorProcess
  /** `percent`, `ratio`: numerator by n, and nothing below five. `minutes`: of service. `count`: how many. */
  unit: Unit
  target: Target | null
  /** What `count` counts: all, or those that are not as they should be. */
  counts?: 'all' | 'hits'
  /** Shown by priority or by level, after the whole. */
  groups?: 'priority' | 'level'
  /** Looked at when the month ends, not over the month: twelve of them are no sum. `now`: of this moment alone. */
  looked?: 'month-end' | 'period-end' | 'now'
  name: Words
  /** The formula in words, as the page shows it. */
  how: Words
  /** Clause of ISO/IEC 20000-1:2018 that asks for it. */
  clause: string
}

export const atLeast = (value: number): Target => ({ kind: 'at-least', value })
export const atMost = (value: number): Target => ({ kind: 'at-most', value })
export const falling: Target = { kind: 'falling', value: null }
