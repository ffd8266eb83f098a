import { Client } from 'pg'
import type { Pool } from './connect.ts'

/** What one process holds so that no other does the same work: session locks on a connection of their own. */
export interface Claims {
  take: (name: string) => Promise<boolean>
  release: (name: string) => Promise<void>
  close: () => Promise<void>
}

/** `onLost` is told when the connection ends: then nothing is held any more. `onWord` hears of each word on the channel. */
export const openClaims = async (
  pool: Pool,
  { channel, onWord, onLost }: { channel: string; onWord: () => void; onLost: () => void },
): Promise<Claims> => {
  const client = new Client(pool.options)
  let isClosed = false
  client.on('error', () => undefined)
  client.on('notification', onWord)
  client.on('end', () => {
    if (!isClosed) onLost()
  })
  await client.connect()
  await client.query(`listen ${channel}`)
  return {
    take: async (name) => {
      const { rows } = await client.query<{ taken: boolean }>(
        'select pg_try_advisory_lock(hashtextextended($1, 0)) as taken',
        [name],
      )
      return rows[0]?.taken === true
    },
    release: async (name) =>
      void (await client.query('select pg_advisory_unlock(hashtextextended($1, 0))', [name])),
    close: async () => {
      isClosed = true
      await client.end().catch(() => undefined)
    },
  }
}
