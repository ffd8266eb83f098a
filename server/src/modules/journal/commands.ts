import type { journalApi } from '#contract/journal/api.ts'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { Failure, notFound } from '#platform/failure.ts'
import type { Turn } from '#platform/module.ts'
import type { InsideContext } from '#platform/reactions.ts'
import { mayRedact } from '../record/index.ts'
import { verifyJournal } from './verify.ts'

/** That it was recomputed, and what was found, is told on the provider's own chain. */
export const verify = async ({ db, actor, now, emit }: Context) => {
  if (!actor.isAdministrator && !actor.roles.some((role) => role === 'D' || role === 'RGS/AC'))
    throw new Failure('forbidden')
  const found = await verifyJournal(db, now)
  const provider = await db.selectFrom('organisation').select('id').executeTakeFirst()
  if (provider !== undefined) {
    const { subjects, entries, faults } = found
    const body = { subjects, entries, faults: faults.length }
    await emit({ subject: provider.id, event: 'journal.verified', body })
  }
  return found
}

/** Removes what should never have been written; that it was removed, by whom and why, stays. */
export const redactEntry = async (
  { db, actor }: Context,
  { id, reason }: z.output<(typeof journalApi)['redact']['input']>,
) => {
  if (!mayRedact(actor)) throw new Failure('forbidden')
  const entry = await db
    .selectFrom('journal_entry as e')
    .innerJoin('journal_body as b', 'b.entry_id', 'e.id')
    .select('e.event')
    .where('e.id', '=', id)
    .executeTakeFirst()
  if (entry === undefined) throw notFound()
  if (!redactable.has(entry.event)) {
    throw new Failure('not_possible', {
      detail: `only what people wrote can be redacted, not ${entry.event}`,
    })
  }
  await sql`select redact(${id}::uuid, ${reason})`.execute(db)
  return {}
}

/** Words of people; never the entries that clocks and the audit live on. */
const redactable = new Set([
  'record.commented',
  'record.edited',
  'record.moved',
  'record.rated',
  'record.attached',
  'person.created',
  'person.edited',
  'organisation.created',
  'organisation.edited',
])

/** Twice a day's work: the first turn notes the instant, the second counts what was written before it. */
export const sealDay = async ({ db, now }: InsideContext): Promise<Turn> => {
  const today = now.toZonedDateTimeISO('UTC').toPlainDate().toString()
  const { rows } = await sql<{ more: boolean }>`select seal_day(${today}::date) as more`.execute(db)
  return { hasMore: rows[0]?.more ?? false }
}
