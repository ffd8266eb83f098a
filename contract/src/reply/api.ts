import { z } from 'zod'
import { endpoint, staff } from '../endpoint.ts'
import { ById, Id, kept, Nothing, Version } from '../list.ts'

const Body = z.object({
  fr: z.string().trim().min(1).max(20_000),
  en: z.string().trim().min(1).max(20_000).optional(),
})

/** A canned answer: rich text with variables (`{{demandeur}}`, `{{numero}}` …), for one service or for all. */
export const Reply = z.object({
  id: Id,
  name: z.string(),
  body: Body,
  serviceId: Id.nullable(),
  version: Version,
})
export type Reply = z.infer<typeof Reply>

const fields = {
  name: z.string().trim().min(1).max(80),
  body: Body,
  serviceId: Id.nullable().default(null),
}

export const replyApi = {
  list: endpoint('GET /replies', z.object({ service: Id.optional() }), kept(Reply), {
    for: staff,
    summary: 'Canned answers; with a service, those of it and the general ones',
  }),
  create: endpoint('POST /replies', z.object(fields), Reply, {
    for: staff,
    summary: 'A new canned answer; unknown variables are named as faults',
    status: 201,
  }),
  edit: endpoint('PATCH /replies/{id}', z.object({ ...fields, id: Id, version: Version }), Reply, {
    for: staff,
    summary: 'Edit a canned answer',
  }),
  end: endpoint('DELETE /replies/{id}', ById, Nothing, { for: staff, summary: 'End a canned answer' }),
}
