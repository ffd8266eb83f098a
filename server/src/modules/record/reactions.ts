import { reaction, type Reaction } from '#platform/reactions.ts'
import { notify } from '../notification/index.ts'

type Tell = Parameters<typeof notify>[1]['event']

/** Those whom a record concerns: who works on it, who watches it. */
const concerned = async (db: Parameters<typeof notify>[0], recordId: string): Promise<string[]> => {
  const rows = await db
    .selectFrom('record as r')
    .select('r.assignee_id as id')
    .where('r.id', '=', recordId)
    .where('r.assignee_id', 'is not', null)
    .union(db.selectFrom('watcher as w').select('w.person_id as id').where('w.record_id', '=', recordId))
    .execute()
  return rows.flatMap(({ id }) => (id === null ? [] : [id]))
}

const holders = async (db: Parameters<typeof notify>[0], role: string): Promise<string[]> => {
  const rows = await db
    .selectFrom('person')
    .select('id')
    .where('ended_at', 'is', null)
    .where((or) => or(or.val(role), '=', or.fn.any('roles')))
    .execute()
  return rows.map(({ id }) => id)
}

export const recordReactions: readonly Reaction[] = [
  reaction(
    'tell-concerned',
    ['record.commented', 'record.breached', 'record.reminded', 'record.reopened'],
    async ({ db, now }, { entry, subject, event, actorId }) => {
      const people = (await concerned(db, subject)).filter((id) => id !== actorId)
      await notify(db, { personIds: people, recordId: subject, event, cause: {}, source: entry, at: now })
    },
  ),
  reaction('tell-role', ['record.escalated'], async ({ db, now }, { entry, subject, event, body }) => {
    if (body.isLogged) return
    const people = await holders(db, body.role)
    await notify(db, {
      personIds: people,
      recordId: subject,
      event,
      cause: { key: body.key },
      source: entry,
      at: now,
    })
  }),
  reaction(
    'tell-major',
    ['record.declared-major'],
    async ({ db, now }, { entry, subject, event, actorId }) => {
      const people = new Set([
        ...(await holders(db, 'D')),
        ...(await holders(db, 'RGS/RC')),
        ...(await holders(db, 'RGS/AC')),
      ])
      people.delete(actorId ?? '')
      await notify(db, {
        personIds: [...people],
        recordId: subject,
        event: event satisfies Tell,
        cause: {},
        source: entry,
        at: now,
      })
    },
  ),
]
