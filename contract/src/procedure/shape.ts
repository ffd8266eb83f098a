import { z } from 'zod'
import { Delay } from '../calendar/shape.ts'
import { Role } from '../role.ts'
import { Words } from '../words.ts'

/** What a step means for reports. */
export const Phase = z.enum(['new', 'active', 'resolved', 'closed', 'cancelled'])
export type Phase = z.infer<typeof Phase>

/** A value of a record as conditions read it and as choices set it. */
export const Value = z.union([z.string(), z.number(), z.boolean(), z.null()])
export type Value = z.infer<typeof Value>

/** What the product performs at a step, by the name that the process registered. */
export const Activity = z.object({ name: z.string(), parameters: z.record(z.string(), z.string()) })
export type Activity = z.infer<typeof Activity>

/** A button: one way out of a step. */
export const Move = z.object({
  id: z.string(),
  label: Words,
  role: Role,
  /** The flows and choices walked in the drawing, in order. */
  flows: z.array(z.string()),
  /** The node that it leads to: a step, an automatic gateway or an end. */
  target: z.string(),
  /** What must be filled for this choice, beyond what the activity asks. */
  fields: z.array(z.string()).optional(),
  /** What choosing makes true of the record. */
  sets: z.record(z.string(), Value).optional(),
})
export type Move = z.infer<typeof Move>

export const Timer = z.object({
  id: z.string(),
  label: Words,
  delay: Delay,
  /** Interrupting leads on to `target`; the other kind only notifies and may repeat. */
  interrupting: z.boolean(),
  repeat: z.boolean().optional(),
  target: z.string().optional(),
})
export type Timer = z.infer<typeof Timer>

/** A step that opens a record of another process and waits for it. */
export const Call = z.object({
  process: z.string(),
  kind: z.string(),
  /** The phase of the called record that lets this one go on. */
  until: Phase,
  outcomes: z.array(z.string()),
})
export type Call = z.infer<typeof Call>

export const Step = z.object({
  id: z.string(),
  label: Words,
  /** What to do here, in a sentence. */
  guide: Words.optional(),
  role: Role,
  /** Support level (1, 2, 3), or who within the client (`requester`, `referent`, `signatory`). */
  level: z.string().optional(),
  phase: Phase,
  activities: z.array(Activity),
  moves: z.array(Move),
  timers: z.array(Timer),
  call: Call.optional(),
})
export type Step = z.infer<typeof Step>

export const Start = z.object({
  id: z.string(),
  label: Words,
  trigger: z.enum(['message', 'timer']),
  role: Role,
  target: z.string(),
})
export type Start = z.infer<typeof Start>

export const Branch = z.object({ flow: z.string(), label: Words.optional(), target: z.string() })
export type Branch = z.infer<typeof Branch>

/** An automatic decision: the first condition (FEEL) that is true, else the default. */
export const Gateway = z.object({
  id: z.string(),
  label: Words,
  branches: z.array(Branch.extend({ condition: z.string() })),
  otherwise: Branch,
})
export type Gateway = z.infer<typeof Gateway>

export const End = z.object({ id: z.string(), label: Words, outcome: z.string().optional() })
export type End = z.infer<typeof End>

/** A move offered at every step: printed as a legend, drawn as no flow. */
export const RecordMove = z.object({
  id: z.enum(['hold', 'resume', 'cancel', 'requalify', 'declare-major', 'reopen', 'merge', 'prioritise']),
  label: Words,
  roles: z.array(Role),
  fields: z.array(z.string()).optional(),
  /** The node where the record goes on in this procedure. */
  target: z.string().optional(),
  /** The process in whose procedure the same record goes on. */
  continueIn: z.string().optional(),
})
export type RecordMove = z.infer<typeof RecordMove>

/** A diagram compiled: what the engine runs and what a version pins. */
export const Procedure = z.object({
  process: z.string(),
  kind: z.string(),
  key: z.string(),
  name: Words,
  roles: z.array(Role),
  starts: z.array(Start),
  steps: z.array(Step),
  gateways: z.array(Gateway),
  ends: z.array(End),
  recordMoves: z.array(RecordMove),
})
export type Procedure = z.infer<typeof Procedure>

/** Why a diagram cannot become a procedure, and which element is to blame. */
export const Refusal = z.object({
  code: z.string(),
  element: z.object({ id: z.string(), name: z.string() }),
  message: Words,
})
export type Refusal = z.infer<typeof Refusal>

/** One thing that the engine went through, as the journal keeps it. */
export const Passed = z.discriminatedUnion('why', [
  z.object({ why: z.literal('start'), element: z.string() }),
  z.object({ why: z.literal('entered'), element: z.string() }),
  z.object({ why: z.literal('moved'), element: z.string(), move: z.string() }),
  z.object({ why: z.literal('self-passed'), element: z.string(), move: z.string() }),
  z.object({ why: z.literal('confirmed-by-voice'), element: z.string(), move: z.string() }),
  z.object({ why: z.literal('timer'), element: z.string(), timer: z.string() }),
  /** No `condition`: the default was taken. */
  z.object({
    why: z.literal('decided'),
    element: z.string(),
    flow: z.string(),
    condition: z.string().optional(),
  }),
])
export type Passed = z.infer<typeof Passed>

/** Where the record rests: at a step, waiting for a called record, or at an end. */
export const Place = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('step'), id: z.string() }),
  z.object({ kind: z.literal('call'), id: z.string() }),
  z.object({ kind: z.literal('end'), id: z.string(), outcome: z.string().optional() }),
])
export type Place = z.infer<typeof Place>

/** One thing that another version of a procedure does differently. */
export const Difference = z.object({
  what: z.enum(['start', 'step', 'move', 'timer', 'gateway', 'condition', 'end', 'record-move']),
  change: z.enum(['added', 'removed', 'changed']),
  /** The id in the drawing: that of the step for its moves and timers. */
  element: z.string(),
  label: Words,
  message: Words,
})
export type Difference = z.infer<typeof Difference>
