import type { Database } from '#platform/database/connect.ts'
import { sql } from 'kysely'
import { reaction, type InsideContext, type Reaction } from '#platform/reactions.ts'
import { invitationTo } from '../intervention/index.ts'
import { readRow } from './rows.ts'
import { words } from './words.ts'
import { readProvider, sayInstant, tell, type Provider } from './write.ts'

type Happened = { subject: string; entry: string; event: string; actorId: string | null; visit: string }

/** When somebody comes, when that changes, and when nobody comes after all; what is past is not announced. */
export const visitReactions: readonly Reaction[] = [
  reaction('letter-visit', ['intervention.planned'], async (context, { body, ...happening }) =>
    tellVisit(context, 'visit', { ...happening, visit: body.intervention }),
  ),
  reaction('letter-visit-moved', ['intervention.edited'], async (context, { body, ...happening }) => {
    const { before, after } = body
    const isMoved =
      isOther(before['plannedFrom'], after['plannedFrom']) ||
      isOther(before['plannedUntil'], after['plannedUntil']) ||
      (after['place'] !== undefined && after['place'] !== before['place'])
    if (isMoved) await tellVisit(context, 'visit-moved', { ...happening, visit: body.intervention })
  }),
  reaction('letter-visit-cancelled', ['intervention.cancelled'], async (context, { body, ...happening }) =>
    tellVisit(context, 'visit-cancelled', { ...happening, visit: body.intervention, reason: body.reason }),
  ),
]

/** The same instant may be written in two ways. */
const isOther = (before: unknown, after: unknown): boolean =>
  typeof before === 'string' &&
  typeof after === 'string' &&
  Temporal.Instant.compare(Temporal.Instant.from(before), Temporal.Instant.from(after)) !== 0

const tellVisit = async (
  context: InsideContext,
  topic: 'visit' | 'visit-moved' | 'visit-cancelled',
  { subject, entry, event, actorId, visit: id, reason = '' }: Happened & { reason?: string },
): Promise<void> => {
  const { db, now } = context
  const record = await readRow(db, subject)
  if (record === null || record.requester_id === null || record.requester_id === actorId) return
  const provider = await readProvider(db)
  const invitation = await invitationTo(context, id)
  await tell(context, {
    topic,
    recordId: subject,
    personId: record.requester_id,
    event,
    source: entry,
    isAutomatic: false,
    ...(invitation === null ? {} : { files: [invitation] }),
    more: async ({ actor }) => {
      const visit = await readVisit(db, id)
      const isCalledOff = visit?.state === 'cancelled'
      if (visit === null || isCalledOff !== (topic === 'visit-cancelled')) return null
      if (Temporal.Instant.compare(visit.planned_from, now) <= 0) return null
      const { language, zone } = actor
      return {
        filling: {
          date: saySlot(visit, { language, zone, provider }),
          place: visit.place === '' ? words[language].yourPlace : visit.place,
          people: visit.people.join(', '),
          reason,
        },
      }
    },
  })
}

/** As a client may read it. */
const readVisit = async (db: Database, id: string) =>
  (await db
    .selectFrom('intervention as i')
    .select(['i.state', 'i.planned_from', 'i.planned_until', 'i.place'])
    .select(
      sql<
        string[]
      >`array(select person_name(p.person_id) from intervention_person p where p.intervention_id = i.id order by 1)`.as(
        'people',
      ),
    )
    .where('i.id', '=', id)
    .executeTakeFirst()) ?? null

const saySlot = (
  visit: { planned_from: Temporal.Instant; planned_until: Temporal.Instant },
  reader: { language: 'fr' | 'en'; zone: string; provider: Provider },
): string =>
  words[reader.language].slot(
    sayInstant(visit.planned_from, reader),
    sayInstant(visit.planned_until, reader, { timeStyle: 'short' }),
  )
