import { setTimeout as sleep } from 'node:timers/promises'
import { openSender } from '#platform/mail/send.ts'
import type { Caller, Firm } from './firm.ts'

export interface MailFigures {
  count: number
  /** From the first one at the door until the last one is a ticket. */
  perMinute: number
  /** Taken by the door, and so kept, before any of them is looked at further. */
  doorPerMinute: number
}

const address = 'aide@provider.test'
const lines = 4

/** So many mails of people on file, forwarded to our own door over four connections: each becomes a ticket, with its answer queued. */
export const measureMails = async (
  { port, first }: { port: number; first: Caller },
  { writers }: Firm,
): Promise<MailFigures> => {
  await first.call('POST', '/mailboxes', { name: 'Aide', address, kind: 'door' })
  const began = performance.now()
  await Promise.all(
    Array.from({ length: lines }, async (_, line) => {
      const sender = await openSender({ host: 'localhost', port, security: 'none', user: null, secret: null })
      for (let at = line; at < writers.length; at += lines) {
        const { kind } = await sender.send({
          from: 'relay@relay.test',
          to: address,
          raw: letterOf(writers[at] ?? '', at),
        })
        if (kind !== 'sent') throw new Error('A mail was not taken in.')
      }
      sender.close()
    }),
  )
  const kept = performance.now()
  for (;;) {
    const { counts } = await first.call('GET', '/mail-health')
    if (Number(Reflect.get(Object(counts), 'received')) === 0) break
    await sleep(50)
  }
  const filed = performance.now()
  const rate = (until: number) => (writers.length / (until - began)) * 60_000
  return { count: writers.length, perMinute: rate(filed), doorPerMinute: rate(kept) }
}

const letterOf = (from: string, at: number): Buffer =>
  Buffer.from(
    [
      `From: ${from}`,
      `To: ${address}`,
      `Subject: =?utf-8?Q?L=C3=A9crasement_du_poste_${at}?=`,
      `Message-ID: <bench-${at}-${process.pid}@client.test>`,
      'MIME-Version: 1.0',
      'Content-Type: text/html; charset=utf-8',
      '',
      '<p>Bonjour,</p><p>Le poste s’arrête tout seul <b>depuis ce matin</b>, surtout quand la messagerie est ouverte.</p>',
      '<p>Merci d’avance</p><p>-- <br>Service comptable<br>04 76 00 00 00</p>',
      '',
    ].join('\r\n'),
  )
