import type { mailApi } from '#contract/mail/api.ts'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { Failure, invalid, notFound } from '#platform/failure.ts'
import { ensure, keepsRelations } from '#platform/policy.ts'

type Input<Name extends keyof typeof mailApi> = z.output<(typeof mailApi)[Name]['input']>

/** Anybody can have an address there: it says nothing about whose person he is. */
const forAnybody = new Set(
  `gmail.com googlemail.com outlook.com outlook.fr hotmail.com hotmail.fr live.com live.fr live.ca msn.com yahoo.com yahoo.fr
  yahoo.ca ymail.com icloud.com me.com mac.com orange.fr wanadoo.fr free.fr sfr.fr neuf.fr laposte.net bbox.fr numericable.fr
  club-internet.fr aol.com gmx.com gmx.fr gmx.net mail.com proton.me protonmail.com pm.me tutanota.com zoho.com yandex.com
  videotron.ca bell.net sympatico.ca`
    .split(/\s+/)
    .filter(Boolean),
)

export const readDomains = async ({ db }: Context, { id }: Input<'readDomains'>) => {
  const client = await db.selectFrom('client').select('id').where('id', '=', id).executeTakeFirst()
  if (client === undefined) throw notFound()
  return { domains: await domainsOf(db, id) }
}

export const writeDomains = async (context: Context, { id, domains }: Input<'writeDomains'>) => {
  ensure(keepsRelations(context.actor))
  const { db, emit } = context
  const client = await db
    .selectFrom('client')
    .select('ended_at')
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (client === undefined) throw notFound()
  if (client.ended_at !== null) throw new Failure('not_possible', { detail: 'this client has been ended' })
  const wanted = [...new Set(domains.map((domain) => domain.replace(/^@/, '')))].toSorted()
  const common = wanted.find((domain) => forAnybody.has(domain))
  if (common !== undefined) throw invalid('domains', `anybody can have an address at ${common}`)
  const before = await domainsOf(db, id)
  const gone = before.filter((domain) => !wanted.includes(domain))
  const added = wanted.filter((domain) => !before.includes(domain))
  if (gone.length > 0) {
    await db.deleteFrom('client_domain').where('client_id', '=', id).where('domain', 'in', gone).execute()
  }
  if (added.length > 0) {
    await db
      .insertInto('client_domain')
      .values(added.map((domain) => ({ domain, client_id: id })))
      .execute()
  }
  if (gone.length + added.length > 0) {
    const body = { before: { domains: before }, after: { domains: wanted } }
    await emit({ subject: id, event: 'organisation.edited', body })
  }
  return { domains: wanted }
}

const domainsOf = async (db: Context['db'], clientId: string): Promise<string[]> =>
  (
    await db
      .selectFrom('client_domain')
      .select('domain')
      .where('client_id', '=', clientId)
      .orderBy('domain')
      .execute()
  ).map(({ domain }) => domain)
