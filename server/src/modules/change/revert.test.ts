import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { InputOf } from '#contract/endpoint.ts'
import { changeApi } from '#contract/change/api.ts'
import { configurationApi } from '#contract/configuration/api.ts'
import { journalApi } from '#contract/journal/api.ts'
import { aSubmittedChange } from '../../testing/changes.ts'
import { aClient, anAdministrator, anAgent } from '../../testing/makers.ts'
import { startServer } from '../../testing/server.ts'
import { move } from '../../testing/world.ts'

const server = await startServer()
const admin = await anAdministrator(server)
const desk = await anAgent(server, { roles: ['CS'] })
const manager = await anAgent(server, { roles: ['RGS/AC'] })
const colleague = await anAgent(server, { roles: ['RGS/AC'] })
const client = await aClient(server)

const anItem = (name: string) =>
  admin.caller.get(configurationApi.create, {
    name,
    type: 'server',
    clientId: client.id,
    attributes: { serial: `SN-${name}` },
    reason: 'relevé initial',
  })
const itemNow = (number: string) => admin.caller.get(configurationApi.read, { number })
const implemented = async (modifications: InputOf<typeof changeApi.create>['modifications']) => {
  const number = await aSubmittedChange({ by: desk, manager }, { clientId: client.id, modifications })
  await colleague.caller.get(changeApi.decide, { number, decision: 'approve' })
  await move(manager, number, 'tests-accepted', { testResult: 'Tout passe' })
  await move(manager, number, 'success')
  server.setNow('PT1H')
  return number
}
const backOut = async (number: string) => {
  await move(manager, number, 'back-out', { review: 'x', objective: 'missed', reason: 'Défaut' })
  await move(manager, number, 'backed-out')
}
const sheetOf = (number: string) => manager.caller.get(changeApi.modifications, { number })

test('backed out, what others did since stays: an item that was merged, a relation that was ended or made again', async () => {
  const [kept, merged, other] = [await anItem('reste'), await anItem('fusionne'), await anItem('autre')]
  const relate = (to: string, kind = 'depends-on') =>
    admin.caller.get(configurationApi.relate, { from: kept.number, to, kind })
  await relate(other.number)
  const number = await implemented([
    { action: 'modify', ci: kept.number, name: 'reste, neuf', location: 'Baie 4' },
    { action: 'modify', ci: merged.number, location: 'Baie 5' },
    { action: 'add', type: 'server', name: 'ajouté', attributes: { serial: 'SN-AJ' } },
    { action: 'relate', ci: kept.number, to: '#3', kind: 'depends-on' },
    { action: 'unrelate', ci: kept.number, to: other.number, kind: 'depends-on' },
  ])
  const added = (await sheetOf(number)).items.find(({ action }) => action === 'add')?.ci ?? ''
  for (const from of [merged.number, added])
    await admin.caller.get(configurationApi.merge, { number: from, into: other.number, reason: 'le même' })
  await admin.caller.get(configurationApi.edit, {
    number: kept.number,
    version: (await itemNow(kept.number)).version,
    description: '<p>Noté depuis.</p>',
  })
  await backOut(number)
  const now = await itemNow(kept.number)
  assert.deepEqual([now.name, now.location, now.description], ['reste', '', '<p>Noté depuis.</p>'])
  assert.deepEqual(
    now.relations.map(({ kind, number: to }) => [kind, to]),
    [['depends-on', other.number]],
  )
  const sheet = await sheetOf(number)
  assert.deepEqual(
    sheet.items.map(({ isLeft, revertedAt }) => [isLeft, revertedAt === null]),
    [
      [false, false],
      [true, true],
      [true, true],
      [false, false],
      [false, false],
    ],
  )
  const { items: entries } = await admin.caller.get(journalApi.ofRecord, { number })
  const told = entries.find(({ event }) => event === 'change.reverted')
  assert.deepEqual(told?.data, { lines: 3, items: [kept.number, other.number], left: [2, 3] })
})
