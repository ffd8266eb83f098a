import { sql } from 'kysely'
import type { Schedule } from '#platform/module.ts'
import { notify } from '../notification/index.ts'

/** Raw messages are kept for twelve months; what they said stays on their records. */
export const forgetRawMail: Schedule = {
  name: 'forget-raw-mail',
  cron: '17 3 * * *',
  run: async ({ db, now }) => {
    const before = now.subtract({ hours: 24 * 365 })
    const most = 500
    const { numAffectedRows = 0n } = await sql`delete from mail_chunk where mail_id in (
      select k.mail_id from mail_chunk k join mail m on m.id = k.mail_id
      where m.at < ${before} and k.number = 0 and m.state not in ('received', 'quarantined') limit ${most})`.execute(
      db,
    )
    await sql`update mail set html = null where direction = 'out' and html is not null and at < ${before}
      and state <> 'queued'`.execute(db)
    return { hasMore: numAffectedRows >= BigInt(most) }
  },
}

const warnDays = [30, 14, 7, 3, 1, 0]

/** A client secret that ends silently stops all mail: administrators hear of it in time. */
export const watchSecrets: Schedule = {
  name: 'watch-mail-secrets',
  cron: '5 7 * * *',
  run: async ({ db, now }) => {
    const today = now.toZonedDateTimeISO('UTC').toPlainDate()
    const rows = await db
      .selectFrom('mailbox')
      .select(['id', 'name', 'secret_ends_on'])
      .where('ended_at', 'is', null)
      .where('secret_ends_on', 'is not', null)
      .execute()
    const administrators = await db
      .selectFrom('person')
      .select('id')
      .where('is_administrator', '=', true)
      .where('ended_at', 'is', null)
      .execute()
    for (const { id, name, secret_ends_on } of rows) {
      const days = today.until(Temporal.PlainDate.from(secret_ends_on ?? '')).days
      if (!warnDays.includes(days)) continue
      await notify(db, {
        personIds: administrators.map((person) => person.id),
        recordId: null,
        event: 'mailbox.secret-ending',
        cause: { mailbox: name, days },
        source: `mailbox/${id}/${secret_ends_on}/${days}`,
        at: now,
      })
    }
    return { hasMore: false }
  },
}
