import type { journalApi } from '#contract/journal/api.ts'
import { sql, type RawBuilder } from 'kysely'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { decodeCursor, page } from '#platform/cursor.ts'
import { findRow, isStaff, seesPrice } from '../record/index.ts'
import { bodyFor } from './audience.ts'

type Input<Name extends keyof typeof journalApi> = z.output<(typeof journalApi)[Name]['input']>

interface EntryRow {
  id: string
  seq: number
  at: Temporal.Instant
  recorded_at: Temporal.Instant
  actor_id: string | null
  actor_name: string | null
  event: string
  visibility: 'internal' | 'client' | 'supplier'
  body: Record<string, unknown> | null
  hash: string
}

export const readRecordJournal = async (context: Context, { number, ...paging }: Input<'ofRecord'>) => {
  const row = await findRow(context, number)
  const merged = sql`select ${row.id}::uuid union all select id from record where merged_into_id = ${row.id}`
  const reader = { isStaff: isStaff(context.actor), seesPrice: seesPrice(context.actor, row) }
  return entriesOf(context, merged, { ...paging, reader })
}

export const readSubjectJournal = (context: Context, { subject, ...paging }: Input<'ofSubject'>) =>
  entriesOf(context, sql`select ${subject}::uuid`, { ...paging, reader: { isStaff: true, seesPrice: true } })

/** Oldest first, by the database's own clock, with what was said on records that were merged into this one; row-level security gives each audience its own entries, and each entry has a shape for each. */
const entriesOf = async (
  { db }: Context,
  subjects: RawBuilder<unknown>,
  {
    cursor,
    limit,
    reader,
  }: { cursor?: string | undefined; limit: number; reader: { isStaff: boolean; seesPrice: boolean } },
) => {
  const [at, id] = cursor === undefined ? [] : decodeCursor(cursor, 2)
  const after =
    cursor === undefined ? sql`` : sql`and (e.recorded_at, e.id) > (${at}::timestamptz, ${id}::uuid)`
  const { rows } =
    await sql<EntryRow>`select e.id, e.seq, e.at, e.recorded_at, e.actor_id, person_name(e.actor_id) as actor_name,
      e.event, e.visibility, b.body, encode(e.hash, 'hex') as hash
    from journal_entry e left join journal_body b on b.entry_id = e.id
    where e.subject_id in (${subjects}) ${after} order by e.recorded_at, e.id limit ${limit + 1}`.execute(db)
  const shown = page(rows, limit, (row) => [row.recorded_at.toString(), row.id])
  return {
    items: shown.rows.map((row) => ({
      id: row.id,
      seq: row.seq,
      at: row.at,
      recordedAt: row.recorded_at,
      actor: row.actor_id === null ? null : { id: row.actor_id, name: row.actor_name },
      event: row.event,
      visibility: row.visibility,
      data: row.body === null ? null : bodyFor(row.event, row.body, reader),
      hash: row.hash,
    })),
    nextCursor: shown.nextCursor,
  }
}
