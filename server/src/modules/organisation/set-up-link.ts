import { sql } from 'kysely'
import type { OpenContext } from '#platform/context.ts'
import { digestOf } from '#platform/database/transaction.ts'
import { newSecret } from '#platform/secret.ts'

type Place = Pick<OpenContext, 'db' | 'now'>

const lasts = '7 days'

/** The secret of a one-time link for who holds the console, or null where somebody exists already. */
export const createSetUpLink = async ({ db, now }: Place): Promise<string | null> => {
  const secret = newSecret()
  const { rows } = await sql<{ isMade: boolean }>`select create_set_up_link(${digestOf(secret)},
    ${now.toString()}::timestamptz, ${lasts}::interval) as "isMade"`.execute(db)
  return rows[0]?.isMade === true ? secret : null
}

export const useSetUpLink = async ({ db, now }: Place, secret: string): Promise<boolean> => {
  const { rows } = await sql<{ isGood: boolean }>`
    select use_set_up_link(${digestOf(secret)}, ${now.toString()}::timestamptz) as "isGood"`.execute(db)
  return rows[0]?.isGood === true
}
