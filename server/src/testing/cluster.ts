import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connectOwner, dropDatabase, ensureDatabase, prepareCluster } from '../platform/database/cluster.ts'
import { startEmbedded } from '../platform/database/embedded.ts'
import { migrate } from '../platform/database/migrate.ts'

/** A PostgreSQL for tests: its own throw-away one, or the server that DATABASE_OWNER_URL names. */
export interface TestCluster {
  urlOf: (database: string, who: 'app' | 'owner') => string
  stop: () => Promise<void>
}

export const templateName = 'trousse_template'

export const startCluster = async (): Promise<TestCluster> => {
  const given = process.env['TROUSSE_TEST_CLUSTER']
  if (given !== undefined) return fromText(given)
  const { DATABASE_URL: app, DATABASE_OWNER_URL: owner } = process.env
  if (app !== undefined && owner !== undefined) return fromUrls(app, owner)
  const folder = await mkdtemp(join(tmpdir(), 'trousse-test-'))
  // Enterable by PostgreSQL's own user where the tests run as root.
  await chmod(folder, 0o755)
  const server = await startEmbedded(folder, console.error)
  await makeCareless(server.urlOf('postgres', 'owner'))
  return {
    urlOf: server.urlOf,
    stop: async () => {
      await server.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Nobody needs this data after a power cut, and no statement is said often enough to be planned five times over. */
const makeCareless = async (maintenance: string): Promise<void> => {
  const client = await connectOwner(maintenance)
  try {
    for (const setting of [
      'fsync = off',
      'full_page_writes = off',
      'synchronous_commit = off',
      'plan_cache_mode = force_generic_plan',
    ]) {
      await client.query(`alter system set ${setting}`)
    }
    await client.query('select pg_reload_conf()')
  } finally {
    await client.end()
  }
}

/** Makes the migrated database that every test file clones. */
export const prepareTemplate = async ({ urlOf }: TestCluster): Promise<void> => {
  const maintenance = urlOf('postgres', 'owner')
  await prepareCluster(maintenance, urlOf(templateName, 'app'))
  await dropDatabase(maintenance, templateName)
  await ensureDatabase(maintenance, templateName)
  await migrate(urlOf(templateName, 'owner'))
}

/** What a child process needs to reach the same cluster. */
export const asText = ({ urlOf }: TestCluster): string =>
  JSON.stringify([urlOf('DATABASE', 'app'), urlOf('DATABASE', 'owner')])

const fromText = (text: string): TestCluster => {
  const [app, owner]: string[] = JSON.parse(text)
  if (app === undefined || owner === undefined) throw new Error('TROUSSE_TEST_CLUSTER holds two addresses.')
  return fromUrls(app, owner)
}

const fromUrls = (app: string, owner: string): TestCluster => ({
  urlOf: (database, who) => {
    const url = new URL(who === 'app' ? app : owner)
    url.pathname = `/${database}`
    return url.href
  },
  stop: async () => undefined,
})
