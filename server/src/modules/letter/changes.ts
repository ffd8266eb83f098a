import { htmlOfText } from '#platform/mail/fold.ts'
import type { LetterTopic } from '#contract/letter/api.ts'
import { reaction, type Reaction } from '#platform/reactions.ts'
import { invitationOf } from '../change/index.ts'
import { words } from './words.ts'
import { sayInstant, writeTo } from './write.ts'

const topics = {
  planned: 'change',
  moved: 'change-moved',
  cancelled: 'change-cancelled',
} as const satisfies Record<string, LetterTopic>

/** Contacts and signatories of the clients hit, about work that is planned, moved or called off. */
export const changeLetters: readonly Reaction[] = [
  reaction('letter-change', ['change.announced'], async (context, { entry, event, body }) => {
    const told = await context.db
      .selectFrom('change_announcement as a')
      .innerJoin('record as r', 'r.id', 'a.record_id')
      .leftJoin('service as s', 's.id', 'r.service_id')
      .select(['a.window_from', 'a.window_to', 'a.outage_minutes', 'a.message', 'r.number', 'r.title'])
      .select('s.name as service')
      .where('a.id', '=', body.announcement)
      .executeTakeFirst()
    if (told === undefined) return
    for (const personId of body.people)
      await writeTo(context, {
        topic: topics[body.kind],
        personId,
        event,
        source: entry,
        link: { door: '/portail/services', says: 'seeWork' },
        file: ({ language }) => invitationOf(context, body.announcement, language),
        more: (reader) => {
          const own = words[reader.language]
          const isSameDay = dayIn(told.window_from, reader.zone) === dayIn(told.window_to, reader.zone)
          return {
            number: told.number,
            title: told.title,
            service: told.service ?? '',
            date: own.slot(
              sayInstant(told.window_from, reader),
              sayInstant(told.window_to, reader, isSameDay ? { timeStyle: 'short' } : undefined),
            ),
            outage:
              told.outage_minutes === null || told.outage_minutes === 0
                ? own.noOutage
                : own.outage(told.outage_minutes),
            message: told.message === '' ? '' : htmlOfText(told.message),
          }
        },
      })
  }),
]

const dayIn = (at: Temporal.Instant, zone: string): string =>
  at.toZonedDateTimeISO(zone).toPlainDate().toString()
