import { join } from 'node:path'
import { backupFolder, StartFailure, type Config } from '#platform/config.ts'
import { writeBackup, type Made } from '#platform/database/backup/dump.ts'
import { openPool } from '#platform/database/connect.ts'
import { pendingMigrations } from '#platform/database/migrate.ts'
import { asWorker } from '#platform/worker.ts'
import { recordMade } from './modules/backup/index.ts'

export interface Saved {
  made: Made
  startedAt: Temporal.Instant
  isEncrypted: boolean
}

/** Data of an earlier version is saved before it is changed; where that fails, it is not changed. */
export const saveBeforeUpgrade = async (
  config: Config,
  { name, owner }: { name: string; owner: string },
): Promise<Saved | null> => {
  const [first] = config.backsUpBeforeUpgrade ? await pendingMigrations(owner) : []
  if (first === undefined) return null
  const startedAt = Temporal.Now.instant()
  const prefix = name === 'trousse' ? '' : `${name}-`
  const file = join(backupFolder(config.data), `${prefix}before-${first.replace(/\.sql$/, '')}.trousse`)
  const passphrase = config.backupPassphrase
  try {
    const made = await writeBackup(owner, { file, at: startedAt, passphrase })
    console.log(`  Sauvegarde avant mise à jour / backup before the upgrade:\n  ${file}\n`)
    return { made, startedAt, isEncrypted: passphrase !== null }
  } catch (error) {
    throw new StartFailure(
      `This version changes the database, and the backup that comes first can't be written (${error instanceof Error ? error.message : String(error)}). Nothing was changed. Make room or check ${file}, or set TROUSSE_BACKUP_BEFORE_UPGRADE=0 to go on without it.`,
    )
  }
}

/** What was done before the table for it could be counted on. */
export const noteUpgrade = async (appUrl: string, { made, ...what }: Saved): Promise<void> => {
  const pool = openPool(appUrl, { max: 1 })
  const clock = () => Temporal.Now.instant()
  try {
    await asWorker({ pool, clock, reactionsOf: () => [] }, (context) =>
      recordMade(context, { cause: 'upgrade', ...what }, made),
    )
  } finally {
    await pool.end()
  }
}
