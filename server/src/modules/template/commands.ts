import type { templateApi } from '#contract/template/api.ts'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { cleanHtml } from '#platform/html.ts'
import { keptList } from '#platform/kept-list.ts'
import { ensure } from '#platform/policy.ts'
import { worksTickets } from '../record/index.ts'
import { asTemplate } from './queries.ts'

type Input<Name extends keyof typeof templateApi> = z.output<(typeof templateApi)[Name]['input']>

const templates = keptList({ table: 'ticket_template', key: 'template', read: asTemplate })

export const createTemplate = (context: Context, given: Input<'create'>) => {
  ensure(worksTickets(context.actor))
  return templates.add(context, asValues(given))
}

export const editTemplate = (context: Context, given: Input<'edit'>) => {
  ensure(worksTickets(context.actor))
  return templates.change(context, given, asValues(given))
}

export const endTemplate = (context: Context, { id }: Input<'end'>) => {
  ensure(worksTickets(context.actor))
  return templates.end(context, id)
}

const asValues = ({ name, content }: Input<'create'>) => ({
  name,
  content: JSON.stringify({ ...content, description: cleanHtml(content.description) }),
})
