import type { SubmitRequest } from '#contract/request/api.ts'
import type { Context } from '#platform/context.ts'
import { Failure } from '#platform/failure.ts'
import { openRecord, readRecord, worksTickets } from '../record/index.ts'

/** A plain service request. What it costs and who must agree is the desk's to say, not the client's. */
export const submitRequest = async (
  context: Context,
  { isOutOfContract, needsApproval, price, ...report }: SubmitRequest,
) => {
  const { actor } = context
  const isClient = actor.clientId !== null
  if (!isClient && !worksTickets(actor) && !actor.roles.includes('D')) throw new Failure('forbidden')
  const { title, description, serviceId, occurredAt, isConfidential, affected, canWork } = report
  const opened = await openRecord(context, {
    process: 'request',
    kind: 'REQ',
    report: isClient
      ? { title, description, serviceId, occurredAt, isConfidential, affected, canWork }
      : report,
    facts: isClient
      ? {}
      : {
          ...(isOutOfContract === undefined ? {} : { isOutOfContract }),
          ...(needsApproval === undefined ? {} : { needsApproval }),
          ...(price === undefined ? {} : { price }),
        },
  })
  return readRecord(context, { number: opened.number })
}
