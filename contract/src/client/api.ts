import { z } from 'zod'
import { endpoint, staff, staffAndClients } from '../endpoint.ts'
import { Instant } from '../instant.ts'
import { ById, Id, listOf, Name, Paging, QueryFlag, Version } from '../list.ts'

const contact = {
  email: z.email().max(320).nullable().optional(),
  phone: z.string().trim().max(50).nullable().optional(),
  address: z.string().trim().max(500).nullable().optional(),
  notes: z.string().trim().max(5000).nullable().optional(),
}

/** A client and a supplier are known by the same things. */
export const Organisation = z.object({
  id: Id,
  name: z.string(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  address: z.string().nullable(),
  /** The provider's own remarks: null for the organisation itself. */
  notes: z.string().nullable(),
  endedAt: Instant.nullable(),
  version: Version,
})
export type Organisation = z.infer<typeof Organisation>

export const CreateOrganisation = z.object({ name: Name, ...contact })
export const EditOrganisation = z.object({ id: Id, name: Name.optional(), ...contact, version: Version })
export const OrganisationFilter = Paging.extend({
  q: z.string().max(200).optional(),
  ended: QueryFlag.optional(),
})

export const clientApi = {
  list: endpoint('GET /clients', OrganisationFilter, listOf(Organisation), {
    for: staffAndClients,
    summary: 'Clients; a client sees itself',
  }),
  read: endpoint('GET /clients/{id}', ById, Organisation, { for: staffAndClients, summary: 'One client' }),
  create: endpoint('POST /clients', CreateOrganisation, Organisation, {
    for: staff,
    summary: 'A new client',
    status: 201,
  }),
  edit: endpoint('PATCH /clients/{id}', EditOrganisation, Organisation, {
    for: staff,
    summary: 'Edit a client',
  }),
  end: endpoint('POST /clients/{id}/end', ById, Organisation, {
    for: staff,
    summary: 'End a client: its people can no longer sign in',
  }),
}

const Facts = z.record(z.string(), z.unknown())
export const clientEvents = {
  'organisation.created': Facts,
  'organisation.edited': z.object({ before: Facts, after: Facts }),
  'organisation.ended': z.object({}),
}
