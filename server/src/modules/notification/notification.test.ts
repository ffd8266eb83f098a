import assert from 'node:assert/strict'
import { test } from 'node:test'
import { notificationApi } from '#contract/notification/api.ts'
import { asWorker } from '#platform/worker.ts'
import { aClientPerson, anAgent } from '../../testing/makers.ts'
import { startServer } from '../../testing/server.ts'
import { notify } from './index.ts'

const server = await startServer()
const agent = await anAgent(server)
const client = await aClientPerson(server)

const tell = (personIds: string[], source: string) =>
  asWorker(server.surroundings, ({ db, now }) =>
    notify(db, {
      personIds,
      recordId: null,
      event: 'record.assigned',
      cause: { by: 'Alix' },
      source,
      at: now,
    }),
  )

test('a person is told once of one thing, however often the reaction runs, and reads only what is hers', async () => {
  await tell([agent.id, client.id], 'entry-1')
  await tell([agent.id, client.id], 'entry-1')
  await tell([], 'entry-1')
  for (const { caller } of [agent, client]) {
    const { items } = await caller.get(notificationApi.list, {})
    assert.deepEqual(
      items.map(({ event, cause, readAt, number }) => ({ event, cause, readAt, number })),
      [{ event: 'record.assigned', cause: { by: 'Alix' }, readAt: null, number: null }],
    )
  }
})

test('marking some or all as read leaves those of others alone, and the unread are listed page by page', async () => {
  for (const source of ['entry-2', 'entry-3', 'entry-4']) {
    server.setNow('PT1M')
    await tell([agent.id, client.id], source)
  }
  const first = await agent.caller.get(notificationApi.list, { unread: 'true', limit: 3 })
  assert.equal(first.items.length, 3)
  assert.ok(first.nextCursor !== null)
  const rest = await agent.caller.get(notificationApi.list, { unread: 'true', cursor: first.nextCursor })
  assert.equal(rest.items.length, 1)

  const [latest] = first.items
  assert.ok(latest !== undefined)
  await client.caller.get(notificationApi.markRead, { ids: [latest.id] })
  assert.equal((await agent.caller.get(notificationApi.list, { unread: 'true' })).items.length, 4)
  await agent.caller.get(notificationApi.markRead, { ids: [latest.id] })
  assert.equal((await agent.caller.get(notificationApi.list, { unread: 'true' })).items.length, 3)
  await agent.caller.get(notificationApi.markRead, {})
  assert.equal((await agent.caller.get(notificationApi.list, { unread: 'true' })).items.length, 0)
  assert.equal((await client.caller.get(notificationApi.list, { unread: 'true' })).items.length, 4)
})
