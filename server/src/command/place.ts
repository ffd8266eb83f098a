import { resolve } from 'node:path'
import { StartFailure, type Config } from '#platform/config.ts'
import type { Place } from '#platform/database/cluster.ts'
import { findRunning, startEmbedded } from '#platform/database/embedded.ts'
import type { Log } from '#platform/log.ts'
import { placeOf, servedName } from '../start.ts'

export interface Reached {
  place: Place
  /** The database that this configuration serves. */
  name: string
  close: () => Promise<void>
}

/** The database server, whether the product runs on it or not; nothing is migrated. `alone`: refuses where it runs. */
export const reachPlace = async (
  config: Config,
  log: Log,
  { alone }: { alone: boolean },
): Promise<Reached> => {
  const { database, data } = config
  const name = servedName(config)
  if (database !== null) {
    return { place: placeOf(config, null), name, close: async () => undefined }
  }
  const running = alone ? null : await findRunning(data)
  if (running !== null) {
    const place = { urlOf: running, maintenance: running('postgres', 'owner') }
    return { place, name, close: async () => undefined }
  }
  const server = await startEmbedded(data, (message) => log.warn(message))
  return { place: placeOf(config, server), name, close: server.stop }
}

/** A file as somebody typed it: relative to where he stood, not to where npm runs. */
export const typedFile = (word: string | undefined, usage: string): string => {
  if (word === undefined || word.startsWith('-')) throw new StartFailure(usage)
  return resolve(process.env['INIT_CWD'] ?? '.', word)
}
