import { sql } from 'kysely'
import type { Context } from '#platform/context.ts'

export interface Told {
  at: Temporal.Instant
  event: string
  body: Readonly<Record<string, unknown>>
  who: string | null
}

const told = [
  'record.created',
  'problem.classified',
  'problem.analysed',
  'problem.cause-found',
  'problem.known-error-written',
  'problem.workaround-pushed',
  'problem.recurred',
  'record.moved',
  'record.breached',
  'record.escalated',
  'record.reopened',
  'record.ended',
]

/** What a report tells of the life of a problem, in the order of time: who did it, and nothing where nobody did. */
export const timelineOf = async ({ db }: Context, recordId: string): Promise<Told[]> => {
  const { rows } = await sql<Told>`select e.at, e.event, coalesce(b.body, '{}'::jsonb) as body, p.name as who
    from journal_entry e left join journal_body b on b.entry_id = e.id left join person p on p.id = e.actor_id
    where e.subject_id = ${recordId} and e.event = any(${told}) order by e.seq limit 300`.execute(db)
  return rows
}
