import type { changeApi, CreateChange } from '#contract/change/api.ts'
import { misfits, riskOf } from '#contract/change/risk.ts'
import type { LiveChangeModel, RiskAnswers } from '#contract/change/shape.ts'
import type { Words } from '#contract/words.ts'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { Failure, invalid } from '#platform/failure.ts'
import { cleanHtml } from '#platform/html.ts'
import { ensure } from '#platform/policy.ts'
import { audienceOf, openRecord, readRecord, saveWork, withEffect } from '../record/index.ts'
import { loadChange } from './decide.ts'
import { usableModel } from './models.ts'
import { worksOnChanges } from './policy.ts'
import { readWhole } from './queries.ts'
import { classifiedIn, findChange, type ChangeRow } from './row.ts'
import { writeSheet } from './write-sheet.ts'
import { voidIfEdited } from './submit.ts'

type Edit = z.output<(typeof changeApi)['edit']['input']>

/** Asks for a change: a standard one stands at once where it is done, by its model. */
export const createChange = async (context: Context, input: CreateChange) => {
  const { actor, db, now, emit } = context
  ensure(worksOnChanges(actor))
  const model = await modelFor(context, input)
  checkRisks(input.risk)
  const opened = await openRecord(context, {
    process: 'change',
    kind: 'CHG',
    report: {
      title: input.title,
      description: input.description === undefined ? undefined : cleanHtml(input.description),
      clientId: input.clientId,
      serviceId: input.serviceId,
      requesterId: input.requesterId,
      assigneeId: input.assigneeId,
      teamId: input.teamId,
      channel: input.channel,
      isConfidential: input.isConfidential,
      cis: input.cis,
    },
    facts: {
      changeType: input.type,
      ...(input.severity === undefined ? {} : { severity: input.severity }),
      ...(input.impact === undefined ? {} : { changeImpact: input.impact }),
      ...(input.isBySupplier === undefined ? {} : { isBySupplier: input.isBySupplier }),
      ...(input.inRelease === undefined ? {} : { inRelease: input.inRelease }),
    },
    ...(model === null
      ? {}
      : {
          checklist: model.steps.map((step) => ({
            label: inOwnWords(step, actor.language),
            isRequired: true,
          })),
        }),
  })
  const written = { ...columnsOf(input), ...(model === null ? {} : byModel(model, input, actor.language)) }
  if (Object.keys(written).length > 0)
    await db.updateTable('change').set(written).where('record_id', '=', opened.id).execute()
  if (input.tasks !== undefined && input.tasks.length > 0)
    await db
      .insertInto('change_task')
      .values(input.tasks.map((task) => ({ ...task, record_id: opened.id, created_at: now })))
      .execute()
  await emit({
    subject: opened.id,
    event: 'change.requested',
    audience: audienceOf(opened),
    body: { type: input.type, model: model?.key ?? null, fields: plain(written) },
  })
  if (input.modifications !== undefined && input.modifications.length > 0)
    await writeSheet(context, opened, { items: input.modifications, path: 'modifications' })
  return readRecord(context, { number: opened.number })
}

const modelFor = async (context: Context, input: CreateChange): Promise<LiveChangeModel | null> => {
  if (input.type !== 'standard') {
    if (input.model !== undefined) throw invalid('model', 'only a standard change has a model')
    if (input.severity === undefined) throw invalid('severity', 'required')
    if (input.impact === undefined) throw invalid('impact', 'required')
    return null
  }
  if (input.model === undefined) throw invalid('model', 'a standard change is made by a model')
  return usableModel(context, input.model)
}

const inOwnWords = (words: Words, language: 'fr' | 'en'): string =>
  ((language === 'en' ? words.en : undefined) ?? words.fr).slice(0, 200)

const byModel = (model: LiveChangeModel, given: CreateChange, language: 'fr' | 'en') => ({
  model_version_id: model.versionId,
  reason: given.reason ?? inOwnWords(model.reason, language),
  back_out_plan: given.backOutPlan ?? (language === 'en' ? model.backOut.en : undefined) ?? model.backOut.fr,
  outage_minutes: given.outageMinutes ?? model.outageMinutes,
})

const checkRisks = (risk: RiskAnswers | undefined): void => {
  const [wrong] = risk === undefined ? [] : misfits(risk)
  if (wrong !== undefined) throw invalid(`risk.${wrong}`, 'an answer of the other kind is expected')
}

type Given = Pick<
  Edit,
  'reason' | 'benefit' | 'scope' | 'risk' | 'testPlan' | 'backOutPlan' | 'window' | 'outageMinutes' | 'cost'
>

const columnsOf = ({ window, risk, cost, ...given }: Given) => ({
  ...(given.reason === undefined ? {} : { reason: given.reason }),
  ...(given.benefit === undefined ? {} : { benefit: given.benefit }),
  ...(given.scope === undefined ? {} : { scope: given.scope }),
  ...(given.testPlan === undefined ? {} : { test_plan: given.testPlan }),
  ...(given.backOutPlan === undefined ? {} : { back_out_plan: given.backOutPlan }),
  ...(given.outageMinutes === undefined ? {} : { outage_minutes: given.outageMinutes }),
  ...(cost === undefined ? {} : { cost }),
  ...(risk === undefined ? {} : { risk: JSON.stringify(risk), risk_score: riskOf(risk)?.score ?? null }),
  ...(window === undefined
    ? {}
    : {
        window_from: window === null ? null : Temporal.Instant.from(window.from),
        window_to: window === null ? null : Temporal.Instant.from(window.to),
      }),
})

/** Edits the request for change; what was submitted is then submitted anew. */
export const editChange = async (context: Context, { number, version, title, ...given }: Edit) => {
  ensure(worksOnChanges(context.actor))
  const work = await loadChange(context, number)
  const { row } = work
  if (row.version !== version)
    throw new Failure('stale_version', { current: await readWhole(context, number) })
  const { isImplemented, isBackedOut } = classifiedIn(work.facts)
  if (isImplemented || isBackedOut || row.closed_at !== null)
    throw new Failure('not_possible', { detail: 'it was carried out, or is over: what it was stays' })
  if (row.waits_for_id !== null) throw new Failure('not_possible', { detail: 'it waits for another record' })
  checkRisks(given.risk)
  const written = columnsOf(given)
  const before = await findChange(context.db, row.id)
  if (Object.keys(written).length > 0)
    await context.db.updateTable('change').set(written).where('record_id', '=', row.id).execute()
  const facts = {
    ...(given.isBySupplier === undefined ? {} : { isBySupplier: given.isBySupplier }),
    ...(given.inRelease === undefined ? {} : { inRelease: given.inRelease }),
  }
  await context.emit({
    subject: row.id,
    event: 'change.edited',
    audience: audienceOf(row),
    body: {
      before: plain({ ...pick(before, written), ...(title === undefined ? {} : { title: row.title }) }),
      after: plain({ ...written, ...facts, ...(title === undefined ? {} : { title }) }),
    },
  })
  await saveWork(withEffect(work, { facts, row: title === undefined ? {} : { title } }), row)
  await voidIfEdited(await loadChange(context, number), 'edited')
  return readWhole(context, number)
}

const pick = (row: ChangeRow, written: object): Record<string, unknown> =>
  Object.fromEntries(Object.keys(written).map((column) => [column, Reflect.get(row, column)]))

/** As the journal keeps it. */
const plain = (values: object): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(values).map(([key, value]) => [
      key,
      value instanceof Temporal.Instant ? value.toString() : value,
    ]),
  )
