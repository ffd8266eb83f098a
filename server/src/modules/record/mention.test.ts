import assert from 'node:assert/strict'
import { test } from 'node:test'
import { incidentApi } from '#contract/incident/api.ts'
import { journalApi } from '#contract/journal/api.ts'
import { notificationApi } from '#contract/notification/api.ts'
import { recordApi } from '#contract/record/api.ts'
import { aClientPerson, anAgent } from '../../testing/makers.ts'
import { startServer } from '../../testing/server.ts'

const server = await startServer()
const desk = await anAgent(server, { name: 'Camille' })
const colleague = await anAgent(server, { name: 'Dominique' })
const requester = await aClientPerson(server)

const noticesOf = async () => {
  const { items } = await colleague.caller.get(notificationApi.list, {})
  return items.map(({ event }) => event)
}

test('who is mentioned is told once, and watches from then on; the client hears nothing of it', async () => {
  const { number } = await desk.caller.get(incidentApi.report, { title: 'x', requesterId: requester.id })
  const body = '<p>@Dominique, peux-tu regarder ?</p>'
  await desk.caller.get(recordApi.comment, { number, body, mentions: [colleague.id, colleague.id] })
  await server.runReactions()
  await server.runReactions()
  assert.deepEqual(await noticesOf(), ['record.mentioned'])
  const record = await desk.caller.get(recordApi.read, { number })
  assert.partialDeepStrictEqual(record, { watchers: [{ id: colleague.id }] })
  const { items } = await requester.caller.get(journalApi.ofRecord, { number })
  assert.ok(!items.some(({ event }) => event === 'record.mentioned'))
  await desk.caller.get(recordApi.comment, { number, body, mentions: [colleague.id] })
  await server.runReactions()
  assert.equal((await noticesOf()).length, 2)
})

test('only colleagues are mentioned, and only by the provider’s people', async () => {
  const { number } = await desk.caller.get(incidentApi.report, { title: 'x', requesterId: requester.id })
  const say = { number, body: 'x' }
  const { code } = await desk.caller.call(recordApi.comment, { ...say, mentions: [requester.id] })
  assert.equal(code, 'invalid_input')
  const refused = await requester.caller.call(recordApi.comment, { ...say, mentions: [colleague.id] })
  assert.equal(refused.code, 'forbidden')
})
