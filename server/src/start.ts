import { demonstrationName, readConfig, StartFailure, type Config } from '#platform/config.ts'
import { ensureDatabase, prepareCluster, type Place } from '#platform/database/cluster.ts'
import { openPool, type Pool } from '#platform/database/connect.ts'
import { startEmbedded, type EmbeddedServer } from '#platform/database/embedded.ts'
import { migrate } from '#platform/database/migrate.ts'
import { openHttp, type HttpServer } from '#platform/http/serve.ts'
import type { Surroundings } from '#platform/http/surroundings.ts'
import { openLog, type Log } from '#platform/log.ts'
import { indexReactions } from '#platform/reactions.ts'
import { openVault } from '#platform/vault.ts'
import { startWorker, type Worker } from '#platform/worker.ts'
import { modules } from './modules.ts'
import { noteUpgrade, saveBeforeUpgrade } from './upgrade.ts'

export const bindings = modules.flatMap((module) => module.bindings)
export const doors = modules.flatMap((module) => module.doors ?? [])
export const reactions = modules.flatMap((module) => module.reactions ?? [])
export const schedules = modules.flatMap((module) => module.schedules ?? [])
export const chores = modules.flatMap((module) => module.chores ?? [])
const listeners = modules.flatMap((module) => module.listeners ?? [])

export interface Running {
  config: Config
  app: HttpServer
  surroundings: Surroundings
  place: Place
  stop: () => Promise<void>
}

interface Database extends Place {
  name: string
  app: string
  owner: string
  server: EmbeddedServer | null
}

interface Opening {
  /** Runs before the first door opens: whoever is answered finds everything in place. */
  prepare?: (surroundings: Surroundings) => Promise<void>
  /** The embedded server, where it was started already. */
  server?: EmbeddedServer | null
}

/** Everything from nothing: database, migrations, worker, HTTP. What can't work says why in one sentence. */
export const start = async (
  environment = process.env,
  { prepare, server = null }: Opening = {},
): Promise<Running> => {
  const config = readConfig(environment)
  const log = openLog(config.logLevel)
  const database = await reachDatabase(config, log, server)
  let pool: Pool | null = null
  let worker: Worker | null = null
  const listening: { stop: () => Promise<void> }[] = []
  try {
    pool = openPool(database.app, { max: config.poolSize })
    const clock = () => Temporal.Now.instant()
    const surroundings: Surroundings = {
      config,
      pool,
      log,
      clock,
      reactionsOf: indexReactions([...reactions, ...chores]),
      ...(config.runsWorker ? { isWorkerAlive: async () => worker?.isAlive() ?? false } : {}),
      vault: openVault(config),
    }
    // Setting up the routes takes the processor, looking at the database waits for it: neither needs the other.
    const [app] = await Promise.all([
      openHttp(bindings, surroundings, doors),
      bringToThisVersion(config, log, database, async (place) => {
        const { buildDemonstration } = await import('./demo/build.ts')
        await buildDemonstration({ config, log }, place)
      }),
    ])
    if (config.runsWorker) {
      const site = { ...surroundings, place: database, database: database.name }
      worker = await startWorker(database.owner, { reactions, schedules, chores }, site)
    }
    await prepare?.(surroundings)
    if (config.runsWorker) {
      for (const listener of listeners) listening.push(await listener.start(surroundings))
    }
    await listen(app, config)
    return {
      config,
      app,
      surroundings,
      place: database,
      stop: () => stopAll(app, { listening, worker, pool, server: database.server }),
    }
  } catch (error) {
    for (const one of listening) await one.stop().catch(() => undefined)
    await worker?.stop().catch(() => undefined)
    await pool?.end().catch(() => undefined)
    await database.server?.stop()
    throw error
  }
}

interface Stopping {
  listening: readonly { stop: () => Promise<void> }[]
  worker: Worker | null
  pool: Pool | null
  server: EmbeddedServer | null
}

/** Nobody listens any more, requests finish, jobs are handed back, then the database stops. */
const stopAll = async (app: HttpServer, { listening, worker, pool, server }: Stopping): Promise<void> => {
  await Promise.all(listening.map((one) => one.stop().catch(() => undefined)))
  await app.close()
  await worker?.stop().catch(() => undefined)
  await pool?.end()
  await server?.stop()
}

/** The migrated database that the configuration asks for, on a server that is started if it is ours. */
export const openDatabase = async (config: Config, log: Log, fill?: Fill): Promise<Database> => {
  const database = await reachDatabase(config, log, null)
  try {
    await bringToThisVersion(config, log, database, fill)
    return database
  } catch (error) {
    await database.server?.stop()
    throw error
  }
}

const reachDatabase = async (config: Config, log: Log, started: EmbeddedServer | null): Promise<Database> => {
  const isOurs = config.database === null
  const server = isOurs
    ? (started ?? (await startEmbedded(config.data, (message) => log.warn(message))))
    : null
  const place = placeOf(config, server)
  const given = config.isDemo ? null : config.database
  const name = servedName(config)
  const { app, owner } = given ?? { app: place.urlOf(name, 'app'), owner: place.urlOf(name, 'owner') }
  return { name, app, owner, server, ...place }
}

/** Makes what the demonstration shows, before its database would be made empty. */
type Fill = (place: Place) => Promise<void>

const bringToThisVersion = async (
  config: Config,
  log: Log,
  { name, app, owner, maintenance, urlOf }: Database,
  fill?: Fill,
): Promise<void> => {
  await prepareCluster(maintenance, app)
  if (config.isDemo) await fill?.({ maintenance, urlOf })
  if (config.isDemo || config.database === null) await ensureDatabase(maintenance, name)
  const saved = await saveBeforeUpgrade(config, { name, owner })
  await report(log, await migrate(owner))
  if (saved !== null) await noteUpgrade(app, saved)
}

/** The database that this configuration serves; one that was given has the name that its address says. */
export const servedName = ({ database, isDemo }: Config): string => {
  if (isDemo) return demonstrationName
  return database === null ? 'trousse' : decodeURIComponent(new URL(database.owner).pathname.slice(1))
}

/** Beside a database that was given, others are made by its owner under other names. */
export const placeOf = ({ database }: Config, server: EmbeddedServer | null): Place => {
  if (server !== null) return { urlOf: server.urlOf, maintenance: server.urlOf('postgres', 'owner') }
  const { app = '', owner = '' } = database ?? {}
  const urlOf: Place['urlOf'] = (name, who) => {
    const url = new URL(who === 'app' ? app : owner)
    url.pathname = `/${name}`
    return url.href
  }
  return { urlOf, maintenance: owner }
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
