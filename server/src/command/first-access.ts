import { transact } from '#platform/database/transaction.ts'
import type { Surroundings } from '#platform/http/surroundings.ts'
import {
  createFirstAccount,
  createSetUpLink,
  readSetUp,
  unnamedProvider,
} from '../modules/organisation/index.ts'

/** Somebody must be able to enter: while nobody exists, the configured account is made, or a one-time link answered. */
export const openFirstAccess = async ({ config, pool, clock }: Surroundings): Promise<string | null> => {
  const now = clock()
  const secret = await transact(pool, { as: 'nobody' }, { now }, async (db) => {
    const { isSetUp } = await readSetUp({ db })
    if (isSetUp) return null
    if (config.firstAccount === null) return createSetUpLink({ db, now })
    const { email, password } = config.firstAccount
    const person = { name: nameOf(email), email, password }
    await createFirstAccount({ db, now }, { organisation: unnamedProvider, person }, { adopts: true })
    return null
  })
  return secret === null ? null : `${config.url.replace(/\/+$/, '')}/set-up/${secret}`
}

/** camille.durand@… → Camille Durand, until the person says otherwise. */
const nameOf = (email: string): string =>
  (email.split('@')[0] ?? email)
    .split(/[._+-]+/)
    .filter((word) => word !== '')
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join(' ') || email
