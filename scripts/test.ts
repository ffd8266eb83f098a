import { globSync } from 'node:fs'
import { relative } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { run as runFiles } from 'node:test'
import { spec } from 'node:test/reporters'
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
const found =
  wanted.length > 0
    ? wanted
    : globSync([
        'contract/src/**/*.test.ts',
        'server/src/**/*.test.ts',
        'scripts/**/*.test.ts',
        'e2e/**/*.test.ts',
      ]).toSorted()
// What takes longest begins first, so that it does not end alone on one core.
const longest = ['screens', 'impact', 'monday', 'contract', 'isolation', 'hostile', 'backup', 'demo', 'past']
const files = [...found.filter(isLong), ...found.filter((file) => !isLong(file))]

// Unpacked here, once: two files that did it at the same time would run half a browser.
const browser = await browserPath()
const cluster = await startCluster()
try {
  await prepareTemplate(cluster)
  await requireSuperuser(cluster)
  Object.assign(process.env, { TROUSSE_TEST_CLUSTER: asText(cluster), CHROMIUM_PATH: browser })
  const [journeys, kills] = [files.filter(isJourney), files.filter(isKill)]
  const others = files.filter((file) => !isJourney(file) && !isKill(file))
  // All wait – for the database, for a screen – more than they work. What is killed has the machine to itself.
  const outcomes = [await run(others, 3), await run(journeys, 3), await run(kills, 1)]
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

function isLong(file: string): boolean {
  return longest.some((name) => file.endsWith(`/${name}.test.ts`))
}

/** In a real browser, each file on a product of its own. */
function isJourney(file: string): boolean {
  return file.startsWith('e2e/')
}

function isKill(file: string): boolean {
  return file.endsWith('kill.test.ts')
}

async function run(some: readonly string[], concurrency: number): Promise<boolean> {
  if (some.length === 0) return true
  let isGreen = false
  const taken: { file: string; seconds: number }[] = []
  const stream = runFiles({ files: some, concurrency, timeout: 600_000 })
  stream.on('test:summary', ({ file, success, duration_ms }) => {
    if (file === undefined) isGreen = success
    else taken.push({ file: relative(process.cwd(), file), seconds: Math.round(duration_ms / 1000) })
  })
  await pipeline(stream, new spec(), process.stdout, { end: false })
  const slowest = taken.toSorted((one, other) => other.seconds - one.seconds).slice(0, 8)
  console.log(`longest: ${slowest.map(({ file, seconds }) => `${file} ${seconds} s`).join(', ')}\n`)
  return isGreen
}
