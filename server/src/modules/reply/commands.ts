import type { Reply, replyApi } from '#contract/reply/api.ts'
import { unknownVariables } from '#contract/reply/fill.ts'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { Failure, notFound } from '#platform/failure.ts'
import { cleanHtml } from '#platform/html.ts'
import { ensure } from '#platform/policy.ts'
import { worksTickets } from '../record/index.ts'
import { asReply } from './queries.ts'

type Input<Name extends keyof typeof replyApi> = z.output<(typeof replyApi)[Name]['input']>

export const createReply = async (context: Context, { name, body, serviceId }: Input<'create'>) => {
  ensure(worksTickets(context.actor))
  const row = await context.db
    .insertInto('reply')
    .values({ name, body: JSON.stringify(readBody(body)), service_id: serviceId })
    .returningAll()
    .executeTakeFirstOrThrow()
  const reply = asReply(row)
  await note(context, null, reply)
  return reply
}

export const editReply = async (context: Context, { id, version, ...given }: Input<'edit'>) => {
  ensure(worksTickets(context.actor))
  const before = await lockReply(context, id)
  if (before.version !== version) throw new Failure('stale_version', { current: before })
  const row = await context.db
    .updateTable('reply')
    .set((reply) => ({
      name: given.name,
      body: JSON.stringify(readBody(given.body)),
      service_id: given.serviceId,
      version: reply('version', '+', 1),
    }))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
  const reply = asReply(row)
  await note(context, before, reply)
  return reply
}

export const endReply = async (context: Context, { id }: Input<'end'>) => {
  ensure(worksTickets(context.actor))
  const before = await lockReply(context, id)
  await context.db.updateTable('reply').set({ ended_at: context.now }).where('id', '=', id).execute()
  await note(context, before, null)
  return {}
}

/** Cleaned like anything that is said; a variable that nothing fills is a fault, found when it is written. */
const readBody = (body: Reply['body']): Reply['body'] => {
  const errors = Object.entries(body).flatMap(([language, text = '']) =>
    unknownVariables(text).map((name) => ({ path: `body.${language}`, message: `unknown variable ${name}` })),
  )
  if (errors.length > 0) throw new Failure('invalid_input', { errors })
  return {
    fr: cleanHtml(body.fr),
    ...(body.en === undefined ? {} : { en: cleanHtml(body.en) }),
  }
}

const lockReply = async ({ db }: Context, id: string): Promise<Reply> => {
  const row = await db
    .selectFrom('reply')
    .selectAll()
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) throw notFound()
  return asReply(row)
}

/** Canned answers are the provider's list, like its categories: its journal tells how the list changed. */
const note = async ({ db, emit }: Context, before: Reply | null, after: Reply | null): Promise<void> => {
  const { id } = await db.selectFrom('organisation').select('id').executeTakeFirstOrThrow()
  await emit({
    subject: id,
    event: 'organisation.edited',
    body: { before: { reply: before }, after: { reply: after } },
  })
}
