import type { ProcessKey } from '#contract/procedure/api.ts'
import type { Move } from '#contract/procedure/shape.ts'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import type { Database } from '#platform/database/connect.ts'
import type { DB } from '#platform/database/schema.ts'
import type { Actor } from '#platform/database/transaction.ts'
import type { Selectable, Updateable } from 'kysely'
import type { Fulfilment } from '../procedure/index.ts'
import type { Judgement, JudgingModel } from './judgement.ts'

export type RecordRow = Selectable<DB['record']>
export type RecordChange = Updateable<DB['record']>
export type Facts = Readonly<Record<string, unknown>>

/** Who works: a person, or nobody where a timer or a called record does. */
export interface WorkContext extends Omit<Context, 'actor' | 'door' | 'house'> {
  actor: Actor | null
}

/** A record under work: what it is, what its activities wrote, and by what it is judged. */
export interface Work {
  context: WorkContext
  row: RecordRow
  facts: Facts
  judgement: Judgement
}

/** What an activity makes of the fields that it was given. */
export interface Effect {
  row?: Partial<RecordRow>
  facts?: Facts
}

type Fields = Readonly<Record<string, unknown>>

/** What a process does at a step, by the name that its procedure gives to the task. */
export interface Activity {
  /** Names of fields: those that a move out of the step needs, and those it may bring. */
  fields: { required: readonly string[]; optional: readonly string[] }
  /** Is this done already, so that nobody needs to click? Never asked of confirmations and approvals. */
  isFulfilled: (work: Work) => Fulfilment
  /** Names of fields that must be known before a record comes to rest at a step with this. */
  expects?: (work: Work) => readonly string[]
  /** What the entry of a move out of the step keeps of the record: that on which was decided. */
  keeps?: (work: Work) => Facts
  /** When the timers of its step are due, where that is a date of the record and not the delay that is drawn. */
  timersAt?: (row: Pick<RecordRow, 'facts' | 'step_entered_at'>) => Temporal.Instant | null
  /** Its step is left by what the product finds out – the last of several decisions – and by nobody's move. */
  isLeftByProduct?: true
  /** What is written once a record comes to rest at a step with this. */
  begins?: (work: Work) => Promise<void>
  /** Here the work itself is done: its step is not left for an end of the work while the checklist asks for more. */
  completes?: boolean
  /** `move.sets`: what the chosen way makes true of the record. */
  apply: (work: Work, fields: Fields, move: Move) => Effect | Promise<Effect>
}

/** A process as the engine runs it: the incident's, the request's … */
export interface Process {
  key: ProcessKey
  kind: RecordRow['kind']
  /** The shape of what its activities write. */
  facts: z.ZodObject
  activities: Readonly<Record<string, Activity>>
  /** What conditions read beyond the record's own facts. */
  values: (work: Work) => Promise<Facts>
  /** Its priority is a level of its own, with delays of its own: the grid says nothing of it. */
  levelOf?: (
    db: Database,
    row: Pick<RecordRow, 'model_version_id' | 'priority'>,
  ) => Promise<JudgingModel | null>
  /** What stands beside the record from its first moment on. */
  opened?: (work: Work) => Promise<void>
  /** How it has come out so far, for who waits for it before its end. */
  outcomeSoFar?: (facts: Facts) => string | null
  /** The way out of its step for one that waits for another without having called it, by how that came out; null: a person goes on. */
  goesOnBy?: (outcome: string) => string | null
  /** Which open records wait for a decision of this very person, whoever is on them: their ids. */
  awaitedFrom?: (context: Context) => Promise<readonly string[]>
  /** May it still be ended without a result? Yes, unless a process says otherwise. */
  mayCancel?: (work: Work) => boolean
}

const processes = new Map<string, Process>()

export const registerProcess = (process: Process): void => {
  processes.set(process.key, process)
}

export const processOf = (key: string): Process => {
  const process = processes.get(key)
  if (process === undefined) throw new Error(`No module has registered the process ${key}.`)
  return process
}

/** What waits for a decision of whoever asks, in all processes. */
export const awaitedFrom = async (context: Context): Promise<string[]> => {
  const found: string[] = []
  for (const process of processes.values()) found.push(...((await process.awaitedFrom?.(context)) ?? []))
  return found
}

/** An activity that asks for nothing and does nothing of its own: the step is a person's word that it is done. */
export const plainActivity: Activity = {
  fields: { required: [], optional: [] },
  isFulfilled: () => false,
  apply: () => ({}),
}
