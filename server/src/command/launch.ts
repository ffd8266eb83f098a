import { readConfig } from '#platform/config.ts'
import { startEmbedded } from '#platform/database/embedded.ts'
import { openLog } from '#platform/log.ts'

/** PostgreSQL starts while the product is still being read: what a start costs is the longer of the two. */
export const launch = async (): Promise<void> => {
  const config = readConfig(process.env)
  const log = openLog(config.logLevel)
  const [{ runStart }, server] = await Promise.all([
    import('./start.ts'),
    config.database === null ? startEmbedded(config.data, (message) => log.warn(message)) : null,
  ])
  await runStart(server)
}
