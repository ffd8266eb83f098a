import type { interventionApi } from '#contract/intervention/api.ts'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { Failure } from '#platform/failure.ts'
import { ensure } from '#platform/policy.ts'
import { attachWritten } from '../attachment/index.ts'
import { audienceOf, spendTime } from '../record/index.ts'
import { setParts } from './commands.ts'
import { instantOf, loadVisit } from './load.ts'
import { mayVisit } from './policy.ts'
import { readIntervention } from './queries.ts'
import { drawSignature } from './signature.ts'

type Input<Name extends keyof typeof interventionApi> = z.output<(typeof interventionApi)[Name]['input']>

/** What is done on the spot may arrive late, and again: the second time changes nothing. */
export const startIntervention = async (context: Context, { id, at }: Input<'start'>) => {
  const { db, actor, now, emit } = context
  const { record, visit, personIds } = await loadVisit(context, id)
  ensure(mayVisit(actor, personIds))
  // Called off at the desk while the one on the road knew nothing of it: the visit took place.
  if (visit.state === 'planned' || visit.state === 'cancelled') {
    const startedAt = instantOf(context, at)
    await db
      .updateTable('intervention')
      .set({ state: 'started', started_at: startedAt, updated_at: now, version: visit.version + 1 })
      .where('id', '=', id)
      .execute()
    await emit({
      subject: record.id,
      event: 'intervention.started',
      visibility: 'client',
      audience: audienceOf(record),
      body: { intervention: id, at: startedAt.toString() },
    })
  }
  return readIntervention(context, { id })
}

const audiences = { public: 'client', internal: 'internal' } as const

export const noteIntervention = async (context: Context, { id, body, visibility, at }: Input<'note'>) => {
  const { db, actor, now, emit } = context
  const { record, personIds } = await loadVisit(context, id)
  ensure(mayVisit(actor, personIds))
  const notedAt = instantOf(context, at)
  const audience = audiences[visibility]
  const known = await db
    .selectFrom('intervention_note')
    .select('id')
    .where('intervention_id', '=', id)
    .where('created_by', '=', actor.id)
    .where('noted_at', '=', notedAt)
    .where('body', '=', body)
    .executeTakeFirst()
  if (known === undefined || at === undefined) {
    const note = await db
      .insertInto('intervention_note')
      .values({
        intervention_id: id,
        visibility: audience,
        body,
        noted_at: notedAt,
        created_by: actor.id,
        created_at: now,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await emit({
      subject: record.id,
      event: 'intervention.noted',
      visibility: audience,
      audience: audienceOf(record),
      body: { intervention: id, note: note.id, body, at: notedAt.toString() },
    })
  }
  return readIntervention(context, { id })
}

export const signIntervention = async (context: Context, { id, name, strokes, at }: Input<'sign'>) => {
  const { db, actor, now, emit } = context
  const { record, visit, personIds } = await loadVisit(context, id)
  ensure(mayVisit(actor, personIds))
  const signedAt = instantOf(context, at)
  if (visit.signed_at !== null) {
    if (at !== undefined && visit.signed_name === name && visit.signed_at.equals(signedAt))
      return readIntervention(context, { id })
    throw new Failure('not_possible', { detail: 'this visit was signed already' })
  }
  const drawing = await attachWritten(context, record, {
    name: `signature-${record.number}.svg`,
    mediaType: 'image/svg+xml',
    bytes: Buffer.from(drawSignature(strokes), 'utf8'),
    audience: 'client',
    createdBy: actor.id,
  })
  await db
    .updateTable('intervention')
    .set({
      signed_name: name,
      signed_at: signedAt,
      signature_id: drawing.id,
      updated_at: now,
      version: visit.version + 1,
    })
    .where('id', '=', id)
    .execute()
  await emit({
    subject: record.id,
    event: 'intervention.signed',
    visibility: 'client',
    audience: audienceOf(record),
    body: {
      intervention: id,
      name,
      at: signedAt.toString(),
      attachment: drawing.id,
      sha256: drawing.sha256,
    },
  })
  return readIntervention(context, { id })
}

export const finishIntervention = async (context: Context, { id, at, ...given }: Input<'finish'>) => {
  const { db, actor, now, emit } = context
  const { record, visit, personIds } = await loadVisit(context, id)
  ensure(mayVisit(actor, personIds))
  const finishedAt = latest(instantOf(context, at), visit.started_at)
  if (visit.state === 'done') {
    if (at !== undefined && visit.finished_at?.equals(finishedAt) === true)
      return readIntervention(context, { id })
    throw new Failure('not_possible', { detail: 'this visit was finished already' })
  }
  const startedAt = visit.started_at ?? finishedAt
  const workMinutes = given.workMinutes ?? minutesBetween(startedAt, finishedAt)
  const travelMinutes = given.travelMinutes ?? visit.travel_minutes
  const travelKm = given.travelKm ?? visit.travel_km
  await db
    .updateTable('intervention')
    .set({
      state: 'done',
      started_at: startedAt,
      finished_at: finishedAt,
      work_minutes: workMinutes,
      travel_minutes: travelMinutes,
      travel_km: travelKm,
      updated_at: now,
      version: visit.version + 1,
    })
    .where('id', '=', id)
    .execute()
  if (given.parts !== undefined) await setParts(context, id, given.parts)
  const spentOn = startedAt.toZonedDateTimeISO(actor.zone).toPlainDate().toString()
  if (workMinutes > 0) {
    for (const personId of personIds)
      await spendTime(context, record, { minutes: workMinutes, spentOn, personId, interventionId: id })
  }
  const done = await readIntervention(context, { id })
  await emit({
    subject: record.id,
    event: 'intervention.finished',
    visibility: 'client',
    audience: audienceOf(record),
    body: {
      intervention: id,
      at: finishedAt.toString(),
      workMinutes,
      travelMinutes,
      travelKm,
      parts: done.parts,
    },
  })
  return done
}

const latest = (at: Temporal.Instant, other: Temporal.Instant | null): Temporal.Instant =>
  other !== null && Temporal.Instant.compare(other, at) > 0 ? other : at

const minutesBetween = (from: Temporal.Instant, to: Temporal.Instant): number =>
  Math.min(1440, Math.max(0, Math.round(to.since(from).total('minutes'))))
