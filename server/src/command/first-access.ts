import { transact } from '#platform/database/transaction.ts'
import {
  createFirstAccount,
  createSetUpLink,
  readSetUp,
  unnamedProvider,
} from '../modules/organisation/index.ts'
import type { Running } from '../start.ts'

/** Somebody must be able to enter: the configured account is made, or a one-time link is printed, while nobody exists. */
export const openFirstAccess = async ({ config, surroundings }: Running): Promise<void> => {
  const now = surroundings.clock()
  const secret = await transact(surroundings.pool, { as: 'nobody' }, { now }, async (db) => {
    const { isSetUp } = await readSetUp({ db })
    if (isSetUp) return null
    if (config.firstAccount === null) return createSetUpLink({ db, now })
    const { email, password } = config.firstAccount
    const person = { name: nameOf(email), email, password }
    await createFirstAccount({ db, now }, { organisation: unnamedProvider, person }, { adopts: true })
    return null
  })
  if (secret !== null) printSetUpLink(config.url, secret)
}

export const printSetUpLink = (url: string, secret: string): void => {
  console.log(`  Première installation / first set-up :\n  ${url.replace(/\/+$/, '')}/set-up/${secret}\n`)
}

/** camille.durand@… → Camille Durand, until the person says otherwise. */
const nameOf = (email: string): string =>
  (email.split('@')[0] ?? email)
    .split(/[._+-]+/)
    .filter((word) => word !== '')
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join(' ') || email
