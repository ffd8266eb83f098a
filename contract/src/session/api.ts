import { z } from 'zod'
import { endpoint, everyone } from '../endpoint.ts'
import { GivenInstant, Instant } from '../instant.ts'
import { all, ById, Id, Name, Nothing } from '../list.ts'
import { Role } from '../role.ts'

export const Language = z.enum(['fr', 'en'])
export const ClientLevel = z.enum(['requester', 'contact', 'signatory'])
export const Password = z.string().min(10).max(200)
export const Scope = z.enum(['read', 'write', 'intake'])

/** Who is signed in, and what the screens need to know of it. */
export const SessionPerson = z.object({
  id: Id,
  name: z.string(),
  email: z.string().nullable(),
  roles: z.array(Role),
  clientId: Id.nullable(),
  clientLevel: ClientLevel.nullable(),
  supplierId: Id.nullable(),
  isAdministrator: z.boolean(),
  language: Language,
  zone: z.string(),
  /** Roles that a team lets this person act for. */
  mandates: z.array(Role),
  teams: z.array(Id),
})
export type SessionPerson = z.infer<typeof SessionPerson>

export const Session = z.object({ person: SessionPerson })

export const OpenSession = z.object({
  id: Id,
  kind: z.enum(['browser', 'token']),
  name: z.string(),
  scopes: z.array(Scope),
  createdAt: Instant,
  seenAt: Instant,
  expiresAt: Instant.nullable(),
  isCurrent: z.boolean(),
})

export const sessionApi = {
  signIn: endpoint(
    'POST /session',
    z.object({ email: z.email().max(320), password: z.string().max(200) }),
    Session,
    { for: ['anyone'], summary: 'Sign in; sets the session cookie', status: 200 },
  ),
  read: endpoint('GET /session', Nothing, Session, { for: everyone, summary: 'Who is signed in' }),
  signOut: endpoint('DELETE /session', Nothing, Nothing, {
    for: everyone,
    summary: 'Sign out of this browser',
  }),
  list: endpoint('GET /sessions', Nothing, all(OpenSession), {
    for: everyone,
    summary: 'Your open sessions and tokens',
  }),
  end: endpoint('DELETE /sessions/{id}', ById, Nothing, {
    for: everyone,
    summary: 'End one of your sessions or tokens',
  }),
  changePassword: endpoint(
    'POST /session/password',
    z.object({ current: z.string().max(200), password: Password }),
    Nothing,
    { for: everyone, summary: 'Change your password; other sessions end' },
  ),
  createToken: endpoint(
    'POST /tokens',
    z.object({
      name: Name,
      scopes: z.array(Scope).min(1).default(['read', 'write']),
      expiresAt: GivenInstant.optional(),
    }),
    z.object({ id: Id, token: z.string() }),
    { for: everyone, summary: 'A bearer token for a program; shown once', status: 201 },
  ),
  readInvitation: endpoint(
    'GET /invitations/{secret}',
    z.object({ secret: z.string().min(20).max(200) }),
    z.object({
      purpose: z.enum(['set-up', 'invitation']),
      name: z.string().nullable(),
      email: z.string().nullable(),
    }),
    { for: ['anyone'], summary: 'Whom an invitation is for' },
  ),
  acceptInvitation: endpoint(
    'POST /invitations/{secret}',
    z.object({ secret: z.string().min(20).max(200), password: Password }),
    Session,
    { for: ['anyone'], summary: 'Accept an invitation with a password; signs in' },
  ),
}

export const sessionEvents = {
  'session.opened': z.object({ agent: z.string(), address: z.string() }),
  'session.ended': z.object({ session: Id }),
  'token.created': z.object({ token: Id, name: z.string(), scopes: z.array(z.string()) }),
  'password.changed': z.object({}),
}
