import { Client, escapeIdentifier, escapeLiteral } from 'pg'
import { StartFailure } from '../config.ts'

/** A database server: how its databases are reached, and the one where others are made and dropped. */
export interface Place {
  urlOf: (database: string, who: 'app' | 'owner') => string
  maintenance: string
}

export const scopes = ['staff', 'portal', 'supplier', 'worker'] as const

/**
 * The logins and roles that one cluster shares. The application's login owns nothing and inherits nothing:
 * a transaction that forgets its scope can't read a row.
 */
export const prepareCluster = async (ownerUrl: string, appUrl: string): Promise<void> => {
  const owner = await connectOwner(ownerUrl)
  try {
    await checkServer(owner)
    const missing = await missingStatements(owner, appUrl)
    for (const statement of missing) {
      await owner.query(statement).catch((error: Error) => {
        throw new StartFailure(
          `The database server lacks what Trousse needs (${error.message}). As an administrator of it, run:\n${missing.join('\n')}`,
        )
      })
    }
  } finally {
    await owner.end()
  }
}

/** Creates the database if the server lacks it, from a template if one is given. */
export const ensureDatabase = async (
  maintenanceUrl: string,
  name: string,
  template?: string,
): Promise<void> => {
  const client = await connectOwner(maintenanceUrl)
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name])
    if (rowCount === 0) {
      const source =
        template === undefined ? '' : ` template ${escapeIdentifier(template)} strategy file_copy`
      await client.query(`create database ${escapeIdentifier(name)}${source}`)
    }
  } finally {
    await client.end()
  }
}

export const hasDatabase = async (maintenanceUrl: string, name: string): Promise<boolean> => {
  const client = await connectOwner(maintenanceUrl)
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name])
    return rowCount !== 0
  } finally {
    await client.end()
  }
}

export const renameDatabase = async (maintenanceUrl: string, from: string, to: string): Promise<void> => {
  const client = await connectOwner(maintenanceUrl)
  try {
    await client.query(`alter database ${escapeIdentifier(from)} rename to ${escapeIdentifier(to)}`)
  } finally {
    await client.end()
  }
}

/** The new one takes the name of the old one, which is kept under another: both or neither. */
export const swapDatabases = async (
  maintenanceUrl: string,
  { name, fresh, kept }: { name: string; fresh: string; kept: string | null },
): Promise<void> => {
  const client = await connectOwner(maintenanceUrl)
  const rename = (from: string, to: string) =>
    client.query(`alter database ${escapeIdentifier(from)} rename to ${escapeIdentifier(to)}`)
  try {
    await client.query('begin')
    if (kept !== null) await rename(name, kept)
    await rename(fresh, name)
    await client.query('commit')
  } finally {
    await client.end()
  }
}

export const mayCreateDatabases = async (maintenanceUrl: string): Promise<boolean> => {
  const client = await connectOwner(maintenanceUrl)
  try {
    const { rows } = await client.query<{ may: boolean }>(
      'select rolcreatedb or rolsuper as may from pg_roles where rolname = current_user',
    )
    return rows[0]?.may === true
  } finally {
    await client.end()
  }
}

export const dropDatabase = async (maintenanceUrl: string, name: string): Promise<void> => {
  const client = await connectOwner(maintenanceUrl)
  try {
    await client.query(`drop database if exists ${escapeIdentifier(name)} with (force)`)
  } finally {
    await client.end()
  }
}

export const connectOwner = async (url: string): Promise<Client> => {
  const client = new Client({ connectionString: url })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return client
  } catch (error) {
    throw new StartFailure(`The database can't be reached (${describe(error)}). Check DATABASE_OWNER_URL.`)
  }
}

const describe = (error: unknown): string =>
  error instanceof AggregateError
    ? error.errors.map(String).join('; ')
    : error instanceof Error
      ? error.message
      : String(error)

const checkServer = async (owner: Client): Promise<void> => {
  const { rows } = await owner.query<{ version: number }>(
    "select current_setting('server_version_num')::int as version",
  )
  const version = rows[0]?.version ?? 0
  if (version < 180_000) {
    throw new StartFailure(
      `Trousse needs PostgreSQL 18 or newer; this server is ${Math.floor(version / 10_000)}.`,
    )
  }
}

const missingStatements = async (owner: Client, appUrl: string): Promise<string[]> => {
  const { rows } = await owner.query<{ name: string }>(
    'select rolname as name from pg_roles where rolname = any($1)',
    [['trousse_app', ...scopes]],
  )
  const present = new Set(rows.map((row) => row.name))
  const statements: string[] = []
  const login = new URL(appUrl)
  const loginName = decodeURIComponent(login.username)
  if (loginName === 'trousse_app' && !present.has('trousse_app')) {
    const password = escapeLiteral(decodeURIComponent(login.password))
    statements.push(`create role trousse_app login noinherit password ${password};`)
  }
  for (const scope of scopes) {
    if (!present.has(scope)) statements.push(`create role ${scope} nologin;`)
  }
  const granted = await owner.query<{ name: string }>(
    `select r.rolname as name from pg_auth_members m join pg_roles r on r.oid = m.roleid join pg_roles u on u.oid = m.member
     where u.rolname = $1 and m.set_option`,
    [loginName],
  )
  const reachable = new Set(granted.rows.map((row) => row.name))
  for (const scope of scopes) {
    if (!reachable.has(scope)) {
      statements.push(`grant ${scope} to ${escapeIdentifier(loginName)} with inherit false, set true;`)
    }
  }
  return statements
}
