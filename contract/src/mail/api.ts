import { z } from 'zod'
import { endpoint, staff } from '../endpoint.ts'
import { Instant } from '../instant.ts'
import { all, ById, Id, listOf, Nothing, Paging, Version } from '../list.ts'
import { ByNumber, RecordNumber } from '../record/shape.ts'
import { Mailbox, MailboxHealth, MailboxInput } from './mailbox.ts'

export const MailState = z.enum([
  'received',
  'filed',
  'quarantined',
  'refused',
  'failed',
  'queued',
  'sent',
  'bounced',
  'dead',
  'dropped',
])
export type MailState = z.infer<typeof MailState>

/** Why a message was not filed, or filed as it was. */
export const MailReason = z.enum([
  'report',
  'comment',
  'internal-note',
  'thanks',
  'calendar-answer',
  'after-resolution',
  'after-closure',
  'bounce',
  'own-mail',
  'auto-reply',
  'list-mail',
  'unknown-sender',
  'unknown-bounce',
  'disowned',
  'not-authenticated',
  'not-visible',
  'too-many',
  'too-large',
  'blocked',
  'by-hand',
  'unreadable',
  'refused-by-server',
  'given-up',
  'overtaken',
])
export type MailReason = z.infer<typeof MailReason>

export const Mail = z.object({
  id: Id,
  direction: z.enum(['in', 'out']),
  state: MailState,
  why: MailReason.nullable(),
  /** What the other server said, or what went wrong. */
  detail: z.string().nullable(),
  mailboxId: Id.nullable(),
  mailboxName: z.string().nullable(),
  messageId: z.string(),
  sender: z.string(),
  senderName: z.string().nullable(),
  recipients: z.array(z.string()),
  subject: z.string(),
  at: Instant,
  decidedAt: Instant.nullable(),
  dueAt: Instant.nullable(),
  attempts: z.int(),
  size: z.int(),
  /** Where it was filed, or which conversation it seems to belong to. */
  number: z.string().nullable(),
  event: z.string().nullable(),
  isAuthenticated: z.boolean(),
  isAutomatic: z.boolean(),
  hasRaw: z.boolean(),
  /** What may be done with it now. */
  actions: z.array(z.enum(['attach', 'admit', 'refuse', 'retry', 'drop'])),
})
export type Mail = z.infer<typeof Mail>

const states = z
  .string()
  .max(200)
  .transform((text) => text.split(',').filter(Boolean))
  .pipe(z.array(MailState).min(1))

export const BlockedSender = z.object({
  address: z.string(),
  at: Instant,
  blockedByName: z.string().nullable(),
  reason: z.string().nullable(),
})

const MailboxTestAsked = ById

export const mailApi = {
  listMailboxes: endpoint('GET /mailboxes', Nothing, all(Mailbox), { for: staff, summary: 'Mailboxes' }),
  readMailbox: endpoint('GET /mailboxes/{id}', ById, Mailbox, {
    for: staff,
    summary: 'One mailbox, with its last test',
  }),
  createMailbox: endpoint('POST /mailboxes', MailboxInput, Mailbox, {
    for: staff,
    summary: 'A new mailbox; secrets are sealed and never answered',
    status: 201,
  }),
  editMailbox: endpoint(
    'PATCH /mailboxes/{id}',
    MailboxInput.partial().extend({ id: Id, version: Version, isPaused: z.boolean().optional() }),
    Mailbox,
    { for: staff, summary: 'Edit a mailbox; a secret that is left out stays' },
  ),
  endMailbox: endpoint('POST /mailboxes/{id}/end', ById, Mailbox, {
    for: staff,
    summary: 'Read and send by a mailbox no more; its secrets are forgotten',
  }),
  testMailbox: endpoint('POST /mailboxes/{id}/test', MailboxTestAsked, Mailbox, {
    for: staff,
    summary: 'Try a mailbox step by step, up to a message to itself; read the mailbox again for the result',
  }),
  authoriseMailbox: endpoint('POST /mailboxes/{id}/authorisation', ById, z.object({ url: z.string() }), {
    for: staff,
    summary: 'The page of Microsoft or Google where somebody lends us the mailbox',
  }),
  finishAuthorisation: endpoint(
    'POST /mailbox-authorisations',
    z.object({ attempt: z.string().min(20).max(200), code: z.string().min(1).max(4000) }),
    Mailbox,
    { for: staff, summary: 'What that page sent back' },
  ),
  health: endpoint(
    'GET /mail-health',
    Nothing,
    z.object({
      mailboxes: z.array(MailboxHealth),
      counts: z.object({
        received: z.int(),
        quarantined: z.int(),
        failed: z.int(),
        queued: z.int(),
        dead: z.int(),
      }),
    }),
    { for: staff, summary: 'When each mailbox was last read and written by, and what waits' },
  ),
  list: endpoint(
    'GET /mails',
    Paging.extend({ state: states.optional(), mailbox: Id.optional(), record: RecordNumber.optional() }),
    listOf(Mail),
    { for: staff, summary: 'Every message in and out with its result, latest first' },
  ),
  read: endpoint('GET /mails/{id}', ById, Mail.extend({ html: z.string().nullable() }), {
    for: staff,
    summary: 'One message with what it says, cleaned',
  }),
  raw: endpoint('GET /mails/{id}/raw', ById, z.string(), {
    for: staff,
    summary: 'The message as it came, kept for twelve months',
    transport: 'file',
  }),
  attach: endpoint('POST /mails/{id}/attach', ByNumber.extend({ id: Id }), Mail, {
    for: staff,
    summary: 'File a message of the quarantine on a record',
  }),
  admit: endpoint(
    'POST /mails/{id}/admit',
    z.object({ id: Id, clientId: Id, name: z.string().trim().min(1).max(200) }),
    Mail,
    { for: staff, summary: 'Make its sender a person of a client, and the message a ticket' },
  ),
  refuse: endpoint(
    'POST /mails/{id}/refuse',
    z.object({ id: Id, blocks: z.boolean().default(false) }),
    Mail,
    {
      for: staff,
      summary: 'Refuse a message of the quarantine, and its sender from now on if asked',
    },
  ),
  retry: endpoint('POST /mails/{id}/retry', ById, Mail, {
    for: staff,
    summary: 'Try again what could not be filed or sent',
  }),
  drop: endpoint(
    'POST /mails/{id}/drop',
    z.object({ id: Id, reason: z.string().trim().min(3).max(500) }),
    Mail,
    { for: staff, summary: 'Do not send a message, with a reason' },
  ),
  readDomains: endpoint('GET /clients/{id}/domains', ById, z.object({ domains: z.array(z.string()) }), {
    for: staff,
    summary: 'Domains whose senders are taken for people of the client',
  }),
  writeDomains: endpoint(
    'PUT /clients/{id}/domains',
    z.object({ id: Id, domains: z.array(z.string().trim().toLowerCase().min(3).max(253)).max(50) }),
    z.object({ domains: z.array(z.string()) }),
    { for: staff, summary: 'Say them anew; those that anybody can have are refused' },
  ),
  blocked: endpoint('GET /blocked-senders', Nothing, all(BlockedSender), {
    for: staff,
    summary: 'Senders whose mail is refused',
  }),
  block: endpoint(
    'POST /blocked-senders',
    z.object({ address: z.email().max(320), reason: z.string().trim().min(1).max(500) }),
    BlockedSender,
    { for: staff, summary: 'Refuse mail of an address from now on, with a reason', status: 201 },
  ),
  unblock: endpoint('POST /blocked-senders/unblock', z.object({ address: z.string().max(320) }), Nothing, {
    for: staff,
    summary: 'Take mail of a sender again',
  }),
}

const Facts = z.record(z.string(), z.unknown())
export const mailEvents = {
  'mailbox.created': Facts,
  'mailbox.edited': z.object({ before: Facts, after: Facts }),
  'mailbox.ended': z.object({}),
  /** Lent to us by its provider's own page. */
  'mailbox.authorised': z.object({}),
  /** Senders that were blocked or let in again. */
  'mailbox.sender-judged': z.object({ address: z.string(), isBlocked: z.boolean() }),
}
