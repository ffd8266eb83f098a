import type { HourPot, potApi } from '#contract/pot/api.ts'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import type { Database } from '#platform/database/connect.ts'
import { notFound } from '#platform/failure.ts'
import { periodsOf, type Used } from './periods.ts'

type Input<Name extends keyof typeof potApi> = z.output<(typeof potApi)[Name]['input']>

const rows = (db: Database) =>
  db
    .selectFrom('hour_pot as p')
    .innerJoin('client as c', 'c.id', 'p.client_id')
    .leftJoin('service as s', 's.id', 'p.service_id')
    .selectAll('p')
    .select(['c.name as client_name', 's.name as service_name'])
    .where('p.ended_at', 'is', null)

type Row = Awaited<ReturnType<ReturnType<typeof rows>['execute']>>[number]

interface Moment {
  db: Database
  now: Temporal.Instant
}

/** Row-level security says whose. */
export const listPots = async (context: Context, { client }: Input<'list'>) => {
  const found = await rows(context.db)
    .$if(client !== undefined, (query) => query.where('p.client_id', '=', client ?? ''))
    .orderBy(sql`plain(c.name)`)
    .orderBy('p.valid_from', 'desc')
    .orderBy('p.id')
    .limit(500)
    .execute()
  return { items: await withPeriods(context, found) }
}

export const readPot = async (moment: Moment, id: string): Promise<HourPot> => {
  const row = await rows(moment.db).where('p.id', '=', id).executeTakeFirst()
  const [pot] = await withPeriods(moment, row === undefined ? [] : [row])
  if (pot === undefined) throw notFound()
  return pot
}

export const readPotOfRecord = async (context: Context, { number }: Input<'ofRecord'>) => {
  const today = await todayOf(context)
  const found = await context.db
    .selectFrom('record as r')
    .select(
      sql<string | null>`pot_of(r.client_id, r.service_id, ${today}::date, is_extra(r.facts))`.as('pot'),
    )
    .where('r.number', '=', number)
    .executeTakeFirst()
  if (found === undefined) throw notFound()
  return { pot: found.pot === null ? null : await readPot(context, found.pot) }
}

/** Pots of a client as they are today. */
export const potsOfClient = async (moment: Moment, clientId: string): Promise<HourPot[]> =>
  withPeriods(moment, await rows(moment.db).where('p.client_id', '=', clientId).execute())

/** Today by the provider's clock. */
const todayOf = async ({ db, now }: Moment): Promise<string> => {
  const { zone } = await db.selectFrom('organisation').select('zone').executeTakeFirstOrThrow()
  return now.toZonedDateTimeISO(zone).toPlainDate().toString()
}

const mostPast = 24

const withPeriods = async (moment: Moment, found: readonly Row[]): Promise<HourPot[]> => {
  if (found.length === 0) return []
  const today = await todayOf(moment)
  const clients = [...new Set(found.map(({ client_id }) => client_id))]
  const { rows: days } = await sql<Used & { pot_id: string }>`
    select d.* from unnest(${clients}::uuid[]) c cross join lateral pot_days(c) d`.execute(moment.db)
  return found.map((row) =>
    asPot(
      row,
      days.filter(({ pot_id }) => pot_id === row.id),
      today,
    ),
  )
}

const asPot = (row: Row, used: readonly Used[], today: string): HourPot => {
  const terms = {
    minutes: row.minutes,
    validFrom: row.valid_from,
    validUntil: row.valid_until,
    renewal: row.renewal,
    carriesOver: row.carries_over,
  }
  const periods = periodsOf(terms, used, today)
  const isCurrent = (until: string | null | undefined) => until === null || (until ?? '') >= today
  const last = periods.at(-1)
  const period = last !== undefined && isCurrent(last.until) ? last : null
  return {
    id: row.id,
    clientId: row.client_id,
    clientName: row.client_name,
    serviceId: row.service_id,
    serviceName: row.service_name,
    name: row.name,
    ...terms,
    countsTravel: row.counts_travel,
    isForExtras: row.is_for_extras,
    period,
    past: (period === null ? periods : periods.slice(0, -1)).toReversed().slice(0, mostPast),
    version: row.version,
  }
}
