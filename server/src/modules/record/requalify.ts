import { processOf, type Work } from './process.ts'
import { cancel } from './cancel.ts'
import { leadOn } from './merge.ts'
import { openRecord } from './open.ts'
import { audienceOf } from './settle.ts'

/** Incident ↔ request: the same thing under a new number, counted once; the old number leads to the new one. */
export const requalify = async (work: Work, reason: string | null): Promise<void> => {
  const { context, row } = work
  const process = processOf(row.kind === 'INC' ? 'request' : 'incident')
  const opened = await openRecord(context, {
    process: process.key,
    kind: process.kind,
    facts: {},
    report: {
      title: row.title,
      description: row.description,
      clientId: row.client_id,
      serviceId: row.service_id,
      requesterId: row.requester_id,
      caller: row.caller,
      channel: row.channel,
      assigneeId: row.assignee_id,
      teamId: row.team_id,
      isConfidential: row.is_confidential,
      occurredAt: row.occurred_at.toString(),
      ...(row.urgency === null ? {} : { urgency: row.urgency }),
      ...(row.impact === null ? {} : { impact: row.impact }),
    },
  })
  await cancel(work, reason ?? `requalifié en ${opened.number}`, 'requalified')
  await leadOn(context, row.id, opened)
  const body = { from: row.number, into: opened.number, reason }
  await context.emit({
    subject: row.id,
    event: 'record.merged',
    visibility: 'client',
    audience: audienceOf(row),
    body,
  })
  await context.emit({
    subject: opened.id,
    event: 'record.merged',
    visibility: 'client',
    audience: audienceOf(opened),
    body,
  })
}
