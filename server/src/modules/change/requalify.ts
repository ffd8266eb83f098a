import type { Context } from '#platform/context.ts'
import { Failure, notFound } from '#platform/failure.ts'
import { ensure } from '#platform/policy.ts'
import {
  audienceOf,
  itemsOf,
  letWait,
  loadWork,
  mayRequalifyAsChange,
  openRecord,
  readRecord,
} from '../record/index.ts'
import { worksOnChanges } from './policy.ts'

/**
 * A request that asks for more than a request may: a change is asked for with what is known of it. The client keeps its request, which
 * waits, is confirmed once the change is carried out, and is the desk's again if it is not.
 */
export const requalifyRequest = async (context: Context, { number }: { number: string }) => {
  ensure(worksOnChanges(context.actor))
  const { row, judgement } = await loadWork(context, number)
  if (row.kind !== 'REQ') throw notFound()
  const step = judgement.procedure.content.steps.find(({ id }) => id === row.step)
  if (!mayRequalifyAsChange(context.actor, row, step))
    throw new Failure('not_possible', {
      detail: 'it is not the provider’s to carry out now, or waits already',
    })
  const { title, description, client_id, service_id, requester_id, caller, is_confidential } = row
  const opened = await openRecord(context, {
    process: 'change',
    kind: 'CHG',
    report: {
      title,
      description,
      caller,
      clientId: client_id,
      serviceId: service_id,
      requesterId: requester_id,
      isConfidential: is_confidential,
      channel: 'internal',
      cis: await itemsOf(context, row.id),
    },
    facts: {},
  })
  await letWait(context, { id: row.id, forId: opened.id })
  const body = { from: row.number, into: opened.number }
  for (const one of [row, opened])
    await context.emit({ subject: one.id, event: 'record.requalified', audience: audienceOf(one), body })
  return readRecord(context, { number: opened.number })
}
