import { dateFormat } from '#contract/say-date.ts'
import { sql } from 'kysely'
import { escapeHtml } from '#platform/mail/fold.ts'
import { reaction, type InsideContext, type Reaction } from '#platform/reactions.ts'
import { invitationFile, queueMail, type MailFile } from '../outbox/index.ts'

/** Those who go get the visit into their own calendars, and keep hearing of what becomes of it; who asked gets it with a letter. */
export const invitationReactions: readonly Reaction[] = [
  reaction(
    'invite-to-visit',
    ['intervention.planned', 'intervention.edited', 'intervention.cancelled'],
    async (context, happening) => {
      const { subject, entry, event, body } = happening
      const visit = await readInvited(context, body.intervention)
      // A later change invites by itself; what is past needs no place in a calendar.
      if (visit === undefined || visit.sequence !== body.sequence) return
      if (Temporal.Instant.compare(visit.planned_from, context.now) <= 0) return
      if ('before' in body && !isShownInCalendars(body.after)) return
      const invited = await peopleInvited(context, visit)
      const left = 'before' in body ? leftOut(body.before['personIds'], invited) : []
      const isCancelled = visit.state === 'cancelled'
      const going = invited.filter(({ isGoing }) => isGoing)
      for (const { id, language } of [...going, ...(await peopleWith(context, left))]) {
        const isOut = isCancelled || left.includes(id)
        const file = await fileOf(context, visit, { invited, isCancelled: isOut })
        if (file === null) return
        const say = words[language === 'en' ? 'en' : 'fr']
        await queueMail(context, {
          to: { personId: id },
          recordId: subject,
          event,
          source: entry,
          subject: `${say[isOut ? 'cancelled' : visit.sequence === 0 ? 'planned' : 'changed']} : ${visit.title}`,
          html: `<p>${escapeHtml(say[isOut ? 'cancelled' : visit.sequence === 0 ? 'planned' : 'changed'])} – ${escapeHtml(slotOf(visit, language))}</p>${
            visit.place === '' ? '' : `<p>${escapeHtml(visit.place)}</p>`
          }<p>${escapeHtml(invited.map(({ name }) => name).join(', '))}</p>`,
          isAutomatic: false,
          files: [file],
        })
      }
    },
  ),
]

/** The calendar's part of a letter about a visit, as it stands; null where no mailbox sends. */
export const invitationTo = async (context: InsideContext, id: string): Promise<MailFile | null> => {
  const visit = await readInvited(context, id)
  if (visit === undefined) return null
  const invited = await peopleInvited(context, visit)
  return fileOf(context, visit, { invited, isCancelled: visit.state === 'cancelled' })
}

const fileOf = (
  { db }: Pick<InsideContext, 'db'>,
  visit: Invited,
  { invited, isCancelled }: { invited: readonly Person[]; isCancelled: boolean },
): Promise<MailFile | null> =>
  invitationFile(db, visit.record_id, {
    method: isCancelled ? 'CANCEL' : 'REQUEST',
    zone: visit.zone,
    attendees: invited.map(({ name, email }) => ({ name, email })),
    event: {
      uid: `${visit.id}@trousse`,
      sequence: visit.sequence,
      from: visit.planned_from,
      until: visit.planned_until,
      changedAt: visit.updated_at,
      summary: [visit.number, visit.client ?? visit.title].join(' · '),
      description: visit.title,
      place: visit.place,
      url: null,
      isCancelled,
    },
  })

/** A change of hours of travel or of parts is nothing that a calendar shows. */
const isShownInCalendars = (after: Readonly<Record<string, unknown>>): boolean =>
  ['plannedFrom', 'plannedUntil', 'place', 'personIds'].some((name) => after[name] !== undefined)

const leftOut = (before: unknown, invited: readonly Person[]): string[] =>
  Array.isArray(before)
    ? before.filter((id): id is string => typeof id === 'string' && !invited.some((one) => one.id === id))
    : []

const readInvited = ({ db }: InsideContext, id: string) =>
  db
    .selectFrom('intervention as i')
    .innerJoin('record as r', 'r.id', 'i.record_id')
    .innerJoin('organisation as o', (join) => join.onTrue())
    .leftJoin('client as c', 'c.id', 'r.client_id')
    .select([
      'i.id',
      'i.record_id',
      'i.state',
      'i.sequence',
      'i.planned_from',
      'i.planned_until',
      'i.place',
      'i.updated_at',
    ])
    .select(['r.number', 'r.title', 'r.requester_id', 'c.name as client', 'o.zone'])
    .where('i.id', '=', id)
    .executeTakeFirst()

type Invited = NonNullable<Awaited<ReturnType<typeof readInvited>>>

interface Person {
  id: string
  name: string
  email: string
  language: string
}

const people = ({ db }: InsideContext) =>
  db
    .selectFrom('person as p')
    .select(['p.id', 'p.name', 'p.language', sql<string>`p.email`.as('email')])
    .where('p.ended_at', 'is', null)
    .where('p.email', 'is not', null)

const peopleInvited = (context: InsideContext, visit: Invited): Promise<(Person & { isGoing: boolean })[]> =>
  people(context)
    .select((is) =>
      is
        .exists(
          is
            .selectFrom('intervention_person as ip')
            .select('ip.person_id')
            .where('ip.intervention_id', '=', visit.id)
            .whereRef('ip.person_id', '=', 'p.id'),
        )
        .$castTo<boolean>()
        .as('isGoing'),
    )
    .where((or) =>
      or.or([
        or(
          'p.id',
          'in',
          or
            .selectFrom('intervention_person as ip')
            .select('ip.person_id')
            .where('ip.intervention_id', '=', visit.id),
        ),
        or('p.id', '=', visit.requester_id),
      ]),
    )
    .orderBy('p.name')
    .orderBy('p.id')
    .execute()

const peopleWith = async (context: InsideContext, ids: readonly string[]): Promise<Person[]> =>
  ids.length === 0 ? [] : people(context).where('p.id', 'in', ids).execute()

const words = {
  fr: {
    planned: 'Intervention planifiée',
    changed: 'Intervention déplacée',
    cancelled: 'Intervention annulée',
  },
  en: { planned: 'Visit planned', changed: 'Visit changed', cancelled: 'Visit cancelled' },
} as const

const slotOf = (visit: Invited, language: string): string => {
  const day = dateFormat(language === 'en' ? 'en-GB' : 'fr-FR', {
    timeZone: visit.zone,
    dateStyle: 'full',
    timeStyle: 'short',
  })
  return day.formatRange(visit.planned_from.epochMilliseconds, visit.planned_until.epochMilliseconds)
}
