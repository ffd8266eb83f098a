import { readConfig, StartFailure } from '#platform/config.ts'
import { openLog } from '#platform/log.ts'
import { buildDemonstration, dropDemonstration } from '../demo/build.ts'
import { openDatabase } from '../start.ts'

/** `demo reset`: the sample organisation anew, as on its first day, with new passwords. */
export const runDemo = async (environment = process.env): Promise<void> => {
  if (process.argv[3] !== 'reset') {
    throw new StartFailure('"demo" takes one word: "reset" makes the sample organisation anew.')
  }
  const config = readConfig({ ...environment, TROUSSE_DEMO: '1' })
  const log = openLog(config.logLevel)
  const { server } = await openDatabase(config, log, async (place) => {
    await dropDemonstration(place, config.data)
    await buildDemonstration({ config, log }, place)
  })
  await server?.stop()
}
