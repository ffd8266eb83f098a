import type { configurationApi } from '#contract/configuration/api.ts'
import type { Expiry } from '#contract/configuration/shape.ts'
import { Words } from '#contract/words.ts'
import { sql, type RawBuilder, type SqlBool } from 'kysely'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import type { Database } from '#platform/database/connect.ts'
import type { Turn } from '#platform/module.ts'
import type { InsideContext } from '#platform/reactions.ts'
import { notify } from '../notification/index.ts'
import { isStaff } from '../record/index.ts'
import { toldFor } from '../team/index.ts'

type Input = z.output<(typeof configurationApi)['expiries']['input']>

const mostShown = 1000
const isDay = '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'

interface ExpiryRow {
  id: string
  number: string
  name: string
  type: string
  state: Expiry['state']
  clientId: string | null
  clientName: string | null
  ownerId: string | null
  ownerName: string | null
  attribute: string
  attributeName: unknown
  on: string
}

/** Dates that types mark as running out, of items that are not done with. Days compare as they are written. */
const running = ({ until, and, isDesk, limit }: Running) => sql<ExpiryRow>`
  select s.ci_id as id, c.number, s.name, t.key as type, s.state, s.client_id as "clientId",
    ${isDesk ? sql`cl.name` : sql`null::text`} as "clientName", s.owner_id as "ownerId",
    ${isDesk ? sql`o.name` : sql`null::text`} as "ownerName",
    a ->> 'key' as attribute, a -> 'name' as "attributeName", s.attributes ->> (a ->> 'key') as "on"
  from ci_type t cross join jsonb_array_elements(t.attributes) a join ci_state s on s.type_id = t.id join ci c on c.id = s.ci_id
    ${isDesk ? sql`left join client cl on cl.id = s.client_id left join person o on o.id = s.owner_id` : sql``}
  where (a ->> 'isExpiry')::boolean ${isDesk ? sql`` : sql`and not coalesce((a ->> 'isInternal')::boolean, false)`}
    and s.valid_to = 'infinity' and s.state not in ('retired', 'disposed')
    and s.attributes ->> (a ->> 'key') ~ ${isDay} and s.attributes ->> (a ->> 'key') <= ${until} and ${and}
  order by s.attributes ->> (a ->> 'key'), s.plain_name, s.ci_id, a ->> 'key' limit ${limit}`

interface Running {
  until: RawBuilder<unknown>
  and: RawBuilder<SqlBool>
  isDesk: boolean
  limit: number
}

/** The day that is so many days from now, where the firm is. */
const dayFrom = (now: Temporal.Instant, days: number) =>
  sql`(select ((${now}::timestamptz at time zone zone)::date + ${days}::int)::text from organisation)`

export const listExpiries = async ({ db, actor, now }: Context, { until, client }: Input) => {
  const and =
    client === undefined
      ? sql<SqlBool>`true`
      : client === 'none'
        ? sql<SqlBool>`s.client_id is null`
        : sql<SqlBool>`s.client_id = ${client}`
  const { rows } = await running({
    until: until === undefined ? dayFrom(now, 90) : sql`${until}`,
    and,
    isDesk: isStaff(actor),
    limit: mostShown + 1,
  }).execute(db)
  return {
    items: rows.slice(0, mostShown).map(({ id: _id, ownerId: _owner, attributeName, ...row }) => ({
      ...row,
      attributeName: Words.parse(attributeName),
    })),
    isCut: rows.length > mostShown,
  }
}

const distances = [60, 30, 7, 0] as const
const batch = 500

/**
 * Told 60, 30 and 7 days before and on the day, once each, to who answers for the configuration and to the item's owner. What was written down
 * late is told at the nearest distance alone; what ended more than a week ago, by no notice: the page shows it.
 */
export const tellExpiries = async (context: InsideContext): Promise<Turn> => {
  const { db, now, emit } = context
  const untold = sql<SqlBool>`s.attributes ->> (a ->> 'key') >= ${dayFrom(now, -7)}
    and not exists (select from expiry_notice n where n.ci_id = s.ci_id and n.attribute = a ->> 'key'
      and n.due_on = s.attributes ->> (a ->> 'key') and n.days = (case ${sql.join(
        distances
          .toReversed()
          .map((days) => sql`when s.attributes ->> (a ->> 'key') <= ${dayFrom(now, days)} then ${days}::int`),
        sql` `,
      )} end))`
  const { rows } = await running({
    until: dayFrom(now, distances[0]),
    and: untold,
    isDesk: false,
    limit: batch,
  }).execute(db)
  if (rows.length === 0) return { hasMore: false }
  const days = await reachedDays(db, now)
  const due: Due[] = []
  for (const row of rows) {
    const reached = distances.filter((distance) => row.on <= (days.get(distance) ?? ''))
    const nearest = reached.at(-1)
    if (nearest === undefined) continue
    const { rows: written } = await sql<{ days: number }>`
      insert into expiry_notice (ci_id, attribute, due_on, days, told_at)
      select ${row.id}::uuid, ${row.attribute}, ${row.on}, distance, ${now} from unnest(${[...reached]}::int[]) distance
      on conflict do nothing returning days`.execute(db)
    if (!written.some((one) => one.days === nearest)) continue
    await emit({
      subject: row.id,
      event: 'ci.expiring',
      body: { attribute: row.attribute, on: row.on, days: nearest },
      audience: { number: row.number, client: row.clientId },
    })
    due.push({ ...row, days: nearest })
  }
  await tell(context, due)
  return { hasMore: rows.length === batch }
}

interface Due extends ExpiryRow {
  days: number
}

const reachedDays = async (db: Database, now: Temporal.Instant): Promise<ReadonlyMap<number, string>> => {
  const { rows } = await sql<{ days: number; day: string }>`
    select distance as days, ((${now}::timestamptz at time zone o.zone)::date + distance)::text as day
    from organisation o, unnest(${[...distances]}::int[]) distance`.execute(db)
  return new Map(rows.map(({ days, day }) => [days, day]))
}

/** One notice a person and distance, however many items come to it on a day. */
const tell = async ({ db, now }: InsideContext, due: readonly Due[]): Promise<void> => {
  const { people: managers } = await toldFor(db, 'RGS/AC', { now, isOpen: true })
  const owners = await ownPeople(db, due)
  for (const [days, items] of Map.groupBy(due, (one) => one.days)) {
    const toPerson = (id: string) =>
      managers.includes(id) ? items : items.filter(({ ownerId }) => ownerId === id)
    for (const person of new Set([...managers, ...owners])) {
      const [first, ...others] = toPerson(person)
      if (first === undefined) continue
      await notify(db, {
        personIds: [person],
        recordId: null,
        event: 'ci.expiring',
        cause: {
          ...(others.length === 0 ? { ci: first.number } : {}),
          title: others.length === 0 ? titleOf(first) : `${titleOf(first)} (+ ${others.length})`,
          days,
        },
        source: `expiry:${first.id}:${first.attribute}:${first.on}:${days}`,
        at: now,
      })
    }
  }
}

const titleOf = ({ name, attributeName, on }: Due): string =>
  `${name} · ${Words.parse(attributeName).fr} ${on}`

/** Owners that are of the provider. */
const ownPeople = async (db: Database, due: readonly Due[]): Promise<string[]> => {
  const ids = [...new Set(due.flatMap(({ ownerId }) => (ownerId === null ? [] : [ownerId])))]
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('person')
    .select('id')
    .where('id', 'in', ids)
    .where('ended_at', 'is', null)
    .where('client_id', 'is', null)
    .where('supplier_id', 'is', null)
    .execute()
  return rows.map(({ id }) => id)
}
