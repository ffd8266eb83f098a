import { Failure, invalid } from '#platform/failure.ts'
import type { RecordRow, WorkContext } from '../record/index.ts'
import { linkIncidents } from './link.ts'
import { openFromIncident } from './open.ts'

interface Answer {
  opens: boolean
  problem: string | null
  reason: string | null
}

/** What the step of an incident that asks for its problem is answered with: a new problem, one that is there, or none and why. */
export const answerLinkProblem = async (
  context: WorkContext,
  incident: RecordRow,
  { opens, problem, reason }: Answer,
): Promise<string | null> => {
  if (opens) return (await openFromIncident(context, incident)).number
  if (problem !== null) {
    await linkTo(context, incident, problem)
    return problem
  }
  if (reason !== null) return null
  throw new Failure('missing_fields', {
    detail: 'open a problem, link to one, or say why there is none',
    errors: [{ path: 'fields.problemReason', message: 'required' }],
  })
}

const linkTo = async (context: WorkContext, incident: RecordRow, number: string): Promise<void> => {
  const { db, emit } = context
  const problem = await db
    .selectFrom('record')
    .select(['id', 'number'])
    .where('number', '=', number)
    .where('kind', '=', 'PRB')
    .executeTakeFirst()
  if (problem === undefined) throw invalid('fields.problem', 'no problem has this number')
  const linked = await linkIncidents(context, problem, [incident])
  if (linked.length === 0) return
  await emit({
    subject: problem.id,
    event: 'problem.incidents-linked',
    body: { incidents: linked },
    audience: { number: problem.number },
  })
}
