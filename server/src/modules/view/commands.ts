import type { viewApi } from '#contract/view/api.ts'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { notFound } from '#platform/failure.ts'

type Input<Name extends keyof typeof viewApi> = z.output<(typeof viewApi)[Name]['input']>

export const saveView = async ({ actor, db, now }: Context, { name, query, isShared }: Input<'save'>) => {
  const { id } = await db
    .insertInto('saved_view')
    .values({ person_id: actor.id, name, query, is_shared: isShared, created_at: now })
    .returning('id')
    .executeTakeFirstOrThrow()
  return { id, name, query, isShared, isMine: true }
}

/** Only your own: what a colleague shares is the colleague's. */
export const removeView = async ({ actor, db }: Context, { id }: Input<'remove'>) => {
  const { numDeletedRows } = await db
    .deleteFrom('saved_view')
    .where('id', '=', id)
    .where('person_id', '=', actor.id)
    .executeTakeFirst()
  if (numDeletedRows === 0n) throw notFound()
  return {}
}
