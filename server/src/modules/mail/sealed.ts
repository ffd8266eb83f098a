import type { Database } from '#platform/database/connect.ts'
import type { Surroundings } from '#platform/http/surroundings.ts'
import type { Vault } from '#platform/vault.ts'
import { asWorker } from '#platform/worker.ts'

const purpose = (mailId: string): string => `mail:${mailId}`

/** What a queued message says in truth, for its addressee's eyes alone: those who read the mail see what stands in the row. */
export const sealLetter = async (
  { db, vault }: { db: Database; vault: Vault },
  { mailId, html }: { mailId: string; html: string },
): Promise<void> => {
  const sealed = vault.seal(html, purpose(mailId))
  await db.insertInto('mail_sealed').values({ mail_id: mailId, sealed }).execute()
}

export const openLetter = async (surroundings: Surroundings, mailId: string): Promise<string | null> => {
  const row = await asWorker(surroundings, ({ db }) =>
    db.selectFrom('mail_sealed').select('sealed').where('mail_id', '=', mailId).executeTakeFirst(),
  )
  return row === undefined ? null : surroundings.vault.open(row.sealed, purpose(mailId))
}
