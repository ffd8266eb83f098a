import { mkdtemp, rmdir, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { BackupFailure, type Backup, type BackupPlan, type backupApi } from '#contract/backup/api.ts'
import { sql, type SqlBool } from 'kysely'
import { z } from 'zod'
import { backupFolder } from '#platform/config.ts'
import type { Context } from '#platform/context.ts'
import { decodeCursor, page } from '#platform/cursor.ts'
import { ensure } from '#platform/policy.ts'
import { dueFrom } from './due.ts'
import { mayKeepBackups } from './policy.ts'
import { expectedSize, plannedSize } from './room.ts'

const Reason = z.object({ code: BackupFailure, detail: z.string() })

export const listBackups = async (
  { actor, db }: Context,
  { cursor, limit }: z.output<(typeof backupApi)['list']['input']>,
) => {
  ensure(mayKeepBackups(actor))
  const read = await db
    .selectFrom('backup')
    .selectAll()
    .$if(cursor !== undefined, (rows) => {
      const [at, id] = decodeCursor(cursor ?? '', 2)
      return rows.where(sql<SqlBool>`(started_at, id) < (${at}::timestamptz, ${id}::uuid)`)
    })
    .orderBy('started_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  const { rows, nextCursor } = page(read, limit, (row) => [row.started_at.toString(), row.id])
  const items = rows.map((row): z.input<typeof Backup> => ({
    id: row.id,
    cause: row.cause,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    file: row.file,
    size: row.size,
    rows: row.row_count,
    sha256: row.sha256?.toString('hex') ?? null,
    isEncrypted: row.is_encrypted,
    sealDay: row.seal_day,
    heads: row.heads?.toString('hex') ?? null,
    failure: readReason(row.failure),
    rehearsal:
      row.rehearsed_at === null
        ? null
        : {
            at: row.rehearsed_at,
            seconds: row.rehearsal_seconds,
            faults: row.rehearsal_faults,
            failure: readReason(row.rehearsal_failure),
          },
    removedAt: row.removed_at,
  }))
  return { items, nextCursor }
}

const readReason = (text: string | null) => (text === null ? null : Reason.parse(JSON.parse(text)))

interface Past {
  lastSize: number | null
  keptSize: number | null
  databaseSize: number
  zone: string
  startedAt: Temporal.Instant | null
  hasFailed: boolean | null
}

export const readPlan = async ({ actor, db, now, house }: Context): Promise<z.input<typeof BackupPlan>> => {
  ensure(mayKeepBackups(actor))
  const plan = await db.selectFrom('backup_plan').selectAll().executeTakeFirstOrThrow()
  const { rows } = await sql<Past>`
    select (select size from backup where failure is null order by started_at desc limit 1) as "lastSize",
      (select sum(size)::bigint from backup where failure is null and removed_at is null and cause in ('scheduled', 'requested')) as "keptSize",
      pg_database_size(current_database()) as "databaseSize", o.zone, b.started_at as "startedAt", b.failure is not null as "hasFailed"
    from organisation o left join lateral (
      select started_at, failure from backup where cause = 'scheduled' order by started_at desc limit 1) b on true`.execute(
    db,
  )
  const [past] = rows
  const last =
    past?.startedAt == null ? null : { startedAt: past.startedAt, hasFailed: past.hasFailed === true }
  const counts = {
    keepDaily: plan.keep_daily,
    keepWeekly: plan.keep_weekly,
    keepMonthly: plan.keep_monthly,
  }
  const one = past?.lastSize ?? expectedSize(null, past?.databaseSize ?? 0)
  const ownFolder = backupFolder(house.data)
  return {
    isOn: plan.is_on,
    hour: plan.hour,
    folder: plan.folder,
    ...counts,
    rehearsal: plan.rehearsal,
    version: plan.version,
    ownFolder,
    isEncrypted: house.encryptsBackups,
    nextAt: plan.is_on && past !== undefined ? dueFrom(plan.hour, last, now, past.zone) : null,
    keptSize: past?.keptSize ?? 0,
    plannedSize: plannedSize(one, counts),
    freeSize: await freeSizeOf(plan.folder ?? house.data),
  }
}

export const freeSizeOf = async (folder: string): Promise<number | null> =>
  statfs(folder).then(
    ({ bavail, bsize }) => bavail * bsize,
    () => null,
  )

/** Whether files can be made there; rights alone do not tell (read-only disks, and root). */
export const isWritable = async (folder: string): Promise<boolean> =>
  mkdtemp(join(folder, '.trousse-')).then(
    async (made) => {
      await rmdir(made)
      return true
    },
    () => false,
  )
