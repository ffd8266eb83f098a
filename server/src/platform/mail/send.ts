import { z } from 'zod'

export interface SmtpAccount {
  host: string
  port: number
  security: 'tls' | 'starttls' | 'none'
  user: string | null
  /** A password, or an access token fetched just now. */
  secret: { kind: 'password' | 'token'; value: string } | null
}

export type Outcome =
  | { kind: 'sent' }
  /** This message will never be taken. */
  | { kind: 'refused'; detail: string }
  /** It may be taken later. */
  | { kind: 'delayed'; detail: string }
  /** The account does not work: no other message will leave by it either. */
  | { kind: 'unusable'; detail: string }

export interface Sender {
  send: (letter: { from: string; to: string; raw: Buffer }) => Promise<Outcome>
  close: () => void
}

/** One connection to the server that takes our mail, for as many messages as wait. */
export const openSender = async (account: SmtpAccount): Promise<Sender> => {
  // Loaded where it is needed: a start without mail need not wait for it.
  const { createTransport } = await import('nodemailer')
  const transport = createTransport({
    pool: true,
    maxConnections: 1,
    host: account.host,
    port: account.port,
    secure: account.security === 'tls',
    requireTLS: account.security === 'starttls',
    ignoreTLS: account.security === 'none',
    connectionTimeout: 15_000,
    greetingTimeout: 15_000,
    socketTimeout: 60_000,
    disableFileAccess: true,
    disableUrlAccess: true,
    ...authOf(account),
  })
  return {
    send: async ({ from, to, raw }) => {
      try {
        await transport.sendMail({ envelope: { from, to: [to] }, raw })
        return { kind: 'sent' }
      } catch (error) {
        return outcomeOf(error)
      }
    },
    close: () => transport.close(),
  }
}

const authOf = ({ user, secret }: SmtpAccount) => {
  if (user === null || secret === null) return {}
  return secret.kind === 'token'
    ? { auth: { type: 'OAuth2' as const, user, accessToken: secret.value } }
    : { auth: { user, pass: secret.value } }
}

/** What the library says of a failure, as far as it says it. */
const Said = z.looseObject({
  code: z.string().optional().catch(undefined),
  responseCode: z.number().optional().catch(undefined),
  command: z.string().optional().catch(undefined),
  response: z.string().optional().catch(undefined),
})

const outcomeOf = (error: unknown): Outcome => {
  const { code, responseCode, command, response } = Said.parse(error)
  const detail = (response ?? (error instanceof Error ? error.message : String(error)))
    .replaceAll(/\s+/g, ' ')
    .slice(0, 500)
  // Whoever does not let us in, or does not answer, says nothing about this message.
  if (
    responseCode === undefined ||
    code === 'EAUTH' ||
    command === 'CONN' ||
    command?.startsWith('AUTH') === true
  ) {
    return { kind: 'unusable', detail }
  }
  return responseCode >= 500 && responseCode !== 503
    ? { kind: 'refused', detail }
    : { kind: 'delayed', detail }
}
