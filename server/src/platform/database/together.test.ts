import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { startServer } from '../../testing/server.ts'
import { together, type Database } from './connect.ts'
import { transact } from './transaction.ts'

const { surroundings } = await startServer()
const within = <T>(work: (db: Database) => Promise<T>): Promise<T> =>
  transact(surroundings.pool, { as: 'nobody' }, { now: surroundings.clock() }, work)

/** Notes in the transaction that it was here, by either way of writing a statement. */
const note = (db: Database, word: number): Promise<unknown> => {
  const noted = sql<string>`set_config('app.notes', concat(current_setting('app.notes', true), ' ', ${word}::text), true)`
  return word % 2 === 0 ? sql`select ${noted}`.execute(db) : db.selectNoFrom(noted.as('noted')).execute()
}

test('statements that are sent together run in the order in which they were begun', async () => {
  const words = Array.from({ length: 40 }, (_, index) => index)
  const notes = await within(async (db) => {
    await together(words.map((word) => note(db, word)))
    const { rows } = await sql<{ notes: string }>`select current_setting('app.notes') as notes`.execute(db)
    return rows[0]?.notes
  })
  assert.equal(notes, ` ${words.join(' ')}`)
})

test('of statements that are sent together the first fault is told, and the connection is good afterwards', async () => {
  const broken = within((db) =>
    together([
      note(db, 1),
      sql`select 1 / ${0}::int`.execute(db),
      note(db, 2),
      sql`select nothing`.execute(db),
    ]),
  )
  await assert.rejects(broken, { code: '22012' })
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => within((db) => sql<{ one: number }>`select 1 as one`.execute(db))),
  )
  assert.ok(answers.every(({ rows }) => rows[0]?.one === 1))
})
