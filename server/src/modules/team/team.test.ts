import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sessionApi } from '#contract/session/api.ts'
import { teamApi } from '#contract/team/api.ts'
import { aClientPerson, anAdministrator, anAgent } from '../../testing/makers.ts'
import { startServer } from '../../testing/server.ts'

const server = await startServer()
const administrator = await anAdministrator(server)

test('a team’s members act for the roles that mandate it, until it is ended', async () => {
  const agent = await anAgent(server, { name: 'Zoé' })
  const made = await administrator.caller.get(teamApi.create, {
    name: 'Systèmes',
    mandates: ['CS', 'RGS/AC', 'CS'],
    members: [agent.id],
  })
  assert.deepEqual(made.mandates, ['RGS/AC', 'CS'])
  assert.deepEqual(made.members, [{ id: agent.id, name: 'Zoé' }])
  const { person } = await agent.caller.get(sessionApi.read, {})
  assert.deepEqual([person.mandates.toSorted(), person.teams], [['CS', 'RGS/AC'], [made.id]])
  await administrator.caller.get(teamApi.end, made)
  const { person: later } = await agent.caller.get(sessionApi.read, {})
  assert.deepEqual([later.mandates, later.teams], [[], []])
  assert.deepEqual((await agent.caller.get(teamApi.list, {})).items, [])
})

test('a service manager keeps the teams of his own roles and gives no other mandate', async () => {
  const manager = await anAgent(server, { roles: ['RGS/AC'] })
  const agent = await anAgent(server)
  assert.equal((await agent.caller.call(teamApi.create, { name: 'À nous' })).code, 'forbidden')
  const own = await manager.caller.get(teamApi.create, { name: 'Réseau', mandates: ['RGS/AC'] })
  const climb = { id: own.id, version: own.version, mandates: ['D' as const] }
  assert.equal((await manager.caller.call(teamApi.edit, climb)).code, 'forbidden')
  const top = await administrator.caller.get(teamApi.create, { name: 'Direction', mandates: ['D'] })
  const join = { id: top.id, version: top.version, members: [manager.id] }
  assert.equal((await manager.caller.call(teamApi.edit, join)).code, 'forbidden')
})

test('members are people of the provider, and an edit starts from the present version', async () => {
  const client = await aClientPerson(server)
  const outsider = { name: 'Mixte', members: [client.id] }
  assert.equal((await administrator.caller.call(teamApi.create, outsider)).status, 400)
  const { id, version } = await administrator.caller.get(teamApi.create, { name: 'Postes' })
  const renamed = await administrator.caller.get(teamApi.edit, { id, version, name: 'Postes de travail' })
  assert.equal(renamed.name, 'Postes de travail')
  const stale = await administrator.caller.call(teamApi.edit, { id, version, name: 'Trop tard' })
  assert.equal(stale.code, 'stale_version')
  assert.equal(
    (await administrator.caller.call(teamApi.create, { name: 'POSTES de travail' })).code,
    'already_exists',
  )
})
