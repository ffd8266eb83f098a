import { currencyOf } from '#contract/currency.ts'
import type { Intervention, interventionApi } from '#contract/intervention/api.ts'
import { sql, type SqlBool } from 'kysely'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import type { Database } from '#platform/database/connect.ts'
import { invalid, notFound } from '#platform/failure.ts'
import { findRow } from '../record/index.ts'
import { findClashes } from './clash.ts'
import { actionsOn } from './policy.ts'

type Input<Name extends keyof typeof interventionApi> = z.output<(typeof interventionApi)[Name]['input']>

type Note = Intervention['notes'][number]

const notesOf = sql<Note[]>`coalesce((select jsonb_agg(jsonb_build_object('id', n.id,
    'visibility', case n.visibility when 'client' then 'public' else 'internal' end, 'body', n.body,
    'notedAt', to_char(n.noted_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'authorName', person_name(n.created_by)) order by n.noted_at, n.id)
  from intervention_note n where n.intervention_id = i.id), '[]')`

const peopleOf = sql<{ id: string; name: string }[]>`coalesce((select jsonb_agg(
    jsonb_build_object('id', p.person_id, 'name', person_name(p.person_id)) order by plain(person_name(p.person_id)), p.person_id)
  from intervention_person p where p.intervention_id = i.id), '[]')`

const answersOf = sql<Intervention['answers']>`coalesce((select jsonb_agg(
    jsonb_build_object('name', person_name(a.person_id), 'answer', a.answer) order by plain(person_name(a.person_id)), a.person_id)
  from intervention_answer a where a.intervention_id = i.id and a.sequence = i.sequence), '[]')`

const rows = (db: Database) =>
  db
    .selectFrom('intervention as i')
    .innerJoin('record as r', 'r.id', 'i.record_id')
    .leftJoin('client as c', 'c.id', 'r.client_id')
    .selectAll('i')
    .select(['r.number', 'r.title', 'r.client_id', 'c.name as client_name'])
    .select(notesOf.as('notes'))
    .select(peopleOf.as('people'))
    .select(answersOf.as('answers'))
    .select(
      sql<Intervention['parts']>`coalesce((select jsonb_agg(jsonb_build_object('label', p.label,
          'quantity', p.quantity_hundredths / 100.0, 'priceMinor', p.price_minor) order by p.position)
        from intervention_part p where p.intervention_id = i.id), '[]')`.as('parts'),
    )
    .select(sql<string>`(select country from organisation limit 1)`.as('country'))

type Row = Awaited<ReturnType<ReturnType<typeof rows>['execute']>>[number]

export const readIntervention = async (context: Context, { id }: { id: string }) => {
  const row = await rows(context.db).where('i.id', '=', id).executeTakeFirst()
  if (row === undefined) throw notFound()
  return asIntervention(context, row)
}

const asIntervention = ({ actor }: Context, row: Row) => ({
  id: row.id,
  number: row.number,
  title: row.title,
  clientId: row.client_id,
  clientName: row.client_name,
  state: row.state,
  plannedFrom: row.planned_from,
  plannedUntil: row.planned_until,
  place: row.place,
  people: row.people,
  answers: row.answers,
  startedAt: row.started_at,
  finishedAt: row.finished_at,
  travelMinutes: row.travel_minutes,
  travelKm: row.travel_km,
  workMinutes: row.work_minutes,
  signedName: row.signed_name,
  signedAt: row.signed_at,
  reportId: row.report_id,
  notes: row.notes,
  parts: row.parts,
  currency: currencyOf(row.country),
  actions: actionsOn(actor, {
    state: row.state,
    signedName: row.signed_name,
    personIds: row.people.map(({ id }) => id),
  }),
  version: row.version,
})

/** Of the record and of what was merged into it. */
const ofRecord = (recordId: string) =>
  sql<SqlBool>`i.record_id in (select ${recordId}::uuid union all select id from record where merged_into_id = ${recordId})`

export const listOfRecord = async (context: Context, { number }: Input<'ofRecord'>) => {
  const record = await findRow(context, number)
  if (context.actor.clientId !== null) return { items: await listForClient(context, record.id) }
  const found = await rows(context.db)
    .where(ofRecord(record.id))
    .orderBy('i.planned_from')
    .orderBy('i.id')
    .limit(200)
    .execute()
  return { items: found.map((row) => asIntervention(context, row)) }
}

/** Only the columns that a client may read. */
const listForClient = async ({ db }: Context, recordId: string) => {
  const found = await db
    .selectFrom('intervention as i')
    .innerJoin('record as r', 'r.id', 'i.record_id')
    .select(['i.id', 'i.state', 'i.planned_from', 'i.planned_until', 'i.place', 'i.started_at'])
    .select(['i.finished_at', 'i.signed_name', 'i.signed_at', 'i.report_id', 'r.number'])
    .select(
      sql<
        Omit<Note, 'authorName'>[]
      >`coalesce((select jsonb_agg(jsonb_build_object('id', n.id, 'visibility', 'public',
        'body', n.body, 'notedAt', to_char(n.noted_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by n.noted_at, n.id)
        from intervention_note n where n.intervention_id = i.id), '[]')`.as('notes'),
    )
    .select(peopleOf.as('people'))
    .where(ofRecord(recordId))
    .orderBy('i.planned_from')
    .orderBy('i.id')
    .limit(200)
    .execute()
  return found.map((row) => ({
    id: row.id,
    number: row.number,
    state: row.state,
    plannedFrom: row.planned_from,
    plannedUntil: row.planned_until,
    place: row.place,
    people: row.people.map(({ name }) => ({ name })),
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    signedName: row.signed_name,
    signedAt: row.signed_at,
    reportId: row.report_id,
    notes: row.notes,
  }))
}

const longest = 45

/** Visits and absences between two days of the reader's zone, and where they clash. */
export const readPlanning = async (context: Context, { from, to, person }: Input<'planning'>) => {
  const { db, actor } = context
  const [first, last] = [Temporal.PlainDate.from(from), Temporal.PlainDate.from(to)]
  const days = first.until(last).days
  if (days < 0 || days > longest) throw invalid('to', `between 0 and ${longest} days after from`)
  const start = first.toZonedDateTime(actor.zone).toInstant()
  const end = last.add({ days: 1 }).toZonedDateTime(actor.zone).toInstant()
  const found = await rows(db)
    .where('i.planned_from', '<', end)
    .where('i.planned_until', '>', start)
    .$if(person !== undefined, (query) =>
      query.where((where) =>
        where.exists(
          where
            .selectFrom('intervention_person as ip')
            .select('ip.person_id')
            .whereRef('ip.intervention_id', '=', 'i.id')
            .where('ip.person_id', '=', person ?? ''),
        ),
      ),
    )
    .orderBy('i.planned_from')
    .orderBy('i.id')
    .limit(1000)
    .execute()
  const absences = await db
    .selectFrom('absence')
    .select(['person_id as personId', 'starts_at as startsAt', 'ends_at as endsAt'])
    .where('ended_at', 'is', null)
    .where('starts_at', '<', end)
    .where('ends_at', '>', start)
    .$if(person !== undefined, (query) => query.where('person_id', '=', person ?? ''))
    .orderBy('starts_at')
    .limit(1000)
    .execute()
  const stays = found.map((row) => ({
    id: row.id,
    state: row.state,
    personIds: row.people.map(({ id }) => id),
    from: row.planned_from,
    until: row.planned_until,
  }))
  const aways = absences.map(({ personId, startsAt, endsAt }) => ({
    personId,
    from: startsAt,
    until: endsAt,
  }))
  return {
    items: found.map((row) => asIntervention(context, row)),
    absences,
    clashes: findClashes(stays, aways),
  }
}
