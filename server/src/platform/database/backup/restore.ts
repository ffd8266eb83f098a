import {
  connectOwner,
  dropDatabase,
  ensureDatabase,
  hasDatabase,
  mayCreateDatabases,
  swapDatabases,
  type Place,
} from '../cluster.ts'
import { StartFailure } from '../../config.ts'
import { migrate, readMigrations } from '../migrate.ts'
import { BackupRefused, rowsOf, type Manifest } from './format.ts'
import { loadBackup } from './load.ts'
import { checkBackup, type Source } from './read.ts'

export interface Restored {
  manifest: Manifest
  rows: number
  /** Migrations that came after the backup and were applied to it. */
  added: string[]
  /** What the journal's verification found; empty where it is whole. */
  faults: Fault[]
  /** The name under which the former data waits, where there was any. */
  kept: string | null
}

interface Fault {
  kind: string
  number: string | null
  seq: number | null
  fault: string
}

interface Aim {
  place: Place
  /** The database to take the place of. */
  name: string
  at: Temporal.Instant
  /** Restores even what does not verify: a damaged journal is better than none. */
  acceptsFaults: boolean
}

/**
 * Puts a backup in the place of the database. Everything is made and verified beside it, under another name; what was there
 * is renamed in the same transaction as the new one: whatever is killed when, one of the two is there, whole.
 */
export const restoreBackup = async (source: Source, aim: Aim): Promise<Restored> => {
  const { place, name, at, acceptsFaults } = aim
  const manifest = await checkBackup(source)
  await refuseNewer(manifest)
  await refuseInUse(place, name)
  if (!(await mayCreateDatabases(place.maintenance))) return restoreInPlace(source, manifest, aim)
  const fresh = `${name}_restoring`
  await dropDatabase(aside(place), fresh)
  await ensureDatabase(aside(place), fresh)
  const loaded = await fill(source, manifest, place.urlOf(fresh, 'owner')).catch((error: unknown) => {
    throw untouched(error)
  })
  if (loaded.faults.length > 0 && !acceptsFaults) {
    await dropDatabase(aside(place), fresh)
    throw refusedFor(loaded.faults)
  }
  const kept = (await hasDatabase(aside(place), name)) ? `${name}_before_${stampOf(at)}` : null
  await swapDatabases(aside(place), { name, fresh, kept }).catch((error: unknown) => {
    throw untouched(error)
  })
  return { ...loaded, kept }
}

/** The same into a database that is thrown away: what is proved is that the file can be restored. */
export const rehearseBackup = async (
  source: Source,
  { place, name }: Pick<Aim, 'place' | 'name'>,
): Promise<Omit<Restored, 'kept'>> => {
  const manifest = await checkBackup(source)
  await refuseNewer(manifest)
  if (!(await mayCreateDatabases(place.maintenance))) {
    throw new BackupRefused(
      'A rehearsal needs a database of its own, and the owner may not create one: alter role … createdb.',
    )
  }
  const scratch = `${name}_rehearsal`
  await dropDatabase(aside(place), scratch)
  await ensureDatabase(aside(place), scratch)
  try {
    return await fill(source, manifest, place.urlOf(scratch, 'owner'))
  } finally {
    await dropDatabase(aside(place), scratch)
  }
}

/** Databases that earlier restores have put aside. */
export const listKept = async (place: Place, name: string): Promise<string[]> => {
  const client = await connectOwner(aside(place))
  try {
    const { rows } = await client.query<{ name: string }>(
      "select datname::text as name from pg_database where datname ~ ('^' || $1 || '_before_[0-9]{14}$') order by 1",
      [name.replaceAll(/[^\w]/g, '\\$&')],
    )
    return rows.map((row) => row.name)
  } finally {
    await client.end()
  }
}

export const dropKept = async (place: Place, kept: readonly string[]): Promise<void> => {
  for (const name of kept) await dropDatabase(aside(place), name)
}

/** First to the level of the backup, so that its columns fit; then what has come since. */
const fill = async (
  source: Source,
  manifest: Manifest,
  ownerUrl: string,
): Promise<Omit<Restored, 'kept'>> => {
  await migrate(ownerUrl, new Set(manifest.migrations.map((one) => one.name)))
  await loadBackup(ownerUrl, source)
  const added = await migrate(ownerUrl)
  return { manifest, rows: rowsOf(manifest), added, faults: await findFaults(ownerUrl) }
}

/** Without the right to create databases: only where there is nothing to lose, and in one transaction. */
const restoreInPlace = async (
  source: Source,
  manifest: Manifest,
  { place, name, acceptsFaults }: Aim,
): Promise<Restored> => {
  const ownerUrl = place.urlOf(name, 'owner')
  if (!(await isEmpty(ownerUrl))) {
    throw new BackupRefused(
      `The owner of the database may not create another one beside ${name}, and ${name} is not empty. Restore into an empty database, or let the owner create databases: alter role … createdb. Nothing was touched.`,
    )
  }
  const loaded = await fill(source, manifest, ownerUrl)
  if (loaded.faults.length > 0 && !acceptsFaults) {
    await empty(ownerUrl)
    throw refusedFor(loaded.faults)
  }
  return { ...loaded, kept: null }
}

const isEmpty = async (ownerUrl: string): Promise<boolean> => {
  const client = await connectOwner(ownerUrl)
  try {
    const { rows } = await client.query<{ has: boolean }>(
      "select to_regclass('public.person') is not null as has",
    )
    if (rows[0]?.has !== true) return true
    const { rowCount } = await client.query('select from person limit 1')
    return rowCount === 0
  } finally {
    await client.end()
  }
}

/** Back to what was found: nothing. */
const empty = async (ownerUrl: string): Promise<void> => {
  const client = await connectOwner(ownerUrl)
  try {
    await client.query(
      'drop schema public cascade; drop schema scope cascade; drop schema graphile_worker cascade; create schema public; grant usage on schema public to public',
    )
  } finally {
    await client.end()
  }
}

const refuseNewer = async ({ migrations, product }: Manifest): Promise<void> => {
  const known = new Map((await readMigrations()).map(({ name, digest }) => [name, digest]))
  for (const { name, digest } of migrations) {
    if (known.get(name) === digest) continue
    throw new BackupRefused(
      known.has(name)
        ? `This backup was made with another ${name} than this version of Trousse has. Nothing was touched.`
        : `This backup is of a newer version of Trousse (${product}, it knows ${name}): update the program first. Nothing was touched.`,
    )
  }
}

/** Whoever is connected would find himself in the former data. */
const refuseInUse = async (place: Place, name: string): Promise<void> => {
  const client = await connectOwner(aside(place))
  try {
    const { rowCount } = await client.query(
      "select from pg_stat_activity where datname = $1 and backend_type = 'client backend' and pid <> pg_backend_pid()",
      [name],
    )
    if ((rowCount ?? 0) > 0) {
      throw new BackupRefused(
        `Somebody works on the database ${name}: stop Trousse everywhere, then restore. Nothing was touched.`,
      )
    }
  } finally {
    await client.end()
  }
}

const findFaults = async (ownerUrl: string): Promise<Fault[]> => {
  const client = await connectOwner(ownerUrl)
  try {
    const { rows } = await client.query<Fault>('select kind, number, seq, fault from journal_faults()')
    return rows
  } finally {
    await client.end()
  }
}

/** Whatever happened beside it: what is served is as it was. */
const untouched = (error: unknown): Error =>
  error instanceof StartFailure
    ? error
    : new BackupRefused(
        `The restore did not come to its end (${error instanceof Error ? error.message : String(error)}). Your data is untouched.`,
      )

const refusedFor = (faults: readonly Fault[]): BackupRefused =>
  new BackupRefused(
    `The journal of this backup does not verify (${faults.length}: ${faults
      .slice(0, 3)
      .map(({ kind, number, fault }) => `${number ?? kind} ${fault}`)
      .join(', ')}). Your data is untouched. To restore it all the same, add --with-faults.`,
  )

/** No database is renamed from within: another one that every server has. */
const aside = ({ urlOf }: Place): string => urlOf('postgres', 'owner')

const stampOf = (at: Temporal.Instant): string => at.toString().slice(0, 19).replaceAll(/[-:T]/g, '')
