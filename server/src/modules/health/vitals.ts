import { statfs } from 'node:fs/promises'
import { sql } from 'kysely'
import type { Reading, Vital } from '#platform/module.ts'
import { queueTone } from './queue.ts'
import { roomTone } from './room.ts'

const database: Vital = {
  key: 'database',
  read: async ({ db, house }): Promise<Reading> => {
    const { rows } = await sql<{ size: number; version: string }>`
      select pg_database_size(current_database()) as size, current_setting('server_version') as version`.execute(
      db,
    )
    const [row] = rows
    return {
      tone: 'success',
      cause: house.isEmbedded ? 'embedded' : 'given',
      facts: { sizeBytes: row?.size ?? null, version: row?.version ?? null },
    }
  },
}

const disk: Vital = {
  key: 'disk',
  read: async ({ house }): Promise<Reading> => {
    try {
      const { bavail, blocks, bsize } = await statfs(house.data)
      const free = bavail * bsize
      const { tone, cause } = roomTone(free, blocks * bsize)
      return { tone, cause, facts: { freeBytes: free, totalBytes: blocks * bsize, folder: house.data } }
    } catch {
      return { tone: 'warning', cause: 'unreadable', facts: { folder: house.data } }
    }
  },
}

const queue: Vital = {
  key: 'queue',
  read: async ({ db, now }): Promise<Reading> => {
    const { rows } = await sql<{
      waiting: number
      oldest: Temporal.Instant | null
      failed: number
      lastFailed: string | null
      lastError: string | null
    }>`select waiting, oldest, failed, last_failed as "lastFailed", last_error as "lastError"
       from queue_state(${now.toString()}::timestamptz)`.execute(db)
    const [row = { waiting: 0, oldest: null, failed: 0, lastFailed: null, lastError: null }] = rows
    const minutes = row.oldest === null ? 0 : Math.floor(now.since(row.oldest).total('minutes'))
    const facts = {
      waiting: row.waiting,
      oldestMinutes: minutes,
      failed: row.failed,
      lastFailed: row.lastFailed,
      lastError: row.lastError,
    }
    return { ...queueTone({ minutes, failed: row.failed, waiting: row.waiting }), facts }
  },
}

const journal: Vital = {
  key: 'journal',
  read: async ({ db, now }): Promise<Reading> => {
    const { rows } = await sql<{
      at: Temporal.Instant | null
      faults: number | null
      sealDay: string | null
      sealedAt: Temporal.Instant | null
    }>`select v.at, v.faults, s.day as "sealDay", s.sealed_at as "sealedAt" from (select) one
      left join journal_verified() v on true
      left join lateral (select day, sealed_at from seal where hash is not null order by day desc limit 1) s on true`.execute(
      db,
    )
    const [row] = rows
    const at = row?.at ?? null
    const facts = {
      verifiedAt: at?.toString() ?? null,
      faults: row?.faults ?? null,
      sealDay: row?.sealDay ?? null,
    }
    if (at !== null && (row?.faults ?? 0) > 0) return { tone: 'danger', cause: 'faulty', facts }
    const sealedAt = row?.sealedAt ?? null
    if (sealedAt !== null && now.since(sealedAt).total('hours') > 49)
      return { tone: 'warning', cause: 'unsealed', facts }
    if (at === null) return { tone: 'neutral', cause: 'never', facts }
    return { tone: 'success', cause: sealedAt === null ? 'verified-only' : 'verified', facts }
  },
}

export const healthVitals: readonly Vital[] = [database, disk, queue, journal]
