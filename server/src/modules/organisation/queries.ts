import type { Provider } from '#contract/organisation/api.ts'
import { sql } from 'kysely'
import packageFile from '../../../../package.json' with { type: 'json' }
import { demonstrationName } from '#platform/config.ts'
import type { Context, OpenContext } from '#platform/context.ts'

export const readSetUp = async ({ db }: Pick<OpenContext, 'db'>) => {
  const { rows } = await sql<{ isSetUp: boolean; isDemonstration: boolean; hasDemonstration: boolean }>`
    select is_set_up() as "isSetUp", is_demonstration() as "isDemonstration",
      exists (select from pg_database where datname = ${demonstrationName}) as "hasDemonstration"`.execute(db)
  const [status = { isSetUp: false, isDemonstration: false, hasDemonstration: false }] = rows
  return { ...status, version: packageFile.version }
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
    isDemonstration: row.is_demonstration,
    version: row.version,
  }
}
