import type { recordApi } from '#contract/record/api.ts'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { withoutUndefined } from '#platform/given.ts'
import { Failure, invalid } from '#platform/failure.ts'
import { cleanHtml } from '#platform/html.ts'
import { ensure } from '#platform/policy.ts'
import { withEffect } from './arrive.ts'
import { asEffect } from './fields.ts'
import { judge } from './judgement.ts'
import { loadWork, modelFor, usualProcess } from './load.ts'
import { asRow, emitTarget } from './open.ts'
import { checkPeople } from './people.ts'
import { mayEdit } from './policy.ts'
import { priorityOf } from './priority.ts'
import { processOf, type RecordRow, type Work } from './process.ts'
import { readRecord } from './queries.ts'
import { saveWork } from './save.ts'
import { audienceOf } from './settle.ts'

type Input = z.output<(typeof recordApi)['edit']['input']>

/** Edits what a record is; the other's version is answered, never overwritten. */
export const editRecord = async (context: Context, { number, version, ...given }: Input) => {
  ensure(mayEdit(context.actor))
  const work = await loadWork(context, number)
  if (work.row.version !== version) {
    throw new Failure('stale_version', { current: await readRecord(context, { number }) })
  }
  const { affected: _affected, canWork: _canWork, ...fields } = given
  const cleaned =
    fields.description === undefined ? fields : { ...fields, description: cleanHtml(fields.description) }
  const wanted = asRow(asEffect(withoutUndefined(cleaned)).row ?? {})
  const isRejudged = 'client_id' in wanted || 'service_id' in wanted
  await checkPeople(context, work.row, { ...work.row, ...wanted })
  const edited = await rejudged(withEffect(work, { row: wanted }), isRejudged)
  const repriced = withGridPriority(edited)
  await tellEdit(context, work.row, repriced.row)
  if (isRejudged || repriced.row.priority !== work.row.priority) await emitTarget(repriced)
  await saveWork(repriced, work.row)
  return readRecord(context, { number })
}

/** Another client or service has another agreement: from now on it is judged by that one. */
export const rejudged = async (work: Work, isNeeded: boolean): Promise<Work> => {
  if (!isNeeded) return work
  const { context, row } = work
  const pins = { procedure: row.procedure_version_id, levels: row.levels_version_id, terms: null }
  const judgement = await judge(
    context.db,
    {
      process: usualProcess[row.kind],
      clientId: row.client_id,
      serviceId: row.service_id,
      model: await modelFor(context, row),
      pins,
    },
    context.now,
  )
  return {
    ...work,
    judgement,
    row: {
      ...row,
      grid_version_id: judgement.grid.id,
      agreement_version_id: judgement.agreement?.id ?? null,
      calendar_id: judgement.calendarId,
    },
  }
}

export const withGridPriority = (work: Work): Work => {
  const { row, judgement } = work
  const { urgencies, impacts } = judgement.grid.content
  if (row.urgency !== null && row.urgency > urgencies.length)
    throw invalid('urgency', `1 to ${urgencies.length} is expected`)
  if (row.impact !== null && row.impact > impacts.length)
    throw invalid('impact', `1 to ${impacts.length} is expected`)
  if (row.priority_reason !== null || processOf(usualProcess[row.kind]).levelOf !== undefined) return work
  return withEffect(work, { row: { priority: priorityOf(judgement.grid.content, row.urgency, row.impact) } })
}

const shown = [
  'title',
  'description',
  'client_id',
  'service_id',
  'category_id',
  'requester_id',
  'caller',
  'assignee_id',
  'team_id',
  'urgency',
  'impact',
  'priority',
  'channel',
  'occurred_at',
  'is_confidential',
] as const

const tellEdit = async (context: Context, before: RecordRow, after: RecordRow): Promise<void> => {
  const changed = shown.filter((column) => String(before[column]) !== String(after[column]))
  if (changed.length === 0) return
  const pick = (row: RecordRow) => Object.fromEntries(changed.map((column) => [column, plain(row[column])]))
  await context.emit({
    subject: before.id,
    event: 'record.edited',
    audience: audienceOf(after),
    body: { before: pick(before), after: pick(after) },
  })
}

const plain = (value: unknown): unknown => (value instanceof Temporal.Instant ? value.toString() : value)
