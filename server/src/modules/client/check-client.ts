import { invalid } from '#platform/failure.ts'
import type { Context } from '#platform/context.ts'

/** Refuses a `clientId` that names no client, or one whose relation has ended; where none is named, all of them are meant. */
export const checkClient = async (
  { db }: Pick<Context, 'db'>,
  id: string | null | undefined,
): Promise<void> => {
  if (id === null || id === undefined) return
  const client = await db
    .selectFrom('client')
    .select('id')
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  if (client === undefined) throw invalid('clientId', 'no such client, or it has been ended')
}
