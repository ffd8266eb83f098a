import { createHash } from 'node:crypto'
import type { Role } from '#contract/role.ts'
import { sql } from 'kysely'
import type { Pool } from 'pg'
import { connect, prepared, sendInOnePiece, type Connection, type Database } from './connect.ts'

/** Who is asking, as the database answered it. */
export interface Actor {
  sessionId: string | null
  sessionKind: 'browser' | 'token' | 'inside'
  scopes: string[]
  seenAt: string | null
  id: string
  name: string
  email: string | null
  roles: Role[]
  clientId: string | null
  clientLevel: 'requester' | 'contact' | 'signatory' | null
  supplierId: string | null
  isAdministrator: boolean
  language: 'fr' | 'en'
  zone: string
  teams: string[]
  /** Roles that a team may act for, and roles whose absent holder this person stands in for. */
  mandates: Role[]
  standsInFor: Role[]
  /** A second factor is required of this person in a browser, and is not set up. */
  mustEnrol?: boolean
}

export type Entry =
  | { as: 'session'; secret: string }
  | { as: 'person'; id: string }
  | { as: 'worker' }
  | { as: 'nobody' }

interface Options {
  now: Temporal.Instant
  isReadOnly?: boolean
}

export const digestOf = (secret: string): Buffer => createHash('sha256').update(secret).digest()

/**
 * One transaction under one scope. Who the entry says is asking decides role and row-level security before `work` runs;
 * `actor` is null where the session is unknown or ended (then no table can be read) and for the worker.
 */
export const transact = async <T>(
  pool: Pool,
  entry: Entry,
  options: Options,
  work: (db: Database, actor: Actor | null) => Promise<T>,
): Promise<T> => {
  const connection = await connect(pool)
  const { client } = connection
  try {
    const actor = await begin(connection, entry, options)
    const answer = await work(connection.db, actor)
    const committed = client.query('commit')
    // Where nothing was written, only the connection waits for the end, the answer does not.
    if (options.isReadOnly !== true) await committed
    void releaseAfter(client, committed)
    return answer
  } catch (error) {
    await releaseAfter(client, client.query('rollback'))
    throw error
  }
}

/**
 * Within a transaction of the worker: a piece of work in the scope of a person, with what that person may. Null where nobody
 * may be entered as him any more; afterwards the transaction is the worker's again.
 */
export const actAs = async <T>(
  db: Database,
  personId: string,
  now: Temporal.Instant,
  work: (actor: Actor) => Promise<T>,
): Promise<T | null> => {
  const at = now.toString()
  const { rows } = await sql<{ actor: Actor }>`
    select set_config('app.person', e.person::text, true), set_config('app.client', coalesce(e.client::text, ''), true),
      set_config('app.supplier', coalesce(e.supplier::text, ''), true), set_config('app.level', coalesce(e.level, ''), true),
      set_config('role', e.role, true), actor_of(e.person, ${at}::text::timestamptz) as actor
    from enter_as(${personId}::uuid) e`.execute(db)
  const [entered] = rows
  if (entered === undefined) return null
  const answer = await work(entered.actor)
  await sql`select set_config('role', 'worker', true), set_config('app.person', '', true), set_config('app.client', '', true),
    set_config('app.supplier', '', true), set_config('app.level', '', true)`.execute(db)
  return answer
}

/** In a transaction that began as nobody: a piece of work as the person whom a secret of ours names. */
export const letIn = async <T>(
  db: Database,
  personId: string,
  now: Temporal.Instant,
  work: (actor: Actor) => Promise<T>,
): Promise<T | null> => {
  await sql`select set_config('role', 'worker', true)`.execute(db)
  const answer = await actAs(db, personId, now, work)
  await sql`select set_config('role', 'none', true)`.execute(db)
  return answer
}

/** A connection that cannot even end its transaction is given up. */
const releaseAfter = (client: Connection['client'], ended: Promise<unknown>): Promise<void> =>
  ended.then(
    () => client.release(),
    () => client.release(true),
  )

const enterSession = `select set_config('role', e.role, true), set_config('app.person', e.person::text, true),
  set_config('app.client', coalesce(e.client::text, ''), true), set_config('app.supplier', coalesce(e.supplier::text, ''), true),
  set_config('app.level', coalesce(e.level, ''), true), set_config('app.now', $2::text, true), e.actor
  from enter($1, $2::text::timestamptz) e`

const enterPerson = `select set_config('app.now', $2, true), set_config('app.person', e.person::text, true),
  set_config('app.client', coalesce(e.client::text, ''), true), set_config('app.supplier', coalesce(e.supplier::text, ''), true),
  set_config('app.level', coalesce(e.level, ''), true), set_config('role', e.role, true), e.role
  from enter_as($1::uuid) e`

/** `begin` and the scope travel together: one round trip. */
const begin = async ({ client }: Connection, entry: Entry, options: Options): Promise<Actor | null> => {
  const now = options.now.toString()
  sendInOnePiece(client)
  // Awaited together: of two that fail because the database has gone, neither may fail unheard.
  const [, actor] = await Promise.all([
    client.query(options.isReadOnly === true ? 'begin read only' : 'begin'),
    enter(client, entry, now),
  ])
  return actor
}

const enter = async (client: Connection['client'], entry: Entry, now: string): Promise<Actor | null> => {
  switch (entry.as) {
    case 'session': {
      const { rows } = await client.query<{ actor: Actor }>(
        prepared(enterSession, [digestOf(entry.secret), now]),
      )
      return rows[0]?.actor ?? null
    }
    case 'person': {
      const [, { rowCount }] = await Promise.all([
        client.query('set local role worker'),
        client.query(prepared(enterPerson, [entry.id, now])),
      ])
      // Without a row the role would stay the worker's, who sees more than the person.
      if (rowCount !== 1) throw new Error(`Nobody may be entered as person ${entry.id}.`)
      return null
    }
    case 'worker':
      await client.query(
        prepared("select set_config('role', 'worker', true), set_config('app.now', $1, true)", [now]),
      )
      return null
    default:
      await client.query(prepared("select set_config('app.now', $1, true)", [now]))
      return null
  }
}
