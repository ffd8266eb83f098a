import type { Category, Service, serviceApi, ServiceState } from '#contract/service/api.ts'
import { Words } from '#contract/words.ts'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { notFound } from '#platform/failure.ts'

type Input<Name extends keyof typeof serviceApi> = z.output<(typeof serviceApi)[Name]['input']>

/** What is offered today; row-level security says to whom. */
export const listServices = async ({ db }: Context) => {
  const rows = await db
    .selectFrom('service')
    .selectAll()
    .where('ended_at', 'is', null)
    .orderBy(sql`plain(name)`)
    .limit(500)
    .execute()
  return { items: rows.map(asService) }
}

/** One that was ended can still be read: records name it. */
export const readService = async ({ db }: Context, { id }: Input<'read'>): Promise<Service> => {
  const row = await db.selectFrom('service').selectAll().where('id', '=', id).executeTakeFirst()
  if (row === undefined) throw notFound()
  return asService(row)
}

/** The database says no more than this, even of incidents that the reader may not see. */
export const listStates = async ({ db }: Context) => {
  const { rows } = await sql<{ serviceId: string; state: ServiceState['state']; since: Temporal.Instant }>`
    select service_id as "serviceId", state, since from service_states()`.execute(db)
  return { items: rows }
}

export const listCategories = async ({ db }: Context) => {
  const rows = await db
    .selectFrom('category')
    .selectAll()
    .where('ended_at', 'is', null)
    .orderBy('kind')
    .orderBy('position')
    .orderBy('id')
    .limit(500)
    .execute()
  return { items: rows.map(asCategory) }
}

interface ServiceRow {
  id: string
  name: string
  description: string
  is_essential: boolean
  calendar_id: string | null
  version: number
}

const asService = (row: ServiceRow): Service => ({
  id: row.id,
  name: row.name,
  description: row.description,
  isEssential: row.is_essential,
  calendarId: row.calendar_id,
  version: row.version,
})

interface CategoryRow {
  id: string
  name: unknown
  parent_id: string | null
  kind: 'INC' | 'REQ'
  position: number
}

export const asCategory = (row: CategoryRow): Category => ({
  id: row.id,
  name: Words.parse(row.name),
  parentId: row.parent_id,
  kind: row.kind,
  position: row.position,
})
