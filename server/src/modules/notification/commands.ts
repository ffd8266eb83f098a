import type { notificationApi } from '#contract/notification/api.ts'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import type { Database } from '#platform/database/connect.ts'

type Input<Name extends keyof typeof notificationApi> = z.output<(typeof notificationApi)[Name]['input']>

export interface Notice {
  personIds: readonly string[]
  recordId: string | null
  event: string
  /** Ids and values that the sentence on the screen is made of. */
  cause: Record<string, unknown>
  /** The journal entry, or what else happened only once: nobody is told of it twice. */
  source: string
  at: Temporal.Instant
}

/** Tells people inside the product; what was told before is not told again, however often a reaction runs. */
export const notify = async (db: Database, notice: Notice): Promise<void> => {
  const { personIds, recordId, event, cause, source, at } = notice
  if (personIds.length === 0) return
  await db
    .insertInto('notification')
    .values(
      personIds.map((personId) => ({
        person_id: personId,
        record_id: recordId,
        event,
        cause: JSON.stringify(cause),
        source,
        at,
      })),
    )
    .onConflict((conflict) => conflict.columns(['person_id', 'source']).doNothing())
    .execute()
}

/** Without ids: all of them. */
export const markRead = async ({ actor, db, now }: Context, { ids }: Input<'markRead'>) => {
  if (ids?.length === 0) return {}
  await db
    .updateTable('notification')
    .set({ read_at: now })
    .where('person_id', '=', actor.id)
    .where('read_at', 'is', null)
    .$if(ids !== undefined, (rows) => rows.where('id', 'in', ids ?? []))
    .execute()
  return {}
}
