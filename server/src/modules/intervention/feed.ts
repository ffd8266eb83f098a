import type { interventionApi } from '#contract/intervention/api.ts'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context, OpenContext } from '#platform/context.ts'
import { digestOf } from '#platform/database/transaction.ts'
import { notFound } from '#platform/failure.ts'
import { openSecretDoor } from '#platform/http/attempts.ts'
import type { Download } from '#platform/http/bind.ts'
import { writeCalendar } from '#platform/ical.ts'
import { newSecret } from '#platform/secret.ts'
import { changesOfPerson } from '../change/index.ts'

type Input<Name extends keyof typeof interventionApi> = z.output<(typeof interventionApi)[Name]['input']>

export const readFeed = async ({ db, actor }: Context) => {
  const feed = await db
    .selectFrom('calendar_feed')
    .select('created_at')
    .where('person_id', '=', actor.id)
    .executeTakeFirst()
  return { createdAt: feed?.created_at ?? null }
}

/** A new secret address; the one before stops working. */
export const openFeed = async ({ db, actor, now, door, emit }: Context) => {
  const secret = newSecret()
  const digest = digestOf(secret)
  await db
    .insertInto('calendar_feed')
    .values({ person_id: actor.id, digest, created_at: now })
    .onConflict((conflict) => conflict.column('person_id').doUpdateSet({ digest, created_at: now }))
    .execute()
  await emit({ subject: actor.id, event: 'calendar-feed.opened', body: {} })
  return { url: `${door.url}/api/v1/calendar/${secret}.ics`, createdAt: now }
}

export const closeFeed = async ({ db, actor, emit }: Context) => {
  const { numDeletedRows } = await db
    .deleteFrom('calendar_feed')
    .where('person_id', '=', actor.id)
    .executeTakeFirst()
  if (numDeletedRows > 0n) await emit({ subject: actor.id, event: 'calendar-feed.closed', body: {} })
  return {}
}

const feedDoor = openSecretDoor()

interface FeedRow {
  person: string
  zone: string
  language: 'fr' | 'en'
  id: string | null
  number: string
  title: string
  client: string | null
  place: string
  state: 'planned' | 'started' | 'done' | 'cancelled'
  planned_from: Temporal.Instant
  planned_until: Temporal.Instant
  sequence: number
  updated_at: Temporal.Instant
}

export const serveFeed = async (
  { db, now, door }: OpenContext,
  { secret: given }: Input<'feed'>,
): Promise<Download> => {
  const secret = given.replace(/\.ics$/, '')
  feedDoor.enter(secret, { address: door.address, now })
  const since = now.subtract({ hours: 24 * 90 })
  const { rows } = await sql<FeedRow>`
    select * from calendar_feed_of(${digestOf(secret)}, ${since})`.execute(db)
  const [first] = rows
  if (first === undefined) throw notFound()
  feedDoor.opened(door.address)
  const changes = await changesOfPerson({ db, now, door }, secret)
  const visits = rows.flatMap((row) =>
    row.id === null
      ? []
      : [
          {
            uid: `${row.id}@trousse`,
            sequence: row.sequence,
            from: row.planned_from,
            until: row.planned_until,
            changedAt: row.updated_at,
            summary: [row.number, row.client ?? row.title].join(' · '),
            description: row.title,
            place: row.place,
            url: `${door.url}/interventions/${row.id}`,
            isCancelled: row.state === 'cancelled',
          },
        ],
  )
  const content = writeCalendar({
    name: `Trousse – ${first.person}`,
    zone: first.zone,
    events: [...visits, ...changes],
  })
  return { name: 'trousse.ics', mediaType: 'text/calendar; charset=utf-8', content }
}
