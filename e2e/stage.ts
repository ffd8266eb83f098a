import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { dropDatabase, ensureDatabase } from '../server/src/platform/database/cluster.ts'
import { startCluster, templateName } from '../server/src/testing/cluster.ts'

export interface Product {
  url: string
  /** What it has printed so far: the set-up link, passwords of the demonstration. */
  said: () => string
  stop: () => Promise<void>
}

export const account = { email: 'odile@trousse.test', password: 'mot de passe de scène' }

/** The whole product as a person starts it, on its own data folder and port. */
export const startProduct = async (
  environment: Record<string, string> = {},
  { patienceMs = 120_000, database: wanted = 'cloned' }: Circumstances = {},
): Promise<Product> => {
  const folder = await mkdtemp(join(tmpdir(), 'trousse-stage-'))
  await chmod(folder, 0o755)
  const database = await ownDatabase(wanted)
  const port = await freePort()
  const url = `http://localhost:${port}`
  const child = spawn(process.execPath, ['server/src/main.ts', 'start'], {
    env: {
      ...process.env,
      ...database.addresses,
      PORT: String(port),
      TROUSSE_DATA: folder,
      LOG_LEVEL: 'error',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const stop = async () => {
    if (child.exitCode === null) {
      child.kill('SIGTERM')
      await new Promise((resolve) => child.once('exit', resolve))
    }
    await rm(folder, { recursive: true, force: true })
    await database.drop()
  }
  for (const began = Date.now(); Date.now() - began < patienceMs;) {
    if (child.exitCode !== null) throw new Error(`The product did not start: ${output}`)
    if (await isReady(url)) return { url, said: () => output, stop }
    await sleep(100)
  }
  await stop()
  throw new Error(`The product was not ready in time: ${output}`)
}

export interface Circumstances {
  patienceMs?: number
  /** Cloned from what the tests have migrated already, where they run; or made by the product, as on its first day. */
  database?: 'cloned' | 'made'
}

interface OwnDatabase {
  addresses: Record<string, string>
  drop: () => Promise<void>
}

/** Each product has a database for itself: on the server of the tests, on one's own, or on one that it starts. */
const ownDatabase = async (wanted: 'cloned' | 'made'): Promise<OwnDatabase> => {
  const name = `stage_${randomUUID().replaceAll('-', '')}`
  const { DATABASE_URL: app, DATABASE_OWNER_URL: owner, TROUSSE_TEST_CLUSTER: tests } = process.env
  if (wanted === 'cloned' && tests !== undefined) {
    const { urlOf } = await startCluster()
    await ensureDatabase(urlOf('postgres', 'owner'), name, templateName)
    return {
      addresses: { DATABASE_URL: urlOf(name, 'app'), DATABASE_OWNER_URL: urlOf(name, 'owner') },
      drop: () => dropDatabase(urlOf('postgres', 'owner'), name),
    }
  }
  if (app === undefined || owner === undefined) return { addresses: {}, drop: async () => undefined }
  const inside = (url: string) => Object.assign(new URL(url), { pathname: `/${name}` }).href
  await ensureDatabase(owner, name)
  return {
    addresses: { DATABASE_URL: inside(app), DATABASE_OWNER_URL: inside(owner) },
    drop: () => dropDatabase(owner, name),
  }
}

const isReady = async (url: string): Promise<boolean> =>
  fetch(`${url}/ready`).then(
    ({ ok }) => ok,
    () => false,
  )

/** A port that nobody uses now. */
export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, () => {
      const address = server.address()
      server.close(() =>
        typeof address === 'object' && address !== null
          ? resolve(address.port)
          : reject(new Error('no port')),
      )
    })
  })
