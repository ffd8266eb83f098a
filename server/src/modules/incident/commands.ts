import type { ReportIncident } from '#contract/incident/api.ts'
import type { Context } from '#platform/context.ts'
import { Failure } from '#platform/failure.ts'
import { cleanHtml } from '#platform/html.ts'
import { openRecord, readRecord, type Report } from '../record/index.ts'
import { mayReport } from './policy.ts'

/** Records an incident; the procedure in force decides on which step it begins. */
export const reportIncident = async (
  context: Context,
  { solution, checklist, ...report }: ReportIncident,
  /** By which way it came, where that is known better than from who reports. */
  channel?: Report['channel'],
) => {
  if (!mayReport(context.actor)) throw new Failure('forbidden')
  const isClient = context.actor.clientId !== null
  const opened = await openRecord(context, {
    process: 'incident',
    kind: 'INC',
    report: {
      ...(isClient ? whatClientsSay(report) : report),
      ...(channel === undefined ? {} : { channel }),
    },
    ...(isClient || checklist === undefined ? {} : { checklist }),
    facts: solution === undefined || isClient ? {} : { solution: cleanHtml(solution), isApplied: true },
  })
  return readRecord(context, { number: opened.number })
}

/** A client says what happened; how urgent and how grave it is comes from its two answers. */
const whatClientsSay = (report: Report): Report => {
  const { title, description, serviceId, occurredAt, isConfidential, affected, canWork, cis } = report
  return { title, description, serviceId, occurredAt, isConfidential, affected, canWork, cis }
}
