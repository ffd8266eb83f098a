import { existsSync } from 'node:fs'
import { mkdir, rm, statfs } from 'node:fs/promises'
import { basename, isAbsolute, join } from 'node:path'
import { sql } from 'kysely'
import { backupFolder } from '#platform/config.ts'
import { BackupUnderWay, writeBackup } from '#platform/database/backup/dump.ts'
import { rehearseBackup } from '#platform/database/backup/restore.ts'
import type { Chore, Site } from '#platform/module.ts'
import { asWorker } from '#platform/worker.ts'
import { dueFrom, isRehearsalDue } from './due.ts'
import { NoRoom } from './failure.ts'
import { findProvider, recordFailed, recordMade, recordRehearsalFailed, recordRehearsed } from './record.ts'
import { expectedSize, hasRoom, rehearsalSize } from './room.ts'
import { keptOf } from './rotation.ts'

/** Looks once an hour whether one is due by the plan; asked for by a person, it is made at once. */
export const makeBackup: Chore = {
  name: 'make-backup',
  cron: '7 * * * *',
  on: ['backup.requested'],
  run: async (site, happening) => {
    const state = await readState(site)
    if (state === null) return
    const isRequested = happening !== null
    if (!isRequested && !isDue(state, site.clock())) return
    const made = await attempt(site, state, isRequested ? 'requested' : 'scheduled')
    if (made === null) return
    await rotate(site, state)
    const { rehearsal } = state.plan
    if (isRehearsalDue(rehearsal, state.rehearsedAt, site.clock())) await rehearse(site, state, made)
  },
}

type State = NonNullable<Awaited<ReturnType<typeof readState>>>

/** Null before anybody has been set up. */
const readState = (site: Site) =>
  asWorker(site, async ({ db }) => {
    const provider = await findProvider(db)
    if (provider === null) return null
    const plan = await db.selectFrom('backup_plan').selectAll().executeTakeFirstOrThrow()
    const last = await db
      .selectFrom('backup')
      .select(['started_at', 'failure'])
      .where('cause', '=', 'scheduled')
      .orderBy('started_at', 'desc')
      .limit(1)
      .executeTakeFirst()
    const { rows } = await sql<{
      lastSize: number | null
      rehearsedAt: Temporal.Instant | null
      databaseSize: number
    }>`
      select (select size from backup where failure is null order by started_at desc limit 1) as "lastSize",
        (select max(rehearsed_at) from backup where rehearsal_failure is null) as "rehearsedAt", pg_database_size(current_database()) as "databaseSize"`.execute(
      db,
    )
    const [sizes = { lastSize: null, rehearsedAt: null, databaseSize: 0 }] = rows
    return { plan, last, zone: provider.zone, ...sizes }
  })

const isDue = ({ plan, last, zone }: State, now: Temporal.Instant): boolean => {
  if (!plan.is_on) return false
  const before = last === undefined ? null : { startedAt: last.started_at, hasFailed: last.failure !== null }
  return Temporal.Instant.compare(dueFrom(plan.hour, before, now, zone), now) <= 0
}

export const folderOf = (folder: string | null, data: string): string => folder ?? backupFolder(data)

/** `trousse-20261125-0200.trousse`: in UTC, so that a change of the clocks gives no name twice. */
const nameOf = (database: string, at: Temporal.Instant): string =>
  `${database}-${at.toString().slice(0, 16).replaceAll(/[-:]/g, '').replace('T', '-')}.trousse`

interface Done {
  id: string
  file: string
}

const attempt = async (
  site: Site,
  { plan, lastSize, databaseSize }: State,
  cause: 'scheduled' | 'requested',
): Promise<Done | null> => {
  const { config, place, database, log } = site
  const startedAt = site.clock()
  const passphrase = config.backupPassphrase
  const folder = folderOf(plan.folder, config.data)
  const file = join(folder, nameOf(database, startedAt))
  const what = { cause, file, startedAt, isEncrypted: passphrase !== null }
  // Another process was quicker.
  if (cause === 'scheduled' && existsSync(file)) return null
  try {
    await ensureRoom(folder, expectedSize(lastSize, databaseSize))
    const made = await writeBackup(place.urlOf(database, 'owner'), { file, at: startedAt, passphrase })
    const id = await asWorker(site, (context) => recordMade(context, what, made))
    log.info({ file, size: made.size }, 'a backup was made')
    return { id, file }
  } catch (error) {
    // Another process is making one: that one will be told of.
    if (error instanceof BackupUnderWay && cause === 'scheduled') return null
    log.error({ err: error, file }, 'no backup could be made')
    await asWorker(site, (context) => recordFailed(context, what, error))
    return null
  }
}

const ensureRoom = async (folder: string, needed: number): Promise<void> => {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const { bavail, bsize } = await statfs(folder)
  if (hasRoom(bavail * bsize, needed)) return
  throw new NoRoom(
    `${folder} has ${Math.round((bavail * bsize) / 1e6)} MB left, about ${Math.round(needed / 1e6)} MB are needed.`,
  )
}

/** What the plan keeps no longer is deleted; only files that we have written and recorded ourselves. */
const rotate = async (site: Site, { plan, zone }: State): Promise<void> => {
  const backups = await asWorker(site, ({ db }) =>
    db
      .selectFrom('backup')
      .select(['id', 'file', 'started_at as at'])
      .where('failure', 'is', null)
      .where('removed_at', 'is', null)
      .where('cause', 'in', ['scheduled', 'requested'])
      .execute(),
  )
  const rotation = {
    keepDaily: plan.keep_daily,
    keepWeekly: plan.keep_weekly,
    keepMonthly: plan.keep_monthly,
  }
  const kept = keptOf(backups, rotation, zone)
  const removed: string[] = []
  for (const { id, file } of backups) {
    if (kept.has(id) || !isAbsolute(file) || !basename(file).endsWith('.trousse')) continue
    try {
      await rm(file, { force: true })
      removed.push(id)
    } catch (error) {
      site.log.warn({ err: error, file }, 'an old backup could not be deleted')
    }
  }
  if (removed.length === 0) return
  await asWorker(site, async ({ db, now, emit }) => {
    await db.updateTable('backup').set({ removed_at: now }).where('id', 'in', removed).execute()
    const provider = await findProvider(db)
    if (provider === null) return
    await emit({ subject: provider.id, event: 'backup.removed', body: { backups: removed } })
  })
}

/** Restored into a database that is thrown away, counted and verified: only then is a backup one. */
const rehearse = async (site: Site, { databaseSize }: State, { id, file }: Done): Promise<void> => {
  const { config, place, database } = site
  const began = performance.now()
  try {
    if (config.database === null) await ensureRoom(config.data, rehearsalSize(databaseSize))
    const source = { file, passphrase: config.backupPassphrase }
    const rehearsed = await rehearseBackup(source, { place, name: database })
    const seconds = Math.round((performance.now() - began) / 1000)
    await asWorker(site, (context) => recordRehearsed(context, id, { ...rehearsed, seconds }))
  } catch (error) {
    site.log.error({ err: error, file }, 'a backup could not be rehearsed')
    await asWorker(site, (context) => recordRehearsalFailed(context, id, error))
  }
}
