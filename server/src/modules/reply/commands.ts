import type { Reply, replyApi } from '#contract/reply/api.ts'
import { unknownVariables } from '#contract/reply/fill.ts'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { Failure } from '#platform/failure.ts'
import { cleanHtml } from '#platform/html.ts'
import { keptList } from '#platform/kept-list.ts'
import { ensure } from '#platform/policy.ts'
import { worksTickets } from '../record/index.ts'
import { asReply } from './queries.ts'

type Input<Name extends keyof typeof replyApi> = z.output<(typeof replyApi)[Name]['input']>

const replies = keptList({ table: 'reply', key: 'reply', read: asReply })

export const createReply = (context: Context, given: Input<'create'>) => {
  ensure(worksTickets(context.actor))
  return replies.add(context, asValues(given))
}

export const editReply = (context: Context, given: Input<'edit'>) => {
  ensure(worksTickets(context.actor))
  return replies.change(context, given, asValues(given))
}

export const endReply = (context: Context, { id }: Input<'end'>) => {
  ensure(worksTickets(context.actor))
  return replies.end(context, id)
}

const asValues = ({ name, body, serviceId }: Input<'create'>) => ({
  name,
  body: JSON.stringify(readBody(body)),
  service_id: serviceId,
})

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
