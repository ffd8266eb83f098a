import type { Turn } from '#platform/module.ts'
import type { InsideContext } from '#platform/reactions.ts'

/** A day is promised; a telephone that was away over a weekend is still answered from the first time. */
const keptHours = 72

/** Answers that were kept for a repeat of the same request are let go. */
export const forgetRepeats = async ({ db, now }: InsideContext): Promise<Turn> => {
  await db
    .deleteFrom('repeat')
    .where('at', '<', now.subtract({ hours: keptHours }))
    .execute()
  return { hasMore: false }
}
