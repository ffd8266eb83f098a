import type { OutputOf } from '#contract/endpoint.ts'
import { clientApi } from '#contract/client/api.ts'
import { personApi } from '#contract/person/api.ts'
import type { Role } from '#contract/role.ts'
import { serviceApi } from '#contract/service/api.ts'
import { sessionApi } from '#contract/session/api.ts'
import { supplierApi } from '#contract/supplier/api.ts'
import { transact } from '#platform/database/transaction.ts'
import { createFirstAccount, unnamedProvider } from '../modules/organisation/index.ts'
import { callerOf, type Caller, type TestServer } from './server.ts'

type Person = OutputOf<typeof personApi.read>

/** A person who has signed in: what the product knows of him, and his voice. */
export interface Someone extends Person {
  email: string
  token: string
  caller: Caller
}

export const password = 'correct horse battery staple'

const administrators = new WeakMap<TestServer, Promise<Someone>>()
const scopes: ('read' | 'write' | 'intake')[] = ['read', 'write', 'intake']
let count = 0

/** The first account: every role of a provider, and administrator. The same one a server, whoever asks. */
export const anAdministrator = (server: TestServer): Promise<Someone> => {
  const made = administrators.get(server) ?? makeAdministrator(server)
  administrators.set(server, made)
  return made
}

/** A person of the provider; first contact unless other roles are given. */
export const anAgent = (
  server: TestServer,
  given: { roles?: Role[]; name?: string; isAdministrator?: boolean } = {},
): Promise<Someone> => aPerson(server, { roles: ['CS'], name: 'Camille Agent', ...given })

export const aClient = async (server: TestServer, given: { name?: string } = {}) => {
  const { caller } = await anAdministrator(server)
  return caller.get(clientApi.create, { name: unique('Client'), ...given })
}

/** A person of a client, of a new one unless said; a requester unless another level is given. */
export const aClientPerson = async (
  server: TestServer,
  given: {
    client?: { id: string }
    level?: 'requester' | 'contact' | 'signatory'
    name?: string
    language?: 'fr' | 'en'
  } = {},
): Promise<Someone> => {
  const { client = await aClient(server), level = 'requester', name = 'Claude Client', ...rest } = given
  return aPerson(server, { roles: ['CL'], clientId: client.id, clientLevel: level, name, ...rest })
}

export const aSupplier = async (server: TestServer, given: { name?: string } = {}) => {
  const { caller } = await anAdministrator(server)
  return caller.get(supplierApi.create, { name: unique('Fournisseur'), ...given })
}

/** A person of a supplier, of a new one unless said. */
export const aSupplierPerson = async (
  server: TestServer,
  given: { supplier?: { id: string }; name?: string } = {},
): Promise<Someone> => {
  const { supplier = await aSupplier(server), name = 'Dominique Fournisseur' } = given
  return aPerson(server, { roles: ['FT'], supplierId: supplier.id, name })
}

export const aService = async (
  server: TestServer,
  given: { name?: string; description?: string; isEssential?: boolean } = {},
) => {
  const { caller } = await anAdministrator(server)
  return caller.get(serviceApi.create, { name: unique('Service'), ...given })
}

/** Another session of somebody, so that a test may spend it. */
export const anotherToken = async ({ caller }: Someone): Promise<string> => {
  const { token } = await caller.get(sessionApi.createToken, { name: 'another', scopes })
  return token
}

const makeAdministrator = async (server: TestServer): Promise<Someone> => {
  const { pool, clock } = server.surroundings
  const now = clock()
  const person = { name: 'Alix Première', email: unique('alix') + '@example.test', password }
  const { personId } = await transact(pool, { as: 'nobody' }, { now }, (db) =>
    createFirstAccount({ db, now }, { organisation: unnamedProvider, person }, { adopts: true }),
  )
  const { token, caller } = await signIn(server, person.email)
  return { ...(await caller.get(personApi.read, { id: personId })), email: person.email, token, caller }
}

const aPerson = async (
  server: TestServer,
  given: {
    name: string
    roles: Role[]
    clientId?: string
    clientLevel?: 'requester' | 'contact' | 'signatory'
    supplierId?: string
    isAdministrator?: boolean
  },
): Promise<Someone> => {
  const { caller } = await anAdministrator(server)
  const email = `${unique('person')}@example.test`
  const made = await caller.get(personApi.create, { ...given, email, password })
  return { ...made, email, ...(await signIn(server, email)) }
}

/** By the door that everyone takes; the token has no end, so that tests may move the clock. */
const signIn = async (server: TestServer, email: string): Promise<{ token: string; caller: Caller }> => {
  const { call } = callerOf(server, null)
  const { headers } = await call(sessionApi.signIn, { email, password })
  const [cookie = ''] = String(headers['set-cookie']).split(';')
  const { body } = await call(sessionApi.createToken, { name: 'test', scopes }, { cookie })
  return { token: body.token, caller: callerOf(server, body.token) }
}

const unique = (word: string): string => `${word}-${(count += 1)}`
