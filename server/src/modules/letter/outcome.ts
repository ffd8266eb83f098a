import type { Database } from '#platform/database/connect.ts'
import { reaction, type InsideContext, type Reaction } from '#platform/reactions.ts'
import { isOver, readRow } from './rows.ts'
import { answerBlock, isAsked, solutionOf, tell } from './write.ts'

/** What was told on the telephone may be over a moment later: then nobody needs to be written that it was received. */
const phoneWaits = { minutes: 15 }

/** That it has arrived, what was done, that it is over. */
export const outcomeReactions: readonly Reaction[] = [
  /** Who asked hears that it has arrived, and under which number – unless a machine wrote, or a colleague asked. */
  reaction('letter-received', ['record.created'], async (context, { subject, entry, event, body, at }) => {
    const { db } = context
    const channel = body.fields['channel']
    if (channel !== 'email' && channel !== 'portal' && channel !== 'phone') return
    if (channel === 'email' && (await isFromMachine(db, subject))) return
    const record = await readRow(db, subject)
    if (record === null || record.requester_id === null || isOver(record.phase)) return
    await tell(context, {
      topic: 'received',
      recordId: subject,
      personId: record.requester_id,
      event,
      source: entry,
      isAutomatic: true,
      ...(channel === 'phone' ? { dueAt: at.add(phoneWaits) } : {}),
    })
  }),
  reaction('letter-solved', ['record.resolved'], async (context, { subject, entry, event, actorId }) => {
    const { db } = context
    await withdrawReceipt(context, subject)
    const record = await readRow(db, subject)
    if (record === null || record.requester_id === null || record.requester_id === actorId) return
    await tell(context, {
      topic: 'solved',
      recordId: subject,
      personId: record.requester_id,
      event,
      source: entry,
      isAutomatic: true,
      // Who has confirmed by voice, or need not, is not asked again.
      more: async (seen) =>
        (await isAsked(seen))
          ? {
              filling: {
                solution: solutionOf(seen.record.facts),
                answer: answerBlock(seen.actor.language),
              },
            }
          : null,
    })
  }),
  /** Who has neither ended it herself nor said that it is settled. */
  reaction('letter-closed', ['record.ended'], async (context, { subject, entry, event, actorId, at }) => {
    const { db } = context
    await withdrawReceipt(context, subject)
    const record = await readRow(db, subject)
    if (record === null || record.requester_id === null || record.requester_id === actorId) return
    if (record.merged_into_id !== null || !isOver(record.phase)) return
    if (await hasAgreed(db, { subject, at })) return
    await tell(context, {
      topic: 'closed',
      recordId: subject,
      personId: record.requester_id,
      event,
      source: entry,
      isAutomatic: true,
      more: async ({ record: { facts } }) => ({ filling: { solution: solutionOf(facts) } }),
    })
  }),
]

const isFromMachine = async (db: Database, recordId: string): Promise<boolean> => {
  const arrived = await db
    .selectFrom('mail')
    .select('is_automatic')
    .where('record_id', '=', recordId)
    .where('direction', '=', 'in')
    .executeTakeFirst()
  return arrived === undefined || arrived.is_automatic
}

/** Has the client said, since it was last restored, that it is settled: on the portal, by the link, or on the telephone? */
const hasAgreed = async (
  db: Database,
  { subject, at }: { subject: string; at: Temporal.Instant },
): Promise<boolean> => {
  const visit = await db
    .selectFrom('record_visit')
    .select('at')
    .where('record_id', '=', subject)
    .where('at', '<=', at)
    .where('at', '>=', (visits) =>
      visits
        .selectFrom('journal_entry')
        .select((entry) => entry.fn.max('at').as('at'))
        .where('subject_id', '=', subject)
        .where('event', '=', 'record.resolved')
        .where('at', '<=', at),
    )
    .where((or) => or.or([or('why', '=', 'confirmed-by-voice'), or('move', '=', 'settled')]))
    .executeTakeFirst()
  return visit !== undefined
}

/** What has not left yet need not be said any more. */
const withdrawReceipt = async ({ db, now }: InsideContext, recordId: string): Promise<void> => {
  await db
    .updateTable('mail')
    .set({ state: 'dropped', due_at: null, decided_at: now, why: 'overtaken' })
    .where('record_id', '=', recordId)
    .where('direction', '=', 'out')
    .where('state', '=', 'queued')
    .where('event', '=', 'record.created')
    .execute()
}
