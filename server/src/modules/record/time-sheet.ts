import type { recordApi } from '#contract/record/api.ts'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { asCsv, type Cell } from '#platform/csv.ts'
import type { Database } from '#platform/database/connect.ts'
import { Failure, invalid, notFound } from '#platform/failure.ts'
import type { Download } from '#platform/http/bind.ts'
import { ensure, keepsRelations } from '#platform/policy.ts'
import { lockRecord } from './load.ts'
import { audienceOf } from './settle.ts'
import { spendTime } from './time.ts'

type Input<Name extends keyof typeof recordApi> = z.output<(typeof recordApi)[Name]['input']>
type Filter = Input<'listTime'>

const most = 5000
const longest = 400

const entries = (db: Database) =>
  db
    .selectFrom('time_entry as t')
    .innerJoin('record as r', 'r.id', 't.record_id')
    .leftJoin('client as c', 'c.id', 'r.client_id')
    .leftJoin('service as s', 's.id', 'r.service_id')
    .leftJoin('hour_pot as pot', (join) =>
      join.on(sql`pot_of(r.client_id, r.service_id, t.spent_on, is_extra(r.facts))`, '=', sql.ref('pot.id')),
    )

const filtered = (context: Context, { from, to, client, person }: Filter) => {
  const { actor, db } = context
  const days = Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to)).days
  if (days < 0 || days > longest) throw invalid('to', `between 0 and ${longest} days after from`)
  const asked = person === 'me' ? actor.id : person
  const seesAll = keepsRelations(actor)
  ensure(seesAll || asked === undefined || asked === actor.id)
  const whose = seesAll ? asked : actor.id
  return entries(db)
    .where('t.spent_on', '>=', from)
    .where('t.spent_on', '<=', to)
    .$if(client !== undefined, (query) => query.where('r.client_id', '=', client ?? ''))
    .$if(whose !== undefined, (query) => query.where('t.person_id', '=', whose ?? ''))
}

const shown = (context: Context, filter: Filter) =>
  filtered(context, filter)
    .select(['t.id', 'r.number', 'r.title', 'r.client_id', 'c.name as client_name', 'r.service_id'])
    .select(['s.name as service_name', 't.person_id', 't.spent_on', 't.minutes', 't.note'])
    .select(['t.intervention_id', 't.corrects_id', 'pot.name as pot_name'])
    .select(sql<string | null>`person_name(t.person_id)`.as('person_name'))
    .select(sql<boolean>`exists (select from time_entry o where o.corrects_id = t.id)`.as('is_taken_back'))
    .orderBy('t.spent_on')
    .orderBy('t.id')

/** Managers read everybody's, others their own. */
export const listTime = async (context: Context, filter: Filter) => {
  const { actor } = context
  const rows = await shown(context, filter)
    .limit(most + 1)
    .execute()
  const byClient = await filtered(context, filter)
    .select(['r.client_id as clientId', 'c.name as clientName'])
    .select(sql<number>`sum(t.minutes)::int`.as('minutes'))
    .groupBy(['r.client_id', 'c.name'])
    .orderBy('c.name')
    .execute()
  const byDay = await filtered(context, filter)
    .select('t.spent_on as day')
    .select(sql<number>`sum(t.minutes)::int`.as('minutes'))
    .groupBy('t.spent_on')
    .orderBy('t.spent_on')
    .execute()
  return {
    items: rows.slice(0, most).map((row) => ({
      id: row.id,
      number: row.number,
      title: row.title,
      clientId: row.client_id,
      clientName: row.client_name,
      serviceId: row.service_id,
      serviceName: row.service_name,
      personId: row.person_id,
      personName: row.person_name,
      spentOn: row.spent_on,
      minutes: row.minutes,
      note: row.note,
      interventionId: row.intervention_id,
      correctsId: row.corrects_id,
      pot: row.pot_name,
      isTakenBack: row.is_taken_back,
      mayCorrect:
        row.corrects_id === null &&
        !row.is_taken_back &&
        (row.person_id === actor.id || keepsRelations(actor)),
    })),
    isCapped: rows.length > most,
    minutes: byClient.reduce((total, { minutes }) => total + minutes, 0),
    byClient,
    byDay,
  }
}

type Shown = Awaited<ReturnType<ReturnType<typeof shown>['execute']>>[number]

const columns: readonly [string, (row: Shown) => Cell][] = [
  ['date', (row) => row.spent_on],
  ['client', (row) => row.client_name],
  ['service', (row) => row.service_name],
  ['ticket', (row) => row.number],
  ['titre', (row) => row.title],
  ['personne', (row) => row.person_name],
  ['minutes', (row) => row.minutes],
  ['note', (row) => row.note],
  ['intervention', (row) => (row.intervention_id === null ? 'non' : 'oui')],
  ['forfait', (row) => row.pot_name ?? 'hors forfait'],
  ['contre-écriture', (row) => (row.corrects_id === null ? 'non' : 'oui')],
]

/** Every line, counter-entries too: what was invoiced before can be compared. */
export const exportTime = async (context: Context, filter: Filter): Promise<Download> => {
  const rows = await shown(context, filter).limit(200_000).execute()
  const { id } = await context.db.selectFrom('organisation').select('id').executeTakeFirstOrThrow()
  await context.emit({ subject: id, event: 'time.exported', body: { count: rows.length, filter } })
  const content = asCsv(
    columns.map(([name]) => name),
    rows.map((row) => columns.map(([, read]) => read(row))),
  )
  return { name: `temps-${filter.from}-${filter.to}.csv`, mediaType: 'text/csv; charset=utf-8', content }
}

/** Nothing is deleted: a counter-entry takes the time back on its own day, and what is right is written beside it. */
export const correctTime = async (
  context: Context,
  { id, reason, minutes }: Input<'correctTime'>,
): Promise<{ minutes: number }> => {
  const { db, actor, now, emit } = context
  const found = await entries(db)
    .select(['r.number', 't.person_id', 't.minutes', 't.spent_on', 't.note', 't.corrects_id', 't.record_id'])
    .select('t.intervention_id')
    .where('t.id', '=', id)
    .executeTakeFirst()
  if (found === undefined) throw notFound()
  ensure(found.person_id === actor.id || keepsRelations(actor))
  if (found.corrects_id !== null)
    throw new Failure('not_possible', { detail: 'a counter-entry is not taken back' })
  const record = await lockRecord(context, found.number)
  await db
    .insertInto('time_entry')
    .values({
      record_id: found.record_id,
      person_id: found.person_id,
      minutes: -found.minutes,
      spent_on: found.spent_on,
      note: reason,
      intervention_id: found.intervention_id,
      corrects_id: id,
      created_at: now,
      created_by: actor.id,
    })
    .execute()
  const left = await db
    .updateTable('record')
    .set((row) => ({ minutes: row('minutes', '-', found.minutes) }))
    .where('id', '=', record.id)
    .returning('minutes')
    .executeTakeFirstOrThrow()
  await emit({
    subject: record.id,
    event: 'record.time-corrected',
    audience: audienceOf(record),
    body: { entry: id, person: found.person_id, minutes: found.minutes, instead: minutes ?? null, reason },
  })
  if (minutes === undefined) return left
  const { person_id: personId, spent_on: spentOn, note, intervention_id: interventionId } = found
  return { minutes: await spendTime(context, record, { minutes, spentOn, note, personId, interventionId }) }
}
