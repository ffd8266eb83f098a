import { z } from 'zod'
import { Calendar } from '../calendar/shape.ts'
import { endpoint, everyone, staff } from '../endpoint.ts'
import { Id, Name, Nothing, Version } from '../list.ts'
import { Language, Password, Session } from '../session/api.ts'

export const Size = z.enum(['1-3', '4-9', '10-25'])

export const Provider = z.object({
  id: Id,
  name: z.string(),
  country: z.string(),
  region: z.string().nullable(),
  size: Size,
  zone: z.string(),
  language: Language,
  phone: z.string().nullable(),
  emergencyPhone: z.string().nullable(),
  /** Its own people sign in with a second factor, or set one up first. */
  requiresSecondFactor: z.boolean(),
  /** Who has no account may write by a form, once the address has answered. */
  takesGuests: z.boolean(),
  /** Its chains begin with `demo.seeded`. */
  isDemonstration: z.boolean(),
  version: Version,
})
export type Provider = z.infer<typeof Provider>

const fields = {
  name: Name,
  country: z.string().regex(/^[A-Z]{2}$/),
  region: z.string().max(20).nullable().optional(),
  size: Size,
  zone: z.string().max(64),
  language: Language.optional(),
  phone: z.string().trim().max(50).nullable().optional(),
  emergencyPhone: z.string().trim().max(50).nullable().optional(),
}

export const SetUp = z.object({
  secret: z.string().min(1).max(200),
  organisation: z.object(fields),
  person: z.object({ name: Name, email: z.email().max(320), password: Password }),
  calendar: Calendar.optional(),
  serviceName: Name.optional(),
  clientName: Name.optional(),
})
export type SetUp = z.infer<typeof SetUp>

export const organisationApi = {
  status: endpoint(
    'GET /set-up',
    Nothing,
    z.object({
      isSetUp: z.boolean(),
      version: z.string(),
      isDemonstration: z.boolean(),
      /** The sample organisation has been built and can be served at once. */
      hasDemonstration: z.boolean(),
      /** A mailbox sends: links to sign in can be asked for. */
      mailsLinks: z.boolean(),
      /** Who has no account may write by the form. */
      takesGuests: z.boolean(),
    }),
    {
      for: ['anyone'],
      summary: 'Has this installation been set up?',
    },
  ),
  setUp: endpoint('POST /set-up', SetUp, Session, {
    for: ['anyone'],
    summary: 'The first account, with the one-time link that the console printed; signs in',
    status: 201,
  }),
  read: endpoint('GET /organisation', Nothing, Provider, {
    for: everyone,
    summary: 'The provider',
    enrols: true,
  }),
  openDemonstration: endpoint(
    'POST /demonstration',
    z.object({ secret: z.string().min(1).max(200) }),
    Nothing,
    {
      for: ['anyone'],
      summary:
        'Build the sample organisation and serve it instead, with the one-time link of an installation that nobody has set up; takes some minutes, its passwords appear on the console',
    },
  ),
  closeDemonstration: endpoint('DELETE /demonstration', Nothing, Nothing, {
    for: staff,
    summary:
      'Leave the sample organisation: its database is dropped, the installation starts again without it',
  }),
  edit: endpoint(
    'PATCH /organisation',
    z
      .object({ ...fields, requiresSecondFactor: z.boolean(), takesGuests: z.boolean() })
      .partial()
      .extend({ version: Version }),
    Provider,
    {
      for: staff,
      summary: 'Edit the provider',
    },
  ),
}

export const organisationEvents = {
  'organisation.set-up': z.record(z.string(), z.unknown()),
  'demo.seeded': z.object({ edition: z.string() }),
}
