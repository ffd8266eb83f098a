import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { globSync } from 'node:fs'
import { browserPath } from '../e2e/browser.ts'
import { openPool } from '../server/src/platform/database/connect.ts'
import {
  asText,
  prepareTemplate,
  startCluster,
  templateName,
  type TestCluster,
} from '../server/src/testing/cluster.ts'

/** All tests on one PostgreSQL: each file gets a database cloned from one migrated template. */
const wanted = process.argv.slice(2)
const files =
  wanted.length > 0
    ? wanted
    : globSync([
        'contract/src/**/*.test.ts',
        'server/src/**/*.test.ts',
        'scripts/**/*.test.ts',
        'e2e/**/*.test.ts',
      ]).toSorted()

// Unpacked here, once: two files that did it at the same time would run half a browser.
const browser = await browserPath()
const cluster = await startCluster()
try {
  await prepareTemplate(cluster)
  await requireSuperuser(cluster)
  const [journeys, kills] = [files.filter(isJourney), files.filter(isKill)]
  const others = files.filter((file) => !isJourney(file) && !isKill(file))
  // Journeys wait for a screen more than they work: two at a time take half as long. What is killed has the machine to itself.
  const outcomes = [await run(others, 2), await run(journeys, 2), await run(kills, 1)]
  process.exitCode = outcomes.every(Boolean) ? 0 : 1
} finally {
  await cluster.stop()
}

/** Some tests tamper as one who may do everything: that is said at once, not in the middle. */
async function requireSuperuser({ urlOf }: TestCluster): Promise<void> {
  const pool = openPool(urlOf(templateName, 'owner'), { max: 1 })
  try {
    const { rows } = await pool.query<{ may: boolean }>(
      'select rolsuper as may from pg_roles where rolname = current_user',
    )
    if (rows[0]?.may !== true) {
      throw new Error('For the tests the login of DATABASE_OWNER_URL must be a superuser of the server.')
    }
  } finally {
    await pool.end()
  }
}

/** In a real browser, each file on a product of its own. */
function isJourney(file: string): boolean {
  return file.startsWith('e2e/')
}

function isKill(file: string): boolean {
  return file.endsWith('kill.test.ts')
}

/** Not waited for in place: this process must go on reading what PostgreSQL says, or a full pipe stops it. */
async function run(some: readonly string[], concurrency: number): Promise<boolean> {
  if (some.length === 0) return true
  const options = ['--test', `--test-concurrency=${concurrency}`, '--test-timeout=600000']
  const runner = spawn(process.execPath, [...options, ...some], {
    stdio: 'inherit',
    env: { ...process.env, TROUSSE_TEST_CLUSTER: asText(cluster), CHROMIUM_PATH: browser },
  })
  const [status] = await once(runner, 'exit')
  return status === 0
}
