import type { Database } from '#platform/database/connect.ts'

/** By what our messages are known again as ours, and in which language and country we speak. */
export const readInstallation = async (
  db: Database,
): Promise<{ id: string; name: string; language: 'fr' | 'en' } | null> =>
  (await db.selectFrom('organisation').select(['id', 'name', 'language']).executeTakeFirst()) ?? null
