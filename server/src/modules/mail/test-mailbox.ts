import { lookup } from 'node:dns/promises'
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { MailboxTest, TestStep } from '#contract/mail/mailbox.ts'
import type { Chore } from '#platform/module.ts'
import type { Surroundings } from '#platform/http/surroundings.ts'
import { composeLetter } from '#platform/mail/compose.ts'
import { openMailbox, type OpenMailbox } from '#platform/mail/read-mailbox.ts'
import { openSender } from '#platform/mail/send.ts'
import { canReach } from '#platform/mail/reach.ts'
import { asWorker } from '#platform/worker.ts'
import { redeemWaiting } from './authorise.ts'
import { canSend } from '../outbox/index.ts'
import { authorityOf, faultOf, imapAccountOf, smtpAccountOf, type MailboxRow } from './accounts.ts'
import { readInstallation } from './installation.ts'
import { readTest } from './test-state.ts'
import { words as spoken } from './words.ts'

const longestWait = 45_000

/** Tries mailboxes step by step; each step is written down when it is done, so that whoever watches sees it grow. */
export const testMailboxes: Chore = {
  name: 'test-mailbox',
  run: async (surroundings) => {
    const waiting = await asWorker(surroundings, ({ db }) =>
      db
        .selectFrom('mailbox')
        .selectAll()
        .where('test', 'is not', null)
        .where('ended_at', 'is', null)
        .execute(),
    )
    for (const mailbox of waiting) {
      const test = readTest(mailbox.test)
      if (test !== null && test.endedAt === null && test.steps.length === 0)
        await tryMailbox(surroundings, mailbox, test)
    }
  },
}

const tryMailbox = async (
  surroundings: Surroundings,
  mailbox: MailboxRow,
  begun: MailboxTest,
): Promise<void> => {
  let test = begun
  const held: { open: OpenMailbox | null } = { open: null }
  const write = (change: Partial<MailboxTest>) => {
    test = { ...test, ...change }
    return asWorker(surroundings, ({ db }) =>
      db
        .updateTable('mailbox')
        .set({ test: JSON.stringify(test) })
        .where('id', '=', mailbox.id)
        .execute(),
    )
  }
  const step = async (name: TestStep, work: () => Promise<string | null>): Promise<boolean> => {
    const result = await work().then(
      (detail) => ({ step: name, state: 'done' as const, detail }),
      (error: unknown) => ({ step: name, state: 'failed' as const, detail: faultOf(error) }),
    )
    await write({ steps: [...test.steps, result] })
    return result.state === 'done'
  }
  const isRead = mailbox.kind !== 'door'
  const messageId = `${randomUUID()}@${mailbox.address.split('@').at(-1)}`
  const isLent = authorityOf(mailbox, surroundings.config) !== null
  const stepsOfLending: [TestStep, () => Promise<string | null>][] = isLent
    ? [
        [
          'authorised',
          async () => {
            await redeemWaiting(surroundings, mailbox)
            await imapAccountOf(surroundings, mailbox)
            return mailbox.username ?? mailbox.address
          },
        ],
      ]
    : []
  const stepsOfReading: [TestStep, () => Promise<string | null>][] = [
    ['resolved', async () => (await lookup((await imapAccountOf(surroundings, mailbox)).host)).address],
    [
      'connected',
      async () => {
        const { host, port } = await imapAccountOf(surroundings, mailbox)
        await canReach(host, port)
        return `${host}:${port}`
      },
    ],
    [
      'signed-in',
      async () => {
        held.open = await openMailbox(await imapAccountOf(surroundings, mailbox))
        return mailbox.folder
      },
    ],
    [
      'folders',
      async () => {
        const folders = [mailbox.done_folder, mailbox.refused_folder].filter((one) => one !== null)
        for (const folder of folders) await held.open?.ensureFolder(folder)
        return folders.join(', ') || null
      },
    ],
  ]
  const stepsOfSending: [TestStep, () => Promise<string | null>][] = [
    ['sent', () => sendToItself(surroundings, mailbox, messageId)],
    ['received', () => waitForIt(surroundings, { messageId, open: () => held.open })],
  ]
  try {
    for (const [name, work] of [
      ...stepsOfLending,
      ...(isRead ? stepsOfReading : []),
      ...(canSend(mailbox) ? stepsOfSending : []),
    ]) {
      if (!(await step(name, work))) break
    }
  } finally {
    await held.open?.close()
    await write({ endedAt: surroundings.clock().toString() })
  }
}

const sendToItself = async (surroundings: Surroundings, mailbox: MailboxRow, messageId: string) => {
  const installation = await asWorker(surroundings, ({ db }) => readInstallation(db))
  if (installation === null) throw new Error('The installation is not set up.')
  const words = spoken[installation.language]
  const sender = await openSender(await smtpAccountOf(surroundings, mailbox))
  try {
    const raw = await composeLetter({
      from: { name: mailbox.name, address: mailbox.address },
      to: mailbox.address,
      subject: `${words.test} – Trousse`,
      html: `<p>${words.testText}</p>`,
      messageId,
      date: surroundings.clock(),
      inReplyTo: null,
      references: [],
      isAutomatic: true,
      installation: installation.id,
    })
    const outcome = await sender.send({ from: mailbox.address, to: mailbox.address, raw })
    if (outcome.kind !== 'sent') throw new Error(outcome.detail)
    return mailbox.address
  } finally {
    sender.close()
  }
}

/** Seen in the mailbox by ourselves, or taken by who reads it. */
const waitForIt = async (
  surroundings: Surroundings,
  { messageId, open }: { messageId: string; open: () => OpenMailbox | null },
): Promise<string | null> => {
  const began = performance.now()
  while (performance.now() - began < longestWait) {
    const isTaken = await asWorker(surroundings, ({ db }) =>
      db
        .selectFrom('mail')
        .select('id')
        .where('direction', '=', 'in')
        .where('message_id', '=', messageId)
        .executeTakeFirst(),
    )
    if (isTaken !== undefined || (await open()?.has(messageId)) === true) return null
    await sleep(1000)
  }
  throw new Error('ETIMEDOUT')
}
