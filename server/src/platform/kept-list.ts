import type { InsertObject, Updateable } from 'kysely'
import type { Context } from './context.ts'
import {
  endLive,
  insertLive,
  lockLive,
  updateLive,
  type LiveRow,
  type LiveTable,
} from './database/live-rows.ts'
import type { DB } from './database/schema.ts'
import { Failure } from './failure.ts'

interface KeptList<Table extends LiveTable, Item> {
  table: Table
  /** What one of them is called in the journal. */
  key: string
  read: (row: LiveRow<Table>) => Item
}

/** What changed in what the provider keeps, in the provider's journal. */
export const noteKept = async (
  { db, emit }: Pick<Context, 'db' | 'emit'>,
  key: string,
  { before, after }: { before: unknown; after: unknown },
): Promise<void> => {
  const { id } = await db.selectFrom('organisation').select('id').executeTakeFirstOrThrow()
  await emit({
    subject: id,
    event: 'organisation.edited',
    body: { before: { [key]: before }, after: { [key]: after } },
  })
}

/** A list that the provider keeps: lines come, change and end, and the provider's journal tells how. */
export const keptList = <Table extends LiveTable, Item extends object>({
  table,
  key,
  read,
}: KeptList<Table, Item>) => {
  const note = (context: Context, before: Item | null, after: Item | null) =>
    noteKept(context, key, { before, after })

  const lock = async ({ db }: Context, id: string): Promise<Item> => read(await lockLive(db, table, id))

  const add = async (context: Context, values: InsertObject<DB, Table>): Promise<Item> => {
    const added = read(await insertLive(context.db, table, values))
    await note(context, null, added)
    return added
  }

  /** Lines that carry a version are changed by whoever knows the present one. */
  const change = async (
    context: Context,
    { id, version }: { id: string; version?: number },
    values: Updateable<DB[Table]>,
  ): Promise<Item> => {
    const before = await lock(context, id)
    if ('version' in before && before.version !== version)
      throw new Failure('stale_version', { current: before })
    const next = version === undefined ? {} : { version: version + 1 }
    const after = read(await updateLive(context.db, table, { ...values, ...next, id }))
    await note(context, before, after)
    return after
  }

  const end = async (context: Context, id: string): Promise<Record<string, never>> => {
    const before = await lock(context, id)
    await endLive(context.db, table, { id, at: context.now })
    await note(context, before, null)
    return {}
  }

  return { add, change, end, lock, note }
}
