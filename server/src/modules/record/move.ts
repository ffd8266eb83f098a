import type { Move, Step } from '#contract/procedure/shape.ts'
import type { recordApi } from '#contract/record/api.ts'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { Failure, invalid } from '#platform/failure.ts'
import { cleanHtml } from '#platform/html.ts'
import { movesOf, stepOf, take, type Advance } from '../procedure/index.ts'
import { readRecord } from './queries.ts'
import { arrive, withEffect } from './arrive.ts'
import { rejudged, withGridPriority } from './edit.ts'
import { restoreChildren } from './children.ts'
import { checkDone } from './checklist.ts'
import { writeComment } from './comment.ts'
import { engineFacts } from './facts.ts'
import { asEffect, readFields } from './fields.ts'
import { loadWork, visitedSteps } from './load.ts'
import { fieldsOf, isLeftByProduct } from './offer.ts'
import { emitTarget } from './open.ts'
import { checkPeople } from './people.ts'
import { answersFor, isStaff, mayTakeStep, readsWhole, wantsWriting } from './policy.ts'
import { processOf, type Work } from './process.ts'
import { recordMoves } from './record-moves.ts'
import { processOfWork } from './settle.ts'
import { spendTime } from './time.ts'

export type MoveInput = z.output<(typeof recordApi)['move']['input']>

/** The one way to move a record: along its procedure, or by one of the moves that are offered everywhere. */
export const moveRecord = async (context: Context, input: MoveInput) => {
  const work = await loadWork(context, input.number)
  if (input.version !== undefined && input.version !== work.row.version)
    await refuseStale(context, work, input)
  const drawn = work.judgement.procedure.content.recordMoves.find(({ id }) => id === input.move)
  if (drawn !== undefined && recordMoves[drawn.id] !== undefined) await takeRecordMove(context, work, input)
  else await takeStepMove(context, work, input)
  return readRecord(context, { number: input.number })
}

/** Somebody was faster: if it was with this very move, it is no longer possible; else both states are shown. */
const refuseStale = async (context: Context, { row }: Work, { move }: MoveInput): Promise<never> => {
  const current = await readRecord(context, { number: row.number })
  throw new Failure(current.moves.some(({ id }) => id === move) ? 'stale_version' : 'wrong_step', { current })
}

const takeStepMove = async (context: Context, work: Work, input: MoveInput): Promise<void> => {
  const { actor } = context
  const { procedure } = work.judgement
  const step = stepOf(procedure.content, work.row.step)
  const move = movesOf(procedure.content, work.row.step).find(({ id }) => id === input.move)
  if (
    step === undefined ||
    move === undefined ||
    work.row.closed_at !== null ||
    isLeftByProduct(work, step)
  ) {
    throw new Failure('wrong_step', { detail: `"${input.move}" is no move of step ${work.row.step}` })
  }
  const right = mayTakeStep(actor, step)
  if (right === 'no') throw new Failure('forbidden')
  if (right === 'on-behalf' && input.onBehalfOf === undefined) {
    throw new Failure('missing_fields', {
      detail: `step ${step.id} is ${step.role}'s: say on whose behalf it is taken`,
      errors: [{ path: 'onBehalfOf', message: 'required' }],
    })
  }
  const onBehalfOf = right === 'on-behalf' ? (input.onBehalfOf ?? null) : null
  if (onBehalfOf !== null) await checkWriting(work, step, onBehalfOf)
  const wanted = fieldsOf(work, step, move)
  const given = input.comment === undefined ? input.fields : { ...input.fields, comment: input.comment }
  const fields = readFields(processOfWork(work), given, {
    ...wanted,
    accepted: [...wanted.accepted, 'comment'],
  })
  const { comment, confirmedBy, minutes, ...kept } = fields
  const applied = await judgedAnew(work, await applyActivities(work, { step, move, fields: kept }))
  const said = confirmedBy === undefined ? {} : { confirmedBy }
  const visited = await visitedSteps(context, work.row)
  const advance = take(
    procedure.content,
    { step: step.id, move: move.id },
    await engineFacts(applied, visited, said),
  )
  await checkCompletion(applied, step, advance)
  const arrived = await arrive(applied, {
    arrival: { advance, why: 'moved', move: move.id, writing: onBehalfOf?.attachment ?? null },
    step,
    fields: { ...keptOf(work, step), ...kept, ...said },
    onBehalfOf,
    before: work.row,
  })
  await restoreChildren(work, arrived)
  if (typeof comment === 'string' && comment.trim() !== '') {
    await sayAloud(context, work, comment)
  }
  if (typeof minutes === 'number') await spendTime(context, work.row, { minutes })
}

/** Where only a signature will do, the desk shows it: a file of this very record, still there. */
const checkWriting = async (
  { row, context }: Work,
  step: Step,
  { attachment }: NonNullable<MoveInput['onBehalfOf']>,
): Promise<void> => {
  if (attachment === undefined) {
    if (wantsWriting(step)) throw new Failure('writing_required', { errors: [missingWriting] })
    return
  }
  const found = await context.db
    .selectFrom('attachment')
    .select('redacted_at')
    .where('record_id', '=', row.id)
    .where('id', '=', attachment)
    .executeTakeFirst()
  if (found === undefined || found.redacted_at !== null)
    throw invalid('onBehalfOf.attachment', 'a file of this record is expected')
}

const missingWriting = { path: 'onBehalfOf.attachment', message: 'required' }

/** On what was decided, as it stood. */
const keptOf = (work: Work, step: Step): Record<string, unknown> =>
  Object.assign({}, ...step.activities.map(({ name }) => processOfWork(work).activities[name]?.keeps?.(work)))

/** Where the work itself is done, what the checklist asks comes first. */
const checkCompletion = async ({ context, row, judgement }: Work, step: Step, { at }: Advance) => {
  const { activities } = processOf(judgement.procedure.content.process)
  if (!step.activities.some(({ name }) => activities[name]?.completes === true)) return
  const phase = at.kind === 'end' ? at.outcome : stepOf(judgement.procedure.content, at.id)?.phase
  const goesOn = phase === 'new' || phase === 'active' || phase === 'cancelled'
  await checkDone(context, row, { isEnd: !goesOn })
}

/** What a step says of service, urgency and impact decides by what the record is judged from now on, and how soon. */
export const judgedAnew = async ({ row, context }: Work, after: Work): Promise<Work> => {
  await checkPeople(context, row, after.row)
  const isRejudged =
    row.client_id !== after.row.client_id ||
    row.service_id !== after.row.service_id ||
    row.model_version_id !== after.row.model_version_id ||
    (processOfWork(after).levelOf !== undefined && row.priority !== after.row.priority)
  const judged = withGridPriority(await rejudged(after, isRejudged))
  if (isRejudged || judged.row.priority !== row.priority) await emitTarget(judged)
  return judged
}

/** Runs what the step does, and keeps what the choice itself makes true. */
const applyActivities = async (
  work: Work,
  { step, move, fields }: { step: Step; move: Move; fields: Record<string, unknown> },
): Promise<Work> => {
  let current = withEffect(work, asEffect(fields))
  for (const { name } of step.activities) {
    const activity = processOfWork(work).activities[name]
    if (activity !== undefined) current = withEffect(current, await activity.apply(current, fields, move))
  }
  return withEffect(current, { facts: move.sets ?? {} })
}

const takeRecordMove = async (context: Context, work: Work, input: MoveInput): Promise<void> => {
  const drawn = work.judgement.procedure.content.recordMoves.find(({ id }) => id === input.move)
  const known = drawn === undefined ? undefined : recordMoves[drawn.id]
  if (drawn === undefined || known === undefined || !known.isOffered(work)) {
    throw new Failure('wrong_step', { detail: `"${input.move}" is not possible now` })
  }
  if (!drawn.roles.some((role) => answersFor(context.actor, role))) throw new Failure('forbidden')
  if (known.isForStaff && !isStaff(context.actor)) throw new Failure('forbidden')
  if (!readsWhole(context.actor, work.row)) throw new Failure('forbidden')
  const { comment: _comment, ...given } = input.fields
  const fields = readFields(processOfWork(work), given, {
    required: known.required,
    accepted: known.optional,
  })
  await known.take({ context, work, drawn, fields })
  if (input.comment !== undefined && input.comment.trim() !== '') {
    await sayAloud(context, work, input.comment)
  }
}

/** A supplier speaks to the provider; what the client hears is the provider's to say. */
const sayAloud = (context: Context, { row }: Work, comment: string): Promise<string> =>
  writeComment(context, row, {
    html: cleanHtml(comment),
    visibility: context.actor.supplierId === null ? 'public' : 'supplier',
    minutes: null,
  })
