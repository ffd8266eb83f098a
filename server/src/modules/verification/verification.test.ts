import assert from 'node:assert/strict'
import { test } from 'node:test'
import { configurationApi } from '#contract/configuration/api.ts'
import { verificationApi } from '#contract/verification/api.ts'
import { byHand } from '../../testing/by-hand.ts'
import { aClient, aClientPerson, anAgent } from '../../testing/makers.ts'
import { rowsOf } from '../../testing/post.ts'
import { startServer } from '../../testing/server.ts'

const server = await startServer('2026-03-02T09:00:00Z')
const manager = await anAgent(server, { roles: ['RGS/AC', 'CS'], name: 'Robin Gestion' })
const desk = await anAgent(server, { name: 'Camille Agent' })
const client = await aClient(server)
const contact = await aClientPerson(server, { client, level: 'signatory' })
const { attempt } = byHand(server)

const add = (name: string, given: Record<string, unknown> = {}) =>
  desk.caller.get(configurationApi.create, { name, type: 'workstation', clientId: client.id, ...given })
const machines: string[] = []
for (let at = 1; at <= 6; at++)
  machines.push((await add(`PC-${at}`, { location: at > 3 ? 'Étage 2' : 'Étage 1' })).number)
await add('PC-PREVU', { state: 'planned' })
const [one = '', two = '', three = ''] = machines

const open = (given: Record<string, unknown> = {}) =>
  manager.caller.get(verificationApi.open, { name: 'Campagne', clientId: client.id, ...given })
const read = (id: string) => desk.caller.get(verificationApi.read, { id })

test('a campaign holds what should be there, and is closed with its figures', async () => {
  const { id, population } = await open()
  assert.equal(population, 6)
  const note = (number: string, given: object) =>
    desk.caller.get(verificationApi.note, { id, number, result: 'right', ...given })
  await note(one, { result: 'missing' })
  await note(one, { result: 'right', at: '2026-03-02T08:59:00Z' })
  await note(two, { result: 'different', fields: [{ field: 'location', found: 'Étage 3' }] })
  await note(three, { result: 'missing', note: 'Personne ne sait' })
  await desk.caller.get(verificationApi.addFind, { id, what: 'Un écran', location: 'Accueil' })
  await desk.caller.get(verificationApi.addFind, { id, what: 'Erreur de ma part' })
  const [, mistake] = (await read(id)).finds
  await desk.caller.get(verificationApi.withdrawFind, { id, find: mistake?.id ?? '' })
  const { items } = await desk.caller.get(verificationApi.ofItem, { number: one })
  assert.deepEqual(items, [{ id, name: 'Campagne', result: 'right' }])

  assert.equal((await desk.caller.call(verificationApi.close, { id })).status, 403)
  server.setNow('2026-03-03T09:00:00Z')
  const closed = await manager.caller.get(verificationApi.close, { id, conclusion: 'À suivre' })
  assert.deepEqual(closed.figures, {
    total: 6,
    verified: 3,
    right: 1,
    different: 1,
    missing: 1,
    finds: 1,
    accuracy: { part: 2, of: 3 },
    completeness: { part: 2, of: 3 },
  })
  assert.deepEqual(closed.minutes?.people, ['Camille Agent'])
  const moved = closed.minutes?.items.find(({ number }) => number === two)
  assert.deepEqual(moved?.differences, [
    {
      label: { fr: 'Emplacement', en: 'Location' },
      written: { fr: 'Étage 1', en: 'Étage 1' },
      found: 'Étage 3',
    },
  ])
  const freshOf = async (number: string) => {
    const item = await desk.caller.get(configurationApi.read, { number })
    return 'verifiedAt' in item ? item.verifiedAt : undefined
  }
  assert.equal(await freshOf(one), '2026-03-03T09:00:00Z')
  assert.equal(await freshOf(three), null)
  const pdf = await desk.caller.call(verificationApi.file, { id })
  assert.match(pdf.body.slice(0, 8), /^%PDF-/)
  const chain = await rowsOf<Record<string, unknown>>(
    server,
    `select event from journal_entry where subject_id = '${id}' order by seq`,
  )
  assert.equal(chain[0]?.['event'], 'verification.opened')
  assert.equal(chain.at(-1)?.['event'], 'verification.closed')
})

test('what is closed stays: nothing is noted, nothing changes when items do, nor by hand', async () => {
  const { id } = await open()
  await desk.caller.get(verificationApi.note, { id, number: one, result: 'right' })
  const { minutes } = await manager.caller.get(verificationApi.close, { id })
  const late = await desk.caller.call(verificationApi.note, { id, number: two, result: 'right' })
  assert.equal(late.status, 409)
  assert.equal((await desk.caller.call(verificationApi.addFind, { id, what: 'x' })).status, 409)
  assert.equal((await manager.caller.call(verificationApi.close, { id })).status, 409)
  const { version } = await desk.caller.get(configurationApi.read, { number: one })
  await desk.caller.get(configurationApi.edit, { number: one, version, name: 'Renommé' })
  assert.deepEqual((await read(id)).minutes, minutes)
  for (const text of [
    `update verification set closed_at = null, closed_by = null, minutes = null, sha256 = null where id = '${id}'`,
    `update verification_item set result = 'missing', at = scope.now(), by_id = '${manager.id}' where verification_id = '${id}'`,
    `insert into verification_find (verification_id, what, by_id, at) values ('${id}', 'x', '${manager.id}', scope.now())`,
    `delete from verification_item where verification_id = '${id}'`,
  ])
    assert.ok((await attempt(manager, text)).refusal, text)
})

test('a sample is drawn by a seed that draws it again', async () => {
  const first = await open({ sample: 3 })
  assert.equal(first.figures.total, 3)
  const again = await open({ sample: 3, seed: first.seed })
  const numbersOf = async (id: string) => (await read(id)).items.map(({ number }) => number)
  assert.deepEqual(await numbersOf(again.id), await numbersOf(first.id))
})

test('a campaign of nothing, a difference without a word and an item of no campaign are refused', async () => {
  const empty = await manager.caller.call(verificationApi.open, { name: 'x', types: ['printer'] })
  assert.equal(empty.status, 400)
  const { id } = await open({ location: 'étage 2' })
  assert.equal((await read(id)).items.length, 3)
  const silent = await desk.caller.call(verificationApi.note, {
    id,
    number: machines[4] ?? '',
    result: 'different',
  })
  assert.equal(silent.status, 400)
  const stray = await desk.caller.call(verificationApi.note, { id, number: one, result: 'right' })
  assert.equal(stray.status, 404)
  assert.equal((await desk.caller.call(verificationApi.open, { name: 'x' })).status, 403)
  assert.equal((await contact.caller.call(verificationApi.read, { id })).status, 403)
  assert.ok((await attempt(contact, 'select 1 from verification')).refusal)
})

test('labels are sheets of codes; more than twenty sheets are refused', async () => {
  const pdf = await desk.caller.call(verificationApi.labels, { client: client.id })
  assert.equal(pdf.status, 200)
  assert.match(pdf.body.slice(0, 8), /^%PDF-/)
})
