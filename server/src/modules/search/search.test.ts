import assert from 'node:assert/strict'
import { test } from 'node:test'
import { incidentApi } from '#contract/incident/api.ts'
import { requestApi } from '#contract/request/api.ts'
import { searchApi } from '#contract/search/api.ts'
import {
  aClient,
  aClientPerson,
  anAdministrator,
  anAgent,
  aService,
  aSupplier,
  aSupplierPerson,
  type Someone,
} from '../../testing/makers.ts'
import { startServer } from '../../testing/server.ts'

const server = await startServer()
const agent = await anAgent(server)

const found = async ({ caller }: Someone, q: string, kind?: string): Promise<string[]> => {
  const { items } = await caller.get(searchApi.find, { q, ...(kind === undefined ? {} : { kind }) })
  return items.map((item) => item.title)
}

const orme = await aClient(server, { name: 'Cabinet Orme' })
const hetre = await aClient(server, { name: 'Hêtre SARL' })
const requester = await aClientPerson(server, { client: orme, name: 'Renée Lefèvre' })
const discreet = await aClientPerson(server, { client: orme })
const contact = await aClientPerson(server, { client: orme, level: 'contact' })
const stranger = await aClientPerson(server, { client: hetre, level: 'signatory' })

interface Ticket {
  title: string
  clientId: string
  description?: string
  requesterId?: string
  isConfidential?: boolean
}

const incidents: readonly Ticket[] = [
  { title: 'Imprimante du deuxième étage en panne', clientId: orme.id, requesterId: requester.id },
  { title: 'Écran noir', clientId: orme.id, description: '<p>Le moniteur reste éteint</p>' },
  { title: 'Imprimante confidentielle', clientId: orme.id, requesterId: discreet.id, isConfidential: true },
  { title: 'Imprimante du hêtre', clientId: hetre.id, requesterId: stranger.id },
]
for (const incident of incidents) await agent.caller.get(incidentApi.report, incident)
const asked = { title: 'Nouvel écran', clientId: hetre.id, requesterId: stranger.id }
await agent.caller.get(requestApi.submit, asked)

test('a number goes first, however it was typed', async () => {
  assert.deepEqual(await found(agent, 'INC-2'), ['Écran noir'])
  assert.deepEqual(await found(agent, 'inc 2'), ['Écran noir'])
  assert.deepEqual(await found(agent, '1'), ['Imprimante du deuxième étage en panne', 'Nouvel écran'])
  assert.deepEqual(await found(agent, '1', 'REQ'), ['Nouvel écran'])
})

test('words are found without accents and in their other forms, titles before descriptions', async () => {
  assert.deepEqual(await found(agent, 'ecran'), ['Nouvel écran', 'Écran noir'])
  assert.deepEqual(await found(agent, 'écrans'), ['Nouvel écran', 'Écran noir'])
  assert.deepEqual(await found(agent, 'moniteurs'), ['Écran noir'])
  assert.deepEqual(await found(agent, 'imprimante -deuxième', 'INC'), [
    'Imprimante du hêtre',
    'Imprimante confidentielle',
  ])
})

test('nearly the right letters, the beginning of a word or a part of it are enough', async () => {
  assert.deepEqual(await found(agent, 'imprimente deuxieme'), [], 'words are learned by the minute')
  await server.runSchedule('learn-words')
  const [first] = await found(agent, 'imprimente deuxieme')
  assert.equal(first, 'Imprimante du deuxième étage en panne')
  assert.equal((await found(agent, 'imprim', 'INC')).length, 3)
  assert.equal((await found(agent, 'primant', 'INC')).length, 3)
  assert.deepEqual(await found(agent, 'imprimente xyzzy'), [])
  assert.deepEqual(await found(agent, 'imprimente -deuxieme'), [])
})

test('people, clients, services and suppliers are found by any part of their name, with whose they are', async () => {
  await aSupplier(server, { name: 'Câbles Réunis' })
  await aService(server, { name: 'Téléphonie' })
  assert.deepEqual(await found(agent, 'cables'), ['Câbles Réunis'])
  assert.deepEqual(await found(agent, 'telephonie'), ['Téléphonie'])
  assert.deepEqual(await found(agent, 'telefonie'), ['Téléphonie'])
  assert.deepEqual(await found(agent, requester.email), ['Renée Lefèvre'])
  const { items } = await agent.caller.get(searchApi.find, { q: 'lefevre' })
  assert.deepEqual(items, [
    { kind: 'person', address: requester.id, title: 'Renée Lefèvre', context: 'Cabinet Orme' },
  ])
  assert.deepEqual(await found(agent, 'hetre', 'client'), ['Hêtre SARL'])
})

test('a client finds its own records only: a requester his, a contact the company’s but what is confidential', async () => {
  assert.deepEqual(await found(requester, 'imprimante'), ['Imprimante du deuxième étage en panne'])
  assert.deepEqual(await found(requester, 'écran'), [])
  assert.deepEqual(await found(discreet, 'imprimante'), ['Imprimante confidentielle'])
  assert.deepEqual(await found(contact, 'imprimante'), ['Imprimante du deuxième étage en panne'])
  assert.deepEqual(await found(contact, 'ecran'), ['Écran noir'])
  assert.deepEqual(await found(stranger, 'imprimante'), ['Imprimante du hêtre'])
  assert.deepEqual(await found(contact, 'imprimente'), ['Imprimante du deuxième étage en panne'])
  for (const words of ['INC-4', '4', 'hêtre', 'Lefèvre', 'Cabinet Orme', 'Téléphonie']) {
    assert.deepEqual(await found(contact, words), [], words)
  }
  assert.equal(
    (await (await aSupplierPerson(server)).caller.call(searchApi.find, { q: 'imprimante' })).status,
    403,
  )
})

test('what people type stands for itself', async () => {
  for (const words of ['%', '_', '\\', "'", '" -', '!!!', '(', 'a & | b', '<->', ':*', '\u{1F600}']) {
    assert.deepEqual(await found(agent, words), [], words)
  }
  const { caller } = await anAdministrator(server)
  assert.equal((await caller.call(searchApi.find, { q: 'nul\u0000' })).status, 400)
  assert.equal((await caller.call(searchApi.find, { q: '   ' })).status, 400)
})
