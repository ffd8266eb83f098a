import type { Selectable } from 'kysely'
import type { Context } from '#platform/context.ts'
import type { DB } from '#platform/database/schema.ts'
import { invalid, notFound } from '#platform/failure.ts'
import { lockRecord } from '../record/index.ts'

type InterventionRow = Selectable<DB['intervention']>
type RecordRow = Awaited<ReturnType<typeof lockRecord>>

/** A visit under work: first its record is locked, then itself, by everybody in this order. */
export const loadVisit = async (context: Context, id: string) => {
  const { db } = context
  const found = await db
    .selectFrom('intervention as i')
    .innerJoin('record as r', 'r.id', 'i.record_id')
    .select('r.number')
    .where('i.id', '=', id)
    .executeTakeFirst()
  if (found === undefined) throw notFound()
  const record: RecordRow = await lockRecord(context, found.number)
  const visit: InterventionRow = await db
    .selectFrom('intervention')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow()
  const people = await db
    .selectFrom('intervention_person')
    .select('person_id')
    .where('intervention_id', '=', id)
    .orderBy('person_id')
    .execute()
  return { record, visit, personIds: people.map(({ person_id }) => person_id) }
}

/** When it was done, as a phone without network says; its clock may be fast, but nothing was done in the future. */
export const instantOf = ({ now }: Context, given: string | undefined): Temporal.Instant => {
  if (given === undefined) return now
  const at = Temporal.Instant.from(given)
  return Temporal.Instant.compare(at, now) > 0 ? now : at
}

/** Who goes there are people of the provider who are still with it. */
export const checkColleagues = async ({ db }: Context, personIds: readonly string[]): Promise<string[]> => {
  const ids = [...new Set(personIds)].toSorted()
  const known = await db
    .selectFrom('person')
    .select('id')
    .where('id', 'in', ids)
    .where('client_id', 'is', null)
    .where('supplier_id', 'is', null)
    .where('ended_at', 'is', null)
    .execute()
  if (known.length < ids.length) throw invalid('personIds', 'people of the provider who have not been ended')
  return ids
}
