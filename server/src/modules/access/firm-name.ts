import type { Database } from '#platform/database/connect.ts'

/** In whose name we write. */
export const firmName = async (db: Database): Promise<string> =>
  (await db.selectFrom('organisation').select('name').executeTakeFirst())?.name ?? 'Trousse'
