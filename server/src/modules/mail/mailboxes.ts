import type { mailApi } from '#contract/mail/api.ts'
import type { MailboxInput } from '#contract/mail/mailbox.ts'
import { sql } from 'kysely'
import type { z } from 'zod'
import { createSubject, type Context } from '#platform/context.ts'
import { difference } from '#platform/difference.ts'
import { Failure, invalid, notFound } from '#platform/failure.ts'
import { ensure } from '#platform/policy.ts'
import { checkClient } from '../client/index.ts'
import { mayKeepMailboxes } from './policy.ts'
import { readMailbox } from './queries.ts'
import { keepSecret, type SecretName } from './secrets.ts'

type Input<Name extends keyof typeof mailApi> = z.output<(typeof mailApi)[Name]['input']>

/** What is given of a mailbox, all of it or a part. */
type Given = { [Key in keyof MailboxInput]?: MailboxInput[Key] | undefined } & {
  isPaused?: boolean | undefined
}

const doneFolder = 'Trousse'

export const createMailbox = async (context: Context, input: Input<'createMailbox'>) => {
  ensure(mayKeepMailboxes(context.actor))
  checkComplete(input)
  const { db, now } = context
  await checkClient(context, input.clientId)
  const id = await createSubject(db, 'mailbox')
  const columns = columnsOf(input)
  await db
    .insertInto('mailbox')
    .values({
      id,
      ...columns,
      name: input.name,
      address: input.address,
      kind: input.kind,
      folder: input.folder ?? 'INBOX',
      done_folder:
        input.doneFolder === undefined && input.kind !== 'door' ? doneFolder : (input.doneFolder ?? null),
      reads_from: input.readsAll === true ? '1970-01-01T00:00:00Z' : now,
    })
    .execute()
  await keepSecrets(context, id, input)
  await context.emit({ subject: id, event: 'mailbox.created', body: factsOf(input) })
  return readMailbox(context, { id })
}

export const editMailbox = async (context: Context, { id, version, ...input }: Input<'editMailbox'>) => {
  ensure(mayKeepMailboxes(context.actor))
  const before = await lockMailbox(context, id)
  if (before.version !== version) throw new Failure('stale_version', { current: before })
  if (input.kind !== undefined && input.kind !== before.kind)
    throw invalid('kind', 'a mailbox keeps its kind: end it and enter another')
  await checkClient(context, input.clientId)
  const change = difference(before, factsOf(input))
  const secrets = await keepSecrets(context, id, input)
  if (change === null && secrets.length === 0) return before
  await context.db
    .updateTable('mailbox')
    .set({
      ...columnsOf(input),
      ...(input.name === undefined ? {} : { name: input.name }),
      ...(input.address === undefined ? {} : { address: input.address }),
      ...(input.folder === undefined ? {} : { folder: input.folder }),
      ...(input.isPaused === undefined ? {} : { is_paused: input.isPaused }),
      version: version + 1,
    })
    .where('id', '=', id)
    .execute()
  const { before: was, after } = change ?? { before: {}, after: {} }
  const renewed = secrets.length === 0 ? {} : { renewed: secrets }
  await context.emit({
    subject: id,
    event: 'mailbox.edited',
    body: { before: was, after: { ...after, ...renewed } },
  })
  await tellReaders(context)
  return readMailbox(context, { id })
}

export const endMailbox = async (context: Context, { id }: Input<'endMailbox'>) => {
  ensure(mayKeepMailboxes(context.actor))
  await lockMailbox(context, id)
  const { db, now, emit } = context
  await db
    .updateTable('mailbox')
    .set({ ended_at: now, version: sql`version + 1` })
    .where('id', '=', id)
    .execute()
  await db.deleteFrom('mailbox_secret').where('mailbox_id', '=', id).execute()
  await emit({ subject: id, event: 'mailbox.ended', body: {} })
  await tellReaders(context)
  return readMailbox(context, { id })
}

/** The test itself speaks with servers outside: it is a job, and the mailbox tells how far it has come. */
export const testMailbox = async (context: Context, { id }: Input<'testMailbox'>) => {
  ensure(mayKeepMailboxes(context.actor))
  await lockMailbox(context, id)
  const test = { startedAt: context.now.toString(), endedAt: null, steps: [] }
  await context.db
    .updateTable('mailbox')
    .set({ test: JSON.stringify(test) })
    .where('id', '=', id)
    .execute()
  await sql`select wake_mail('test-mailbox')`.execute(context.db)
  return readMailbox(context, { id })
}

export const lockMailbox = async (context: Context, id: string) => {
  const row = await context.db
    .selectFrom('mailbox')
    .select('ended_at')
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) throw notFound()
  if (row.ended_at !== null) throw new Failure('not_possible', { detail: 'this mailbox has been ended' })
  return readMailbox(context, { id })
}

const checkComplete = ({ kind, imapHost, oauthClientId }: MailboxInput): void => {
  if (kind === 'imap' && (imapHost ?? null) === null)
    throw invalid('imapHost', 'the name of the IMAP server is expected')
  if ((kind === 'microsoft' || kind === 'google') && (oauthClientId ?? null) === null) {
    throw invalid('oauthClientId', 'the application id that the provider gave is expected')
  }
}

/** What the journal and a comparison may show: everything but secrets. */
const factsOf = ({
  password: _password,
  smtpPassword: _smtpPassword,
  clientSecret: _clientSecret,
  doorPassword: _doorPassword,
  readsAll: _readsAll,
  ...facts
}: Given) => facts

const columnsOf = (input: Given) => ({
  ...(input.clientId === undefined ? {} : { client_id: input.clientId }),
  ...(input.username === undefined ? {} : { username: input.username }),
  ...(input.imapHost === undefined ? {} : { imap_host: input.imapHost }),
  ...(input.imapPort === undefined ? {} : { imap_port: input.imapPort }),
  ...(input.imapSecurity === undefined ? {} : { imap_security: input.imapSecurity }),
  ...(input.smtpHost === undefined ? {} : { smtp_host: input.smtpHost }),
  ...(input.smtpPort === undefined ? {} : { smtp_port: input.smtpPort }),
  ...(input.smtpSecurity === undefined ? {} : { smtp_security: input.smtpSecurity }),
  ...(input.doneFolder === undefined ? {} : { done_folder: input.doneFolder }),
  ...(input.refusedFolder === undefined ? {} : { refused_folder: input.refusedFolder }),
  ...(input.trustedServer === undefined
    ? {}
    : { trusted_server: input.trustedServer === '' ? null : input.trustedServer }),
  ...(input.oauthTenant === undefined ? {} : { oauth_tenant: input.oauthTenant }),
  ...(input.oauthClientId === undefined ? {} : { oauth_client_id: input.oauthClientId }),
  ...(input.secretEndsOn === undefined ? {} : { secret_ends_on: input.secretEndsOn }),
})

const keepSecrets = async (
  { db, door, now }: Context,
  mailboxId: string,
  given: Given,
): Promise<SecretName[]> => {
  const secrets: [SecretName, string | undefined][] = [
    ['password', given.password],
    ['smtp-password', given.smtpPassword],
    ['client-secret', given.clientSecret],
    ['door-password', given.doorPassword],
  ]
  const kept: SecretName[] = []
  for (const [name, secret] of secrets) {
    if (secret === undefined) continue
    await keepSecret({ db, vault: door.vault, now }, { mailboxId, name, secret })
    kept.push(name)
  }
  return kept
}

const tellReaders = ({ db }: Context): Promise<unknown> =>
  sql`select pg_notify('trousse_mail', '')`.execute(db)
