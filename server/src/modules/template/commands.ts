import type { TicketTemplate, templateApi } from '#contract/template/api.ts'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { Failure, notFound } from '#platform/failure.ts'
import { cleanHtml } from '#platform/html.ts'
import { ensure } from '#platform/policy.ts'
import { worksTickets } from '../record/index.ts'
import { asTemplate } from './queries.ts'

type Input<Name extends keyof typeof templateApi> = z.output<(typeof templateApi)[Name]['input']>

export const createTemplate = async (context: Context, { name, content }: Input<'create'>) => {
  ensure(worksTickets(context.actor))
  const row = await context.db
    .insertInto('ticket_template')
    .values({ name, content: JSON.stringify(cleaned(content)) })
    .returningAll()
    .executeTakeFirstOrThrow()
  const template = asTemplate(row)
  await note(context, null, template)
  return template
}

export const editTemplate = async (context: Context, { id, version, name, content }: Input<'edit'>) => {
  ensure(worksTickets(context.actor))
  const before = await lockTemplate(context, id)
  if (before.version !== version) throw new Failure('stale_version', { current: before })
  const row = await context.db
    .updateTable('ticket_template')
    .set((template) => ({
      name,
      content: JSON.stringify(cleaned(content)),
      version: template('version', '+', 1),
    }))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
  const template = asTemplate(row)
  await note(context, before, template)
  return template
}

export const endTemplate = async (context: Context, { id }: Input<'end'>) => {
  ensure(worksTickets(context.actor))
  const before = await lockTemplate(context, id)
  await context.db
    .updateTable('ticket_template')
    .set({ ended_at: context.now })
    .where('id', '=', id)
    .execute()
  await note(context, before, null)
  return {}
}

const cleaned = (content: TicketTemplate['content']): TicketTemplate['content'] => ({
  ...content,
  description: cleanHtml(content.description),
})

const lockTemplate = async ({ db }: Context, id: string): Promise<TicketTemplate> => {
  const row = await db
    .selectFrom('ticket_template')
    .selectAll()
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) throw notFound()
  return asTemplate(row)
}

/** Templates are the provider's list: its journal tells how the list changed. */
const note = async ({ db, emit }: Context, before: TicketTemplate | null, after: TicketTemplate | null) => {
  const { id } = await db.selectFrom('organisation').select('id').executeTakeFirstOrThrow()
  await emit({
    subject: id,
    event: 'organisation.edited',
    body: { before: { template: before }, after: { template: after } },
  })
}
