import type { recordApi } from '#contract/record/api.ts'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { Failure, invalid } from '#platform/failure.ts'
import { cleanHtml } from '#platform/html.ts'
import { ensure } from '#platform/policy.ts'
import { enter } from '../procedure/index.ts'
import { arrive, withEffect } from './arrive.ts'
import { writeComment } from './comment.ts'
import { engineFacts } from './facts.ts'
import { loadWork, lockInOrder, lockRecord } from './load.ts'
import { checkColleague } from './people.ts'
import { mention } from './mention.ts'
import { mergeInto } from './merge.ts'
import { isStaff, mayEdit, mayOverrideStep, standsAlone } from './policy.ts'
import type { RecordRow } from './process.ts'
import { readRecord } from './queries.ts'
import { saveWork } from './save.ts'
import { audienceOf } from './settle.ts'
import { spendTime } from './time.ts'

type Input<Name extends keyof typeof recordApi> = z.output<(typeof recordApi)[Name]['input']>

export const overrideStep = async (
  context: Context,
  { number, step, reason, version }: Input<'override'>,
) => {
  ensure(mayOverrideStep(context.actor))
  const work = await loadWork(context, number)
  if (version !== undefined && version !== work.row.version) {
    throw new Failure('stale_version', { current: await readRecord(context, { number }) })
  }
  if (!work.judgement.procedure.content.steps.some(({ id }) => id === step))
    throw invalid('step', 'a step of the procedure is expected')
  await context.emit({
    subject: work.row.id,
    event: 'record.overridden',
    audience: audienceOf(work.row),
    body: { from: work.row.step, to: step, reason },
  })
  const advance = enter(work.judgement.procedure.content, step, await engineFacts(work, new Set([step])))
  await arrive(work, {
    arrival: { advance, why: 'override', move: null },
    step: null,
    fields: { reason },
    onBehalfOf: null,
  })
  return readRecord(context, { number })
}

export const commentRecord = async (
  context: Context,
  { number, body, visibility, minutes, mentions = [] }: Input<'comment'>,
) => {
  const { actor } = context
  const row = await lockRecord(context, number)
  const audience = actor.supplierId !== null && visibility === 'public' ? 'supplier' : visibility
  if (actor.clientId !== null && audience !== 'public') throw new Failure('forbidden')
  if (actor.supplierId !== null && audience !== 'supplier') throw new Failure('forbidden')
  if ((minutes !== undefined || mentions.length > 0) && !isStaff(actor)) throw new Failure('forbidden')
  const entry = await writeComment(context, row, {
    html: cleanHtml(body),
    visibility: audience,
    minutes: minutes ?? null,
  })
  await mention(context, row, { people: mentions, entry })
  if (minutes !== undefined) await spendTime(context, row, { minutes })
  await answerClocks(context, { number, row, isPublic: audience === 'public' })
  const { version } = await context.db
    .selectFrom('record')
    .select('version')
    .where('id', '=', row.id)
    .executeTakeFirstOrThrow()
  return { entry, version }
}

/** The desk's first public word is its answer; the client's word ends the wait for the client. */
const answerClocks = async (
  context: Context,
  { number, row, isPublic }: { number: string; row: RecordRow; isPublic: boolean },
): Promise<void> => {
  const answers = isPublic && isStaff(context.actor) && row.responded_at === null && row.closed_at === null
  const returns = isPublic && context.actor.clientId !== null && row.held === 'client'
  if (!answers && !returns) return
  const work = await loadWork(context, number)
  const change = {
    ...(answers ? { responded_at: context.now } : {}),
    ...(returns ? { held: null, held_until: null } : {}),
  }
  await saveWork(withEffect(work, { row: change }), work.row)
}

export const linkRecords = async (context: Context, { number, to, kind }: Input<'link'>) => {
  ensure(mayEdit(context.actor))
  await lockInOrder(context, [number, to])
  const from = await lockRecord(context, number)
  const target = await lockRecord(context, to)
  if (from.id === target.id) throw invalid('to', 'another record is expected')
  await context.db
    .insertInto('record_link')
    .values({
      from_id: from.id,
      to_id: target.id,
      kind,
      created_at: context.now,
      created_by: context.actor.id,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  await context.emit({
    subject: from.id,
    event: 'record.linked',
    body: { kind, to: target.number },
    audience: audienceOf(from),
  })
  return readRecord(context, { number })
}

export const mergeRecords = async (context: Context, { number, into, reason }: Input<'merge'>) => {
  ensure(mayEdit(context.actor))
  await lockInOrder(context, [number, into])
  const work = await loadWork(context, number)
  if (work.row.closed_at !== null)
    throw new Failure('wrong_step', { detail: 'a closed record is not merged' })
  if (standsAlone(work.row.kind) || /^(ECH|CHG)-/.test(into))
    throw new Failure('not_possible', {
      detail: 'a duty or a change stands by itself: it is linked, not merged',
    })
  await mergeInto(context, work, { into, reason: reason ?? null })
  return readRecord(context, { number: into })
}

export const watchRecord = async (context: Context, { number, personId }: Input<'watch'>) => {
  const { db, actor, now } = context
  const row = await lockRecord(context, number)
  // A watcher hears of internal words too.
  if (personId !== undefined) await checkColleague(context, 'personId', personId)
  await db
    .insertInto('watcher')
    .values({ record_id: row.id, person_id: personId ?? actor.id, since: now })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return {}
}

export const unwatchRecord = async (context: Context, { number, personId }: Input<'unwatch'>) => {
  const row = await lockRecord(context, number)
  await context.db
    .deleteFrom('watcher')
    .where('record_id', '=', row.id)
    .where('person_id', '=', personId ?? context.actor.id)
    .execute()
  return {}
}

/** How content the client was, once it is over; never asked before. */
export const rateRecord = async (context: Context, { number, rating, comment }: Input<'rate'>) => {
  const work = await loadWork(context, number)
  if (work.row.phase !== 'closed')
    throw new Failure('not_possible', { detail: 'a closed record is expected' })
  await context.emit({
    subject: work.row.id,
    event: 'record.rated',
    visibility: 'client',
    audience: audienceOf(work.row),
    body: { rating, comment: comment ?? null },
  })
  await saveWork(
    withEffect(work, { facts: { rating, ...(comment === undefined ? {} : { ratingComment: comment }) } }),
    work.row,
  )
  return {}
}
