import { readConfig, StartFailure, type Config } from '#platform/config.ts'
import { ensureDatabase, prepareCluster } from '#platform/database/cluster.ts'
import { openPool, type Pool } from '#platform/database/connect.ts'
import { startEmbedded, type EmbeddedServer } from '#platform/database/embedded.ts'
import { migrate } from '#platform/database/migrate.ts'
import { openHttp, type HttpServer } from '#platform/http/serve.ts'
import type { Surroundings } from '#platform/http/surroundings.ts'
import { openLog, type Log } from '#platform/log.ts'
import { indexReactions } from '#platform/reactions.ts'
import { startWorker, type Worker } from '#platform/worker.ts'
import { modules } from './modules.ts'

export const bindings = modules.flatMap((module) => module.bindings)
export const reactions = modules.flatMap((module) => module.reactions ?? [])
export const schedules = modules.flatMap((module) => module.schedules ?? [])

export interface Running {
  config: Config
  app: HttpServer
  surroundings: Surroundings
  stop: () => Promise<void>
}

interface Database {
  app: string
  owner: string
  server: EmbeddedServer | null
}

/** Everything from nothing: database, migrations, worker, HTTP. What can't work says why in one sentence. */
export const start = async (environment = process.env): Promise<Running> => {
  const config = readConfig(environment)
  const log = openLog(config.logLevel)
  const database = await openDatabase(config, log)
  let pool: Pool | null = null
  let worker: Worker | null = null
  try {
    pool = openPool(database.app, { max: config.poolSize })
    const clock = () => Temporal.Now.instant()
    const surroundings = { config, pool, log, clock, reactionsOf: indexReactions(reactions) }
    const app = await openHttp(bindings, surroundings)
    if (config.runsWorker) worker = await startWorker(database.owner, { reactions, schedules }, surroundings)
    await listen(app, config)
    return { config, app, surroundings, stop: () => stopAll(app, { worker, pool, server: database.server }) }
  } catch (error) {
    await worker?.stop().catch(() => undefined)
    await pool?.end().catch(() => undefined)
    await database.server?.stop()
    throw error
  }
}

/** Requests finish, jobs are handed back, then the database stops. */
const stopAll = async (
  app: HttpServer,
  { worker, pool, server }: { worker: Worker | null; pool: Pool | null; server: EmbeddedServer | null },
): Promise<void> => {
  await app.close()
  await worker?.stop().catch(() => undefined)
  await pool?.end()
  await server?.stop()
}

/** The migrated database that the configuration asks for, started if it is ours. */
export const openDatabase = async (config: Config, log: Log): Promise<Database> => {
  const name = config.isDemo ? 'trousse_demo' : 'trousse'
  if (config.database !== null) {
    const { app, owner } = config.database
    await prepareCluster(owner, app)
    await report(log, await migrate(owner))
    return { app, owner, server: null }
  }
  const server = await startEmbedded(config.data, (message) => log.warn(message))
  try {
    const owner = server.urlOf(name, 'owner')
    const app = server.urlOf(name, 'app')
    await prepareCluster(server.urlOf('postgres', 'owner'), app)
    await ensureDatabase(server.urlOf('postgres', 'owner'), name)
    await report(log, await migrate(owner))
    return { app, owner, server }
  } catch (error) {
    await server.stop()
    throw error
  }
}

const report = async (log: Log, applied: readonly string[]): Promise<void> => {
  if (applied.length > 0) log.info({ applied }, 'the database was brought to this version')
}

const listen = async (app: HttpServer, { host, port }: Config): Promise<void> => {
  try {
    await app.listen({ host, port })
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
      throw new StartFailure(`Port ${port} is in use: stop what uses it, or set PORT to another one.`)
    }
    throw error
  }
}
