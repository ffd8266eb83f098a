import type { configurationApi } from '#contract/configuration/api.ts'
import { RelationKind } from '#contract/configuration/shape.ts'
import { sql, type Selectable } from 'kysely'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import type { Database } from '#platform/database/connect.ts'
import type { DB } from '#platform/database/schema.ts'
import { Failure, invalid, notFound } from '#platform/failure.ts'
import { ensure } from '#platform/policy.ts'
import { keepsItems } from './policy.ts'
import { readRelation } from './queries.ts'
import { lockItem, type Item, type Writer } from './state.ts'
import { readType } from './types.ts'

type Input<Name extends keyof typeof configurationApi> = z.output<(typeof configurationApi)[Name]['input']>

export const asKind = (row: Selectable<DB['relation_kind']>): RelationKind =>
  RelationKind.parse({ ...row, isTree: row.is_tree })

export const listKinds = async ({ db }: Context) => {
  const rows = await db
    .selectFrom('relation_kind')
    .selectAll()
    .orderBy('position')
    .orderBy('key')
    .limit(200)
    .execute()
  return { items: rows.map(asKind) }
}

export const relateItems = async (context: Context, { from, to, kind: key, spare }: Input<'relate'>) => {
  ensure(keepsItems(context.actor))
  const kind = await findKind(context.db, key)
  if (from === to) throw invalid('to', 'an item does not relate to itself')
  const [one, other] = await lockBoth(context, from, to)
  const id = await putRelation(context, { kind, from: one, to: other, spare: spare ?? null }, 'hand')
  return readRelation(context.db, id)
}

export const findKind = async (db: Database, key: string): Promise<RelationKind> => {
  const row = await db.selectFrom('relation_kind').selectAll().where('key', '=', key).executeTakeFirst()
  if (row === undefined) throw invalid('kind', 'there is no such kind of relation')
  return asKind(row)
}

/** In the order of their numbers, so that two who relate or merge the same items wait for each other instead of for ever. */
export const lockBoth = async (context: Writer, from: string, to: string): Promise<[Item, Item]> => {
  const typeOf = (id: string) => readType(context.db, id)
  const isInOrder = from < to
  const first = await lockItem(context, isInOrder ? from : to, typeOf)
  const second = await lockItem(context, isInOrder ? to : from, typeOf)
  return isInOrder ? [first, second] : [second, first]
}

export const putRelation = async (
  { db, now, actor, emit }: Writer,
  { kind, from, to, spare }: { kind: RelationKind; from: Item; to: Item; spare: string | null },
  source: 'hand' | 'file' | 'inventory' | 'change',
): Promise<string> => {
  if (!mayStand(kind, { from: from.type.key, to: to.type.key }))
    throw invalid('kind', `a ${from.type.key} and a ${to.type.key} do not stand like this to each other`)
  if (kind.isTree) await refuseRing({ db }, { kind: kind.key, from: from.id, to: to.id })
  const { rows } = await sql<{ id: string }>`
    insert into ci_relation (from_id, to_id, kind, spare, valid_from, source, by_id)
    select ${from.id}, ${to.id}, ${kind.key}, ${spare}, greatest(${now}, max(r.valid_to)), ${source}, ${actor?.id ?? null}
    from ci_relation r where r.from_id = ${from.id} and r.to_id = ${to.id} and r.kind = ${kind.key} and r.valid_to <> 'infinity'
    returning id`.execute(db)
  const [row] = rows
  if (row === undefined) throw new Error('The database did not answer.')
  await emit({
    subject: from.id,
    event: 'ci.related',
    body: { relation: row.id, kind: kind.key, to: to.number },
    audience: { number: from.number, client: from.content.clientId },
  })
  return row.id
}

export const unrelateItems = async (context: Context, { id }: Input<'unrelate'>) => {
  ensure(keepsItems(context.actor))
  await endRelation(context, id)
  return {}
}

export const endRelation = async ({ db, now, actor, emit }: Writer, id: string): Promise<void> => {
  const { rows } = await sql<{ from_id: string; kind: string; number: string; to: string }>`
    update ci_relation r set valid_to = greatest(${now}, r.valid_from + interval '1 microsecond'), ended_by = ${actor?.id ?? null}
    from ci c, ci o where r.id = ${id} and r.valid_to = 'infinity' and c.id = r.from_id and o.id = r.to_id
    returning r.from_id, r.kind, c.number, o.number as "to"`.execute(db)
  const [ended] = rows
  if (ended === undefined) throw notFound()
  await emit({
    subject: ended.from_id,
    event: 'ci.unrelated',
    body: { relation: id, kind: ended.kind, to: ended.to },
    audience: { number: ended.number },
  })
}

/** Does the kind allow items of these types at its ends? */
export const mayStand = (
  { pairs }: Pick<RelationKind, 'pairs'>,
  types: { from: string; to: string },
): boolean =>
  pairs.length === 0 ||
  pairs.some(
    ({ from, to }) =>
      (from.length === 0 || from.includes(types.from)) && (to.length === 0 || to.includes(types.to)),
  )

/** Nothing contains or bears itself, not even by way of others. One at a time, or two halves of a ring would not see each other. */
const refuseRing = async (
  { db }: Pick<Writer, 'db'>,
  { kind, from, to }: { kind: string; from: string; to: string },
): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtext('ci_relation ' || ${kind}))`.execute(db)
  const { rows } = await sql<{ found: boolean }>`
    with recursive under (id) as (
      select ${to}::uuid union
      select r.to_id from under u join ci_relation r on r.from_id = u.id and r.kind = ${kind} and r.valid_to = 'infinity')
    select exists (select from under where id = ${from}) as found`.execute(db)
  if (rows[0]?.found === true)
    throw new Failure('not_possible', { detail: 'this would make a ring of what contains or bears itself' })
}
