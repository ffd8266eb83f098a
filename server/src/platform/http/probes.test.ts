import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { Client } from 'pg'
import { openPool } from '../database/connect.ts'
import { startWorker } from '../worker.ts'
import { startServer } from '../../testing/server.ts'
import { openHttp } from './serve.ts'
import type { Surroundings } from './surroundings.ts'

const server = await startServer()

const readiness = async (change: Partial<Surroundings>) => {
  const app = await openHttp([], { ...server.surroundings, ...change })
  try {
    const { statusCode, body } = await app.inject({ method: 'GET', url: '/ready' })
    return [statusCode, JSON.parse(body)]
  } finally {
    await app.close()
  }
}
const ready = [200, { status: 'ready' }]
const withoutWorker = [503, { status: 'waiting for the worker' }]

test('a process without a worker is ready when its database is', async () => {
  assert.deepEqual(await readiness({}), ready)
  const pool = openPool('postgres://nobody@localhost:1/nothing', { max: 1 })
  after(() => pool.end())
  const isWorkerAlive = async () => true
  assert.deepEqual(await readiness({ pool, isWorkerAlive }), [503, { status: 'waiting for the database' }])
})

test('a process with a worker is ready while the worker lives and its queue can be read', async () => {
  const owner = new Client(server.ownerUrl)
  await owner.connect()
  const worker = await startWorker(server.ownerUrl, { reactions: [], schedules: [], chores: [] }, server.site)
  const { isAlive: isWorkerAlive } = worker
  try {
    assert.deepEqual(await readiness({ isWorkerAlive }), ready)
    await owner.query('alter table graphile_worker._private_jobs rename to hidden')
    assert.deepEqual(await readiness({ isWorkerAlive }), withoutWorker)
    await owner.query('alter table graphile_worker.hidden rename to _private_jobs')
    assert.deepEqual(await readiness({ isWorkerAlive }), ready)
  } finally {
    await worker.stop()
    await owner.end()
  }
  assert.deepEqual(await readiness({ isWorkerAlive }), withoutWorker)
})

test('a worker that does not answer is not waited for', async () => {
  const isWorkerAlive = () => new Promise<boolean>(() => undefined)
  const began = performance.now()
  assert.deepEqual(await readiness({ isWorkerAlive }), withoutWorker)
  assert.ok(performance.now() - began < 10_000)
})
