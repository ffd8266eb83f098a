import type { inventoryApi } from '#contract/inventory/api.ts'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { digestOf } from '#platform/database/transaction.ts'
import { Failure, notFound } from '#platform/failure.ts'
import { ensure } from '#platform/policy.ts'
import { newSecret } from '#platform/secret.ts'
import { opensDoors } from './policy.ts'

type Input<Name extends keyof typeof inventoryApi> = z.output<(typeof inventoryApi)[Name]['input']>

export const makeSecret = async (context: Context, { id }: Input<'makeSecret'>) => {
  const { actor, db, now, emit, door } = context
  ensure(opensDoors(actor))
  await lockClient(context, id)
  const replaces = await endDoor(context, id)
  const secret = newSecret()
  await db
    .insertInto('inventory_door')
    .values({ client_id: id, digest: digestOf(secret), created_at: now, created_by: actor.id })
    .execute()
  await emit({ subject: id, event: 'client.inventory-opened', body: { replaces } })
  return { secret, url: `${door.url}/inventory/${secret}` }
}

export const endSecret = async (context: Context, { id }: Input<'endSecret'>) => {
  ensure(opensDoors(context.actor))
  await lockClient(context, id)
  if (!(await endDoor(context, id))) throw notFound()
  await context.emit({ subject: id, event: 'client.inventory-closed', body: {} })
  return {}
}

/** Two who make a secret at once come one after the other: the last one holds. */
const lockClient = async ({ db }: Context, id: string): Promise<void> => {
  const row = await db
    .selectFrom('client')
    .select('id')
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) throw notFound()
}

const endDoor = async ({ db, now }: Context, clientId: string): Promise<boolean> => {
  const ended = await db
    .updateTable('inventory_door')
    .set({ ended_at: now })
    .where('client_id', '=', clientId)
    .where('ended_at', 'is', null)
    .returning('id')
    .execute()
  return ended.length > 0
}

const settingColumns = ['has_quarantine', 'keeps_last_user', 'version'] as const

const asSettings = (row: { has_quarantine: boolean; keeps_last_user: boolean; version: number }) => ({
  hasQuarantine: row.has_quarantine,
  keepsLastUser: row.keeps_last_user,
  version: row.version,
})

interface DoorRow {
  clientId: string
  clientName: string
  since: string | null
  lastContactAt: string | null
  machines: number
}

export const listDoors = async ({ actor, db, door }: Context) => {
  const { rows } = await sql<DoorRow>`
    select c.id as "clientId", c.name as "clientName", d.created_at::text as "since", k.at::text as "lastContactAt", coalesce(m.n, 0)::int as machines
    from client c left join inventory_door d on d.client_id = c.id and d.ended_at is null
      left join lateral (select max(at) as at from inventory_contact i where i.client_id = c.id) k on true
      left join (select s.client_id, count(*) as n from machine m join ci_state s on s.ci_id = m.ci_id and s.valid_to = 'infinity'
        where m.last_contact_at is not null group by s.client_id) m on m.client_id = c.id
    where c.ended_at is null order by plain(c.name), c.id limit 1000`.execute(db)
  const settings = await db.selectFrom('inventory_setting').select(settingColumns).executeTakeFirstOrThrow()
  return {
    items: rows.map((row) => ({
      ...row,
      since: instantOf(row.since),
      lastContactAt: instantOf(row.lastContactAt),
    })),
    url: door.url,
    settings: asSettings(settings),
    mayWrite: opensDoors(actor),
  }
}

const instantOf = (text: string | null): string | null =>
  text === null ? null : Temporal.Instant.from(text.replace(' ', 'T')).toString()

export const editSettings = async (context: Context, { version, ...given }: Input<'editSettings'>) => {
  const { actor, db, emit } = context
  ensure(opensDoors(actor))
  const before = await db
    .selectFrom('inventory_setting')
    .select(settingColumns)
    .forUpdate()
    .executeTakeFirstOrThrow()
  if (before.version !== version) throw new Failure('stale_version', { current: asSettings(before) })
  const after = await db
    .updateTable('inventory_setting')
    .set({
      version: version + 1,
      has_quarantine: given.hasQuarantine ?? before.has_quarantine,
      keeps_last_user: given.keepsLastUser ?? before.keeps_last_user,
    })
    .returning(settingColumns)
    .executeTakeFirstOrThrow()
  const { id } = await db.selectFrom('organisation').select('id').executeTakeFirstOrThrow()
  const { version: _version, ...body } = asSettings(after)
  await emit({ subject: id, event: 'organisation.inventory-set', body })
  return asSettings(after)
}
