import type { teamApi } from '#contract/team/api.ts'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import type { Actor } from '#platform/database/transaction.ts'
import { invalid, notFound } from '#platform/failure.ts'
import { ensure, isAdministratorOrTop } from '#platform/policy.ts'
import { checkColleague } from './queries.ts'

type Input<Name extends keyof typeof teamApi> = z.output<(typeof teamApi)[Name]['input']>

/** One's own, or as top management or administrator anybody's. */
const mayEnter = (actor: Actor, personId: string): boolean =>
  actor.id === personId || isAdministratorOrTop(actor)

export const listAbsences = async ({ db, actor, now }: Context, { from, person }: Input<'listAbsences'>) => {
  const day =
    from === undefined ? now.toZonedDateTimeISO(actor.zone).toPlainDate() : Temporal.PlainDate.from(from)
  const rows = await db
    .selectFrom('absence')
    .selectAll()
    .where('ended_at', 'is', null)
    .where('ends_at', '>', day.toZonedDateTime(actor.zone).toInstant())
    .$if(person !== undefined, (query) => query.where('person_id', '=', person ?? ''))
    .orderBy('starts_at')
    .orderBy('id')
    .limit(500)
    .execute()
  return { items: rows.map((row) => asAbsence(actor, row)) }
}

interface AbsenceRow {
  id: string
  person_id: string
  starts_at: Temporal.Instant
  ends_at: Temporal.Instant
  kind: 'leave' | 'sick' | 'training' | 'other'
}

/** That somebody is ill is not the colleagues' to know. */
const asAbsence = (actor: Actor, row: AbsenceRow) => ({
  id: row.id,
  personId: row.person_id,
  startsAt: row.starts_at,
  endsAt: row.ends_at,
  kind: mayEnter(actor, row.person_id) ? row.kind : null,
})

export const enterAbsence = async (context: Context, input: Input<'enterAbsence'>) => {
  const { db, actor, now, emit } = context
  ensure(mayEnter(actor, input.personId))
  await checkColleague(context, input.personId)
  const [starts, ends] = [Temporal.Instant.from(input.startsAt), Temporal.Instant.from(input.endsAt)]
  if (Temporal.Instant.compare(ends, starts) <= 0) throw invalid('endsAt', 'an absence ends after it begins')
  const row = await db
    .insertInto('absence')
    .values({
      person_id: input.personId,
      starts_at: starts,
      ends_at: ends,
      kind: input.kind,
      created_by: actor.id,
      created_at: now,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  await emit({
    subject: input.personId,
    event: 'absence.entered',
    body: { absence: row.id, startsAt: starts.toString(), endsAt: ends.toString() },
  })
  return asAbsence(actor, row)
}

export const withdrawAbsence = async (
  { db, actor, now, emit }: Context,
  { id }: Input<'withdrawAbsence'>,
) => {
  const row = await db
    .selectFrom('absence')
    .select(['person_id', 'ended_at'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined || row.ended_at !== null) throw notFound()
  ensure(mayEnter(actor, row.person_id))
  await db.updateTable('absence').set({ ended_at: now }).where('id', '=', id).execute()
  await emit({ subject: row.person_id, event: 'absence.withdrawn', body: { absence: id } })
  return {}
}
