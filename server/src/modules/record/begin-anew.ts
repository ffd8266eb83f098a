import type { Context } from '#platform/context.ts'
import { Failure } from '#platform/failure.ts'
import { start } from '../procedure/index.ts'
import { arrive, withEffect } from './arrive.ts'
import { startChecklist } from './checklist.ts'
import { withGridPriority } from './edit.ts'
import { engineFacts } from './facts.ts'
import { keepJudgement, loadWork } from './load.ts'
import { judge, type JudgingModel } from './judgement.ts'
import { asRow, emitTarget } from './open.ts'
import { mayBeginAnew } from './policy.ts'
import type { Facts, RecordRow, Work } from './process.ts'
import { readRecord } from './queries.ts'
import { audienceOf } from './settle.ts'

interface Asked {
  model: JudgingModel & { key: string }
  row: Partial<RecordRow>
  facts: Facts
}

/**
 * A request that nobody has decided on or carried out yet is asked for by a model after all: judged by what is in force now and by the
 * model's own delays, it walks its procedure from the start, so that whoever must agree is asked.
 */
export const beginAnew = async (
  context: Context,
  { number, version }: { number: string; version: number },
  ask: (row: RecordRow, facts: Facts) => Promise<Asked>,
) => {
  const work = await loadWork(context, number)
  const before = work.row
  if (before.version !== version)
    throw new Failure('stale_version', { current: await readRecord(context, { number }) })
  if (!mayBeginAnew(context.actor, before))
    throw new Failure('not_possible', { detail: 'it has a model already, or was decided on or carried out' })
  const { model, row, facts } = await ask(before, work.facts)
  const renewed = await judgedAnew(withEffect(work, { row, facts }), model)
  const advance = start(renewed.judgement.procedure.content, await engineFacts(renewed, new Set()))
  await context.emit({
    subject: before.id,
    event: 'record.modelled',
    audience: audienceOf(renewed.row),
    body: { key: model.key, version: model.id, procedure: renewed.judgement.procedure.id },
  })
  await emitTarget(renewed)
  await arrive(renewed, {
    arrival: { advance, why: 'continued', move: null },
    step: null,
    fields: { model: model.key },
    onBehalfOf: null,
    before,
  })
  await startChecklist(context.db, before.id)
  keepJudgement(context, renewed.row, renewed.judgement)
  return readRecord(context, { number })
}

/** Nothing of what it was pinned to holds: as if it was asked for now. */
const judgedAnew = async (work: Work, model: JudgingModel): Promise<Work> => {
  const { context, row } = work
  const { client_id: clientId, service_id: serviceId } = row
  const judgement = await judge(context.db, { process: 'request', clientId, serviceId, model }, context.now)
  const pins = asRow({
    procedure_version_id: judgement.procedure.id,
    grid_version_id: judgement.grid.id,
    levels_version_id: judgement.levels.id,
    agreement_version_id: judgement.agreement?.id ?? null,
    calendar_id: judgement.calendarId,
    model_version_id: model.id,
  })
  return withGridPriority({ ...work, judgement, row: { ...row, ...pins } })
}
