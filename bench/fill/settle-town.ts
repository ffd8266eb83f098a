import { digestOf, transact } from '#platform/database/transaction.ts'
import { createFirstAccount, unnamedProvider } from '../../server/src/modules/organisation/index.ts'
import type { Inside } from '../inside.ts'
import { clientNames, firstNames, lastNames, serviceNames } from './words.ts'
import { asOwner, tokens } from './town.ts'

/** The firm, its clients, services, people and agreements, made by the product itself. */
export const settleTown = async (inside: Inside, ownerUrl: string, now: Temporal.Instant): Promise<void> => {
  inside.setNow(now)
  const person = { name: 'Alix Première', email: 'alix@provider.test', password: 'correct horse battery' }
  const { personId } = await transact(inside.pool, { as: 'nobody' }, { now }, (db) =>
    createFirstAccount({ db, now }, { organisation: unnamedProvider, person }, { adopts: true }),
  )
  await openToken(ownerUrl, { personId, name: 'staff', token: tokens.staff, now })
  const make = makerOf(inside)
  const services: string[] = []
  for (const name of serviceNames) services.push(await make('/services', { name }))
  for (let index = 0; index < 9; index++) {
    await make('/people', { name: nameOf(index), email: `agent${index}@provider.test`, roles: ['CS'] })
  }
  for (const [index, name] of clientNames.entries()) {
    const clientId = await make('/clients', { name })
    const contact = await make('/people', {
      name: nameOf(index + 9),
      email: `contact@client${index}.test`,
      roles: ['CL'],
      clientId,
      clientLevel: 'contact',
    })
    if (index === 0)
      await openToken(ownerUrl, { personId: contact, name: 'portal', token: tokens.portal, now })
    for (const serviceId of services.slice(0, 1 + (index % services.length))) {
      await make('/agreements', { clientId, serviceId, from: now.toString(), targets })
    }
  }
}

const minutes = (value: number) => ({ value, unit: 'minute' })
const targets = [1, 2, 3, 4, 5].map((priority) => ({
  priority,
  response: minutes(30 * priority),
  resolution: minutes(240 * priority),
}))

const nameOf = (index: number): string =>
  `${firstNames[index % firstNames.length]} ${lastNames[(index * 3) % lastNames.length]}`

const makerOf =
  (inside: Inside) =>
  async (path: string, body: Record<string, unknown>): Promise<string> => {
    const made = await inside.ask({ method: 'POST', path, token: tokens.staff, body })
    if (typeof made !== 'object' || made === null || !('id' in made)) throw new Error(`${path} made nothing.`)
    return String(made.id)
  }

interface Token {
  personId: string
  name: string
  token: string
  now: Temporal.Instant
}

const openToken = (ownerUrl: string, { personId, name, token, now }: Token) =>
  asOwner(ownerUrl, (owner) =>
    owner.query(
      `insert into session (digest, kind, person_id, name, created_at, seen_at) values ($1, 'token', $2, $3, $4, '9999-01-01')`,
      [digestOf(token), personId, name, now.toString()],
    ),
  )
