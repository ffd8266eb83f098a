import type { FastifyInstance } from 'fastify'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Surroundings } from './surroundings.ts'

/** What machines ask: is the process alive, can it work, and how is it doing. */
export const openProbes = (app: FastifyInstance, { pool, isWorkerAlive }: Surroundings): void => {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const durations = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time to answer, by method, route and status',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5],
    registers: [registry],
  })
  const connections = new Gauge({
    name: 'database_connections',
    help: 'Connections of the pool, by what they do',
    labelNames: ['state'],
    registers: [registry],
  })
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'unknown'
    durations.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000)
  })
  const missingPart = async (): Promise<'database' | 'worker' | null> => {
    if (!(await isTrueSoon(pool.query('select 1').then(() => true)))) return 'database'
    if (isWorkerAlive !== undefined && !(await isTrueSoon(isWorkerAlive()))) return 'worker'
    return null
  }
  app.get('/health', async () => ({ status: 'ok' }))
  app.get('/ready', async (_request, reply) => {
    const missing = await missingPart()
    return reply
      .status(missing === null ? 200 : 503)
      .send({ status: missing === null ? 'ready' : `waiting for the ${missing}` })
  })
  app.get('/metrics', async (_request, reply) => {
    connections.set({ state: 'total' }, pool.totalCount)
    connections.set({ state: 'idle' }, pool.idleCount)
    connections.set({ state: 'waiting' }, pool.waitingCount)
    return reply.type(registry.contentType).send(await registry.metrics())
  })
}

/** Who asks does not wait for what hangs. */
const patienceMs = 5_000

const isTrueSoon = async (answer: Promise<boolean>): Promise<boolean> => {
  const tooLate = AbortSignal.timeout(patienceMs)
  const late = new Promise<boolean>((resolve) => tooLate.addEventListener('abort', () => resolve(false)))
  return Promise.race([answer.catch(() => false), late])
}
