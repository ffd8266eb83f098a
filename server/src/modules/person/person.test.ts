import assert from 'node:assert/strict'
import { test } from 'node:test'
import { personApi } from '#contract/person/api.ts'
import { sessionApi } from '#contract/session/api.ts'
import { openPool } from '#platform/database/connect.ts'
import {
  aClient,
  aClientPerson,
  anAdministrator,
  anAgent,
  aSupplierPerson,
  password,
} from '../../testing/makers.ts'
import { callerOf, startServer } from '../../testing/server.ts'

const server = await startServer()
const administrator = await anAdministrator(server)

/** What the journal says of a subject, read as the database's owner. */
const eventsOf = async (subject: string): Promise<string[]> => {
  const pool = openPool(server.ownerUrl, { max: 1 })
  const { rows } = await pool.query<{ event: string }>(
    'select event from journal_entry where subject_id = $1 order by seq',
    [subject],
  )
  await pool.end()
  return rows.map((row) => row.event)
}

test('the service managers keep the people of clients, top management and administrators all people', async () => {
  const client = await aClient(server)
  const ofClient = { name: 'Nina', roles: [], clientId: client.id }
  const ofProvider = { name: 'Nadir', roles: ['CS' as const] }
  const expected = [
    { roles: ['CS' as const], ofClient: 403, ofProvider: 403 },
    { roles: ['RGS/AC' as const], ofClient: 201, ofProvider: 403 },
    { roles: ['RGS/RC' as const], ofClient: 201, ofProvider: 403 },
    { roles: ['D' as const], ofClient: 201, ofProvider: 201 },
    { roles: [], isAdministrator: true, ofClient: 201, ofProvider: 201 },
  ]
  for (const { ofClient: forClient, ofProvider: forProvider, ...who } of expected) {
    const { caller } = await anAgent(server, who)
    assert.equal((await caller.call(personApi.create, ofClient)).status, forClient, who.roles.join())
    assert.equal((await caller.call(personApi.create, ofProvider)).status, forProvider, who.roles.join())
  }
})

test('a service manager cannot make a client’s person one of the provider', async () => {
  const manager = await anAgent(server, { roles: ['RGS/RC'] })
  const { id, version } = await aClientPerson(server)
  const grab = { id, version, clientId: null, roles: ['D' as const] }
  assert.equal((await manager.caller.call(personApi.edit, grab)).code, 'forbidden')
  const self = { id: manager.id, version: manager.version, isAdministrator: true }
  assert.equal((await manager.caller.call(personApi.edit, self)).code, 'forbidden')
})

test('who moves from a client to the provider takes the new roles and leaves the old ones', async () => {
  const { id, version } = await aClientPerson(server, { level: 'signatory' })
  const moved = await administrator.caller.get(personApi.edit, { id, version, clientId: null, roles: ['CS'] })
  assert.deepEqual(
    { roles: moved.roles, level: moved.clientLevel, client: moved.clientId },
    { roles: ['CS'], level: null, client: null },
  )
})

test('an edit that started from an older version is answered with the present one', async () => {
  const { id, version } = await anAgent(server)
  const edited = await administrator.caller.get(personApi.edit, { id, version, name: 'Premier' })
  assert.equal(edited.version, version + 1)
  const late = await administrator.caller.call(personApi.edit, { id, version, name: 'Second' })
  assert.equal(late.status, 409)
  assert.equal(late.code, 'stale_version')
  assert.partialDeepStrictEqual(late.body, { current: { name: 'Premier', version: version + 1 } })
  assert.deepEqual(await eventsOf(id), ['person.created', 'session.opened', 'token.created', 'person.edited'])
})

test('two people never share an address, and an address is told apart from its case', async () => {
  const { email } = await anAgent(server)
  const again = await administrator.caller.call(personApi.create, {
    name: 'Double',
    email: email.toUpperCase(),
    roles: ['CS'],
  })
  assert.equal(again.code, 'already_exists')
})

test('a caller’s number finds the person however it was written', async () => {
  const client = await aClient(server)
  const numbers = [
    ['06 12 34 56 78', '+33612345678'],
    ['+33 (0)6 98 76 54 32', '0698765432'],
    ['(514) 555-0199 poste 12', '+15145550199'],
    ['4412', '4412'],
  ]
  for (const [written = '', shown = ''] of numbers) {
    const { id } = await administrator.caller.get(personApi.create, {
      name: `Au ${shown}`,
      phone: written,
      roles: [],
      clientId: client.id,
    })
    const found = await administrator.caller.get(personApi.list, { phone: shown })
    assert.deepEqual(
      found.items.map((item) => item.id),
      [id],
      written,
    )
  }
  assert.deepEqual((await administrator.caller.get(personApi.list, { phone: 'inconnu' })).items, [])
})

test('people are searched by part of a name or an address without accents, and listed page by page', async () => {
  const client = await aClient(server)
  const names = ['Éloïse Zéphir', 'eloi Dupont', 'Élodie 100%', 'Bruno']
  for (const name of names) {
    await administrator.caller.get(personApi.create, { name, roles: [], clientId: client.id })
  }
  const found = async (q: string) => {
    const { items } = await administrator.caller.get(personApi.list, { q, client: client.id })
    return items.map((item) => item.name)
  }
  assert.deepEqual(await found('elo'), ['Élodie 100%', 'eloi Dupont', 'Éloïse Zéphir'])
  assert.deepEqual(await found('ZÉPH'), ['Éloïse Zéphir'])
  assert.deepEqual(await found('%'), ['Élodie 100%'])
  assert.deepEqual(await found('_'), [])

  const seen: string[] = []
  for (let cursor: string | undefined; ;) {
    const { items, nextCursor } = await administrator.caller.get(personApi.list, {
      client: client.id,
      limit: 1,
      ...(cursor === undefined ? {} : { cursor }),
    })
    seen.push(...items.map((item) => item.name))
    if (nextCursor === null) break
    cursor = nextCursor
  }
  assert.deepEqual(seen, ['Bruno', 'Élodie 100%', 'eloi Dupont', 'Éloïse Zéphir'])
})

test('colleagues are those of the provider, one without a role too, and none of a client or a supplier', async () => {
  const mandated = await administrator.caller.get(personApi.create, {
    name: 'Julien Sans Rôle',
    email: 'julien.sans.role@trousse.test',
    roles: [],
  })
  const outsiders = [await aClientPerson(server), await aSupplierPerson(server)].map(({ id }) => id)
  const { items } = await administrator.caller.get(personApi.list, { colleagues: 'true', limit: 200 })
  const ids = items.map(({ id }) => id)
  assert.ok(ids.includes(mandated.id) && ids.includes(administrator.id))
  assert.ok(!outsiders.some((id) => ids.includes(id)))
})

test('a requester sees himself, a contact the whole company, and nobody another client’s people', async () => {
  const client = await aClient(server)
  const requester = await aClientPerson(server, { client })
  const contact = await aClientPerson(server, { client, level: 'contact' })
  const other = await aClientPerson(server, { level: 'signatory' })
  const seenBy = async ({ caller }: typeof requester) =>
    (await caller.get(personApi.list, {})).items.map((item) => item.id).toSorted()
  assert.deepEqual(await seenBy(requester), [requester.id])
  assert.deepEqual(await seenBy(contact), [requester.id, contact.id].toSorted())
  assert.deepEqual(await seenBy(other), [other.id])
  assert.equal((await requester.caller.call(personApi.read, { id: contact.id })).code, 'not_found')
  assert.equal((await other.caller.call(personApi.read, { id: contact.id })).code, 'not_found')
})

test('whoever is ended is signed out at once and cannot come back', async () => {
  const agent = await anAgent(server)
  await agent.caller.get(sessionApi.read, {})
  const { url } = await administrator.caller.get(personApi.invite, agent)
  const ended = await administrator.caller.get(personApi.end, agent)
  assert.ok(ended.endedAt !== null)
  assert.equal((await agent.caller.call(sessionApi.read, {})).status, 401)
  const nobody = callerOf(server, null)
  assert.equal((await nobody.call(sessionApi.signIn, { email: agent.email, password })).status, 401)
  const secret = url.split('/').at(-1) ?? ''
  assert.equal((await nobody.call(sessionApi.acceptInvitation, { secret, password })).status, 410)
  assert.equal((await administrator.caller.call(personApi.end, agent)).code, 'not_possible')
  assert.equal((await eventsOf(agent.id)).at(-1), 'person.ended')
})

test('somebody always stays administrator', async () => {
  const alone = await startServer()
  const last = await anAdministrator(alone)
  const top = await anAgent(alone, { roles: ['D'] })
  assert.equal((await top.caller.call(personApi.end, last)).code, 'not_possible')
  const { id, version } = last
  const lay = { id, version, isAdministrator: false }
  assert.equal((await top.caller.call(personApi.edit, lay)).code, 'not_possible')
  const second = await anAgent(alone, { roles: [], isAdministrator: true })
  await second.caller.get(personApi.end, last)
})

test('an invitation is a link that sets a password once, within seven days, and voids the one before', async () => {
  const { id } = await administrator.caller.get(personApi.create, {
    name: 'Invitée',
    email: 'invitee@example.test',
    roles: ['CS'],
  })
  const secretOf = async () => {
    const { url } = await administrator.caller.get(personApi.invite, { id })
    assert.match(url, /^http:\/\/localhost:3000\/invitation\/[\w-]{43}$/)
    return url.split('/').at(-1) ?? ''
  }
  const nobody = callerOf(server, null)
  const accept = async (secret: string) =>
    (await nobody.call(sessionApi.acceptInvitation, { secret, password })).status
  const first = await secretOf()
  const second = await secretOf()
  assert.equal(await accept(first), 410)
  assert.equal(await accept(second), 200)
  assert.equal(await accept(second), 410)
  assert.equal((await administrator.caller.get(personApi.read, { id })).hasPassword, true)
  const third = await secretOf()
  server.setNow('PT168H1M')
  assert.equal(await accept(third), 410)
})

test('nobody without an address is invited, and an agent invites nobody', async () => {
  const client = await aClient(server)
  const { id } = await administrator.caller.get(personApi.create, {
    name: 'Sans adresse',
    roles: [],
    clientId: client.id,
  })
  assert.equal((await administrator.caller.call(personApi.invite, { id })).code, 'not_possible')
  const agent = await anAgent(server)
  assert.equal((await agent.caller.call(personApi.invite, administrator)).code, 'forbidden')
})

test('everyone edits the own language, zone and telephone, and nothing else', async () => {
  for (const someone of [await anAgent(server), await aClientPerson(server), await aSupplierPerson(server)]) {
    const edited = await someone.caller.get(personApi.editSelf, {
      language: 'en',
      zone: 'America/Toronto',
      phone: '0102030405',
    })
    assert.deepEqual(
      [edited.id, edited.language, edited.zone, edited.phone],
      [someone.id, 'en', 'America/Toronto', '0102030405'],
    )
    assert.deepEqual(edited.roles, someone.roles)
    assert.equal((await eventsOf(someone.id)).at(-1), 'person.edited')
    assert.equal((await someone.caller.call(personApi.editSelf, { zone: '+02:00' })).status, 400)
  }
})

test('nobody belongs to a client that does not exist', async () => {
  const gone = { id: '01a20a22-0894-73fe-9e87-ae0156c33d61' }
  const nowhere = { name: 'Perdue', roles: [], clientId: gone.id }
  assert.equal((await administrator.caller.call(personApi.create, nowhere)).status, 400)
})

test('anyone names a substitute for himself, top management for all; who named it may end it', async () => {
  const top = await anAgent(server, { roles: ['D'] })
  const manager = await anAgent(server, { roles: ['RGS/AC'] })
  const agent = await anAgent(server)
  const now = server.surroundings.clock()
  const absence = { startsAt: now.toString(), endsAt: now.add({ hours: 48 }).toString() }
  const steal = { personId: top.id, substituteId: manager.id, ...absence }
  assert.equal((await manager.caller.call(personApi.substitute, steal)).code, 'forbidden')
  const named = await top.caller.get(personApi.substitute, steal)
  await agent.caller.get(personApi.substitute, { personId: agent.id, substituteId: manager.id, ...absence })
  assert.equal((await manager.caller.get(personApi.listSubstitutions, {})).items.length, 2)
  assert.equal((await manager.caller.call(personApi.endSubstitution, named)).code, 'forbidden')
  await top.caller.get(personApi.endSubstitution, named)
  assert.equal((await manager.caller.get(personApi.listSubstitutions, {})).items.length, 1)
  assert.deepEqual((await eventsOf(top.id)).slice(-2), ['substitution.named', 'substitution.ended'])
  const client = await aClientPerson(server)
  const outside = { personId: top.id, substituteId: client.id, ...absence }
  assert.equal((await top.caller.call(personApi.substitute, outside)).status, 400)
  const backwards = { ...steal, endsAt: absence.startsAt }
  assert.equal((await top.caller.call(personApi.substitute, backwards)).status, 400)
})
