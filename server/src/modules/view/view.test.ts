import assert from 'node:assert/strict'
import { test } from 'node:test'
import { viewApi } from '#contract/view/api.ts'
import { anAgent } from '../../testing/makers.ts'
import { startServer } from '../../testing/server.ts'

const server = await startServer()

test('a view is its owner’s, seen by colleagues where it is shared, and removed by its owner alone', async () => {
  const one = await anAgent(server)
  const other = await anAgent(server)
  const own = await one.caller.get(viewApi.save, { name: 'À moi', query: 'assignee=me' })
  const shared = await one.caller.get(viewApi.save, { name: 'Urgents', query: 'priority=1', isShared: true })
  assert.deepEqual((await one.caller.get(viewApi.list, {})).items, [own, shared])
  assert.deepEqual((await other.caller.get(viewApi.list, {})).items, [{ ...shared, isMine: false }])
  assert.equal((await other.caller.call(viewApi.remove, { id: shared.id })).code, 'not_found')
  await one.caller.get(viewApi.remove, { id: shared.id })
  assert.deepEqual((await other.caller.get(viewApi.list, {})).items, [])
})
