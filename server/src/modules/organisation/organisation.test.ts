import assert from 'node:assert/strict'
import { test } from 'node:test'
import { organisationApi } from '#contract/organisation/api.ts'
import { personApi } from '#contract/person/api.ts'
import { serviceApi } from '#contract/service/api.ts'
import { sessionApi } from '#contract/session/api.ts'
import { transact } from '#platform/database/transaction.ts'
import { anAdministrator, anAgent, aClientPerson, aSupplierPerson } from '../../testing/makers.ts'
import { callerOf, startServer } from '../../testing/server.ts'
import { createFirstAccount, createSetUpLink, unnamedProvider } from './index.ts'

const server = await startServer()

const nobody = () => callerOf(server, null)

const aLink = () => {
  const now = server.surroundings.clock()
  return transact(server.surroundings.pool, { as: 'nobody' }, { now }, (db) => createSetUpLink({ db, now }))
}

const given = {
  organisation: {
    name: 'Ateliers Nuage',
    country: 'CA',
    region: 'QC',
    size: '4-9' as const,
    zone: 'America/Toronto',
  },
  person: { name: 'Noé Premier', email: 'Noe@example.test', password: 'un mot de passe long' },
  serviceName: 'Messagerie',
  clientName: 'Boulangerie Prunier',
}

test('a link sets an installation up once, signs its owner in, and then no link is made any more', async () => {
  assert.equal((await nobody().get(organisationApi.status, {})).isSetUp, false)
  const secret = await aLink()
  const other = await aLink()
  assert.ok(secret !== null && other !== null)

  const made = await nobody().call(organisationApi.setUp, { secret, ...given })
  assert.equal(made.status, 201)
  assert.deepEqual(made.body.person.roles, ['D', 'RGS/AC', 'RGS/RC', 'CS'])
  assert.equal(made.body.person.isAdministrator, true)
  assert.equal(made.body.person.email, 'noe@example.test')
  assert.equal(made.body.person.zone, 'America/Toronto')

  const [cookie = ''] = String(made.headers['set-cookie']).split(';')
  const session = await nobody().call(sessionApi.read, {}, { cookie })
  assert.equal(session.body.person.id, made.body.person.id)
  const services = await nobody().call(serviceApi.list, {}, { cookie })
  assert.deepEqual(
    services.body.items.map((item) => item.name),
    ['Messagerie'],
  )

  assert.equal((await nobody().get(organisationApi.status, {})).isSetUp, true)
  assert.equal((await nobody().call(organisationApi.setUp, { secret, ...given })).code, 'already_set_up')
  assert.equal(
    (await nobody().call(organisationApi.setUp, { secret: other, ...given })).code,
    'already_set_up',
  )
  assert.equal(await aLink(), null)
})

test('a first account is refused once somebody exists', async () => {
  const now = server.surroundings.clock()
  const again = transact(server.surroundings.pool, { as: 'nobody' }, { now }, (db) =>
    createFirstAccount({ db, now }, { ...given, organisation: unnamedProvider }),
  )
  await assert.rejects(again, { code: 'already_set_up' })
})

test('of two who follow two links at once, one sets the installation up', async () => {
  const fresh = await startServer()
  const { pool, clock } = fresh.surroundings
  const link = () =>
    transact(pool, { as: 'nobody' }, { now: clock() }, (db) => createSetUpLink({ db, now: clock() }))
  const secrets = [(await link()) ?? '', (await link()) ?? '']
  const answers = await Promise.all(
    secrets.map((secret) => callerOf(fresh, null).call(organisationApi.setUp, { secret, ...given })),
  )
  assert.deepEqual(
    answers.map((answer) => answer.status).toSorted((a, b) => a - b),
    [201, 409],
  )
})

test('a link that is unknown or a week old opens nothing', async () => {
  const fresh = await startServer()
  const { pool, clock } = fresh.surroundings
  const secret = await transact(pool, { as: 'nobody' }, { now: clock() }, (db) =>
    createSetUpLink({ db, now: clock() }),
  )
  const call = (words: string) =>
    callerOf(fresh, null).call(organisationApi.setUp, { secret: words, ...given })
  assert.equal((await call('an unknown secret of some length')).code, 'link_expired')
  fresh.setNow('PT169H')
  assert.equal((await call(secret ?? '')).code, 'link_expired')
})

test('everyone reads the provider; top management and administrators edit it, from its present version', async () => {
  const own = await startServer()
  const administrator = await anAdministrator(own)
  const people = [await anAgent(own), await aClientPerson(own), await aSupplierPerson(own)]
  const provider = await administrator.caller.get(organisationApi.read, {})
  for (const { caller } of people) {
    assert.equal((await caller.get(organisationApi.read, {})).name, 'Mon organisation')
    const refused = await caller.call(organisationApi.edit, { name: 'Autre', version: provider.version })
    assert.equal(refused.code, 'forbidden')
  }
  const edited = await administrator.caller.get(organisationApi.edit, {
    name: 'Nuage et Cie',
    emergencyPhone: '112',
    version: provider.version,
  })
  assert.equal(edited.name, 'Nuage et Cie')
  assert.equal(edited.emergencyPhone, '112')
  const stale = await administrator.caller.call(organisationApi.edit, {
    name: 'Trop tard',
    version: provider.version,
  })
  assert.equal(stale.code, 'stale_version')
  const nowhere = { zone: 'Mars/Olympus', version: edited.version }
  assert.equal((await administrator.caller.call(organisationApi.edit, nowhere)).status, 400)
  assert.equal((await administrator.caller.get(personApi.read, administrator)).hasPassword, true)
})
