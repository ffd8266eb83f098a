import assert from 'node:assert/strict'
import { test } from 'node:test'
import { incidentApi } from '#contract/incident/api.ts'
import { anAgent } from '../../testing/makers.ts'
import { startServer } from '../../testing/server.ts'

test('a repeated request is answered from the first one for a weekend, then it is a new one', async () => {
  const server = await startServer()
  const { caller } = await anAgent(server)
  const report = async () => {
    const headers = { 'idempotency-key': 'one-and-the-same' }
    const { body } = await caller.call(incidentApi.report, { title: 'Écran noir' }, headers)
    return body.number
  }
  const first = await report()
  server.setNow('PT71H')
  await server.runSchedule('forget-repeats')
  assert.equal(await report(), first)
  server.setNow('PT2H')
  await server.runSchedule('forget-repeats')
  assert.notEqual(await report(), first)
})
