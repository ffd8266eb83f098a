import { sql } from 'kysely'
import type { Database } from '#platform/database/connect.ts'
import { asFailure, problemOf } from '#platform/http/problem.ts'

/** Work that may fail without taking the transaction with it. What passes by itself (a lost connection, a deadlock) is thrown. */
export const attempt = async <T>(
  db: Database,
  work: () => Promise<T>,
): Promise<{ done: T } | { error: unknown }> => {
  await sql`savepoint attempt`.execute(db)
  try {
    const done = await work()
    await sql`release savepoint attempt`.execute(db)
    return { done }
  } catch (error) {
    const { code } = asFailure(error)
    if (code === 'unavailable') throw error
    await sql`rollback to savepoint attempt`.execute(db)
    if (code === 'stale_version') throw error
    return { error }
  }
}

/** The sentence of a refusal in both languages. */
export const why = (error: unknown): { fr: string; en: string } => {
  const of = (language: 'fr' | 'en') => {
    const { title, detail, errors: faults = [] } = problemOf(error, language)
    return [detail ?? title, ...faults.map(({ message }) => message)].join(' ')
  }
  return { fr: of('fr'), en: of('en') }
}
