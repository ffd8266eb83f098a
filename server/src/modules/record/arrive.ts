import { ProcessKey } from '#contract/procedure/api.ts'
import type { recordApi } from '#contract/record/api.ts'
import type { Step } from '#contract/procedure/shape.ts'
import type { z } from 'zod'
import { Failure } from '#platform/failure.ts'
import { stepOf, take } from '../procedure/index.ts'
import { engineFacts } from './facts.ts'
import { handOver } from './handover.ts'
import { judgementOf, readFacts, visitedSteps } from './load.ts'
import { openRecord } from './open.ts'
import { isStaff } from './policy.ts'
import { processOf, type Effect, type RecordRow, type Work } from './process.ts'
import { saveWork } from './save.ts'
import { arriveAt, audienceOf, pathOf, writeVisits, type Arrival } from './settle.ts'

export const withEffect = (work: Work, effect: Effect): Work => ({
  ...work,
  row: { ...work.row, ...(effect.row as Partial<Work['row']>) },
  facts: { ...work.facts, ...effect.facts },
})

type OnBehalf = NonNullable<z.output<(typeof recordApi)['move']['input']>['onBehalfOf']>

interface Arriving {
  arrival: Arrival
  step: Step | null
  fields: Record<string, unknown>
  onBehalfOf: OnBehalf | null
  /** The row as it was loaded, where what led here has changed it already: only what differs from it is written. */
  before?: RecordRow
}

/** Writes where a record has come to, and everything that follows from it, in this transaction. */
export const arrive = async (
  work: Work,
  { arrival, step, fields, onBehalfOf, before }: Arriving,
): Promise<void> => {
  const { context } = work
  const { advance } = arrival
  const from = work.row
  const moved = withEffect(work, { facts: advance.sets })
  const change = { ...arriveAt(moved, arrival), ...responseBy(moved) }
  await writeVisits(moved, arrival)
  await context.emit({
    subject: from.id,
    event: 'record.moved',
    visibility: 'client',
    audience: audienceOf(from),
    body: {
      move: arrival.move ?? arrival.why,
      from: from.step,
      to: advance.at.id,
      path: pathOf(advance.passed),
      fields,
      role: step?.role ?? null,
      onBehalfOf: onBehalfOf ?? null,
    },
  })
  const arrived = withEffect(moved, { row: change })
  await handOver(arrived, step)
  await saveWork(arrived, before ?? from)
  if (advance.at.kind === 'call') await openCall(arrived)
  await wakeCaller(arrived)
}

/** The first move of the provider's people is the answer that the client waits for. */
const responseBy = ({ row, context }: Work) =>
  row.responded_at === null && context.actor !== null && isStaff(context.actor)
    ? { responded_at: context.now }
    : {}

/** A call opens a record of the other process, and this one waits for it. */
const openCall = async (work: Work): Promise<void> => {
  const { context, row, judgement } = work
  const call = stepOf(judgement.procedure.content, row.step)?.call
  const key = ProcessKey.safeParse(call?.process)
  if (!key.success)
    throw new Failure('not_possible', { detail: `the process ${call?.process ?? ''} can't be called yet` })
  const opened = await openRecord(context, {
    process: key.data,
    kind: processOf(key.data).kind,
    report: {
      title: row.title,
      description: row.description,
      clientId: row.client_id,
      serviceId: row.service_id,
    },
    facts: {},
  })
  await context.db.updateTable('record').set({ waits_for_id: opened.id }).where('id', '=', row.id).execute()
  await context.db
    .insertInto('record_link')
    .values({
      from_id: row.id,
      to_id: opened.id,
      kind: 'resolved-by',
      created_at: context.now,
      created_by: context.actor?.id ?? null,
    })
    .execute()
}

const ranks = { new: 0, active: 1, resolved: 2, closed: 3, cancelled: 3 } as const

/** A record that has come far enough lets the one that waits for it go on, with its outcome. */
const wakeCaller = async (work: Work): Promise<void> => {
  const { context, row } = work
  const callers = await context.db
    .selectFrom('record')
    .selectAll()
    .where('waits_for_id', '=', row.id)
    .forUpdate()
    .execute()
  for (const caller of callers) {
    const judgement = await judgementOf(context, caller)
    const step = stepOf(judgement.procedure.content, caller.step)
    const [move] = step?.moves ?? []
    if (step?.call === undefined || move === undefined) continue
    if (row.phase !== 'cancelled' && ranks[row.phase] < ranks[step.call.until]) continue
    const outcome = row.phase === 'cancelled' ? 'cancelled' : (row.outcome ?? row.phase)
    const waiting: Work = {
      context,
      row: { ...caller, waits_for_id: null },
      facts: { ...readFacts(caller.facts), outcome },
      judgement,
    }
    const facts = await engineFacts(waiting, await visitedSteps(context, caller))
    const advance = take(judgement.procedure.content, { step: step.id, move: move.id }, facts)
    await arrive(waiting, {
      arrival: { advance, why: 'called', move: move.id },
      step,
      fields: { outcome },
      onBehalfOf: null,
      before: caller,
    })
  }
}
