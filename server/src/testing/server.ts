import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import type { FastifyInstance } from 'fastify'
import type { Endpoint, InputOf, OutputOf } from '#contract/endpoint.ts'
import { pathKeys } from '#contract/endpoint.ts'
import { readConfig } from '#platform/config.ts'
import { dropDatabase, ensureDatabase } from '#platform/database/cluster.ts'
import { openPool } from '#platform/database/connect.ts'
import { openHttp } from '#platform/http/serve.ts'
import { prefix, type Surroundings } from '#platform/http/surroundings.ts'
import { openLog } from '#platform/log.ts'
import { indexReactions } from '#platform/reactions.ts'
import type { Site } from '#platform/module.ts'
import { openVault } from '#platform/vault.ts'
import { react, runChore, runSchedule } from '#platform/worker.ts'
import { bindings, chores, doors, reactions, schedules } from '../start.ts'
import { prepareTemplate, startCluster, templateName } from './cluster.ts'

export interface TestServer {
  app: FastifyInstance
  surroundings: Surroundings
  /** What chores and the worker get. */
  site: Site
  /** Moves the product's clock: to an instant, or on by a duration. */
  setNow: (at: string) => void
  /** The database as its owner, who is not held by row-level security. */
  ownerUrl: string
  appUrl: string
  /** Runs the reactions that wait, in order, as the worker would. */
  runReactions: () => Promise<void>
  /** Runs one schedule by its name, now. */
  runSchedule: (name: string) => Promise<void>
  /** Runs one chore by its name, as its clock would. */
  runChore: (name: string) => Promise<void>
}

/** The product on its own fresh database, without a port; ended after the file's tests. */
export const startServer = async (
  now = '2026-03-02T09:00:00Z',
  environment: Record<string, string> = {},
): Promise<TestServer> => {
  const cluster = await startCluster()
  if (process.env['TROUSSE_TEST_CLUSTER'] === undefined) await prepareTemplate(cluster)
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await ensureDatabase(cluster.urlOf('postgres', 'owner'), name, templateName)
  const pool = openPool(cluster.urlOf(name, 'app'), { max: 10 })
  const owner = openPool(cluster.urlOf(name, 'owner'), { max: 1 })
  const data = await mkdtemp(join(tmpdir(), 'trousse-test-data-'))
  const config = readConfig({
    PORT: '3000',
    TROUSSE_DATA: data,
    TROUSSE_SECRET_KEY: 'what tests seal is sealed with this',
    ...environment,
  })
  let instant = Temporal.Instant.from(now)
  const surroundings: Surroundings = {
    config,
    pool,
    log: openLog(process.env['LOG_LEVEL'] === 'error' ? 'error' : 'silent'),
    clock: () => instant,
    reactionsOf: indexReactions([...reactions, ...chores]),
    vault: openVault(config),
  }
  const place = { urlOf: cluster.urlOf, maintenance: cluster.urlOf('postgres', 'owner') }
  const site: Site = { ...surroundings, place, database: name }
  const app = await openHttp(bindings, surroundings, doors)
  await app.ready()
  after(async () => {
    await app.close()
    await pool.end()
    await owner.end()
    await dropDatabase(cluster.urlOf('postgres', 'owner'), name)
    await cluster.stop()
    await rm(data, { recursive: true, force: true })
  })
  return {
    app,
    surroundings,
    site,
    setNow: (at) => {
      instant = at.startsWith('P') ? instant.add(Temporal.Duration.from(at)) : Temporal.Instant.from(at)
    },
    ownerUrl: cluster.urlOf(name, 'owner'),
    appUrl: cluster.urlOf(name, 'app'),
    runReactions: async () => {
      for (;;) {
        const { rows } = await owner.query<{ id: string; payload: { entry: string; reaction: string } }>(
          `delete from graphile_worker._private_jobs j using graphile_worker._private_tasks t
           where t.id = j.task_id and t.identifier = 'react' returning j.id, j.payload`,
        )
        if (rows.length === 0) return
        for (const { payload } of rows.toSorted((a, b) => Number(a.id) - Number(b.id))) {
          const chore = chores.find((one) => one.name === payload.reaction)
          if (chore !== undefined) await runChore(chore, site, payload.entry)
          else await react({ entry: payload.entry, name: payload.reaction }, reactions, surroundings)
        }
      }
    },
    runSchedule: async (wanted) => {
      const schedule = schedules.find((candidate) => candidate.name === wanted)
      if (schedule === undefined) throw new Error(`No schedule is called ${wanted}.`)
      await runSchedule(schedule, surroundings)
    },
    runChore: async (wanted) => {
      const chore = chores.find((candidate) => candidate.name === wanted)
      if (chore === undefined) throw new Error(`No chore is called ${wanted}.`)
      await runChore(chore, site, null)
    },
  }
}

export interface Answer<Output> {
  status: number
  body: Output
  /** The problem's code where the status says that it failed. */
  code: string | null
  headers: Record<string, unknown>
}

export interface Caller {
  call: <E extends Endpoint>(
    endpoint: E,
    input: InputOf<E>,
    headers?: Record<string, string>,
  ) => Promise<Answer<OutputOf<E>>>
  /** The same, but anything else than success fails the test with what the server said. */
  get: <E extends Endpoint>(endpoint: E, input: InputOf<E>) => Promise<OutputOf<E>>
}

/** Speaks the contract as a program does, with a bearer token (or none). */
export const callerOf = ({ app }: TestServer, token: string | null): Caller => {
  const call: Caller['call'] = async (endpoint, input, headers = {}) => {
    const given: Record<string, unknown> = { ...Object(input) }
    const keys = pathKeys(endpoint.path)
    const url =
      prefix +
      endpoint.path.replaceAll(/\{(\w+)\}/g, (_, key: string) => encodeURIComponent(String(given[key])))
    const rest = Object.fromEntries(
      Object.entries(given).filter(([key, value]) => !keys.includes(key) && value !== undefined),
    )
    const response = await app.inject({
      method: endpoint.method,
      url,
      headers: { ...(token === null ? {} : { authorization: `Bearer ${token}` }), ...headers },
      ...(endpoint.method === 'GET' ? { query: asQuery(rest) } : { payload: rest }),
    })
    const isJson = (response.headers['content-type'] ?? '').includes('json')
    const body = isJson ? response.json() : response.body
    return {
      status: response.statusCode,
      body,
      code: response.statusCode >= 400 ? (body.code ?? null) : null,
      headers: response.headers,
    }
  }
  return {
    call,
    get: async (endpoint, input) => {
      const { status, body } = await call(endpoint, input)
      if (status >= 300)
        throw new Error(`${endpoint.method} ${endpoint.path} answered ${status}: ${JSON.stringify(body)}`)
      return body
    },
  }
}

const asQuery = (values: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(values).map(([key, value]) => [
      key,
      Array.isArray(value) ? value.join(',') : String(value),
    ]),
  )
