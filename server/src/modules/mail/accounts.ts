import type { Selectable } from 'kysely'
import type { DB } from '#platform/database/schema.ts'
import type { Surroundings } from '#platform/http/surroundings.ts'
import type { ImapAccount } from '#platform/mail/read-mailbox.ts'
import type { SmtpAccount } from '#platform/mail/send.ts'
import { refreshToken, TokenRefused, type Authority } from '#platform/mail/token.ts'
import { asWorker } from '#platform/worker.ts'
import { keepSecret, readSecrets } from './secrets.ts'

export type MailboxRow = Selectable<DB['mailbox']>

const hosts = {
  microsoft: { imap: 'outlook.office365.com', smtp: 'smtp.office365.com' },
  google: { imap: 'imap.gmail.com', smtp: 'smtp.gmail.com' },
} as const

/** Where the provider of a mailbox is asked; null for a mailbox that has a password. */
export const authorityOf = (
  { kind, oauth_tenant }: Pick<MailboxRow, 'kind' | 'oauth_tenant'>,
  { microsoftLogin }: Pick<Surroundings['config'], 'microsoftLogin'>,
): Authority | null => {
  if (kind === 'microsoft') {
    const at = `${microsoftLogin}/${oauth_tenant ?? 'organizations'}/oauth2/v2.0`
    return {
      authorise: `${at}/authorize`,
      token: `${at}/token`,
      scope:
        'offline_access https://outlook.office.com/IMAP.AccessAsUser.All https://outlook.office.com/SMTP.Send',
      extra: { prompt: 'select_account' },
    }
  }
  if (kind === 'google') {
    return {
      authorise: 'https://accounts.google.com/o/oauth2/v2/auth',
      token: 'https://oauth2.googleapis.com/token',
      scope: 'https://mail.google.com/',
      extra: { access_type: 'offline', prompt: 'consent' },
    }
  }
  return null
}

/** A mailbox that is not set up far enough to be spoken with. */
export class NotSetUp extends Error {}

export const imapAccountOf = async (
  surroundings: Surroundings,
  mailbox: MailboxRow,
): Promise<ImapAccount> => {
  const known = mailbox.kind === 'microsoft' || mailbox.kind === 'google' ? hosts[mailbox.kind] : null
  const host = mailbox.imap_host ?? known?.imap ?? null
  if (host === null) throw new NotSetUp('The mailbox has no IMAP server.')
  const secret = await credentialOf(surroundings, mailbox, 'password')
  if (secret === null) throw new NotSetUp('The mailbox has no password, or was not authorised yet.')
  return {
    host,
    port: mailbox.imap_port ?? 993,
    security: mailbox.imap_security ?? 'tls',
    user: mailbox.username ?? mailbox.address,
    secret,
    folder: mailbox.folder,
  }
}

export const smtpAccountOf = async (
  surroundings: Surroundings,
  mailbox: MailboxRow,
): Promise<SmtpAccount> => {
  const known = mailbox.kind === 'microsoft' || mailbox.kind === 'google' ? hosts[mailbox.kind] : null
  const host = mailbox.smtp_host ?? known?.smtp ?? null
  if (host === null) throw new NotSetUp('The mailbox has no SMTP server.')
  const secret = await credentialOf(surroundings, mailbox, 'smtp-password')
  return {
    host,
    port: mailbox.smtp_port ?? 587,
    security: mailbox.smtp_security ?? 'starttls',
    // A relay of the house that knows us by our address asks for no password.
    user: secret === null ? null : (mailbox.username ?? mailbox.address),
    secret,
  }
}

const tokens = new Map<string, { access: string; until: Temporal.Instant; version: number }>()

const credentialOf = async (
  surroundings: Surroundings,
  mailbox: MailboxRow,
  name: 'password' | 'smtp-password',
): Promise<ImapAccount['secret'] | null> => {
  const authority = authorityOf(mailbox, surroundings.config)
  if (authority === null) {
    const secrets = await asWorker(surroundings, ({ db }) =>
      readSecrets({ db, vault: surroundings.vault }, mailbox.id),
    )
    const value = secrets[name] ?? secrets.password
    return value === undefined ? null : { kind: 'password', value }
  }
  const { clock } = surroundings
  const known = tokens.get(mailbox.id)
  if (
    known !== undefined &&
    known.version === mailbox.version &&
    Temporal.Instant.compare(clock(), known.until) < 0
  ) {
    return { kind: 'token', value: known.access }
  }
  return freshToken(surroundings, mailbox, authority)
}

/** Access tokens last for an hour and are not kept; a refresh token may be another one each time. */
const freshToken = async (
  surroundings: Surroundings,
  mailbox: MailboxRow,
  authority: Authority,
): Promise<ImapAccount['secret'] | null> => {
  const { vault, clock } = surroundings
  const secrets = await asWorker(surroundings, ({ db }) => readSecrets({ db, vault }, mailbox.id))
  const refresh = secrets['refresh-token']
  if (refresh === undefined || mailbox.oauth_client_id === null) return null
  const client = { id: mailbox.oauth_client_id, secret: secrets['client-secret'] ?? null }
  const fresh = await refreshToken(authority, client, refresh)
  if (fresh.refresh !== refresh) {
    await asWorker(surroundings, ({ db, now }) =>
      keepSecret({ db, vault, now }, { mailboxId: mailbox.id, name: 'refresh-token', secret: fresh.refresh }),
    )
  }
  const until = clock().add({ seconds: Math.max(30, Math.floor(fresh.expiresIn) - 120) })
  tokens.set(mailbox.id, { access: fresh.access, until, version: mailbox.version })
  return { kind: 'token', value: fresh.access }
}

/** What went wrong, in one line, without what nobody should read. */
export const faultOf = (error: unknown): string => {
  if (error instanceof TokenRefused) return error.message
  const said =
    error instanceof Error && 'responseText' in error && typeof error.responseText === 'string'
      ? error.responseText
      : error instanceof Error
        ? error.message || error.name
        : String(error)
  const code =
    error instanceof Error && 'code' in error && typeof error.code === 'string' ? `${error.code}: ` : ''
  return `${said.includes(code.replace(': ', '')) ? '' : code}${said}`.replaceAll(/\s+/g, ' ').slice(0, 500)
}
