import { sql } from 'kysely'
import type { Database } from '#platform/database/connect.ts'
import { Failure } from '#platform/failure.ts'
import type { RecordRow } from './process.ts'

/** The lines of the model that the record was made by. */
export const startChecklist = async (db: Database, recordId: string): Promise<void> => {
  await sql`select start_checklist(${recordId}::uuid)`.execute(db)
}

/** The lines of a template, as the desk sent them. */
export const bringChecklist = async (
  db: Database,
  recordId: string,
  lines: readonly { label: string; isRequired: boolean }[],
): Promise<void> => {
  if (lines.length === 0) return
  await db
    .insertInto('checklist_item')
    .values(
      lines.map(({ label, isRequired }, at) => ({
        record_id: recordId,
        position: at + 1,
        label: JSON.stringify({ fr: label }),
        role: null,
        is_required: isRequired,
      })),
    )
    .execute()
}

/** How many compulsory lines are open, and how many calls back at the number on file. */
export const openLines = async (
  db: Database,
  recordId: string,
): Promise<{ required: number; identity: number }> => {
  const { rows } = await sql<{
    required: number
    identity: number
  }>`select required, identity from open_lines(${recordId}::uuid)`.execute(db)
  return rows[0] ?? { required: 0, identity: 0 }
}

/** Before a step where the work is done is left: whoever was to be called back was, and for an end of the work nothing compulsory is open. */
export const checkDone = async (
  { db }: { db: Database },
  row: RecordRow,
  { isEnd }: { isEnd: boolean },
): Promise<void> => {
  const { required, identity } = await openLines(db, row.id)
  const open = [{ path: 'checklist', message: `${required} lines are open` }]
  if (identity > 0) throw new Failure('identity_unchecked', { errors: open })
  if (isEnd && required > 0) throw new Failure('checklist_open', { errors: open })
}
