import { sql } from 'kysely'
import { reaction } from '#platform/reactions.ts'

/** The key of a deadline that asks for nothing but to count again. */
export const recount = 'recount'

/** A new version of a calendar moves what open records are due: each is counted again, a batch at a time, by who fires deadlines. */
export const recountOpenRecords = reaction(
  'recount',
  ['artefact.approved'],
  async ({ db, now }, { subject }) => {
    await sql`insert into deadline (record_id, key, due_at)
    select r.id, ${recount}, ${now} from artefact a join record r on r.calendar_id = a.id
    where a.id = ${subject} and a.kind = 'calendar' and r.closed_at is null
    on conflict do nothing`.execute(db)
  },
)
