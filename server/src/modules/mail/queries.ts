import type { mailApi } from '#contract/mail/api.ts'
import { MailReason } from '#contract/mail/api.ts'
import { sql, type SqlBool } from 'kysely'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { decodeCursor, page } from '#platform/cursor.ts'
import { notFound } from '#platform/failure.ts'
import { cleanHtml } from '#platform/html.ts'
import type { Download } from '#platform/http/bind.ts'
import { htmlOfText, withPictures } from '#platform/mail/fold.ts'
import { readMessage } from '#platform/mail/parse.ts'
import { ensure } from '#platform/policy.ts'
import { composeOf, filesOf } from './dispatch.ts'
import { readInstallation } from './installation.ts'
import { mayKeepMailboxes, maySortMail } from './policy.ts'
import { readRaw } from './receive.ts'
import { readTest } from './test-state.ts'

type Input<Name extends keyof typeof mailApi> = z.output<(typeof mailApi)[Name]['input']>

const mailboxes = ({ db }: Context) =>
  db
    .selectFrom('mailbox as b')
    .leftJoin('client as c', 'c.id', 'b.client_id')
    .selectAll('b')
    .select('c.name as client_name')
    .select(
      sql<
        string[]
      >`array(select s.name from mailbox_secret s where s.mailbox_id = b.id and s.name <> 'code' order by 1)`.as(
        'secrets',
      ),
    )

type MailboxRow = Awaited<ReturnType<ReturnType<typeof mailboxes>['execute']>>[number]

export const listMailboxes = async (context: Context) => {
  ensure(maySortMail(context.actor))
  const rows = await mailboxes(context).where('b.ended_at', 'is', null).orderBy('b.name').execute()
  return { items: rows.map(asMailbox) }
}

export const readMailbox = async (context: Context, { id }: { id: string }) => {
  ensure(mayKeepMailboxes(context.actor))
  const row = await mailboxes(context).where('b.id', '=', id).executeTakeFirst()
  if (row === undefined) throw notFound()
  return asMailbox(row)
}

const asMailbox = (row: MailboxRow) => ({
  id: row.id,
  name: row.name,
  address: row.address,
  kind: row.kind,
  clientId: row.client_id,
  clientName: row.client_name,
  username: row.username,
  imapHost: row.imap_host,
  imapPort: row.imap_port,
  imapSecurity: row.imap_security,
  smtpHost: row.smtp_host,
  smtpPort: row.smtp_port,
  smtpSecurity: row.smtp_security,
  folder: row.folder,
  doneFolder: row.done_folder,
  refusedFolder: row.refused_folder,
  trustedServer: row.trusted_server,
  oauthTenant: row.oauth_tenant,
  oauthClientId: row.oauth_client_id,
  secretEndsOn: row.secret_ends_on,
  secrets: row.secrets,
  isPaused: row.is_paused,
  readAt: row.read_at,
  readFault: row.read_fault,
  sentAt: row.sent_at,
  sendFault: row.send_fault,
  test: readTest(row.test),
  endedAt: row.ended_at,
  version: row.version,
})

export const readHealth = async (context: Context) => {
  ensure(maySortMail(context.actor))
  const rows = await mailboxes(context).where('b.ended_at', 'is', null).orderBy('b.name').execute()
  const states = await context.db
    .selectFrom('mail')
    .select(['state', sql<number>`count(*)::int`.as('count')])
    .where('state', 'in', ['received', 'quarantined', 'failed', 'queued', 'dead'])
    .groupBy('state')
    .execute()
  const count = (state: string) => states.find((one) => one.state === state)?.count ?? 0
  return {
    mailboxes: rows
      .map(asMailbox)
      .map(({ id, name, isPaused, readAt, readFault, sentAt, sendFault, secretEndsOn }) => ({
        id,
        name,
        isPaused,
        readAt,
        readFault,
        sentAt,
        sendFault,
        secretEndsOn,
      })),
    counts: {
      received: count('received'),
      quarantined: count('quarantined'),
      failed: count('failed'),
      queued: count('queued'),
      dead: count('dead'),
    },
  }
}

const mails = ({ db }: Context) =>
  db
    .selectFrom('mail as m')
    .leftJoin('mailbox as b', 'b.id', 'm.mailbox_id')
    .leftJoin('record as r', 'r.id', 'm.record_id')
    .select([
      'm.id',
      'm.direction',
      'm.state',
      'm.why',
      'm.detail',
      'm.mailbox_id',
      'm.message_id',
      'm.sender',
    ])
    .select(['m.sender_name', 'm.recipients', 'm.subject', 'm.at', 'm.decided_at', 'm.due_at', 'm.attempts'])
    .select(['m.size', 'm.event', 'm.is_authenticated', 'm.is_automatic'])
    .select(['b.name as mailbox_name', 'r.number'])
    .select(
      sql<boolean>`m.html is not null or exists (select from mail_chunk k where k.mail_id = m.id)`.as(
        'has_raw',
      ),
    )

type MailRow = Awaited<ReturnType<ReturnType<typeof mails>['execute']>>[number]

export const listMails = async (
  context: Context,
  { state, mailbox, record, cursor, limit }: Input<'list'>,
) => {
  ensure(maySortMail(context.actor))
  const read = await mails(context)
    .$if(state !== undefined, (rows) => rows.where('m.state', 'in', state ?? []))
    .$if(mailbox !== undefined, (rows) => rows.where('m.mailbox_id', '=', mailbox ?? ''))
    .$if(record !== undefined, (rows) =>
      rows.where(
        sql<SqlBool>`m.record_id in (select id from record where number = ${record ?? ''}
          union all select l.id from record l join record s on s.id = l.merged_into_id where s.number = ${record ?? ''})`,
      ),
    )
    .$if(cursor !== undefined, (rows) =>
      rows.where(sql<SqlBool>`m.id < ${decodeCursor(cursor ?? '', 1)[0]}::uuid`),
    )
    .orderBy('m.id', 'desc')
    .limit(limit + 1)
    .execute()
  const { rows, nextCursor } = page(read, limit, (row) => [row.id])
  return { items: rows.map(asMail), nextCursor }
}

export const findMail = async (context: Context, id: string) => {
  ensure(maySortMail(context.actor))
  const row = await mails(context).where('m.id', '=', id).executeTakeFirst()
  if (row === undefined) throw notFound()
  return asMail(row)
}

export const readMail = async (context: Context, { id }: Input<'read'>) => {
  const mail = await findMail(context, id)
  return { ...mail, html: await htmlOf(context, mail) }
}

/** What a message says, as a record would show it. */
const htmlOf = async ({ db }: Context, { id, direction }: { id: string; direction: 'in' | 'out' }) => {
  if (direction === 'out') {
    const row = await db.selectFrom('mail').select('html').where('id', '=', id).executeTakeFirst()
    return row?.html ?? null
  }
  const raw = await readRaw(db, id)
  if (raw.length === 0) return null
  const message = await readMessage(raw).catch(() => null)
  if (message === null) return null
  const html = message.html === null ? htmlOfText(message.text) : withPictures(message.html, new Map())
  return cleanHtml(html.slice(0, 500_000))
}

export const downloadMail = async (context: Context, { id }: Input<'raw'>): Promise<Download> => {
  const { direction } = await findMail(context, id)
  const content = direction === 'in' ? await readRaw(context.db, id) : await composedAgain(context, id)
  if (content.length === 0) throw notFound()
  return { name: `${id}.eml`, mediaType: 'message/rfc822', size: content.length, content }
}

const composedAgain = async ({ db }: Context, id: string): Promise<Buffer> => {
  const row = await db.selectFrom('mail').selectAll().where('id', '=', id).executeTakeFirst()
  const installation = await readInstallation(db)
  if (row === undefined || row.html === null || installation === null) return Buffer.alloc(0)
  return composeOf({ mail: row, files: await filesOf(db, id) }, installation.id)
}

const asMail = (row: MailRow) => ({
  id: row.id,
  direction: row.direction,
  state: row.state,
  why: MailReason.nullable().catch(null).parse(row.why),
  detail: row.detail,
  mailboxId: row.mailbox_id,
  mailboxName: row.mailbox_name,
  messageId: row.message_id,
  sender: row.sender,
  senderName: row.sender_name,
  recipients: row.recipients,
  subject: row.subject,
  at: row.at,
  decidedAt: row.decided_at,
  dueAt: row.due_at,
  attempts: row.attempts,
  size: row.size,
  number: row.number,
  event: row.event,
  isAuthenticated: row.is_authenticated,
  isAutomatic: row.is_automatic,
  hasRaw: row.has_raw,
  actions: actionsOf(row),
})

type Action = 'attach' | 'admit' | 'refuse' | 'retry' | 'drop'

/** What waits for a person's word, and what may be tried again. */
const actionsOf = ({ state, has_raw }: Pick<MailRow, 'state' | 'has_raw'>): Action[] => {
  if (state === 'quarantined') return ['attach', 'admit', 'refuse']
  if (state === 'failed') return has_raw ? ['retry', 'refuse'] : ['refuse']
  if (state === 'refused') return has_raw ? ['attach', 'admit'] : []
  if (state === 'dead' || state === 'bounced') return ['retry']
  return state === 'queued' ? ['retry', 'drop'] : []
}
