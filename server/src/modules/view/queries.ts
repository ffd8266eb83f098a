import { sql } from 'kysely'
import type { Context } from '#platform/context.ts'

/** Your own and those that colleagues share: row-level security says which. */
export const listViews = async ({ actor, db }: Context) => {
  const rows = await db
    .selectFrom('saved_view')
    .select(['id', 'name', 'query', 'is_shared', 'person_id'])
    .orderBy(sql`plain(name)`)
    .orderBy('id')
    .limit(500)
    .execute()
  return {
    items: rows.map((row) => ({
      id: row.id,
      name: row.name,
      query: row.query,
      isShared: row.is_shared,
      isMine: row.person_id === actor.id,
    })),
  }
}
