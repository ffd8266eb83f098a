import type { recordApi } from '#contract/record/api.ts'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { Failure, invalid } from '#platform/failure.ts'
import { ensure } from '#platform/policy.ts'
import { stepOf } from '../procedure/index.ts'
import { judgementOf, lockInOrder, lockRecord } from './load.ts'
import { moveRecord } from './move.ts'
import { openRecord } from './open.ts'
import { mayTakeStep, worksTickets } from './policy.ts'
import type { RecordRow } from './process.ts'
import { readRecord } from './queries.ts'
import { audienceOf } from './settle.ts'

type Input = z.output<(typeof recordApi)['attachCaller']['input']>

/** One more caller of the same trouble: a child with its own client, caller and clocks, in one go. */
export const attachCaller = async (context: Context, input: Input) => {
  ensure(worksTickets(context.actor))
  const { number, ticket } = input
  await lockInOrder(context, ticket === undefined ? [number] : [number, ticket])
  const parent = await lockRecord(context, number)
  if (parent.kind !== 'INC' || parent.closed_at !== null || parent.parent_id !== null) {
    throw new Failure('not_possible', { detail: 'an open incident that is no child itself is expected' })
  }
  const child =
    ticket === undefined ? await openChild(context, parent, input) : await adopt(context, parent, ticket)
  await context.emit({
    subject: parent.id,
    event: 'record.caller-attached',
    body: { child },
    audience: audienceOf(parent),
  })
  return readRecord(context, { number: child })
}

const openChild = async (context: Context, parent: RecordRow, input: Input): Promise<string> => {
  if (input.requesterId === undefined && input.clientId === undefined && input.caller === undefined) {
    throw invalid('requesterId', 'a caller on file, a client or a name is expected')
  }
  const { number } = await openRecord(context, {
    process: 'incident',
    kind: 'INC',
    facts: {},
    parentId: parent.id,
    report: {
      title: parent.title,
      description: input.note ?? '',
      serviceId: parent.service_id,
      categoryId: parent.category_id,
      channel: 'phone',
      ...(input.requesterId === undefined ? {} : { requesterId: input.requesterId }),
      ...(input.clientId === undefined ? {} : { clientId: input.clientId }),
      ...(input.caller === undefined ? {} : { caller: input.caller }),
      ...(parent.urgency === null ? {} : { urgency: parent.urgency }),
      ...(parent.impact === null ? {} : { impact: parent.impact }),
      occurredAt: parent.occurred_at.toString(),
    },
  })
  return number
}

/** Who wrote before anybody knew that it is one trouble has a ticket already. */
const adopt = async (context: Context, parent: RecordRow, number: string): Promise<string> => {
  const child = await lockRecord(context, number)
  if (child.id === parent.id) throw invalid('ticket', 'another record is expected')
  const isUnderWay = child.phase === 'new' || child.phase === 'active'
  if (child.kind !== 'INC' || !isUnderWay || child.is_major) {
    throw new Failure('not_possible', { detail: 'an incident under way that is not major is expected' })
  }
  if (child.parent_id === parent.id) return child.number
  const { db } = context
  // Families stay one level deep: who hangs on the child hangs on the parent from now on.
  await db
    .updateTable('record')
    .set({ parent_id: parent.id })
    .where((record) => record.or([record('id', '=', child.id), record('parent_id', '=', child.id)]))
    .execute()
  await classifyLike(context, parent, child)
  return child.number
}

/** What nobody has classified yet is of the service, the urgency and the impact of the trouble that it belongs to. */
const classifyLike = async (context: Context, parent: RecordRow, child: RecordRow): Promise<void> => {
  const { procedure } = await judgementOf(context, child)
  const step = stepOf(procedure.content, child.step)
  const [move] = step?.moves ?? []
  if (step === undefined || move === undefined) return
  if (!step.activities.some(({ name }) => name === 'classify')) return
  if (mayTakeStep(context.actor, step) !== 'mine') return
  const serviceId = child.service_id ?? parent.service_id
  const urgency = child.urgency ?? parent.urgency
  const impact = child.impact ?? parent.impact
  if (serviceId === null || urgency === null || impact === null) return
  await moveRecord(context, { number: child.number, move: move.id, fields: { serviceId, urgency, impact } })
}
