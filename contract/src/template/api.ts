import { z } from 'zod'
import { endpoint, staff } from '../endpoint.ts'
import { ById, Id, kept, Nothing, Version } from '../list.ts'
import { TicketKind } from '../service/api.ts'

const Line = z.object({ label: z.string().trim().min(1).max(200), isRequired: z.boolean() })

/** A ticket filled in beforehand; what it leaves open is asked on the telephone. */
const Content = z.object({
  kind: TicketKind,
  title: z.string().trim().max(300).default(''),
  description: z.string().max(20_000).default(''),
  serviceId: Id.nullable().default(null),
  categoryId: Id.nullable().default(null),
  urgency: z.int().min(1).max(5).nullable().default(null),
  impact: z.int().min(1).max(5).nullable().default(null),
  checklist: z.array(Line).max(60).default([]),
})

export const TicketTemplate = z.object({ id: Id, name: z.string(), content: Content, version: Version })
export type TicketTemplate = z.infer<typeof TicketTemplate>

const fields = { name: z.string().trim().min(1).max(80), content: Content }

export const templateApi = {
  list: endpoint('GET /ticket-templates', Nothing, kept(TicketTemplate), {
    for: staff,
    summary: 'Ticket templates',
  }),
  create: endpoint('POST /ticket-templates', z.object(fields), TicketTemplate, {
    for: staff,
    summary: 'A new ticket template',
    status: 201,
  }),
  edit: endpoint(
    'PATCH /ticket-templates/{id}',
    z.object({ ...fields, id: Id, version: Version }),
    TicketTemplate,
    { for: staff, summary: 'Edit a ticket template' },
  ),
  end: endpoint('DELETE /ticket-templates/{id}', ById, Nothing, {
    for: staff,
    summary: 'End a ticket template',
  }),
}
