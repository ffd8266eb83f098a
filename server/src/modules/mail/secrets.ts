import type { Database } from '#platform/database/connect.ts'
import type { Vault } from '#platform/vault.ts'

export type SecretName =
  | 'password'
  | 'smtp-password'
  | 'client-secret'
  | 'refresh-token'
  | 'door-password'
  | 'code'

const purpose = (mailboxId: string, name: SecretName): string => `mailbox/${mailboxId}/${name}`

export const keepSecret = async (
  { db, vault, now }: { db: Database; vault: Vault; now: Temporal.Instant },
  { mailboxId, name, secret }: { mailboxId: string; name: SecretName; secret: string },
): Promise<void> => {
  const sealed = vault.seal(secret, purpose(mailboxId, name))
  await db
    .insertInto('mailbox_secret')
    .values({ mailbox_id: mailboxId, name, sealed, set_at: now })
    .onConflict((conflict) => conflict.columns(['mailbox_id', 'name']).doUpdateSet({ sealed, set_at: now }))
    .execute()
}

/** As the worker alone may. */
export const readSecrets = async (
  { db, vault }: { db: Database; vault: Vault },
  mailboxId: string,
): Promise<Partial<Record<SecretName, string>>> => {
  const rows = await db
    .selectFrom('mailbox_secret')
    .select(['name', 'sealed'])
    .where('mailbox_id', '=', mailboxId)
    .execute()
  return Object.fromEntries(
    rows.map(({ name, sealed }) => [name, vault.open(sealed, purpose(mailboxId, name))]),
  )
}
