import type { RecordMove } from '#contract/procedure/shape.ts'
import { ProcessKey } from '#contract/procedure/api.ts'
import { Failure } from '#platform/failure.ts'
import { start } from '../procedure/index.ts'
import { engineFacts } from './facts.ts'
import { judge } from './judgement.ts'
import { arrive, withEffect } from './arrive.ts'
import type { Work } from './process.ts'
import { audienceOf } from './settle.ts'

/** The same record goes on in another procedure of its process: that of major incidents. */
export const declareMajor = async (
  work: Work,
  drawn: RecordMove,
  fields: Record<string, unknown>,
): Promise<void> => {
  const { context, row } = work
  const next = ProcessKey.safeParse(drawn.continueIn)
  if (!next.success)
    throw new Failure('not_possible', { detail: 'the procedure names no other one to continue in' })
  const judgement = await judge(
    context.db,
    { process: next.data, clientId: row.client_id, serviceId: row.service_id, model: null },
    context.now,
  )
  const reason = String(fields['reason'])
  const leaderId = typeof fields['leaderId'] === 'string' ? fields['leaderId'] : null
  const continued: Work = withEffect(
    {
      ...work,
      judgement: {
        ...judgement,
        grid: work.judgement.grid,
        levels: work.judgement.levels,
        agreement: work.judgement.agreement,
      },
    },
    {
      row: {
        is_major: true,
        procedure_version_id: judgement.procedure.id,
        ...(leaderId === null ? {} : { assignee_id: leaderId }),
      },
      facts: { criteria: reason, ...(leaderId === null ? {} : { leaderId }) },
    },
  )
  await context.emit({
    subject: row.id,
    event: 'record.declared-major',
    visibility: 'internal',
    audience: audienceOf(row),
    body: { leader: leaderId, criteria: reason },
  })
  const advance = start(judgement.procedure.content, await engineFacts(continued, new Set()))
  await arrive(continued, {
    arrival: { advance, why: 'continued', move: 'declare-major' },
    step: null,
    fields: { reason },
    onBehalfOf: null,
    before: row,
  })
}
