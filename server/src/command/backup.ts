import { readConfig } from '#platform/config.ts'
import { hasDatabase } from '#platform/database/cluster.ts'
import { writeBackup, type Made } from '#platform/database/backup/dump.ts'
import { rowsOf } from '#platform/database/backup/format.ts'
import { openPool } from '#platform/database/connect.ts'
import { pendingMigrations } from '#platform/database/migrate.ts'
import { openLog } from '#platform/log.ts'
import { asWorker } from '#platform/worker.ts'
import { StartFailure } from '#platform/config.ts'
import { recordMade } from '../modules/backup/index.ts'
import { reachPlace, typedFile, type Reached } from './place.ts'

const usage = 'Which file? npm run trousse -- backup FILE'

/** `backup FILE`: everything into one file, while people work. */
export const runBackup = async (words = process.argv.slice(3), environment = process.env): Promise<void> => {
  const file = typedFile(words[0], usage)
  const config = readConfig(environment)
  const reached = await reachPlace(config, openLog(config.logLevel), { alone: false })
  const { place, name, close } = reached
  try {
    if (!(await hasDatabase(place.urlOf('postgres', 'owner'), name)))
      throw new StartFailure(`There is no database ${name} yet: nothing to back up.`)
    const at = Temporal.Now.instant()
    const passphrase = config.backupPassphrase
    const made = await writeBackup(place.urlOf(name, 'owner'), { file, at, passphrase })
    await note(reached, made, { startedAt: at, isEncrypted: passphrase !== null })
    for (const line of reportOf(made, passphrase !== null)) console.log(line)
  } finally {
    await close()
  }
}

/** In the journal too, unless the data is still of an earlier version. */
const note = async (
  { place, name }: Reached,
  made: Made,
  what: { startedAt: Temporal.Instant; isEncrypted: boolean },
): Promise<void> => {
  if ((await pendingMigrations(place.urlOf(name, 'owner'))).length > 0) return
  const pool = openPool(place.urlOf(name, 'app'), { max: 1 })
  const clock = () => Temporal.Now.instant()
  try {
    await asWorker({ pool, clock, reactionsOf: () => [] }, (context) =>
      recordMade(context, { cause: 'command', ...what }, made),
    )
  } finally {
    await pool.end()
  }
}

const reportOf = ({ file, manifest, size, sha256 }: Made, isEncrypted: boolean): string[] => [
  file,
  row('lignes / rows', rowsOf(manifest)),
  row('octets / bytes', size),
  row('chiffrée / encrypted', isEncrypted ? 'oui / yes' : 'non / no (TROUSSE_BACKUP_PASSPHRASE)'),
  row('sha256', sha256),
  row('entrées du journal / journal entries', manifest.journal.entries),
  row('têtes des chaînes / heads of the chains', manifest.journal.heads),
  row('scellé / seal', sealOf(manifest.journal.seal)),
]

const sealOf = (seal: Made['manifest']['journal']['seal']): string =>
  seal === null ? 'aucun / none' : `${seal.day} ${seal.hash}`

const row = (name: string, value: string | number): string => `${name.padEnd(42)}${value}`
