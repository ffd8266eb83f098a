import type { Context } from '#platform/context.ts'
import { notFound } from '#platform/failure.ts'

/** The article by its number, if whoever asks may read it: row-level security says so. */
export const readableId = async ({ db }: Context, number: string): Promise<string> => {
  const row = await db.selectFrom('article').select('id').where('number', '=', number).executeTakeFirst()
  if (row === undefined) throw notFound()
  return row.id
}
