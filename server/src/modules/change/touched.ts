import { sql } from 'kysely'
import type { Database } from '#platform/database/connect.ts'

/** The items that a change is about: those named on it, and those of its sheet. */
export const touchedBy = async (db: Database, recordId: string): Promise<string[]> => {
  const { rows } = await sql<{ ci_id: string }>`
    select ci_id from record_ci where record_id = ${recordId}
    union select ci_id from change_modification where record_id = ${recordId} and ci_id is not null
    union select ci_id from change_applied where record_id = ${recordId}`.execute(db)
  return rows.map(({ ci_id }) => ci_id)
}
