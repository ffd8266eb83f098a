import { readConfig } from '#platform/config.ts'
import { openPool, type Pool } from '#platform/database/connect.ts'
import { openHttp } from '#platform/http/serve.ts'
import { prefix } from '#platform/http/surroundings.ts'
import { openLog } from '#platform/log.ts'
import { indexReactions } from '#platform/reactions.ts'
import { openVault } from '#platform/vault.ts'
import { bindings, reactions } from '../server/src/start.ts'

/** A request as a program sends it. */
export interface Ask {
  method: 'GET' | 'POST'
  /** Below `/api/v1`, with its query. */
  path: string
  token: string
  body?: Readonly<Record<string, unknown>>
}

/** The product in this process, without a port and with a clock that can be moved. */
export interface Inside {
  pool: Pool
  setNow: (now: Temporal.Instant) => void
  ask: (ask: Ask) => Promise<unknown>
  stop: () => Promise<void>
}

export const openInside = async (appUrl: string): Promise<Inside> => {
  const pool = openPool(appUrl, { max: 2 })
  let now = Temporal.Now.instant()
  const config = readConfig({})
  const app = await openHttp(bindings, {
    config,
    pool,
    log: openLog('error'),
    clock: () => now,
    reactionsOf: indexReactions(reactions),
    vault: openVault(config),
  })
  await app.ready()
  return {
    pool,
    setNow: (instant) => {
      now = instant
    },
    ask: async ({ method, path, token, body }) => {
      const response = await app.inject({
        method,
        url: prefix + path,
        headers: { authorization: `Bearer ${token}` },
        ...(body === undefined ? {} : { payload: body }),
      })
      if (response.statusCode >= 300) throw new Error(`${method} ${path}: ${response.body}`)
      return response.json()
    },
    stop: async () => {
      await app.close()
      await pool.end()
    },
  }
}
