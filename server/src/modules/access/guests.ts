import { createHash } from 'node:crypto'
import type { Chore } from '#platform/module.ts'
import type { Surroundings } from '#platform/http/surroundings.ts'
import { digestOf } from '#platform/database/transaction.ts'
import { composeWritten } from '#platform/mail/compose.ts'
import type { InsideContext } from '#platform/reactions.ts'
import { newSecret } from '#platform/secret.ts'
import { asWorker } from '#platform/worker.ts'
import { keepMail, sealLetter } from '../mail/index.ts'
import { queueMail } from '../outbox/index.ts'
import { firmName } from './firm-name.ts'
import { words } from './words.ts'

/** Asks each address whether it was its owner who wrote: nothing of what was written goes there. */
export const confirmGuests: Chore = {
  name: 'confirm-guests',
  cron: '* * * * *',
  run: async (surroundings) => {
    while (await asWorker(surroundings, (context) => askNext(context, surroundings)));
  },
}

const askNext = async (context: InsideContext, surroundings: Surroundings): Promise<boolean> => {
  const { db, now } = context
  const request = await db
    .selectFrom('guest_request')
    .select(['id', 'address', 'language'])
    .where('digest', 'is', null)
    .where('expires_at', '>', now)
    .orderBy('at')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
  if (request === undefined) return false
  const secret = newSecret()
  const url = `${surroundings.config.url.replace(/\/+$/, '')}/aide/confirmer/${secret}`
  const say = words[request.language]
  const { subject, html } = say.confirm({ firm: await firmName(db), url })
  const mailId = await queueMail(context, {
    to: { address: request.address },
    recordId: null,
    event: 'guest.asked',
    source: `guest:${request.id}`,
    subject,
    html: say.hidden,
    isAutomatic: true,
  })
  const mail =
    mailId === null
      ? undefined
      : await db.selectFrom('mail').select('mailbox_id').where('id', '=', mailId).executeTakeFirst()
  if (mailId !== null) await sealLetter({ db, vault: surroundings.vault }, { mailId, html })
  await db
    .updateTable('guest_request')
    .set({ digest: digestOf(secret), mailbox_id: mail?.mailbox_id ?? null })
    .where('id', '=', request.id)
    .execute()
  return true
}

/** What was confirmed goes on as the mail that its sender, who has proved who he is, could have written instead. */
export const fileGuests: Chore = {
  name: 'file-guests',
  cron: '* * * * *',
  run: async (surroundings) => {
    const confirmed = await asWorker(surroundings, ({ db }) =>
      db
        .selectFrom('guest_request')
        .selectAll()
        .where('confirmed_at', 'is not', null)
        .orderBy('at')
        .execute(),
    )
    for (const { id, address, name, subject, body, mailbox_id, confirmed_at } of confirmed) {
      if (mailbox_id === null || confirmed_at === null) continue
      const mailbox = await asWorker(surroundings, ({ db }) =>
        db.selectFrom('mailbox').select('address').where('id', '=', mailbox_id).executeTakeFirstOrThrow(),
      )
      const raw = await composeWritten({
        from: { name, address },
        to: mailbox.address,
        subject,
        text: body,
        messageId: `guest.${createHash('sha256').update(id).digest('hex').slice(0, 32)}@trousse`,
        date: confirmed_at,
      })
      // Kept once, however often this runs: then what was waiting may go.
      await keepMail(surroundings, {
        mailboxId: mailbox_id,
        raw,
        head: raw,
        size: raw.length,
        place: null,
        recipients: [mailbox.address],
        isAdmitted: true,
      })
      await asWorker(surroundings, ({ db }) => db.deleteFrom('guest_request').where('id', '=', id).execute())
    }
  },
}
