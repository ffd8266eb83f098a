import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { backupFolder, demonstrationName, type Config } from '#platform/config.ts'
import {
  dropDatabase,
  ensureDatabase,
  hasDatabase,
  renameDatabase,
  type Place,
} from '#platform/database/cluster.ts'
import { openPool } from '#platform/database/connect.ts'
import { migrate } from '#platform/database/migrate.ts'
import type { Log } from '#platform/log.ts'
import { makeBackup } from '../modules/backup/index.ts'
import { openVault } from '#platform/vault.ts'
import { provider } from './firm/people.ts'
import { tellPast } from './seed.ts'
import type { Someone } from './world.ts'

/** What is not whole yet has another name: a start that was cut short begins again. */
const unfinished = `${demonstrationName}_unfinished`

/** A story can be told again: it needs neither a disk that has heard each word nor a plan thought over each time. */
const options = '-c synchronous_commit=off -c plan_cache_mode=force_generic_plan'

const span = { days: 365, total: 575 }

/** Makes the demonstration's database, unless it is there; its passwords appear on the console, once. */
export const buildDemonstration = async (
  { config, log }: { config: Config; log: Log },
  { urlOf, maintenance }: Place,
): Promise<void> => {
  if (await hasDatabase(maintenance, demonstrationName)) return console.log(reminder)
  console.log(
    `  ${provider.name} : douze mois sont racontés, cela prend quelques minutes / a year is being told, it takes some minutes\n`,
  )
  await dropDatabase(maintenance, unfinished)
  await ensureDatabase(maintenance, unfinished)
  await migrate(urlOf(unfinished, 'owner'))
  const pool = openPool(urlOf(unfinished, 'app'), { max: 3, options })
  const clock = () => Temporal.Now.instant()
  const end = clock().round({ smallestUnit: 'minute', roundingMode: 'floor' })
  const tellProgress = (day: string) => console.log(`  … ${day}`)
  const people = await tellPast(
    { config, pool, log, clock, reactionsOf: () => [], vault: openVault(config) },
    {
      ...span,
      end,
      tellProgress,
      // A demonstration with one ticket left behind is better than none.
      onFault: (error) => log.warn({ err: error }, 'a ticket of the demonstration could not go on'),
    },
  ).finally(() => pool.end())
  await renameDatabase(maintenance, unfinished, demonstrationName)
  await saveOnce({ config, log }, { urlOf, maintenance })
  console.log(announcement(people))
}

/** Last night's backup, rehearsed: the product's own chore, on the database that will be served. */
const saveOnce = async ({ config, log }: { config: Config; log: Log }, place: Place): Promise<void> => {
  const pool = openPool(place.urlOf(demonstrationName, 'app'), { max: 3 })
  const clock = () => Temporal.Now.instant()
  const site = {
    config,
    pool,
    log,
    clock,
    reactionsOf: () => [],
    vault: openVault(config),
    place,
    database: demonstrationName,
  }
  await makeBackup.run(site, null).finally(() => pool.end())
}

/** With what was saved of it: nobody looks for an example in the night of a disaster. */
export const dropDemonstration = async ({ maintenance }: Place, data: string): Promise<void> => {
  await dropDatabase(maintenance, demonstrationName)
  const folder = backupFolder(data)
  const names = await readdir(folder).catch(() => [])
  for (const name of names)
    if (name.startsWith(`${demonstrationName}-`)) await rm(join(folder, name), { force: true })
}

const again = 'npm run trousse -- demo reset'

const reminder = `  ${provider.name} : les mots de passe ont été affichés à la première fois. Pour tout refaire, avec de nouveaux : ${again}
  The passwords were shown the first time. To begin anew, with new ones: ${again}
`

const announcement = (people: readonly Someone[]): string => {
  const width = (read: (one: Someone) => string) => Math.max(...people.map((one) => read(one).length)) + 2
  const [name, title, email] = [
    width((one) => one.name),
    width((one) => one.title),
    width((one) => one.email),
  ]
  const lines = people.map(
    (one) => `  ${one.name.padEnd(name)}${one.title.padEnd(title)}${one.email.padEnd(email)}${one.password}`,
  )
  return `\n  ${provider.name} – mots de passe, affichés ici et cette seule fois / passwords, shown here and only once\n
${lines.join('\n')}\n`
}
