import { createHash } from 'node:crypto'
import { Duplex } from 'node:stream'
import {
  Kysely,
  PostgresDialect,
  type PostgresCursor,
  type PostgresPoolClient,
  type PostgresQueryResult,
} from 'kysely'
import { Pool, types, type CustomTypesConfig, type PoolClient, type PoolConfig } from 'pg'
import type { DB } from './schema.ts'

export type { Pool } from 'pg'
export type Database = Kysely<DB>

/** One connection of the pool with the query builder that speaks through it. */
export interface Connection {
  client: PoolClient
  db: Database
}

/** By the type's number: timestamptz, date, int8. */
const own = new Map<number, (text: string) => unknown>([
  [1184, (text) => Temporal.Instant.from(text.replace(' ', 'T'))],
  [1082, (text) => text],
  [20, Number],
])

const parsers: CustomTypesConfig = {
  getTypeParser: (...[type, format]: Parameters<typeof types.getTypeParser>) =>
    own.get(type) ?? types.getTypeParser(type, format),
}

/** A new connection signs in and plans every statement anew: in a quiet hour each click would wait for that. */
const keptIdle = 600_000

export const openPool = (connectionString: string, options: PoolConfig = {}): Pool => {
  const kept = { pipeline: true, idleTimeoutMillis: keptIdle }
  const pool = new Pool({ connectionString, types: parsers, ...kept, ...options })
  // Without a listener, a database that stops would end the process.
  pool.on('error', () => undefined)
  return pool
}

const builders = new WeakMap<PoolClient, Database>()

export const connect = async (pool: Pool): Promise<Connection> => {
  const client = await pool.connect()
  return { client, db: builders.get(client) ?? makeBuilder(client) }
}

/** The builder is made once a connection: making one a request would cost more than many a query. */
const makeBuilder = (client: PoolClient): Database => {
  // The pool's own listener is gone while a connection is lent: one that breaks then must not end the process.
  client.on('error', () => undefined)
  const pool = { connect: async () => speakingThrough(client), end: async () => undefined }
  const db: Database = new Kysely<DB>({ dialect: new PostgresDialect({ pool }) })
  builders.set(client, db)
  return db
}

const speakingThrough = (client: PoolClient): PostgresPoolClient => {
  function query<Row>(text: string, values: readonly unknown[]): Promise<PostgresQueryResult<Row>>
  function query<Row>(cursor: PostgresCursor<Row>): PostgresCursor<Row>
  function query(said: unknown, values: readonly unknown[] = []): Promise<unknown> | PostgresCursor<unknown> {
    if (typeof said !== 'string') throw new Error('Cursors are not spoken here: read in pieces by key.')
    sendInOnePiece(client)
    return client.query(prepared(said, values))
  }
  return { query, release: () => undefined }
}

/**
 * Waits for statements that were sent without waiting for each other: one round trip for all. The database takes them in the
 * order in which they were begun; after one that fails, none of the later ones does anything, and the first fault is told.
 */
export const together = <Answers extends readonly unknown[] | []>(
  statements: Answers,
): Promise<{ -readonly [Key in keyof Answers]: Awaited<Answers[Key]> }> => Promise.all(statements)

/** What is said until the microtasks have run leaves as one write: each costs more than many a statement. */
export const sendInOnePiece = (client: PoolClient): void => {
  const stream = streamOf(client)
  if (stream.writableCorked > 0) return
  stream.cork()
  process.nextTick(() => stream.uncork())
}

/** The driver keeps its socket to itself. */
const streamOf = (client: PoolClient): Duplex => {
  const connection: unknown = Reflect.get(client, 'connection')
  const stream: unknown = Reflect.get(Object(connection), 'stream')
  if (stream instanceof Duplex) return stream
  throw new Error('This version of the driver keeps its stream elsewhere.')
}

const names = new Map<string, string>()

/** Statements are prepared once a connection, up to a bound: texts that vary without end must not fill the server's memory. */
export const prepared = (text: string, values: readonly unknown[]) => {
  let name = names.get(text)
  if (name === undefined && names.size < 1000) {
    name = createHash('sha1').update(text).digest('base64url')
    names.set(text, name)
  }
  return name === undefined ? { text, values: [...values] } : { name, text, values: [...values] }
}
