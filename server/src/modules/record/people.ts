import { invalid } from '#platform/failure.ts'
import type { RecordRow, WorkContext } from './process.ts'

type Named = Pick<RecordRow, 'client_id' | 'requester_id' | 'assignee_id'>

/** Whoever a record newly names must be who he is named as. */
export const checkPeople = async (context: WorkContext, before: Named, after: Named): Promise<void> => {
  const isMoved = before.client_id !== after.client_id || before.requester_id !== after.requester_id
  if (isMoved && after.requester_id !== null && after.client_id !== null) {
    const person = await organisationOf(context, after.requester_id)
    if (person?.client_id !== after.client_id)
      throw invalid('requesterId', 'this person does not belong to that client')
  }
  if (after.assignee_id !== null && before.assignee_id !== after.assignee_id)
    await checkColleague(context, 'assigneeId', after.assignee_id)
}

/** Work is given to the provider's people alone. */
export const checkColleague = async (context: WorkContext, path: string, id: string): Promise<void> => {
  const person = await organisationOf(context, id)
  if (
    person === undefined ||
    person.client_id !== null ||
    person.supplier_id !== null ||
    person.ended_at !== null
  )
    throw invalid(path, 'one of the provider’s people is expected')
}

const organisationOf = ({ db }: WorkContext, id: string) =>
  db
    .selectFrom('person')
    .select(['client_id', 'supplier_id', 'ended_at'])
    .where('id', '=', id)
    .executeTakeFirst()
