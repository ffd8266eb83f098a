import { sql } from 'kysely'
import { ProcessKey } from '#contract/procedure/api.ts'
import { Failure } from '#platform/failure.ts'
import { reaction } from '#platform/reactions.ts'
import { stepOf, take } from '../procedure/index.ts'
import { arrive } from './arrive.ts'
import { engineFacts } from './facts.ts'
import { judgementOf, lockById, readFacts, visitedSteps } from './load.ts'
import type { Judgement } from './judgement.ts'
import { openRecord } from './open.ts'
import { openLines } from './checklist.ts'
import { saveWork } from './save.ts'
import { audienceOf } from './settle.ts'
import { processOf, type RecordRow, type Work, type WorkContext } from './process.ts'

/** A call opens a record of the other process, for the same people, and this one waits for it. */
export const openCalled = reaction('open-called', ['record.called'], async (inside, { subject }) => {
  const context: WorkContext = { ...inside, actor: null }
  const row = await lockById(context, subject)
  const judgement = await judgementOf(context, row)
  const call = stepOf(judgement.procedure.content, row.step)?.call
  if (call === undefined || row.waits_for_id !== null) return
  const key = ProcessKey.safeParse(call.process)
  if (!key.success)
    throw new Failure('not_possible', { detail: `the process ${call.process} can't be called yet` })
  const { title, description, client_id, service_id, requester_id, caller, is_confidential } = row
  const opened = await openRecord(context, {
    process: key.data,
    kind: processOf(key.data).kind,
    report: {
      title,
      description,
      caller,
      clientId: client_id,
      serviceId: service_id,
      requesterId: requester_id,
      isConfidential: is_confidential,
      cis: await itemsOf(context, row.id),
    },
    facts: {},
  })
  await letWait(context, { id: row.id, forId: opened.id })
})

/** One record is solved by another, and goes on when that has come far enough. */
export const letWait = async (
  { db, now, actor }: WorkContext,
  { id, forId }: { id: string; forId: string },
): Promise<void> => {
  await db.updateTable('record').set({ waits_for_id: forId }).where('id', '=', id).execute()
  await db
    .insertInto('record_link')
    .values({
      from_id: id,
      to_id: forId,
      kind: 'resolved-by',
      created_at: now,
      created_by: actor?.id ?? null,
    })
    .execute()
}

/** What it is about goes with it, as far as it is still there. */
export const itemsOf = async ({ db }: WorkContext, recordId: string): Promise<string[]> => {
  const rows = await db
    .selectFrom('record_ci as rc')
    .innerJoin('ci as c', 'c.id', 'rc.ci_id')
    .innerJoin('ci_state as s', 's.ci_id', 'c.id')
    .select('c.number')
    .where('rc.record_id', '=', recordId)
    .where('c.merged_into_id', 'is', null)
    .where('s.valid_to', '=', sql<Temporal.Instant>`'infinity'`)
    .execute()
  return rows.map(({ number }) => number)
}

const ranks = { new: 0, active: 1, resolved: 2, closed: 3, cancelled: 3 } as const

/** A record that has come far enough lets the ones that wait for it go on, with its outcome: whoever ended it need not see them. */
export const wakeCallers = reaction(
  'wake-callers',
  ['record.resolved', 'record.ended'],
  async (inside, { subject }) => {
    const waiting = await inside.db
      .selectFrom('record')
      .select('id')
      .where('waits_for_id', '=', subject)
      .orderBy('id')
      .execute()
    if (waiting.length === 0) return
    const context: WorkContext = { ...inside, actor: null }
    const called = await lockById(context, subject)
    for (const { id } of waiting) await wake(context, await lockById(context, id), called)
  },
)

const soFar = ({ procedure }: Judgement, { facts }: RecordRow): string | null =>
  processOf(procedure.content.process).outcomeSoFar?.(readFacts(facts)) ?? null

const wake = async (context: WorkContext, caller: RecordRow, called: RecordRow): Promise<void> => {
  const judgement = await judgementOf(context, caller)
  const judgedCalled = await judgementOf(context, called)
  const step = stepOf(judgement.procedure.content, caller.step)
  if (caller.waits_for_id !== called.id || caller.closed_at !== null || step === undefined) return
  if (called.phase !== 'cancelled' && ranks[called.phase] < ranks[step.call?.until ?? 'resolved']) return
  const outcome =
    called.phase === 'cancelled'
      ? 'cancelled'
      : (called.outcome ?? soFar(judgedCalled, called) ?? called.phase)
  const work: Work = {
    context,
    row: { ...caller, waits_for_id: null },
    facts: { ...readFacts(caller.facts), outcome },
    judgement,
  }
  const way =
    step.call === undefined ? processOf(judgement.procedure.content.process).goesOnBy?.(outcome) : null
  const move = step.call === undefined ? step.moves.find(({ id }) => id === way) : step.moves[0]
  if (move === undefined || (step.call === undefined && (await hasOpenLines(context, caller))))
    return release(work, { caller, called, outcome })
  const facts = await engineFacts(work, await visitedSteps(context, caller))
  await arrive(work, {
    arrival: {
      advance: take(judgement.procedure.content, { step: step.id, move: move.id }, facts),
      why: 'called',
      move: move.id,
    },
    step,
    fields: { outcome },
    onBehalfOf: null,
    before: caller,
  })
}

/** It waits no longer, and who is on it says how it goes on. */
const release = async (
  work: Work,
  { caller, called, outcome }: { caller: RecordRow; called: RecordRow; outcome: string },
): Promise<void> => {
  await saveWork({ ...work, facts: readFacts(caller.facts) }, caller)
  await work.context.emit({
    subject: caller.id,
    event: 'record.released',
    audience: audienceOf(caller),
    body: { from: called.number, outcome },
  })
}

const hasOpenLines = async ({ db }: WorkContext, { id }: RecordRow): Promise<boolean> => {
  const { required, identity } = await openLines(db, id)
  return required + identity > 0
}
