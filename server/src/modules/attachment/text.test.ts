import assert from 'node:assert/strict'
import { test } from 'node:test'
import { artefactApi } from '#contract/artefact/api.ts'
import { Attachment, attachmentApi } from '#contract/attachment/api.ts'
import { incidentApi } from '#contract/incident/api.ts'
import { Article, knowledgeApi } from '#contract/knowledge/api.ts'
import { recordApi } from '#contract/record/api.ts'
import { searchApi } from '#contract/search/api.ts'
import { prefix } from '#platform/http/surroundings.ts'
import { aClient, aClientPerson, anAgent, type Someone } from '../../testing/makers.ts'
import { startServer } from '../../testing/server.ts'

const server = await startServer()
const agent = await anAgent(server)
const orme = await aClient(server)
const contact = await aClientPerson(server, { client: orme, level: 'contact' })
const stranger = await aClientPerson(server, { level: 'contact' })

const attach = async (path: string, text: string, { name = 'notes.txt', visibility = '' } = {}) => {
  const field =
    visibility === ''
      ? ''
      : `--x\r\ncontent-disposition: form-data; name="visibility"\r\n\r\n${visibility}\r\n`
  const response = await server.app.inject({
    method: 'POST',
    url: `${prefix}${path}/attachments`,
    headers: { authorization: `Bearer ${agent.token}`, 'content-type': 'multipart/form-data; boundary=x' },
    payload: `${field}--x\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\n\r\n${text}\r\n--x--\r\n`,
  })
  assert.equal(response.statusCode, 201, response.body)
  await server.runReactions()
  return Attachment.parse(response.json())
}

const found = async ({ caller }: Someone, q: string) =>
  (await caller.get(searchApi.find, { q })).items.map(({ address }) => address)

const anIncident = (title: string) =>
  agent.caller.get(incidentApi.report, { title, clientId: orme.id, requesterId: contact.id })

test('a word that only a file holds finds its ticket, for those who may read the file and for no one else', async () => {
  const { number } = await anIncident('Facture illisible')
  await attach(`/records/${number}`, 'le mot zibeline', { visibility: 'public' })
  await attach(`/records/${number}`, 'le mot chinchilla', { visibility: 'internal' })
  for (const someone of [agent, contact]) assert.deepEqual(await found(someone, 'zibelines'), [number])
  assert.deepEqual(await found(stranger, 'zibeline'), [])
  assert.deepEqual(await found(agent, 'chinchilla'), [number])
  assert.deepEqual(await found(contact, 'chinchilla'), [])

  // What is written afterwards does not lose it.
  await agent.caller.get(recordApi.comment, { number, body: 'un mot de plus' })
  const { version } = await agent.caller.get(recordApi.read, { number })
  await agent.caller.get(recordApi.edit, { number, version, title: 'Facture lue' })
  assert.deepEqual(await found(contact, 'zibeline'), [number])
  assert.deepEqual(await found(contact, 'chinchilla'), [])
})

test('what was removed from a file is not found any more', async () => {
  const { number } = await anIncident('Un secret de trop')
  const { id } = await attach(`/records/${number}`, 'le mot ornithorynque', { visibility: 'public' })
  assert.deepEqual(await found(contact, 'ornithorynque'), [number])
  const top = await anAgent(server, { roles: ['D'] })
  await top.caller.get(attachmentApi.redact, { id, reason: 'un mot de passe' })
  for (const someone of [agent, contact]) assert.deepEqual(await found(someone, 'ornithorynque'), [])
  await agent.caller.get(recordApi.comment, { number, body: 'encore' })
  assert.deepEqual(await found(agent, 'ornithorynque'), [])
})

test('the staff see whether a file was read, and why not; clients see nothing of it', async () => {
  const { number } = await anIncident('Trois pièces jointes')
  await attach(`/records/${number}`, 'des mots', { visibility: 'public' })
  await attach(`/records/${number}`, '   ', { visibility: 'public' })
  await attach(`/records/${number}`, '%PDF-1.4 cassé', { name: 'casse.pdf', visibility: 'public' })
  const { items } = await agent.caller.get(attachmentApi.list, { number })
  assert.deepEqual(
    items.map(({ text }) => text?.state),
    ['indexed', 'none', 'failed'],
  )
  assert.ok((items[2]?.text?.reason ?? '').length > 3)
  const told = await contact.caller.get(attachmentApi.list, { number })
  assert.ok(told.items.length === 3 && told.items.every(({ text }) => text === undefined))
})

test('an article is found by the files that its published version names', async () => {
  const content = { title: { fr: 'Régler la sauvegarde' }, body: { fr: '<p>Voir la fiche.</p>' } }
  const made = Article.parse(
    await agent.caller.get(knowledgeApi.create, { content: { ...content, visibility: 'clients' } }),
  )
  const { number, latest } = made
  const file = await attach(`/articles/${number}`, 'le mot tamanoir')
  await attach(`/articles/${number}`, 'le mot pangolin')
  await agent.caller.get(artefactApi.edit, {
    id: latest.id,
    version: latest.version,
    content: { ...content, visibility: 'clients', files: [file.id] },
  })
  assert.deepEqual(await found(contact, 'tamanoir'), [])
  const manager = await anAgent(server, { roles: ['RGS/AC'] })
  await manager.caller.get(artefactApi.approve, { id: latest.id })
  assert.deepEqual(await found(contact, 'tamanoir'), [number])
  assert.deepEqual(await found(contact, 'pangolin'), [])
})

test('many large files do not make a search entry that the database refuses', async () => {
  const { number } = await anIncident('Des journaux entiers')
  for (const letter of ['a', 'b', 'c', 'd']) {
    const words = Array.from({ length: 9000 }, (_, index) => `${letter}mot${index}`).join(' ')
    await attach(`/records/${number}`, words, { visibility: 'public' })
  }
  assert.deepEqual(await found(contact, 'amot12'), [number])
  await agent.caller.get(recordApi.comment, { number, body: 'toujours ouvert' })
  assert.deepEqual(await found(contact, 'amot12'), [number])
})
