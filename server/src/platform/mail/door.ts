import { readFile } from 'node:fs/promises'
import { largestMail } from './parse.ts'

/** What the door asks the product; a promise that fails refuses for now, so that the other server tries again. */
export interface DoorKeeper {
  /** May mail for this address come in at all? */
  knows: (recipient: string) => Promise<boolean>
  /** Whose door it is that this password opens; null: nobody's. */
  admit: (user: string, password: string) => Promise<string | null>
  /** The message is kept when this has come to its end: only then the other server is told so. */
  keep: (arrival: {
    raw: Buffer
    recipients: string[]
    nullSender: boolean
    admitted: string | null
  }) => Promise<void>
}

interface DoorOptions {
  host: string
  port: number
  certificate: string | null
  key: string | null
}

/** A mail server of our own, for addresses that are forwarded to us. It takes mail in and sends none. */
export const openDoor = async (
  { host, port, certificate, key }: DoorOptions,
  keeper: DoorKeeper,
): Promise<{ port: number; stop: () => Promise<void> }> => {
  // Loaded where it is needed: a start without mail need not wait for it.
  const { SMTPServer } = await import('smtp-server')
  const server = new SMTPServer({
    name: 'trousse',
    banner: 'Trousse',
    size: largestMail,
    rejectOversized: true,
    authOptional: true,
    authMethods: ['PLAIN', 'LOGIN'],
    disableReverseLookup: true,
    maxClients: 50,
    maxRecipients: 20,
    socketTimeout: 60_000,
    closeTimeout: 5000,
    ...(certificate === null || key === null
      ? {}
      : { cert: await readFile(certificate), key: await readFile(key) }),
    onAuth: ({ username = '', password }, _session, answer) => {
      keeper.admit(username.toLowerCase(), password ?? '').then(
        (user) => (user === null ? answer(refusal(535, 'Wrong user or password')) : answer(null, { user })),
        () => answer(refusal(454, 'Try again later')),
      )
    },
    onRcptTo: ({ address }, _session, answer) => {
      keeper.knows(address.toLowerCase()).then(
        (isKnown) => answer(isKnown ? null : refusal(550, 'No such mailbox here')),
        () => answer(refusal(451, 'Try again later')),
      )
    },
    onData: (stream, session, answer) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => {
        // What is too large is read to its end, as the protocol wants, and not kept.
        if (!stream.sizeExceeded) chunks.push(chunk)
      })
      stream.on('error', () => answer(refusal(451, 'Try again later')))
      stream.on('end', () => {
        if (stream.sizeExceeded) return answer(refusal(552, 'Message too large'))
        const { mailFrom, rcptTo } = session.envelope
        const arrival = {
          raw: Buffer.concat(chunks),
          recipients: rcptTo.map(({ address }) => address.toLowerCase()),
          nullSender: mailFrom === false || mailFrom.address === '',
          admitted: typeof session.user === 'string' ? session.user : null,
        }
        keeper.keep(arrival).then(
          () => answer(null, 'Kept'),
          () => answer(refusal(451, 'Not kept, try again later')),
        )
      })
    },
  })
  server.on('error', () => undefined)
  const listening = await new Promise<number>((resolve, reject) => {
    server.once('error', reject)
    const socket = server.listen(port, host, () => {
      const address = socket.address()
      resolve(typeof address === 'object' && address !== null ? address.port : port)
    })
  })
  return { port: listening, stop: () => new Promise((resolve) => server.close(() => resolve())) }
}

const refusal = (responseCode: number, message: string): Error =>
  Object.assign(new Error(message), { responseCode })
