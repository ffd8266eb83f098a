import { sql } from 'kysely'
import type { Reading, Vital } from '#platform/module.ts'

/** Mailboxes are read as mail arrives, and looked at every few minutes all the same. */
const lateMinutes = 30

interface Box {
  name: string
  readAt: Temporal.Instant | null
  readFault: string | null
  sendFault: string | null
}

/** When each mailbox was last read, and what keeps it from being read or written by. */
export const mailboxVital: Vital = {
  key: 'mailbox',
  read: async ({ db, now }): Promise<Reading[]> => {
    const boxes: Box[] = await db
      .selectFrom('mailbox')
      .select(['name', 'read_at as readAt', 'read_fault as readFault', 'send_fault as sendFault'])
      .where('ended_at', 'is', null)
      .where('is_paused', '=', false)
      .where('kind', '<>', 'door')
      .orderBy('name')
      .execute()
    return boxes.map((box) => readingOf(box, now))
  },
}

export const readingOf = ({ name, readAt, readFault, sendFault }: Box, now: Temporal.Instant): Reading => {
  const facts = { name, readAt: readAt?.toString() ?? null }
  if (readFault !== null) return { tone: 'danger', cause: 'unread', facts: { ...facts, fault: readFault } }
  if (sendFault !== null) return { tone: 'danger', cause: 'unsent', facts: { ...facts, fault: sendFault } }
  if (readAt === null) return { tone: 'caution', cause: 'never', facts }
  const isLate = now.since(readAt).total('minutes') > lateMinutes
  return { tone: isLate ? 'warning' : 'success', cause: isLate ? 'late' : 'read', facts }
}

/** What no program could deliver or file by itself, and waits for somebody. */
export const mailVital: Vital = {
  key: 'mail',
  read: async ({ db }): Promise<Reading[]> => {
    const { rows } = await sql<{ dead: number; waiting: number }>`
      select count(*) filter (where state in ('dead', 'failed'))::int as dead,
        count(*) filter (where state = 'quarantined')::int as waiting
      from mail where state in ('dead', 'failed', 'quarantined')`.execute(db)
    const { dead = 0, waiting = 0 } = rows[0] ?? {}
    if (dead > 0) return [{ tone: 'warning', cause: 'dead', facts: { dead, waiting } }]
    return waiting > 0 ? [{ tone: 'caution', cause: 'waiting', facts: { waiting } }] : []
  },
}
