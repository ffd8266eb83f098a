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
  /** The second factor is required and not set up: until then, nothing else is answered. */
  mustEnrol: z.boolean(),
})
export type SessionPerson = z.infer<typeof SessionPerson>

export const Session = z.object({ person: SessionPerson })

/** The first factor was right; the second one is awaited at `POST /session/code`, and there is no session yet. */
export const PendingSignIn = z.object({ pending: z.string() })
export const SignedIn = z.union([Session, PendingSignIn])

/** Six digits of an authenticator, or a recovery code as it was written down. */
export const Code = z.string().trim().min(6).max(40)

export const SecondFactor = z.object({
  isOn: z.boolean(),
  setAt: Instant.nullable(),
  recoveryCodesLeft: z.int(),
  /** The provider asks it of its people. */
  isRequired: z.boolean(),
  hasPassword: z.boolean(),
})

export const TrustedDevice = z.object({
  id: Id,
  name: z.string(),
  createdAt: Instant,
  seenAt: Instant,
  expiresAt: Instant,
})

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
    SignedIn,
    {
      for: ['anyone'],
      summary: 'Sign in; sets the session cookie, or says that a code is awaited',
      status: 200,
    },
  ),
  giveCode: endpoint(
    'POST /session/code',
    z.object({ pending: z.string().min(20).max(200), code: Code, trusts: z.boolean().default(false) }),
    Session,
    {
      for: ['anyone'],
      summary: 'The second factor: a code of the authenticator, or a recovery code; sets the session cookie',
    },
  ),
  read: endpoint('GET /session', Nothing, Session, {
    for: everyone,
    summary: 'Who is signed in',
    enrols: true,
  }),
  signOut: endpoint('DELETE /session', Nothing, Nothing, {
    for: everyone,
    summary: 'Sign out of this browser',
    enrols: true,
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
    z.object({ current: z.string().max(200).optional(), password: Password }),
    Nothing,
    {
      for: everyone,
      summary:
        'Change your password; other sessions end. Without the present one within 15 minutes after signing in by a mailed link',
      enrols: true,
    },
  ),
  readSecondFactor: endpoint('GET /session/second-factor', Nothing, SecondFactor, {
    for: everyone,
    summary: 'Your second factor',
    enrols: true,
  }),
  beginSecondFactor: endpoint(
    'POST /session/second-factor',
    z.object({ password: z.string().max(200).optional() }),
    z.object({ secret: z.string(), uri: z.string() }),
    {
      for: everyone,
      summary: 'A secret for your authenticator; it counts once a code has confirmed it',
      enrols: true,
    },
  ),
  confirmSecondFactor: endpoint(
    'POST /session/second-factor/confirm',
    z.object({ code: Code }),
    z.object({ recoveryCodes: z.array(z.string()) }),
    { for: everyone, summary: 'The first code; answers ten recovery codes, once', enrols: true },
  ),
  renewRecoveryCodes: endpoint(
    'POST /session/second-factor/recovery-codes',
    z.object({ code: Code }),
    z.object({ recoveryCodes: z.array(z.string()) }),
    { for: everyone, summary: 'Ten new recovery codes; the old ones work no more' },
  ),
  endSecondFactor: endpoint('POST /session/second-factor/end', z.object({ code: Code }), Nothing, {
    for: everyone,
    summary: 'Do without the second factor, with a last code',
  }),
  listDevices: endpoint('GET /trusted-devices', Nothing, all(TrustedDevice), {
    for: everyone,
    summary: 'Browsers in which your code is not asked again',
  }),
  endDevice: endpoint('DELETE /trusted-devices/{id}', ById, Nothing, {
    for: everyone,
    summary: 'Trust a browser no more',
  }),
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
    z.object({ secret: z.string().min(1).max(200) }),
    z.object({
      purpose: z.enum(['set-up', 'invitation']),
      name: z.string().nullable(),
      email: z.string().nullable(),
    }),
    { for: ['anyone'], summary: 'Whom an invitation is for' },
  ),
  acceptInvitation: endpoint(
    'POST /invitations/{secret}',
    z.object({ secret: z.string().min(1).max(200), password: Password }),
    SignedIn,
    {
      for: ['anyone'],
      summary: 'Accept an invitation with a password; signs in, or says that a code is awaited',
    },
  ),
}

export const sessionEvents = {
  'session.opened': z.object({
    agent: z.string(),
    address: z.string(),
    /** By what: absent in entries of versions that knew the password alone. */
    by: z.enum(['password', 'invitation', 'link']).optional(),
    factor: z.enum(['code', 'recovery-code', 'trusted-device']).optional(),
  }),
  /** A link that signs in has left by mail. */
  'session.link-sent': z.object({ purpose: z.enum(['sign-in', 'password']) }),
  'second-factor.set': z.object({}),
  'second-factor.ended': z.object({}),
  'second-factor.reset': z.object({ reason: z.string() }),
  'second-factor.codes-renewed': z.object({}),
  'trusted-device.added': z.object({ device: Id, agent: z.string(), address: z.string() }),
  'trusted-device.ended': z.object({ device: Id }),
  'session.ended': z.object({ session: Id }),
  'token.created': z.object({ token: Id, name: z.string(), scopes: z.array(z.string()) }),
  'password.changed': z.object({}),
}
