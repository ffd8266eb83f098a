import type { BackupCause } from '#contract/backup/api.ts'
import { sql, type SqlBool } from 'kysely'
import type { z } from 'zod'
import type { Made } from '#platform/database/backup/dump.ts'
import { rowsOf, type Manifest } from '#platform/database/backup/format.ts'
import type { Restored } from '#platform/database/backup/restore.ts'
import type { Database } from '#platform/database/connect.ts'
import type { InsideContext } from '#platform/reactions.ts'
import { notify } from '../notification/index.ts'
import { reasonOf } from './failure.ts'

type Cause = z.output<typeof BackupCause>

interface Attempt {
  cause: Cause
  file: string
  startedAt: Temporal.Instant
  isEncrypted: boolean
}

/** Whose chain backups are told on: the provider's. Null before there is one: then there is nothing to save. */
export const findProvider = async (db: Database): Promise<{ id: string; zone: string } | null> =>
  (await db.selectFrom('organisation').select(['id', 'zone']).executeTakeFirst()) ?? null

export const recordMade = async (
  { db, now, emit }: InsideContext,
  { cause, startedAt, isEncrypted }: Omit<Attempt, 'file'>,
  { file, manifest, size, sha256 }: Made,
): Promise<string> => {
  const rows = rowsOf(manifest)
  const { heads, seal } = manifest.journal
  const sealDay = seal?.day ?? null
  const { id } = await db
    .insertInto('backup')
    .values({
      cause,
      started_at: startedAt,
      ended_at: now,
      file,
      size,
      row_count: rows,
      sha256: Buffer.from(sha256, 'hex'),
      is_encrypted: isEncrypted,
      seal_day: sealDay,
      heads: Buffer.from(heads, 'hex'),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const provider = await findProvider(db)
  if (provider === null) return id
  const body = { backup: id, cause, file, size, rows, sha256, isEncrypted, sealDay, heads }
  await emit({ subject: provider.id, event: 'backup.made', body })
  return id
}

export const recordFailed = async (
  { db, now, emit }: InsideContext,
  { cause, file, startedAt, isEncrypted }: Attempt,
  error: unknown,
): Promise<void> => {
  const reason = reasonOf(error)
  const { id } = await db
    .insertInto('backup')
    .values({
      cause,
      started_at: startedAt,
      ended_at: now,
      file,
      is_encrypted: isEncrypted,
      failure: JSON.stringify(reason),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const provider = await findProvider(db)
  if (provider === null) return
  await emit({
    subject: provider.id,
    event: 'backup.failed',
    body: { backup: id, cause, file, ...reason },
  })
  await tellAdministrators(db, now, provider.zone, { event: 'backup.failed', cause: { code: reason.code } })
}

export const recordRehearsed = async (
  { db, now, emit }: InsideContext,
  id: string,
  { rows, faults, seconds }: Pick<Restored, 'rows' | 'faults'> & { seconds: number },
): Promise<void> => {
  await db
    .updateTable('backup')
    .set({
      rehearsed_at: now,
      rehearsal_seconds: seconds,
      rehearsal_faults: faults.length,
      rehearsal_failure: null,
    })
    .where('id', '=', id)
    .execute()
  const provider = await findProvider(db)
  if (provider === null) return
  const body = { backup: id, rows, faults: faults.length, seconds }
  await emit({ subject: provider.id, event: 'backup.rehearsed', body })
  if (faults.length === 0) return
  const cause = { faults: faults.length }
  await tellAdministrators(db, now, provider.zone, { event: 'backup.rehearsed', cause })
}

export const recordRehearsalFailed = async (
  { db, now, emit }: InsideContext,
  id: string,
  error: unknown,
): Promise<void> => {
  const reason = reasonOf(error)
  await db
    .updateTable('backup')
    .set({ rehearsed_at: now, rehearsal_failure: JSON.stringify(reason) })
    .where('id', '=', id)
    .execute()
  const provider = await findProvider(db)
  if (provider === null) return
  await emit({ subject: provider.id, event: 'backup.rehearsal-failed', body: { backup: id, ...reason } })
  await tellAdministrators(db, now, provider.zone, {
    event: 'backup.rehearsal-failed',
    cause: { code: reason.code },
  })
}

/** The first entry after a restore. */
export const recordRestored = async (
  { db, emit }: InsideContext,
  file: string,
  { manifest, rows, faults }: { manifest: Manifest; rows: number; faults: readonly unknown[] },
): Promise<void> => {
  const provider = await findProvider(db)
  if (provider === null) return
  const { at, product } = manifest
  await emit({
    subject: provider.id,
    event: 'backup.restored',
    body: { file, madeAt: at, product, rows, faults: faults.length },
  })
}

/** Once a day for the same event, however often it is tried again. */
const tellAdministrators = async (
  db: Database,
  now: Temporal.Instant,
  zone: string,
  { event, cause }: { event: string; cause: Record<string, unknown> },
): Promise<void> => {
  const people = await db
    .selectFrom('person')
    .select('id')
    .where('ended_at', 'is', null)
    .where(sql<SqlBool>`(is_administrator or 'D' = any(roles))`)
    .execute()
  await notify(db, {
    personIds: people.map(({ id }) => id),
    recordId: null,
    event,
    cause,
    source: `${event} ${now.toZonedDateTimeISO(zone).toPlainDate().toString()}`,
    at: now,
  })
}
