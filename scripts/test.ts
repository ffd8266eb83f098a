import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { globSync } from 'node:fs'
import { browserPath } from '../e2e/browser.ts'
import { asText, prepareTemplate, startCluster } from '../server/src/testing/cluster.ts'

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
  // Not waited for in place: this process must go on reading what PostgreSQL says, or a full pipe stops it.
  const runner = spawn(
    process.execPath,
    ['--test', '--test-concurrency=2', '--test-timeout=600000', ...files],
    {
      stdio: 'inherit',
      env: { ...process.env, TROUSSE_TEST_CLUSTER: asText(cluster), CHROMIUM_PATH: browser },
    },
  )
  const [status] = await once(runner, 'exit')
  process.exitCode = typeof status === 'number' ? status : 1
} finally {
  await cluster.stop()
}
