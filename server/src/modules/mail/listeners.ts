import { timingSafeEqual } from 'node:crypto'
import { openClaims, type Claims } from '#platform/database/claims.ts'
import { digestOf } from '#platform/database/transaction.ts'
import type { Listener } from '#platform/module.ts'
import type { Surroundings } from '#platform/http/surroundings.ts'
import { openDoor } from '#platform/mail/door.ts'
import { asWorker } from '#platform/worker.ts'
import type { MailboxRow } from './accounts.ts'
import { startReader, type Reader } from './reader.ts'
import { keepMail } from './receive.ts'
import { readSecrets } from './secrets.ts'

const lookEvery = 5000

/** Reads every mailbox that is to be read, each in one process alone, and follows what is changed about them. */
export const mailReaders: Listener = {
  name: 'mail-readers',
  start: async (surroundings) => {
    const readers = new Map<string, { version: number; reader: Reader }>()
    let claims: Claims | null = null
    let isStopped = false
    let isLooking = false

    const end = async (id: string): Promise<void> => {
      const running = readers.get(id)
      readers.delete(id)
      await running?.reader.stop()
      await claims?.release(lockOf(id)).catch(() => undefined)
    }
    const look = async (): Promise<void> => {
      const held = (claims ??= await openClaims(surroundings.pool, {
        channel: 'trousse_mail',
        onWord: () => {
          for (const { reader } of readers.values()) reader.wake()
        },
        onLost: () => (claims = null),
      }))
      const wanted = await readable(surroundings)
      for (const [id, { version }] of readers) {
        if (!wanted.some((one) => one.id === id && one.version === version)) await end(id)
      }
      for (const mailbox of wanted) {
        if (isStopped || readers.has(mailbox.id) || !(await held.take(lockOf(mailbox.id)))) continue
        readers.set(mailbox.id, { version: mailbox.version, reader: startReader(surroundings, mailbox) })
      }
    }
    const turn = async (): Promise<void> => {
      if (isLooking || isStopped) return
      isLooking = true
      try {
        // Without the connection nothing is held: another process may be reading already.
        if (claims === null) await Promise.all([...readers.keys()].map(end))
        await look()
      } catch (error) {
        surroundings.log.warn({ err: error }, 'the mailboxes wait for the database')
      } finally {
        isLooking = false
      }
    }
    const timer = setInterval(() => void turn(), lookEvery)
    timer.unref()
    void turn()
    return {
      stop: async () => {
        isStopped = true
        clearInterval(timer)
        await Promise.all([...readers.keys()].map(end))
        await claims?.close()
      },
    }
  },
}

const lockOf = (id: string): string => `mailbox ${id}`

const readable = (surroundings: Surroundings): Promise<MailboxRow[]> =>
  asWorker(surroundings, ({ db }) =>
    db
      .selectFrom('mailbox')
      .selectAll()
      .where('ended_at', 'is', null)
      .where('is_paused', '=', false)
      .where('kind', '<>', 'door')
      .execute(),
  )

/** Mail that is forwarded to us: answered only when it is kept. */
export const mailDoor: Listener = {
  name: 'mail-door',
  start: async (surroundings) => {
    const { mailDoor: options } = surroundings.config
    if (options === null) return { stop: async () => undefined }
    const { port, stop } = await openDoor(options, {
      knows: async (recipient) => (await doorOf(surroundings, recipient)) !== null,
      admit: async (user, password) => {
        const mailbox = await doorOf(surroundings, user)
        if (mailbox === null) return null
        const { 'door-password': wanted } = await asWorker(surroundings, ({ db }) =>
          readSecrets({ db, vault: surroundings.vault }, mailbox.id),
        )
        return wanted !== undefined && timingSafeEqual(digestOf(wanted), digestOf(password))
          ? mailbox.id
          : null
      },
      keep: async ({ raw, recipients, nullSender, admitted }) => {
        const mailbox = await doorOf(surroundings, recipients[0] ?? '')
        if (mailbox === null) throw new Error('Nobody lives at this door any more.')
        // What the envelope alone says, the message must say too: loops are known by it.
        const whole = nullSender ? Buffer.concat([Buffer.from('Return-Path: <>\r\n'), raw]) : raw
        const isAdmitted = admitted === mailbox.id
        const arrival = { mailboxId: mailbox.id, raw: whole, head: whole, size: whole.length, place: null }
        await keepMail(surroundings, { ...arrival, recipients, isAdmitted })
      },
    })
    surroundings.log.info({ port }, 'mail may be forwarded here')
    return { stop }
  },
}

const doorOf = (surroundings: Surroundings, address: string): Promise<MailboxRow | null> =>
  asWorker(
    surroundings,
    async ({ db }) =>
      (await db
        .selectFrom('mailbox')
        .selectAll()
        .where('address', '=', address)
        .where('kind', '=', 'door')
        .where('ended_at', 'is', null)
        .where('is_paused', '=', false)
        .executeTakeFirst()) ?? null,
  )
