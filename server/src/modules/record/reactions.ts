import { Role } from '#contract/role.ts'
import type { Database } from '#platform/database/connect.ts'
import { reaction, type Reaction } from '#platform/reactions.ts'
import { notify } from '../notification/index.ts'
import { openCalled, wakeCallers } from './call.ts'
import { toldFor } from '../team/index.ts'
import { hears, isServedNow } from './escalation.ts'
import { recountOpenRecords } from './recount.ts'

/** Those whom a record concerns: who works on it, who watches it. */
const concerned = async (db: Database, recordId: string): Promise<string[]> => {
  const rows = await db
    .selectFrom('record as r')
    .select('r.assignee_id as id')
    .where('r.id', '=', recordId)
    .where('r.assignee_id', 'is not', null)
    .union(db.selectFrom('watcher as w').select('w.person_id as id').where('w.record_id', '=', recordId))
    .execute()
  return rows.flatMap(({ id }) => (id === null ? [] : [id]))
}

/** Whose word it is, as far as it makes a difference to who is told. */
const whoSpeaks = async (
  db: Database,
  actorId: string | null,
): Promise<'client' | 'supplier' | 'colleague'> => {
  if (actorId === null) return 'colleague'
  const person = await db
    .selectFrom('person')
    .select(['client_id', 'supplier_id'])
    .where('id', '=', actorId)
    .executeTakeFirst()
  if (person?.client_id != null) return 'client'
  return person?.supplier_id != null ? 'supplier' : 'colleague'
}

export const recordReactions: readonly Reaction[] = [
  recountOpenRecords,
  openCalled,
  wakeCallers,
  reaction(
    'tell-concerned',
    ['record.commented', 'record.breached', 'record.reminded', 'record.reopened', 'record.released'],
    async ({ db, now }, { entry, subject, event, actorId }) => {
      const people = (await concerned(db, subject)).filter((id) => id !== actorId)
      const cause = event === 'record.commented' ? { by: await whoSpeaks(db, actorId) } : {}
      await notify(db, { personIds: people, recordId: subject, event, cause, source: entry, at: now })
    },
  ),
  reaction(
    'tell-of-mail',
    ['record.answered-late', 'record.mail-bounced'],
    async ({ db, now }, { entry, subject, event }) => {
      const people = await concerned(db, subject)
      const desk = await toldFor(db, 'CS', { now, isOpen: true })
      const personIds = people.length > 0 ? people : desk.people
      await notify(db, { personIds, recordId: subject, event, cause: {}, source: entry, at: now })
    },
  ),
  /** Who is given work by somebody else. */
  reaction(
    'tell-assigned',
    ['record.created', 'record.edited', 'record.moved'],
    async ({ db, now }, { entry, subject, body, actorId }) => {
      const { assignee_id } = await db
        .selectFrom('record')
        .select('assignee_id')
        .where('id', '=', subject)
        .executeTakeFirstOrThrow()
      if (assignee_id === null || assignee_id === actorId) return
      // Of one that was just recorded, whoever has it was given it.
      const given =
        'after' in body ? body.after['assignee_id'] : 'move' in body ? body.fields['assigneeId'] : assignee_id
      if (given !== assignee_id) return
      const of = { recordId: subject, event: 'record.assigned', cause: {}, source: entry, at: now }
      await notify(db, { personIds: [assignee_id], ...of })
    },
  ),
  reaction('tell-mentioned', ['record.mentioned'], async ({ db, now }, happening) => {
    const { subject, event, body, actorId } = happening
    const people = body.people.filter((id) => id !== actorId)
    // Of one comment each is told once: as one who was named, else as one whom the ticket concerns.
    await notify(db, { personIds: people, recordId: subject, event, cause: {}, source: body.entry, at: now })
    await db
      .insertInto('watcher')
      .values(body.people.map((id) => ({ record_id: subject, person_id: id, since: now })))
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }),
  reaction('tell-role', ['record.escalated'], async ({ db, now }, { entry, subject, event, body }) => {
    if (body.isLogged || body.isForDigest) return
    const { people } = body.told ?? (await toldFor(db, hears(Role.parse(body.role)), { now, isOpen: true }))
    await notify(db, {
      personIds: people,
      recordId: subject,
      event,
      cause: { key: body.key },
      isUrgent: body.told?.why === 'on-call',
      source: entry,
      at: now,
    })
  }),
  reaction(
    'tell-major',
    ['record.declared-major'],
    async ({ db, now }, { entry, subject, event, body, actorId }) => {
      const { calendar_id } = await db
        .selectFrom('record')
        .select('calendar_id')
        .where('id', '=', subject)
        .executeTakeFirstOrThrow()
      const isOpen = await isServedNow(db, calendar_id, now)
      const told = await Promise.all(
        (['D', 'RGS/RC', 'RGS/AC'] as const).map((role) => toldFor(db, role, { now, isOpen })),
      )
      const people = new Set(told.flatMap((one) => one.people))
      if (body.leader !== null) people.add(body.leader)
      people.delete(actorId ?? '')
      await notify(db, {
        personIds: [...people],
        recordId: subject,
        event,
        cause: {},
        source: entry,
        at: now,
        isUrgent: true,
      })
    },
  ),
]
