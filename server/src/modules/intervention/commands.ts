import type { interventionApi, Part } from '#contract/intervention/api.ts'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { Failure } from '#platform/failure.ts'
import { ensure } from '#platform/policy.ts'
import { audienceOf, lockRecord } from '../record/index.ts'
import { checkColleagues, loadVisit } from './load.ts'
import { mayPlan } from './policy.ts'
import { readIntervention } from './queries.ts'

type Input<Name extends keyof typeof interventionApi> = z.output<(typeof interventionApi)[Name]['input']>

export const planIntervention = async (context: Context, { number, ...input }: Input<'plan'>) => {
  const { db, actor, now, emit } = context
  ensure(mayPlan(actor))
  const record = await lockRecord(context, number)
  const people = await checkColleagues(context, input.personIds.length === 0 ? [actor.id] : input.personIds)
  const { id } = await db
    .insertInto('intervention')
    .values({
      record_id: record.id,
      planned_from: input.plannedFrom,
      planned_until: input.plannedUntil,
      place: input.place,
      created_by: actor.id,
      created_at: now,
      updated_at: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await setPeople(context, id, people)
  await emit({
    subject: record.id,
    event: 'intervention.planned',
    visibility: 'client',
    audience: audienceOf(record),
    body: {
      intervention: id,
      from: input.plannedFrom,
      until: input.plannedUntil,
      place: input.place,
      people,
      sequence: 0,
    },
  })
  return readIntervention(context, { id })
}

export const editIntervention = async (context: Context, { id, version, ...change }: Input<'edit'>) => {
  const { db, actor, now, emit } = context
  const { record, visit, personIds } = await loadVisit(context, id)
  ensure(mayPlan(actor))
  if (visit.version !== version)
    throw new Failure('stale_version', { current: await readIntervention(context, { id }) })
  if (visit.state === 'done' || visit.state === 'cancelled')
    throw new Failure('not_possible', { detail: 'this visit is over' })
  const people = change.personIds === undefined ? undefined : await checkColleagues(context, change.personIds)
  // Only what a calendar shows makes it read the entry anew.
  const isMoved = [change.plannedFrom, change.plannedUntil, change.place, people].some(
    (value) => value !== undefined,
  )
  const sequence = visit.sequence + (isMoved ? 1 : 0)
  await db
    .updateTable('intervention')
    .set({
      planned_from: change.plannedFrom,
      planned_until: change.plannedUntil,
      place: change.place,
      travel_minutes: change.travelMinutes,
      travel_km: change.travelKm,
      sequence,
      updated_at: now,
      version: version + 1,
    })
    .where('id', '=', id)
    .execute()
  if (people !== undefined) await setPeople(context, id, people)
  if (change.parts !== undefined) await setParts(context, id, change.parts)
  await emit({
    subject: record.id,
    event: 'intervention.edited',
    audience: audienceOf(record),
    body: {
      intervention: id,
      before: {
        plannedFrom: visit.planned_from.toString(),
        plannedUntil: visit.planned_until.toString(),
        place: visit.place,
        personIds,
      },
      after: { ...change },
      sequence,
    },
  })
  return readIntervention(context, { id })
}

export const cancelIntervention = async (context: Context, { id, reason }: Input<'cancel'>) => {
  const { db, actor, now, emit } = context
  const { record, visit } = await loadVisit(context, id)
  ensure(mayPlan(actor))
  if (visit.state !== 'planned')
    throw new Failure('not_possible', { detail: 'only a planned visit is called off' })
  const sequence = visit.sequence + 1
  await db
    .updateTable('intervention')
    .set({ state: 'cancelled', sequence, updated_at: now, version: visit.version + 1 })
    .where('id', '=', id)
    .execute()
  await emit({
    subject: record.id,
    event: 'intervention.cancelled',
    visibility: 'client',
    audience: audienceOf(record),
    body: { intervention: id, reason, sequence },
  })
  return readIntervention(context, { id })
}

const setPeople = async ({ db }: Context, id: string, people: readonly string[]): Promise<void> => {
  await db.deleteFrom('intervention_person').where('intervention_id', '=', id).execute()
  await db
    .insertInto('intervention_person')
    .values(people.map((person) => ({ intervention_id: id, person_id: person })))
    .execute()
}

export const setParts = async ({ db }: Context, id: string, parts: readonly Part[]): Promise<void> => {
  await db.deleteFrom('intervention_part').where('intervention_id', '=', id).execute()
  if (parts.length === 0) return
  await db
    .insertInto('intervention_part')
    .values(
      parts.map(({ label, quantity, priceMinor }, position) => ({
        intervention_id: id,
        position,
        label,
        quantity_hundredths: Math.max(1, Math.round(quantity * 100)),
        price_minor: priceMinor,
      })),
    )
    .execute()
}
