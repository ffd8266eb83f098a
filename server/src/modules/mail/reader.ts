import { sql } from 'kysely'
import type { Surroundings } from '#platform/http/surroundings.ts'
import { openMailbox, type OpenMailbox } from '#platform/mail/read-mailbox.ts'
import { asWorker } from '#platform/worker.ts'
import { faultOf, imapAccountOf, type MailboxRow } from './accounts.ts'
import { keepMail } from './receive.ts'

export interface Reader {
  /** There may be something to put aside, or it is to stop. */
  wake: () => void
  stop: () => Promise<void>
}

const longestWait = 60_000
const pauses = [5, 15, 60, 300]
/** One message that cannot be fetched is given up after so many attempts, so that it holds up no other. */
const mostAttempts = 3

/** Reads one mailbox for as long as it is let: what arrives is kept, what was filed is put aside on the server. */
export const startReader = (surroundings: Surroundings, mailbox: MailboxRow): Reader => {
  const { log } = surroundings
  const life = { isStopped: false }
  let wake: () => void = () => undefined
  let woken = Promise.resolve()
  const renew = (): void => {
    woken = new Promise<void>((resolve) => (wake = resolve))
  }
  const failures = new Map<number, number>()

  const readUntilLost = async (): Promise<void> => {
    const open = await openMailbox(await imapAccountOf(surroundings, mailbox))
    try {
      while (!life.isStopped) {
        renew()
        await takeNew(surroundings, { mailbox, open, failures, isStopped: () => life.isStopped })
        await putAside(surroundings, mailbox, open)
        await noteRead(surroundings, mailbox.id, null)
        if (!life.isStopped) await open.wait(longestWait, woken)
      }
    } finally {
      await open.close()
    }
  }

  const run = async (): Promise<void> => {
    for (let failed = 0; !life.isStopped;) {
      const began = performance.now()
      try {
        await readUntilLost()
      } catch (error) {
        if (life.isStopped) return
        if (performance.now() - began > 120_000) failed = 0
        const pause = pauses[Math.min(failed, pauses.length - 1)] ?? 300
        failed += 1
        log.warn({ mailbox: mailbox.id, fault: faultOf(error) }, 'a mailbox could not be read')
        await noteRead(surroundings, mailbox.id, faultOf(error)).catch(() => undefined)
        renew()
        if (life.isStopped) return
        await Promise.race([woken, new Promise((resolve) => setTimeout(resolve, pause * 1000).unref())])
      }
    }
  }

  const running = run()
  return {
    wake: () => wake(),
    stop: async () => {
      life.isStopped = true
      wake()
      await running
    },
  }
}

interface Taking {
  mailbox: MailboxRow
  open: OpenMailbox
  failures: Map<number, number>
  isStopped: () => boolean
}

/** Oldest first; each is kept for certain before the server is told that we have it. */
const takeNew = async (
  surroundings: Surroundings,
  { mailbox, open, failures, isStopped }: Taking,
): Promise<void> => {
  const { uidValidity } = open
  const last = await asWorker(surroundings, async ({ db }) => {
    const { rows } = await sql<{ uid: number }>`select coalesce(max(uid), 0) as uid from mail_place
      where mailbox_id = ${mailbox.id} and uid_validity = ${uidValidity}`.execute(db)
    return rows[0]?.uid ?? 0
  })
  const portions = await open.list(mailbox.reads_from, last)
  // Among some that failed together, the one that is to blame is found one by one.
  const [[first = 0] = []] = portions
  const isSuspect = failures.has(first)
  for (const uids of isSuspect ? portions.flat().map((uid) => [uid]) : portions) {
    if (isStopped()) return
    try {
      for (const { uid, ...found } of await open.fetch(uids)) {
        await keepMail(surroundings, { mailboxId: mailbox.id, place: { uidValidity, uid }, ...found })
      }
      await open.markSeen(uids)
    } catch (error) {
      await giveUp(surroundings, { mailbox, failures, error, place: { uidValidity, uid: uids[0] ?? 0 } })
      throw error
    }
  }
}

/** What cannot be fetched or kept again and again is passed over, and stands among the failed ones. */
const giveUp = async (
  surroundings: Surroundings,
  {
    mailbox,
    failures,
    error,
    place,
  }: Pick<Taking, 'mailbox' | 'failures'> & { error: unknown; place: { uidValidity: number; uid: number } },
): Promise<void> => {
  const attempts = (failures.get(place.uid) ?? 0) + 1
  failures.set(place.uid, attempts)
  if (attempts < mostAttempts) return
  const head = Buffer.from(
    `Message-ID: <${place.uidValidity}.${place.uid}@${mailbox.id}>\r\nSubject: ?\r\n\r\n`,
  )
  const kept = { mailboxId: mailbox.id, place, raw: null, head, size: 0, fault: faultOf(error) }
  await keepMail(surroundings, kept)
}

/** Filed and refused messages go to their folders; what waits for a person stays where everybody sees it. */
const putAside = async (
  surroundings: Surroundings,
  mailbox: MailboxRow,
  open: OpenMailbox,
): Promise<void> => {
  const untidy = await asWorker(surroundings, ({ db }) =>
    db
      .selectFrom('mail_place as p')
      .leftJoin('mail as m', 'm.id', 'p.mail_id')
      .select(['p.uid', 'm.state'])
      .where('p.mailbox_id', '=', mailbox.id)
      .where('p.uid_validity', '=', open.uidValidity)
      .where('p.tidied_at', 'is', null)
      .where((or) => or.or([or('m.state', 'in', ['filed', 'refused']), or('p.mail_id', 'is', null)]))
      .orderBy('p.uid')
      .limit(1000)
      .execute(),
  )
  const groups = [
    { folder: mailbox.done_folder, uids: untidy.filter(({ state }) => state === 'filed') },
    { folder: mailbox.refused_folder, uids: untidy.filter(({ state }) => state !== 'filed') },
  ]
  for (const { folder, uids } of groups) {
    const numbers = uids.map(({ uid }) => uid)
    if (numbers.length === 0) continue
    if (folder !== null && folder !== mailbox.folder) await open.move(numbers, folder)
    await asWorker(surroundings, ({ db, now }) =>
      db
        .updateTable('mail_place')
        .set({ tidied_at: now })
        .where('mailbox_id', '=', mailbox.id)
        .where('uid_validity', '=', open.uidValidity)
        .where('uid', 'in', numbers)
        .execute(),
    )
  }
}

const noteRead = (surroundings: Surroundings, id: string, fault: string | null): Promise<unknown> =>
  asWorker(surroundings, ({ db, now }) =>
    db
      .updateTable('mailbox')
      .set({ read_fault: fault, ...(fault === null ? { read_at: now } : {}) })
      .where('id', '=', id)
      .execute(),
  )
