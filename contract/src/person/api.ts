import { z } from 'zod'
import { endpoint, staff, staffAndClients } from '../endpoint.ts'
import { GivenInstant, Instant } from '../instant.ts'
import { all, ById, Id, listOf, Name, Nothing, Paging, QueryFlag, Version } from '../list.ts'
import { Role } from '../role.ts'
import { ClientLevel, Language, Password } from '../session/api.ts'

export const Person = z.object({
  id: Id,
  name: z.string(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  roles: z.array(Role),
  clientId: Id.nullable(),
  clientLevel: ClientLevel.nullable(),
  supplierId: Id.nullable(),
  isAdministrator: z.boolean(),
  language: Language,
  zone: z.string(),
  endedAt: Instant.nullable(),
  hasPassword: z.boolean(),
  /** Signs in with a second factor; null where the reader need not know. */
  hasSecondFactor: z.boolean().nullable(),
  version: Version,
})
export type Person = z.infer<typeof Person>

const fields = {
  name: Name,
  email: z.email().max(320).toLowerCase().nullable().optional(),
  phone: z.string().trim().max(50).nullable().optional(),
  roles: z.array(Role).max(6),
  clientId: Id.nullable().optional(),
  clientLevel: ClientLevel.nullable().optional(),
  supplierId: Id.nullable().optional(),
  isAdministrator: z.boolean().optional(),
  language: Language.optional(),
  zone: z.string().max(64).optional(),
}

export const CreatePerson = z.object({ ...fields, password: Password.optional() })
export const EditPerson = z.object(fields).partial().extend({ id: Id, version: Version })

export const Substitution = z.object({
  id: Id,
  personId: Id,
  substituteId: Id,
  startsAt: Instant,
  endsAt: Instant,
})

export const personApi = {
  list: endpoint(
    'GET /people',
    Paging.extend({
      q: z.string().max(200).optional(),
      client: Id.optional(),
      supplier: Id.optional(),
      role: Role.optional(),
      /** The provider's own, those without a role too: a team may mandate them. */
      colleagues: QueryFlag.optional(),
      /** Digits of a telephone number, as a caller's display gives them. */
      phone: z.string().max(50).optional(),
      ended: QueryFlag.optional(),
    }),
    listOf(Person),
    { for: staffAndClients, summary: 'People; a client sees its own' },
  ),
  read: endpoint('GET /people/{id}', ById, Person, { for: staffAndClients, summary: 'One person' }),
  create: endpoint('POST /people', CreatePerson, Person, {
    for: staff,
    summary: 'A new person of the provider, a client or a supplier',
    status: 201,
  }),
  edit: endpoint('PATCH /people/{id}', EditPerson, Person, { for: staff, summary: 'Edit a person' }),
  end: endpoint('POST /people/{id}/end', ById, Person, {
    for: staff,
    summary: 'End a person: sessions are closed, the past stays',
  }),
  invite: endpoint('POST /people/{id}/invitation', ById, z.object({ url: z.string(), expiresAt: Instant }), {
    for: staff,
    summary: 'A one-time link with which the person sets a password',
    status: 201,
  }),
  resetSecondFactor: endpoint(
    'POST /people/{id}/second-factor/reset',
    z.object({ id: Id, reason: z.string().trim().min(3).max(500) }),
    Person,
    { for: staff, summary: 'Take away the second factor of somebody who has lost it, with a reason' },
  ),
  editSelf: endpoint(
    'PATCH /session/person',
    z.object({
      language: Language.optional(),
      zone: z.string().max(64).optional(),
      phone: z.string().max(50).nullable().optional(),
    }),
    Person,
    { for: ['staff', 'client', 'supplier'], summary: 'Your own language, time zone and telephone' },
  ),
  listSubstitutions: endpoint('GET /substitutions', Nothing, all(Substitution), {
    for: staff,
    summary: 'Who stands in for whom, now and later',
  }),
  substitute: endpoint(
    'POST /substitutions',
    z.object({ personId: Id, substituteId: Id, startsAt: GivenInstant, endsAt: GivenInstant }),
    Substitution,
    { for: staff, summary: 'Name a substitute for an absence', status: 201 },
  ),
  endSubstitution: endpoint('DELETE /substitutions/{id}', ById, Nothing, {
    for: staff,
    summary: 'End a substitution',
  }),
}

const Facts = z.record(z.string(), z.unknown())
export const personEvents = {
  'person.created': Facts,
  'person.edited': z.object({ before: Facts, after: Facts }),
  'person.ended': z.object({}),
  'person.invited': z.object({ expiresAt: z.string() }),
  'substitution.named': z.object({ substituteId: Id, startsAt: z.string(), endsAt: z.string() }),
  'substitution.ended': z.object({ substitution: Id }),
}
