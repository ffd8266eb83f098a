import { existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureDatabase, prepareCluster } from '#platform/database/cluster.ts'
import { startEmbedded } from '#platform/database/embedded.ts'
import { migrate } from '#platform/database/migrate.ts'

/** A PostgreSQL of the bench's own, as the product starts it, with the migrated database of the product in it. */
export interface Place {
  folder: string
  appUrl: string
  ownerUrl: string
  /** Was the database there already, from an earlier run? */
  isKept: boolean
  stop: () => Promise<void>
}

/** In a temporary folder that goes away afterwards, or in a given one that stays. */
export const openPlace = async (given?: string): Promise<Place> => {
  const isKept = given !== undefined && existsSync(join(given, 'database.json'))
  if (given !== undefined) await mkdir(given, { recursive: true })
  const folder = given ?? (await temporaryFolder())
  const server = await startEmbedded(folder, console.error)
  const place: Place = {
    folder,
    appUrl: server.appUrl,
    ownerUrl: server.ownerUrl,
    isKept,
    stop: async () => {
      await server.stop()
      if (given === undefined) await rm(folder, { recursive: true, force: true })
    },
  }
  await prepareCluster(server.urlOf('postgres', 'owner'), place.appUrl)
  await ensureDatabase(server.urlOf('postgres', 'owner'), 'trousse')
  await migrate(place.ownerUrl)
  return place
}

/** Enterable by PostgreSQL's own user where the bench runs as root. */
export const temporaryFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'trousse-bench-'))
  await chmod(folder, 0o755)
  return folder
}
