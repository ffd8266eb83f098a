import { z } from 'zod'
import { Role } from '../../contract/src/role.ts'

const Id = z.string().regex(/^[A-Za-z][A-Za-z0-9-]*$/)
const Words = z.strictObject({ fr: z.string().min(1), en: z.string().min(1) })
const words = Words.shape
const Fields = z.array(Id)

const Way = z.strictObject({
  id: Id,
  to: Id,
  fr: z.string().optional(),
  en: z.string().optional(),
  fields: Fields.optional(),
  sets: z.record(Id, z.union([z.boolean(), z.number(), z.string()])).optional(),
  /** FEEL; the way without it is the default. */
  when: z.string().optional(),
})
export type Way = z.infer<typeof Way>

const Timer = z.strictObject({
  id: Id,
  ...words,
  delay: z.string(),
  repeats: z.boolean().default(false),
  to: Id,
})
export type Timer = z.infer<typeof Timer>

const Node = z.strictObject({
  id: Id,
  lane: Role,
  label: Words.optional(),
  start: z.enum(['message', 'timer']).optional(),
  task: z.string().optional(),
  call: Id.optional(),
  until: z.string().optional(),
  choice: z.array(Way).optional(),
  decide: z.array(Way).optional(),
  /** The outcome, or true for an end without one. */
  end: z.union([z.literal(true), Id]).optional(),
  level: z.union([z.number(), Id]).optional(),
  phase: Id.optional(),
  guide: Words.optional(),
  do: z.strictObject({ id: Id, ...words }).optional(),
  timers: z.array(Timer).default([]),
  to: Id.optional(),
  /** Where to draw it, when the longest path puts it too far: columns and rows count from 0. */
  column: z.int().min(0).optional(),
  row: z.int().min(0).optional(),
  /** Hangs below this timer. */
  under: Id.optional(),
})
export type Node = z.infer<typeof Node>

const RecordMove = z.strictObject({
  id: Id,
  ...words,
  roles: z.array(Role),
  fields: Fields.optional(),
  target: Id.optional(),
  continueIn: Id.optional(),
})
export type RecordMove = z.infer<typeof RecordMove>

/** A figure of the method, as its YAML tells it. */
export const Table = z.strictObject({
  process: Id,
  name: Words,
  lanes: z.array(Role),
  nodes: z.array(Node),
  recordMoves: z.array(RecordMove),
})
export type Table = z.infer<typeof Table>

export interface Edge {
  id: string
  from: string
  to: string
  way?: Way
  /** The timer that it leaves from. */
  timer?: Timer
}

export const edgesOf = (table: Table): Edge[] =>
  table.nodes.flatMap((node): Edge[] => {
    const ways = node.choice ?? node.decide ?? []
    return [
      ...(node.to === undefined
        ? []
        : [{ id: `${node.id}.${node.do?.id ?? 'next'}`, from: node.id, to: node.to }]),
      ...ways.map((way) => ({ id: `${node.id}.${way.id}`, from: node.id, to: way.to, way })),
      ...node.timers.map((timer) => ({ id: `${timer.id}.fire`, from: node.id, to: timer.to, timer })),
    ]
  })

export type Form = 'start' | 'task' | 'call' | 'gateway' | 'end'

export const formOf = (node: Node): Form => {
  if (node.start !== undefined) return 'start'
  if (node.end !== undefined) return 'end'
  if (node.call !== undefined) return 'call'
  return node.choice || node.decide ? 'gateway' : 'task'
}
