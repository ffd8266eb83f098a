import type { Chore } from '#platform/module.ts'
import type { Surroundings } from '#platform/http/surroundings.ts'
import { digestOf } from '#platform/database/transaction.ts'
import type { InsideContext } from '#platform/reactions.ts'
import { newSecret } from '#platform/secret.ts'
import { asWorker } from '#platform/worker.ts'
import { sealLetter } from '../mail/index.ts'
import { queueMail } from '../outbox/index.ts'
import { firmName } from './firm-name.ts'
import { words } from './words.ts'

export const linkLasts = { minutes: 15 }

/** Looks up who asked at the door for a link, and sends it; of who is not known, nothing is kept. */
export const sendSignInLinks: Chore = {
  name: 'send-sign-in-links',
  cron: '* * * * *',
  run: async (surroundings) => {
    while (await asWorker(surroundings, (context) => grantNext(context, surroundings)));
  },
}

const grantNext = async (context: InsideContext, surroundings: Surroundings): Promise<boolean> => {
  const { db, now } = context
  const wish = await db
    .selectFrom('sign_in_wish')
    .selectAll()
    .orderBy('at')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
  if (wish === undefined) return false
  await db.deleteFrom('sign_in_wish').where('id', '=', wish.id).execute()
  const person = await db
    .selectFrom('person')
    .select(['id', 'language'])
    .where('email', '=', wish.address)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  const isLate = Temporal.Instant.compare(wish.at.add(linkLasts), now) < 0
  if (person === undefined || isLate) return true
  const secret = newSecret()
  const url = `${surroundings.config.url.replace(/\/+$/, '')}/lien/${secret}`
  const say = words[person.language]
  const speak = wish.purpose === 'password' ? say.password : say.signIn
  const { subject, html } = speak({ firm: await firmName(db), url })
  const mailId = await queueMail(context, {
    to: { personId: person.id },
    recordId: null,
    event: 'session.link-sent',
    source: `sign-in-link:${wish.id}`,
    subject,
    html: say.hidden,
    isAutomatic: true,
  })
  if (mailId === null) return true
  await sealLetter({ db, vault: surroundings.vault }, { mailId, html })
  await db
    .insertInto('sign_in_link')
    .values({
      digest: digestOf(secret),
      person_id: person.id,
      purpose: wish.purpose,
      expires_at: now.add(linkLasts),
    })
    .execute()
  await context.emit({ subject: person.id, event: 'session.link-sent', body: { purpose: wish.purpose } })
  return true
}
