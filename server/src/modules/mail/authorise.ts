import type { mailApi } from '#contract/mail/api.ts'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Context } from '#platform/context.ts'
import type { Database } from '#platform/database/connect.ts'
import { Failure } from '#platform/failure.ts'
import type { Surroundings } from '#platform/http/surroundings.ts'
import { authorisationUrl, newVerifier, redeemCode } from '#platform/mail/token.ts'
import { ensure } from '#platform/policy.ts'
import { newSecret } from '#platform/secret.ts'
import { asWorker } from '#platform/worker.ts'
import { authorityOf, type MailboxRow } from './accounts.ts'
import { lockMailbox, testMailbox } from './mailboxes.ts'
import { mayKeepMailboxes } from './policy.ts'
import { keepSecret, readSecrets } from './secrets.ts'

type Input<Name extends keyof typeof mailApi> = z.output<(typeof mailApi)[Name]['input']>

const lasts = { minutes: 20 }
const returnPath = '/reglages/messagerie/autorisation'

export const authoriseMailbox = async (context: Context, { id }: Input<'authoriseMailbox'>) => {
  ensure(mayKeepMailboxes(context.actor))
  await lockMailbox(context, id)
  const { db, door, now } = context
  const mailbox = await db.selectFrom('mailbox').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  const authority = authorityOf(mailbox, door)
  if (authority === null || mailbox.oauth_client_id === null) {
    throw new Failure('not_possible', {
      detail: 'only a mailbox of Microsoft 365 or Google is lent this way',
    })
  }
  const [state, verifier] = [newSecret(), newVerifier()]
  await db.deleteFrom('mailbox_authorisation').where('expires_at', '<', now).execute()
  await db
    .insertInto('mailbox_authorisation')
    .values({ state, mailbox_id: id, verifier, expires_at: now.add(lasts) })
    .execute()
  const { oauth_client_id: clientId, address } = mailbox
  return {
    url: authorisationUrl(authority, { clientId, redirect: door.url + returnPath, state, verifier, address }),
  }
}

/** What the provider sent back counts once, and only for who was sent there from here; a job redeems it and tries the mailbox. */
export const finishAuthorisation = async (
  context: Context,
  { attempt, code }: Input<'finishAuthorisation'>,
) => {
  ensure(mayKeepMailboxes(context.actor))
  const { db, door, now } = context
  const begun = await db
    .deleteFrom('mailbox_authorisation')
    .where('state', '=', attempt)
    .where('expires_at', '>', now)
    .returning(['mailbox_id', 'verifier'])
    .executeTakeFirst()
  if (begun === undefined) throw new Failure('link_expired')
  const secret = JSON.stringify({ code, verifier: begun.verifier, redirect: door.url + returnPath })
  await keepSecret({ db, vault: door.vault, now }, { mailboxId: begun.mailbox_id, name: 'code', secret })
  return testMailbox(context, { id: begun.mailbox_id })
}

const Code = z.object({ code: z.string(), verifier: z.string(), redirect: z.string() })

/** Exchanges what the provider sent back for the right to use the mailbox. */
export const redeemWaiting = async (surroundings: Surroundings, mailbox: MailboxRow): Promise<void> => {
  const { vault, config } = surroundings
  const authority = authorityOf(mailbox, config)
  const secrets = await asWorker(surroundings, ({ db }) => readSecrets({ db, vault }, mailbox.id))
  if (authority === null || mailbox.oauth_client_id === null || secrets.code === undefined) return
  const client = { id: mailbox.oauth_client_id, secret: secrets['client-secret'] ?? null }
  const forget = (db: Database) =>
    db.deleteFrom('mailbox_secret').where('mailbox_id', '=', mailbox.id).where('name', '=', 'code').execute()
  try {
    const refresh = await redeemCode(authority, client, Code.parse(JSON.parse(secrets.code)))
    await asWorker(surroundings, async ({ db, now, emit }) => {
      await forget(db)
      await keepSecret({ db, vault, now }, { mailboxId: mailbox.id, name: 'refresh-token', secret: refresh })
      await db
        .updateTable('mailbox')
        .set({ version: sql`version + 1`, read_fault: null, send_fault: null })
        .where('id', '=', mailbox.id)
        .execute()
      await emit({ subject: mailbox.id, event: 'mailbox.authorised', body: {} })
    })
  } catch (error) {
    // A code is good for one attempt.
    await asWorker(surroundings, ({ db }) => forget(db))
    throw error
  }
}
