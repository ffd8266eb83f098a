import type { notificationApi } from '#contract/notification/api.ts'
import { notification as en } from '#contract/notification/en.ts'
import { notification as fr } from '#contract/notification/fr.ts'
import { addressOf, sentenceOf } from '#contract/notification/say.ts'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { Failure, invalid, notFound } from '#platform/failure.ts'
import type { Surroundings } from '#platform/http/surroundings.ts'
import type { Chore } from '#platform/module.ts'
import { isPushService, newPushKeys, push, type Browser } from '#platform/push.ts'
import { asWorker } from '#platform/worker.ts'

type Input<Name extends keyof typeof notificationApi> = z.output<(typeof notificationApi)[Name]['input']>

const mostBrowsers = 10
const purpose = 'push/private-key'
const words = { fr, en }

export const readPush = async ({ db, actor }: Context) => {
  const key = await db.selectFrom('push_key').select('public_key').executeTakeFirst()
  const rows = await db
    .selectFrom('push_subscription')
    .select(['id', 'endpoint', 'agent', 'created_at'])
    .where('person_id', '=', actor.id)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  const browsers = rows.map(({ created_at, ...row }) => ({ ...row, createdAt: created_at }))
  return { publicKey: key?.public_key ?? null, browsers }
}

/** The browser that asks; one that another person had named before is this person's from now on. */
export const subscribePush = async (context: Context, { endpoint, p256dh, auth }: Input<'subscribePush'>) => {
  const { db, now, door } = context
  if (!isPushService(endpoint)) throw invalid('endpoint', 'the push service of a browser is expected')
  if (Buffer.from(p256dh, 'base64url').length !== 65)
    throw invalid('p256dh', 'a point of the curve P-256 is expected')
  if (Buffer.from(auth, 'base64url').length !== 16) throw invalid('auth', 'sixteen bytes are expected')
  const { browsers } = await readPush(context)
  if (browsers.length >= mostBrowsers && browsers.every((one) => one.endpoint !== endpoint))
    throw new Failure('not_possible', {
      detail: `${mostBrowsers} browsers at most are named: remove one first`,
    })
  await sql`select name_browser(${endpoint}, ${p256dh}, ${auth}, ${door.agent}, ${now})`.execute(db)
  return {}
}

export const unsubscribePush = async ({ db, actor }: Context, { id }: Input<'unsubscribePush'>) => {
  const { numDeletedRows } = await db
    .deleteFrom('push_subscription')
    .where('id', '=', id)
    .where('person_id', '=', actor.id)
    .executeTakeFirst()
  if (numDeletedRows === 0n) throw notFound()
  return {}
}

interface Due {
  id: string
  event: string
  cause: unknown
  at: Temporal.Instant
  number: string | null
  title: string | null
  language: 'fr' | 'en'
  person_id: string
}

const mostATurn = 100
const retryMinutes = 5
/** After that it is no news any more; it stays inside the product. */
const freshFor = { hours: 12 }

/** Shows in browsers what is due to be shown; a browser that has left is forgotten. */
export const sendPush: Chore = {
  name: 'send-push',
  cron: '* * * * *',
  run: async (surroundings) => {
    const keys = await keysOf(surroundings)
    const subject = subjectOf(surroundings.config.url)
    for (;;) {
      const due = await asWorker(surroundings, ({ db, now }) => claim(db, now))
      for (const one of due) await show(surroundings, one, { ...keys, subject })
      if (due.length < mostATurn) return
    }
  },
}

/** Whoever claims it shows it; what was read meanwhile is not shown. */
const claim = async (db: Context['db'], now: Temporal.Instant): Promise<Due[]> => {
  const { rows } = await sql<Due>`
    with due as (
      select id from notification where push_at <= ${now} order by push_at limit ${mostATurn} for update skip locked),
    taken as (update notification n set push_at = null from due where n.id = due.id
      returning n.id, n.event, n.cause, n.at, n.person_id, n.record_id, n.read_at)
    select t.id, t.event, t.cause, t.at, t.person_id, r.number, r.title, p.language from taken t
      join person p on p.id = t.person_id and p.ended_at is null left join record r on r.id = t.record_id
    where t.read_at is null and t.at > ${now.subtract(freshFor)}`.execute(db)
  return rows
}

const show = async (
  surroundings: Surroundings,
  due: Due,
  sender: { subject: string; publicKey: string; privateKey: string },
): Promise<void> => {
  const browsers = await asWorker(surroundings, ({ db }) =>
    db
      .selectFrom('push_subscription')
      .select(['id', 'endpoint', 'p256dh', 'auth'])
      .where('person_id', '=', due.person_id)
      .execute(),
  )
  const outcomes = await Promise.all(
    browsers.map((browser) => tryBrowser(surroundings, browser, { due, sender })),
  )
  if (outcomes.length === 0 || outcomes.some((outcome) => outcome !== 'later')) return
  await asWorker(surroundings, async ({ db, now }) => {
    await db
      .updateTable('notification')
      .set({ push_at: now.add({ minutes: retryMinutes }) })
      .where('id', '=', due.id)
      .execute()
  })
}

const tryBrowser = async (
  surroundings: Surroundings,
  { id, ...browser }: Browser & { id: string },
  { due, sender }: { due: Due; sender: Parameters<typeof push>[2] },
) => {
  const outcome = await push(browser, JSON.stringify(payloadOf(due)), sender)
  if (outcome === 'gone')
    await asWorker(surroundings, ({ db }) =>
      db.deleteFrom('push_subscription').where('id', '=', id).execute(),
    )
  return outcome
}

const Cause = z.record(z.string(), z.unknown()).catch({})

/** Of a ticket its number and title, and nothing of what was said on it. */
export const payloadOf = ({ id, event, cause, number, title, language }: Omit<Due, 'at' | 'person_id'>) => ({
  title: words[language].say[sentenceOf(event)],
  body: [number, title].filter((part) => part !== null).join(' · '),
  url: addressOf({ number, event, cause: Cause.parse(cause) }) ?? '/notifications',
  tag: id,
  language,
})

/** Made once; of two processes that make them at once, the first one's count. */
const keysOf = async (surroundings: Surroundings): Promise<{ publicKey: string; privateKey: string }> => {
  const { vault } = surroundings
  const known = await asWorker(surroundings, ({ db }) => readKey(db))
  if (known !== null) return { publicKey: known.public_key, privateKey: vault.open(known.sealed, purpose) }
  const made = await newPushKeys()
  await asWorker(surroundings, ({ db, now }) =>
    db
      .insertInto('push_key')
      .values({ public_key: made.publicKey, sealed: vault.seal(made.privateKey, purpose), made_at: now })
      .onConflict((conflict) => conflict.doNothing())
      .execute(),
  )
  return keysOf(surroundings)
}

const readKey = async (db: Context['db']) =>
  (await db.selectFrom('push_key').select(['public_key', 'sealed']).executeTakeFirst()) ?? null

/** A push service wants to know whom to turn to: an address over HTTPS, or by mail. */
const subjectOf = (url: string): string =>
  url.startsWith('https:') ? url : `mailto:postmaster@${new URL(url).hostname}`
