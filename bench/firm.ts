import { prefix } from '#platform/http/surroundings.ts'

export type Call = (method: string, path: string, body?: unknown) => Promise<Record<string, unknown>>

/** Somebody signed in over HTTP, with the cookie that his browser would send. */
export interface Caller {
  cookie: string
  call: Call
}

export const signIn = async (url: string, email: string, password: string): Promise<Caller> => {
  const answer = await fetch(`${url}${prefix}/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  })
  const cookie = (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  return {
    cookie,
    call: async (method, path, body) => {
      const response = await fetch(`${url}${prefix}${path}`, {
        method,
        headers: { cookie, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      const told: unknown = await response.json()
      if (!response.ok) throw new Error(`${method} ${path}: ${JSON.stringify(told)}`)
      return Object(told)
    },
  }
}

const password = 'correct horse battery'

export const administrator = { TROUSSE_ADMIN_EMAIL: 'alix@provider.test', TROUSSE_ADMIN_PASSWORD: password }

/** The first account is made a moment after the product is ready. What is measured then is not the backup of the night. */
export const signInFirst = async (url: string): Promise<Caller> => {
  for (let tries = 0; tries < 100; tries++) {
    const caller = await signIn(url, administrator.TROUSSE_ADMIN_EMAIL, password)
    if (caller.cookie !== '') {
      await makeNoBackups(caller)
      return caller
    }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('The first account cannot sign in.')
}

const makeNoBackups = async ({ call }: Caller): Promise<void> => {
  const { version } = await call('GET', '/backup-plan')
  await call('PATCH', '/backup-plan', { isOn: false, version })
}

export interface Firm {
  agents: Caller[]
  /** One contact a client. */
  contacts: Caller[]
  /** Addresses of people who only write mails. */
  writers: string[]
  serviceId: string
  clientIds: string[]
}

/** Ten at the desk, ten clients with a contact each, and so many more who write. */
export const foundFirm = async (url: string, first: Caller, writers: number): Promise<Firm> => {
  const idOf = async (path: string, body: unknown) => String((await first.call('POST', path, body))['id'])
  const serviceId = await idOf('/services', { name: 'Postes de travail' })
  const numbers = Array.from({ length: 10 }, (_, at) => at)
  const clientIds: string[] = []
  for (const at of numbers) clientIds.push(await idOf('/clients', { name: `Client ${at}` }))
  const person = async (email: string, more: object): Promise<Caller> => {
    await first.call('POST', '/people', { name: email, email, password, ...more })
    return signIn(url, email, password)
  }
  const agents: Caller[] = []
  const contacts: Caller[] = []
  for (const at of numbers) {
    agents.push(await person(`agent${at}@provider.test`, { roles: ['CS'] }))
    const client = { roles: ['CL'], clientId: clientIds[at], clientLevel: 'contact' }
    contacts.push(await person(`contact${at}@client.test`, client))
  }
  const addresses = Array.from({ length: writers }, (_, at) => `writer${at}@client.test`)
  for (const [at, email] of addresses.entries())
    await first.call('POST', '/people', {
      name: email,
      email,
      roles: ['CL'],
      clientId: clientIds[at % 10],
      clientLevel: 'requester',
    })
  return { agents, contacts, writers: addresses, serviceId, clientIds }
}
