import type { changeCalendarApi } from '#contract/change/calendar.ts'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context, OpenContext } from '#platform/context.ts'
import type { Database } from '#platform/database/connect.ts'
import { digestOf } from '#platform/database/transaction.ts'
import { notFound } from '#platform/failure.ts'
import { openSecretDoor } from '#platform/http/attempts.ts'
import type { Download } from '#platform/http/bind.ts'
import { writeCalendar, type CalendarEntry } from '#platform/ical.ts'
import { ensure } from '#platform/policy.ts'
import { newSecret } from '#platform/secret.ts'
import { isStaff } from '../record/index.ts'
import { calendarEntry, feedWords, type Windowed } from './calendar-entry.ts'
import { keepsCalendarOf } from './policy.ts'

type Input<Name extends keyof typeof changeCalendarApi> = z.output<(typeof changeCalendarApi)[Name]['input']>

/** Whose calendar it is: of a client, which a client sees as its own alone. */
const checkHolder = async ({ db, actor }: Context, id: string): Promise<void> => {
  if (!isStaff(actor) && actor.clientId !== id) throw notFound()
  const known = await db
    .selectFrom('client')
    .select('id')
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  if (known === undefined) throw notFound()
}

export const readClientFeed = async (context: Context, { id }: Input<'readFeed'>) => {
  await checkHolder(context, id)
  const feed = await context.db
    .selectFrom('client_calendar_feed')
    .select('created_at')
    .where('client_id', '=', id)
    .executeTakeFirst()
  return { createdAt: feed?.created_at ?? null, mayKeep: keepsCalendarOf(context.actor, id) }
}

/** A new secret address; the one before stops working. */
export const openClientFeed = async (context: Context, { id }: Input<'openFeed'>) => {
  const { db, actor, now, door } = context
  await checkHolder(context, id)
  ensure(keepsCalendarOf(actor, id))
  const secret = newSecret()
  const written = { digest: digestOf(secret), created_at: now, created_by: actor.id }
  await db
    .insertInto('client_calendar_feed')
    .values({ client_id: id, ...written })
    .onConflict((conflict) => conflict.column('client_id').doUpdateSet(written))
    .execute()
  await note(context, 'client-calendar.opened', id)
  return { url: `${door.url}/api/v1/calendar.ics?secret=${secret}`, createdAt: now }
}

export const closeClientFeed = async (context: Context, { id }: Input<'closeFeed'>) => {
  const { db, actor } = context
  await checkHolder(context, id)
  ensure(keepsCalendarOf(actor, id))
  const { numDeletedRows } = await db
    .deleteFrom('client_calendar_feed')
    .where('client_id', '=', id)
    .executeTakeFirst()
  if (numDeletedRows > 0n) await note(context, 'client-calendar.closed', id)
  return {}
}

/** Who is of a client writes into a journal of his own alone. */
const note = async (
  { actor, emit }: Context,
  event: 'client-calendar.opened' | 'client-calendar.closed',
  client: string,
): Promise<void> => {
  await emit({ subject: isStaff(actor) ? client : actor.id, event, body: { client } })
}

const feedDoor = openSecretDoor()

interface FeedRow extends Omit<Windowed, 'id'> {
  holder: string
  zone: string
  language: 'fr' | 'en'
  is_client: boolean
  id: string | null
}

const pastShown = { hours: 24 * 90 }

export const serveChanges = async (
  { db, now, door }: OpenContext,
  { secret }: Input<'feed'>,
): Promise<Download> => {
  feedDoor.enter(secret, { address: door.address, now })
  const rows = await rowsOf(db, secret, now)
  const [first] = rows
  if (first === undefined) throw notFound()
  feedDoor.opened(door.address)
  const words = feedWords(first.language)
  const content = writeCalendar({
    name: first.is_client
      ? words.name.replace('{{client}}', () => first.holder)
      : words.ownName.replace('{{name}}', () => first.holder),
    zone: first.zone,
    events: rows.flatMap((row) => asEvent(row, door.url)),
  })
  return { name: 'changes.ics', mediaType: 'text/calendar; charset=utf-8', content }
}

/** The changes that a person works on or decides on, for the calendar that shows his visits too. */
export const changesOfPerson = async (
  { db, now, door }: Pick<OpenContext, 'db' | 'now' | 'door'>,
  secret: string,
): Promise<CalendarEntry[]> => (await rowsOf(db, secret, now)).flatMap((row) => asEvent(row, door.url))

const rowsOf = async (db: Database, secret: string, now: Temporal.Instant): Promise<FeedRow[]> => {
  const { rows } = await sql<FeedRow>`
    select * from change_feed_of(${digestOf(secret)}, ${now.subtract(pastShown)})`.execute(db)
  return rows
}

const asEvent = ({ id, ...row }: FeedRow, url: string): CalendarEntry[] =>
  id === null
    ? []
    : [calendarEntry({ ...row, id }, { language: row.language, url: row.is_client ? null : url })]
