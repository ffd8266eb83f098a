import { AttributeValue, CiState } from '#contract/configuration/shape.ts'
import type { Deviation, DeviationGroup, inventoryApi } from '#contract/inventory/api.ts'
import { sql, type RawBuilder, type SqlBool } from 'kysely'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import type { Database } from '#platform/database/connect.ts'
import { Failure, invalid } from '#platform/failure.ts'
import { ensure } from '#platform/policy.ts'
import {
  changeItem,
  keepsItems,
  lockItem,
  readType,
  type Content,
  type Item,
} from '../configuration/index.ts'
import { withField } from './attributes.ts'

type Input<Name extends keyof typeof inventoryApi> = z.output<(typeof inventoryApi)[Name]['input']>
type Group = z.infer<typeof DeviationGroup>

/** Changes that say of this item and field what was found, and are not over without a result. */
const explaining = sql`coalesce((select jsonb_agg(distinct r.number) from change_modification m join record r on r.id = m.record_id
  where m.ci_id = d.ci_id and (r.closed_at is null or r.closed_at >= d.first_seen) and r.phase <> 'cancelled'
    and coalesce((r.facts ->> 'isBackedOut')::boolean, false) = false
    and case m.action when 'retire' then d.field = 'state' and d.found = '"retired"'
      when 'modify' then coalesce(m.content -> d.field, m.content -> 'attributes' -> d.field) = d.found else false end), '[]')`

/** Open ones, latest first. */
export const deviationRows = async (
  db: Database,
  condition: RawBuilder<SqlBool>,
  limit = 1000,
): Promise<Deviation[]> => {
  const { rows } = await sql<
    Omit<Deviation, 'firstSeen' | 'lastSeen' | 'isUnauthorised'> & {
      first: Temporal.Instant
      last: Temporal.Instant | null
    }
  >`
    select d.id, c.number, s.name, t.key as type, s.client_id as "clientId", cl.name as "clientName", d.field, d.standing, d.found, d.cause,
      d.first_seen as first, m.last_contact_at as last, (t.control = 'controlled') as "needsAuthority",
      ${explaining} as changes
    from deviation d join ci c on c.id = d.ci_id join ci_state s on s.ci_id = d.ci_id and s.valid_to = 'infinity' join ci_type t on t.id = s.type_id
      left join client cl on cl.id = s.client_id left join machine m on m.ci_id = d.ci_id
    where d.state = 'open' and ${condition} order by d.first_seen desc, d.id desc limit ${limit}`.execute(db)
  return rows.map(({ first, last, ...row }) => ({
    ...row,
    isUnauthorised: row.needsAuthority && row.changes.length === 0,
    firstSeen: first.toString(),
    lastSeen: last?.toString() ?? null,
  }))
}

const most = 1000

export const listDeviations = async ({ db }: Context, { client }: Input<'listDeviations'>) => {
  const condition = client === undefined ? sql<SqlBool>`true` : sql<SqlBool>`s.client_id = ${client}`
  const rows = await deviationRows(db, condition, most + 1)
  return {
    items: groupByCause(rows.slice(0, most)),
    isCut: rows.length > most,
    unauthorised: rows.filter(({ isUnauthorised }) => isUnauthorised).length,
  }
}

/** The same thing found on several items has one cause, and is decided once; the rest is what one machine shows. */
export const groupByCause = (deviations: readonly Deviation[]): Group[] => {
  const byChange = Map.groupBy(deviations, ({ field, found, cause }) => JSON.stringify([field, found, cause]))
  const shared = [...byChange].filter(([, items]) => new Set(items.map(({ number }) => number)).size > 1)
  const inShared = new Set(shared.flatMap(([, items]) => items.map(({ id }) => id)))
  const alone = Map.groupBy(
    deviations.filter(({ id }) => !inShared.has(id)),
    ({ number }) => number,
  )
  return [
    ...shared.map(([key, items]): Group => ({ key, kind: 'same-change', items })),
    ...[...alone].map(([key, items]): Group => ({ key, kind: 'machine', items })),
  ]
}

/** Accepting is a change of the item like any other: a record allows it, or who answers for the configuration signs it. */
export const decideDeviations = async (
  context: Context,
  { ids, decision, reason, authorisedBy }: Input<'decideDeviations'>,
) => {
  const { actor, db, now, emit } = context
  ensure(keepsItems(actor))
  if (decision === 'ignored' && reason === undefined) throw invalid('reason', 'a reason is required')
  const { rows } = await sql<{ id: string; ci_id: string; number: string; field: string; found: unknown }>`
    select d.id, d.ci_id, c.number, d.field, d.found from deviation d join ci c on c.id = d.ci_id
    where d.id = any(${ids}::uuid[]) and d.state = 'open' order by c.number, d.field for update of d`.execute(
    db,
  )
  if (rows.length < new Set(ids).size)
    throw new Failure('not_possible', { detail: 'some of these deviations are not open any more' })
  if (decision === 'accepted')
    for (const [number, found] of Map.groupBy(rows, (row) => row.number)) {
      const item = await lockItem(context, number, (id) => readType(db, id))
      const content = found.reduce((next, row) => asFound(next, item, row), item.content)
      await changeItem(context, item, { content }, { source: 'verification', authorisedBy, reason })
    }
  await db
    .updateTable('deviation')
    .set({ state: decision, closed_at: now, reason: reason ?? null, by_id: actor.id })
    .where(
      'id',
      'in',
      rows.map(({ id }) => id),
    )
    .execute()
  for (const { ci_id, number, field, found } of rows)
    await emit({
      subject: ci_id,
      event: 'ci.deviation-decided',
      body: { field, decision, found, reason: reason ?? null },
      audience: { number },
    })
  return { decided: rows.length }
}

const asFound = (
  content: Content,
  { number }: Item,
  { field, found }: { field: string; found: unknown },
): Content => {
  if (field === 'state') return { ...content, state: CiState.parse(found) }
  const value = AttributeValue.nullable().safeParse(found)
  if (!value.success)
    throw new Failure('not_possible', { detail: `${field} of ${number} cannot be taken over` })
  return withField(content, field, value.data)
}
