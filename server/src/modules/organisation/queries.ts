import type { Provider } from '#contract/organisation/api.ts'
import { sql } from 'kysely'
import packageFile from '../../../../package.json' with { type: 'json' }
import { demonstrationName } from '#platform/config.ts'
import type { Context, OpenContext } from '#platform/context.ts'

export const readSetUp = async ({ db }: Pick<OpenContext, 'db'>) => {
  const { rows } = await sql<Status>`
    select is_set_up() as "isSetUp", is_demonstration() as "isDemonstration",
      exists (select from pg_database where datname = ${demonstrationName}) as "hasDemonstration",
      sends_mail() as "mailsLinks", takes_guests() as "takesGuests"`.execute(db)
  const [status = unknown] = rows
  return { ...status, version: packageFile.version }
}

interface Status {
  isSetUp: boolean
  isDemonstration: boolean
  hasDemonstration: boolean
  mailsLinks: boolean
  takesGuests: boolean
}

const unknown: Status = {
  isSetUp: false,
  isDemonstration: false,
  hasDemonstration: false,
  mailsLinks: false,
  takesGuests: false,
}

export const readProvider = async ({ db }: Context): Promise<Provider> => {
  const row = await db
    .selectFrom('organisation')
    .selectAll()
    .select(sql<boolean>`is_demonstration()`.as('is_demonstration'))
    .executeTakeFirstOrThrow()
  return {
    id: row.id,
    name: row.name,
    country: row.country,
    region: row.region,
    size: row.size,
    zone: row.zone,
    language: row.language,
    phone: row.phone,
    emergencyPhone: row.emergency_phone,
    requiresSecondFactor: row.requires_second_factor,
    takesGuests: row.takes_guests,
    isDemonstration: row.is_demonstration,
    version: row.version,
  }
}
