import { z } from 'zod'
import { Day, Instant } from '../instant.ts'
import { Id, Version } from '../list.ts'

/** Microsoft 365 and Google by their own sign-in, any other by IMAP and SMTP, or mail that is forwarded to our own door. */
export const MailboxKind = z.enum(['microsoft', 'google', 'imap', 'door'])
export const MailSecurity = z.enum(['tls', 'starttls', 'none'])

const Host = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9]([a-z0-9.:-]{0,251}[a-z0-9])?$/)
const Port = z.int().min(1).max(65_535)
const Folder = z.string().trim().min(1).max(200)
const Secret = z.string().min(1).max(4000)

export const MailboxInput = z.object({
  name: z.string().trim().min(1).max(100),
  address: z.email().max(320).toLowerCase(),
  kind: MailboxKind,
  clientId: Id.nullable().optional(),
  username: z.string().trim().max(320).nullable().optional(),
  imapHost: Host.nullable().optional(),
  imapPort: Port.nullable().optional(),
  imapSecurity: MailSecurity.nullable().optional(),
  smtpHost: Host.nullable().optional(),
  smtpPort: Port.nullable().optional(),
  smtpSecurity: MailSecurity.nullable().optional(),
  folder: Folder.optional(),
  doneFolder: Folder.nullable().optional(),
  refusedFolder: Folder.nullable().optional(),
  trustedServer: z.string().trim().toLowerCase().max(253).nullable().optional(),
  oauthTenant: z
    .string()
    .trim()
    .regex(/^[\w.-]{1,100}$/)
    .nullable()
    .optional(),
  oauthClientId: z.string().trim().max(300).nullable().optional(),
  secretEndsOn: Day.nullable().optional(),
  /** Also what had arrived before the mailbox was entered here. */
  readsAll: z.boolean().optional(),
  password: Secret.optional(),
  /** Only where sending wants another one. */
  smtpPassword: Secret.optional(),
  clientSecret: Secret.optional(),
  doorPassword: Secret.min(12).optional(),
})
export type MailboxInput = z.infer<typeof MailboxInput>

export const TestStep = z.enum([
  'authorised',
  'resolved',
  'connected',
  'signed-in',
  'folders',
  'sent',
  'received',
])
export type TestStep = z.infer<typeof TestStep>

export const MailboxTest = z.object({
  startedAt: Instant,
  endedAt: Instant.nullable(),
  steps: z.array(
    z.object({
      step: TestStep,
      state: z.enum(['done', 'failed']),
      /** What the other side said. */
      detail: z.string().nullable(),
    }),
  ),
})
export type MailboxTest = z.infer<typeof MailboxTest>

export const Mailbox = z.object({
  id: Id,
  name: z.string(),
  address: z.string(),
  kind: MailboxKind,
  clientId: Id.nullable(),
  clientName: z.string().nullable(),
  username: z.string().nullable(),
  imapHost: z.string().nullable(),
  imapPort: z.int().nullable(),
  imapSecurity: MailSecurity.nullable(),
  smtpHost: z.string().nullable(),
  smtpPort: z.int().nullable(),
  smtpSecurity: MailSecurity.nullable(),
  folder: z.string(),
  doneFolder: z.string().nullable(),
  refusedFolder: z.string().nullable(),
  trustedServer: z.string().nullable(),
  oauthTenant: z.string().nullable(),
  oauthClientId: z.string().nullable(),
  secretEndsOn: Day.nullable(),
  /** Which secrets are kept; what they are is never answered. */
  secrets: z.array(z.string()),
  isPaused: z.boolean(),
  readAt: Instant.nullable(),
  readFault: z.string().nullable(),
  sentAt: Instant.nullable(),
  sendFault: z.string().nullable(),
  test: MailboxTest.nullable(),
  endedAt: Instant.nullable(),
  version: Version,
})
export type Mailbox = z.infer<typeof Mailbox>

/** How a mailbox is doing, for those who look after mail. */
export const MailboxHealth = Mailbox.pick({
  id: true,
  name: true,
  isPaused: true,
  readAt: true,
  readFault: true,
  sentAt: true,
  sendFault: true,
  secretEndsOn: true,
})
