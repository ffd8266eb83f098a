import type { Pool } from 'pg'
import type { Config } from '../config.ts'
import type { House, ReactionsOf } from '../context.ts'
import type { Log } from '../log.ts'
import type { Vault } from '../vault.ts'

/** What every request and every job works in. */
export interface Surroundings {
  config: Config
  pool: Pool
  log: Log
  /** The one clock of the process; tests and the demonstration move it. */
  clock: () => Temporal.Instant
  reactionsOf: ReactionsOf
  /** Does the worker of this process live, and can it read its queue? Absent where the process runs none. */
  isWorkerAlive?: () => Promise<boolean>
  vault: Vault
}

export const houseOf = ({ config }: Surroundings): House => ({
  data: config.data,
  isEmbedded: config.database === null,
  encryptsBackups: config.backupPassphrase !== null,
})

export const prefix = '/api/v1'
