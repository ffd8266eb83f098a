import type { recordApi } from '#contract/record/api.ts'
import type { Step } from '#contract/procedure/shape.ts'
import type { z } from 'zod'
import { stepOf } from '../procedure/index.ts'
import { handOver } from './handover.ts'
import { isStaff } from './policy.ts'
import type { Effect, RecordRow, Work } from './process.ts'
import { saveWork } from './save.ts'
import {
  arriveAt,
  audienceOf,
  pathOf,
  processOfWork,
  tellCall,
  toldTo,
  writeVisits,
  type Arrival,
} from './settle.ts'

export const withEffect = (work: Work, effect: Effect): Work => ({
  ...work,
  row: { ...work.row, ...effect.row },
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
): Promise<Work> => {
  const { context } = work
  const { advance } = arrival
  const from = work.row
  const moved = withEffect(work, { facts: advance.sets })
  const change = { ...arriveAt(moved, arrival), ...responseBy(moved) }
  await writeVisits(moved, arrival)
  await context.emit({
    subject: from.id,
    event: 'record.moved',
    visibility: step?.role === 'CL' ? 'client' : toldTo(from),
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
  await beginStep(arrived)
  if (advance.at.kind === 'call') await tellCall(arrived)
  return arrived
}

const beginStep = async (work: Work): Promise<void> => {
  const step = stepOf(work.judgement.procedure.content, work.row.step)
  for (const { name } of step?.activities ?? []) await processOfWork(work).activities[name]?.begins?.(work)
}

/** The first move of the provider's people is the answer that the client waits for. */
const responseBy = ({ row, context }: Work) =>
  row.responded_at === null && context.actor !== null && isStaff(context.actor)
    ? { responded_at: context.now }
    : {}
