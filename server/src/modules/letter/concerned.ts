import type { Database } from '#platform/database/connect.ts'
import { escapeHtml } from '#platform/mail/fold.ts'
import { reaction, type Reaction } from '#platform/reactions.ts'
import { invitationDoor } from './links.ts'
import { readRow } from './rows.ts'
import { words } from './words.ts'
import { sayInstant, tell, writeTo } from './write.ts'

/** Who is asked to decide, who is concerned by a major incident, who is let in. */
export const concernedReactions: readonly Reaction[] = [
  /** Those of the client whose standing the step asks for, as long as it waits there. */
  reaction(
    'letter-approval',
    ['record.created', 'record.moved'],
    async (context, { subject, entry, event, actorId }) => {
      const { db } = context
      const record = await readRow(db, subject)
      if (record === null || record.consent_level === null || record.consent_until !== null) return
      const people = await decidersOf(db, record.client_id, record.consent_level)
      for (const personId of people.filter((id) => id !== actorId)) {
        await tell(context, {
          topic: 'approval',
          recordId: subject,
          personId,
          event,
          source: entry,
          isAutomatic: false,
          more: async ({ actor, record: { facts, description } }) => {
            const price: unknown = Reflect.get(Object(facts), 'price')
            const cost =
              typeof price === 'string' && actor.clientLevel === 'signatory'
                ? `<p>${words[actor.language].price} : <strong>${escapeHtml(price)}</strong></p>`
                : ''
            const receipt = record.kind === 'ECH' ? `<p>${words[actor.language].receipt}</p>` : ''
            return { filling: { message: `${receipt}${description}${cost}` } }
          },
        })
      }
    },
  ),
  /** Everybody who asked about it, each about his own ticket. */
  reaction('letter-major', ['record.declared-major'], async (context, { subject, entry, event, actorId }) => {
    const { db } = context
    const records = await db
      .selectFrom('record')
      .select(['id', 'requester_id'])
      .where((or) => or.or([or('id', '=', subject), or('parent_id', '=', subject)]))
      .where('closed_at', 'is', null)
      .orderBy('id')
      .execute()
    for (const { id, requester_id } of records) {
      if (requester_id === null || requester_id === actorId) continue
      await tell(context, {
        topic: 'major',
        recordId: id,
        personId: requester_id,
        event,
        source: entry,
        isAutomatic: false,
        more: async ({ actor }) => ({
          filling: { message: `<p>${words[actor.language].declaredMajor}</p>` },
        }),
      })
    }
  }),
  reaction('letter-invitation', ['person.invited'], async (context, { subject, entry, event }) => {
    await writeTo(context, {
      topic: 'invitation',
      personId: subject,
      event,
      source: entry,
      link: { door: invitationDoor, says: 'enter' },
    })
  }),
  /** Who looks after the client’s things: what we keep of them is there to be read and answered. */
  reaction('letter-report', ['report.issued'], async (context, { subject, entry, event, body }) => {
    const { db } = context
    const report = await db
      .selectFrom('configuration_report')
      .select(['at', 'note'])
      .where('id', '=', body.report)
      .executeTakeFirst()
    if (report === undefined) return
    for (const personId of await decidersOf(db, subject, 'referent'))
      await writeTo(context, {
        topic: 'report',
        personId,
        event,
        source: entry,
        link: { door: `/portail/parc/rapports/${body.report}`, says: 'readReport' },
        more: (reader) => ({
          date: sayInstant(report.at, reader, { dateStyle: 'long' }),
          message: report.note === '' ? '' : `<p>${escapeHtml(report.note)}</p>`,
        }),
      })
  }),
]

/** Of a client, from the most to the least: those who may decide at this step. */
const decidersOf = async (
  db: Database,
  clientId: string | null,
  level: 'referent' | 'signatory',
): Promise<string[]> => {
  if (clientId === null) return []
  const rows = await db
    .selectFrom('person')
    .select('id')
    .where('client_id', '=', clientId)
    .where('client_level', 'in', level === 'signatory' ? ['signatory'] : ['signatory', 'contact'])
    .where('ended_at', 'is', null)
    .orderBy('id')
    .execute()
  return rows.map(({ id }) => id)
}
