import type { RecurrenceTrouble } from '#contract/recurrence/api.ts'
import { Failure } from '#platform/failure.ts'
import type { InsideContext } from '#platform/reactions.ts'
import { notify } from '../notification/index.ts'
import { toldFor } from '../team/index.ts'
import type { RecurrenceRow } from './queries.ts'

/** What a person can put right about a rule that could not make its ticket. */
export const troubleOf = (error: unknown): RecurrenceTrouble => {
  const [fault] = error instanceof Failure ? (error.details.errors ?? []) : []
  return byField[fault?.path ?? ''] ?? 'other'
}

const byField: Readonly<Record<string, RecurrenceTrouble>> = {
  urgency: 'grid',
  impact: 'grid',
  assigneeId: 'assignee',
}

/** Who wrote the rule; whoever answers for the client's tickets where that person has left. */
export const tellOwner = async (
  { db, now, emit }: InsideContext,
  { id, name, owner_id }: RecurrenceRow,
  trouble: RecurrenceTrouble,
): Promise<void> => {
  const provider = await db.selectFrom('organisation').select('id').executeTakeFirstOrThrow()
  const event = 'recurrence.failed'
  const source = await emit({ subject: provider.id, event, body: { recurrence: id, name, trouble } })
  const owner = await db
    .selectFrom('person')
    .select('id')
    .where('id', '=', owner_id)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  const personIds =
    owner === undefined ? (await toldFor(db, 'RGS/AC', { now, isOpen: true })).people : [owner.id]
  await notify(db, { personIds, recordId: null, event, cause: { title: name, trouble }, source, at: now })
}
