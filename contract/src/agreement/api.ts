import { z } from 'zod'
import { endpoint, staff, staffAndClients } from '../endpoint.ts'
import { GivenInstant, Instant } from '../instant.ts'
import { Target } from '../grid/shape.ts'
import { all, ById, Id, Version } from '../list.ts'

/** What an agreement's version promises. */
export const AgreementContent = z.object({
  targets: z
    .array(Target)
    .min(1)
    .refine((targets) => new Set(targets.map((target) => target.priority)).size === targets.length, {
      error: 'one target a priority',
    }),
  note: z.string().max(5000).optional(),
})
export type AgreementContent = z.infer<typeof AgreementContent>

export const Agreement = z.object({
  id: Id,
  clientId: Id,
  serviceId: Id,
  calendarId: Id,
  /** The client's own priority grid, if one was agreed. */
  gridId: Id.nullable(),
  targets: z.array(Target),
  versionId: Id,
  state: z.enum(['draft', 'submitted', 'approved', 'in-force', 'superseded', 'rejected']),
  from: Instant.nullable(),
  version: Version,
})
export type Agreement = z.infer<typeof Agreement>

export const agreementApi = {
  list: endpoint(
    'GET /agreements',
    z.object({ client: Id.optional(), service: Id.optional() }),
    all(Agreement),
    {
      for: staffAndClients,
      summary: 'Agreements (SLA); a client sees its own',
    },
  ),
  read: endpoint('GET /agreements/{id}', ById, Agreement, { for: staffAndClients, summary: 'One agreement' }),
  create: endpoint(
    'POST /agreements',
    AgreementContent.extend({
      clientId: Id,
      serviceId: Id,
      calendarId: Id.optional(),
      gridId: Id.nullable().optional(),
      from: GivenInstant.or(z.iso.date()).optional(),
    }),
    Agreement,
    {
      for: staff,
      summary: 'A new agreement, or the next version of one; in force at once for who may approve',
      status: 201,
    },
  ),
}
