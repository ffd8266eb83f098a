/* oxlint-disable typescript/no-unsafe-type-assertion -- what the tables have in common is written for one of them */
import type { InsertObject, Selectable, Updateable } from 'kysely'
import { notFound } from '../failure.ts'
import type { Database } from './connect.ts'
import type { DB } from './schema.ts'

/** Tables whose rows are ended instead of deleted. */
export type LiveTable =
  | 'ci_type'
  | 'reply'
  | 'ticket_template'
  | 'category'
  | 'recurrence'
  | 'duty_rule'
  | 'change_freeze'
export type LiveRow<Table extends LiveTable> = Selectable<DB[Table]>

const asOne = (table: LiveTable) => table as 'reply'

export const insertLive = async <Table extends LiveTable>(
  db: Database,
  table: Table,
  values: InsertObject<DB, Table>,
): Promise<LiveRow<Table>> =>
  (await db
    .insertInto(asOne(table))
    .values(values as never)
    .returningAll()
    .executeTakeFirstOrThrow()) as LiveRow<Table>

/** The row as long as it is not ended, kept from everybody else until the commit. */
export const lockLive = async <Table extends LiveTable>(
  db: Database,
  table: Table,
  id: string,
): Promise<LiveRow<Table>> => {
  const row = await db
    .selectFrom(asOne(table))
    .selectAll()
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) throw notFound()
  return row as LiveRow<Table>
}

export const updateLive = async <Table extends LiveTable>(
  db: Database,
  table: Table,
  { id, ...change }: { id: string } & Updateable<DB[Table]>,
): Promise<LiveRow<Table>> =>
  (await db
    .updateTable(asOne(table))
    .set(change as never)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()) as LiveRow<Table>

export const endLive = async (
  db: Database,
  table: LiveTable,
  { id, at }: { id: string; at: Temporal.Instant },
): Promise<void> => {
  await db.updateTable(asOne(table)).set({ ended_at: at }).where('id', '=', id).execute()
}
