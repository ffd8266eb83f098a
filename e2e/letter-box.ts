import { after } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'

export interface Received {
  to: string
  subject: string
  text: string
}

/** A mail server that takes whatever the product sends, for a journey to read. */
export const listenForMail = async () => {
  const received: Received[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, session, answer) => {
      const take = async () => {
        const { subject = '', text = '' } = await simpleParser(stream)
        for (const { address } of session.envelope.rcptTo) received.push({ to: address, subject, text })
        return null
      }
      take().then(answer, answer)
    },
  })
  const port = await new Promise<number>((resolve) => {
    const listening = server.listen(0, 'localhost', () => {
      const bound = listening.address()
      resolve(typeof bound === 'object' && bound !== null ? bound.port : 0)
    })
  })
  after(() => new Promise<void>((resolve) => server.close(() => resolve())))
  return {
    port,
    /** The first letter to an address that was not read before. */
    next: async (to: string): Promise<Received> => {
      for (let tries = 0; tries < 150; tries++) {
        const found = received.findIndex((one) => one.to === to)
        const [letter] = found < 0 ? [] : received.splice(found, 1)
        if (letter !== undefined) return letter
        await sleep(100)
      }
      throw new Error(`Nothing came for ${to}.`)
    },
  }
}
