import { mailApi } from '#contract/mail/api.ts'
import type { InputOf } from '#contract/endpoint.ts'
import { openPool } from '#platform/database/connect.ts'
import { keepMail } from '../modules/mail/receive.ts'
import { openLetter } from '../modules/mail/sealed.ts'
import { anAdministrator } from './makers.ts'
import type { TestServer } from './server.ts'

/** A message as it arrives; what is left out is ordinary. */
export interface Written {
  from: string
  to?: string
  subject?: string
  text?: string
  html?: string
  messageId?: string
  inReplyTo?: string
  references?: readonly string[]
  headers?: Readonly<Record<string, string>>
  /** Instead of a text: a body with its own content type. */
  body?: { type: string; content: string }
}

let count = 0

export const newId = (): string => `${(count += 1)}.${process.pid}@sender.test`

export const asRaw = (mail: Written): Buffer => {
  const {
    from,
    to = 'support@provider.test',
    subject = 'Panne',
    text = 'Bonjour, cela ne marche plus.',
  } = mail
  const body =
    mail.body ??
    (mail.html === undefined
      ? { type: 'text/plain; charset=utf-8', content: text }
      : { type: 'text/html; charset=utf-8', content: mail.html })
  const headers = {
    ...mail.headers,
    From: from,
    To: to,
    Subject: subject,
    Date: 'Mon, 02 Mar 2026 09:00:00 +0000',
    'Message-ID': `<${mail.messageId ?? newId()}>`,
    ...(mail.inReplyTo === undefined ? {} : { 'In-Reply-To': `<${mail.inReplyTo}>` }),
    ...(mail.references === undefined
      ? {}
      : { References: mail.references.map((id) => `<${id}>`).join(' ') }),
    'MIME-Version': '1.0',
    'Content-Type': body.type,
  }
  const head = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${body.content.replaceAll(/\r?\n/g, '\r\n')}\r\n`)
}

export const aMailbox = async (
  server: TestServer,
  given: Partial<InputOf<typeof mailApi.createMailbox>> = {},
) => {
  const { caller } = await anAdministrator(server)
  return caller.get(mailApi.createMailbox, {
    name: 'Support',
    address: 'support@provider.test',
    kind: 'imap',
    imapHost: 'imap.provider.test',
    smtpHost: 'smtp.provider.test',
    trustedServer: 'mx.provider.test',
    password: 'le mot de passe de la boîte',
    ...given,
  })
}

/** A message arrives in a mailbox and is decided upon, as the reader and the worker would. */
export const deliver = async (
  server: TestServer,
  mailbox: { id: string },
  mail: Written | Buffer,
  options: { isAdmitted?: boolean } = {},
): Promise<void> => {
  const raw = Buffer.isBuffer(mail) ? mail : asRaw(mail)
  await keepMail(server.surroundings, {
    mailboxId: mailbox.id,
    raw,
    head: raw,
    size: raw.length,
    place: null,
    ...options,
  })
  await server.runChore('file-mail')
}

/** Everything that came in or waits to leave, oldest first. */
export const allMails = async (server: TestServer) => {
  const { caller } = await anAdministrator(server)
  const { items } = await caller.get(mailApi.list, { limit: 200 })
  return items.toReversed()
}

export const lastMail = async (server: TestServer, direction: 'in' | 'out' = 'in') => {
  const found = (await allMails(server)).findLast((one) => one.direction === direction)
  if (found === undefined) throw new Error(`There is no mail ${direction}.`)
  return found
}

/** Rows of the database as its owner sees them. */
export const rowsOf = async <Row extends object>(
  server: TestServer,
  text: string,
  values: unknown[] = [],
): Promise<Row[]> => {
  const pool = openPool(server.ownerUrl, { max: 1 })
  try {
    return (await pool.query<Row>(text, values)).rows
  } finally {
    await pool.end()
  }
}

/** The link of the newest message to an address, as its addressee alone reads it; null where none waits to leave. */
export const mailedLink = async (server: TestServer, address: string): Promise<string | null> => {
  const [newest] = await rowsOf<{ id: string }>(
    server,
    `select id from mail where direction = 'out' and recipients[1] = $1 order by id desc limit 1`,
    [address],
  )
  const letter = newest === undefined ? null : await openLetter(server.surroundings, newest.id)
  return /href="[^"]*\/([\w-]{20,})"/.exec(letter ?? '')?.[1] ?? null
}
