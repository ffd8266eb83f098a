import { after } from 'node:test'
import { SMTPServer } from 'smtp-server'
import { readMessage, type Message } from '#platform/mail/parse.ts'
import type { TestServer } from './server.ts'

/** A mail server that takes what we send, or refuses it as a test wants. */
export const openPostOffice = async () => {
  const taken: Buffer[] = []
  let refusal: number | null = null
  const post = new SMTPServer({
    authOptional: true,
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    onAuth: (_auth, _session, done) => done(null, { user: 'support' }),
    onRcptTo: (_address, _session, done) =>
      done(refusal === null ? null : Object.assign(new Error('not now'), { responseCode: refusal })),
    onData: (stream, _session, done) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        taken.push(Buffer.concat(chunks))
        done()
      })
    },
  })
  const port = await new Promise<number>((resolve) => {
    const socket = post.listen(0, '127.0.0.1', () => {
      const bound = socket.address()
      resolve(typeof bound === 'object' && bound !== null ? bound.port : 0)
    })
  })
  after(() => new Promise<void>((resolve) => post.close(() => resolve())))
  return {
    port,
    taken,
    refuse: (code: number | null) => {
      refusal = code
    },
    /** Lets what is to follow follow, and answers what left by it. */
    collect: async (server: TestServer): Promise<Message[]> => {
      taken.length = 0
      await server.runReactions()
      await server.runChore('send-mail')
      return Promise.all(taken.map((raw) => readMessage(raw)))
    },
  }
}
