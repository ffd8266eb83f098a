import { sql } from 'kysely'
import type { Turn } from '#platform/module.ts'
import type { InsideContext } from '#platform/reactions.ts'

const most = 2000

/** Takes the words of new titles among those that a slip of the keyboard is led to. */
export const learnWords = async ({ db }: InsideContext): Promise<Turn> => {
  const { rows } = await sql<{ read: number }>`select search_learn(${most}::int) as read`.execute(db)
  return { hasMore: rows[0]?.read === most }
}
