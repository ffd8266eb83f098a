import type { configurationApi } from '#contract/configuration/api.ts'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { Failure, invalid, notFound } from '#platform/failure.ts'
import { ensure } from '#platform/policy.ts'
import { answersForConfiguration, keepsItems } from './policy.ts'
import { readItem } from './queries.ts'
import { lockBoth } from './relations.ts'
import { contentOf, contentColumns, endItem, reopenItem, type Item } from './state.ts'
import { readType } from './types.ts'

type Input<Name extends keyof typeof configurationApi> = z.output<(typeof configurationApi)[Name]['input']>

/** Two that turn out to be one: the first ends, its relations and its tickets go to the other, its past stays its own. */
export const mergeItems = async (context: Context, { number, into, reason }: Input<'merge'>) => {
  ensure(keepsItems(context.actor))
  if (number === into) throw invalid('into', 'an item is not merged into itself')
  const [item, other] = await lockBoth(context, number, into)
  if ([item, other].some(({ type }) => type.key === 'service'))
    throw new Failure('not_possible', { detail: 'services are not merged' })
  await endItem(context, item, { source: 'merge', reason })
  await context.db.updateTable('ci').set({ merged_into_id: other.id }).where('id', '=', item.id).execute()
  await moveRelations(context, item, other)
  await sql`insert into record_ci (record_id, ci_id, at, by_id)
    select record_id, ${other.id}, ${context.now}, ${context.actor.id} from record_ci where ci_id = ${item.id}
    on conflict do nothing`.execute(context.db)
  await context.emit({
    subject: other.id,
    event: 'ci.merged',
    body: { from: number },
    audience: { number: into },
  })
  return readItem(context, { number: into })
}

/** What the other has already, or what would relate it to itself, only ends. */
const moveRelations = async ({ db, now, actor }: Context, item: Item, other: Item): Promise<void> => {
  await sql`
    with gone as (
      update ci_relation set valid_to = greatest(${now}, valid_from + interval '1 microsecond'), ended_by = ${actor.id}
      where valid_to = 'infinity' and ${item.id} in (from_id, to_id) returning *),
    moved as (
      select case when from_id = ${item.id} then ${other.id} else from_id end as from_id,
        case when to_id = ${item.id} then ${other.id} else to_id end as to_id, kind, spare from gone)
    insert into ci_relation (from_id, to_id, kind, spare, valid_from, source, by_id)
    select m.from_id, m.to_id, m.kind, m.spare, greatest(${now}, (select max(r.valid_to) from ci_relation r
        where (r.from_id, r.to_id, r.kind) = (m.from_id, m.to_id, m.kind) and r.valid_to <> 'infinity')), 'merge', ${actor.id}
    from moved m where m.from_id <> m.to_id and not exists (select from ci_relation r
      where (r.from_id, r.to_id, r.kind) = (m.from_id, m.to_id, m.kind) and r.valid_to = 'infinity')`.execute(
    db,
  )
}

/** They were two after all: the merged one lives again as it was, with the relations that it had; what the merge gave the other ends. */
export const unmergeItem = async (context: Context, { number, reason }: Input<'unmerge'>) => {
  const { actor, db, now, emit } = context
  ensure(answersForConfiguration(actor))
  const anchor = await db
    .selectFrom('ci')
    .select(['id', 'merged_into_id'])
    .where('number', '=', number)
    .forUpdate()
    .executeTakeFirst()
  if (anchor === undefined) throw notFound()
  if (anchor.merged_into_id === null) throw new Failure('not_possible', { detail: `${number} is not merged` })
  const last = await db
    .selectFrom('ci_state')
    .select([...contentColumns, 'type_id', 'version', 'valid_to'])
    .where('ci_id', '=', anchor.id)
    .orderBy('valid_from', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  await db.updateTable('ci').set({ merged_into_id: null }).where('id', '=', anchor.id).execute()
  const type = await readType(db, last.type_id)
  const item = { id: anchor.id, number, version: last.version, type, content: contentOf(last) }
  await reopenItem(context, item, { source: 'merge', reason })
  await sql`update ci_relation set valid_to = greatest(${now}, valid_from + interval '1 microsecond'), ended_by = ${actor.id}
    where valid_to = 'infinity' and source = 'merge' and valid_from >= ${last.valid_to} and ${anchor.merged_into_id} in (from_id, to_id)
      and exists (select from ci_relation r where r.valid_to = ${last.valid_to} and r.kind = ci_relation.kind
        and (r.from_id, r.to_id) in ((${anchor.id}, ci_relation.to_id), (ci_relation.from_id, ${anchor.id})))`.execute(
    db,
  )
  await sql`insert into ci_relation (from_id, to_id, kind, spare, valid_from, source, by_id)
    select r.from_id, r.to_id, r.kind, r.spare, greatest(${now}, r.valid_to), 'merge', ${actor.id} from ci_relation r
    where r.valid_to = ${last.valid_to} and ${anchor.id} in (r.from_id, r.to_id)
      and exists (select from ci_state s where s.ci_id = case when r.from_id = ${anchor.id} then r.to_id else r.from_id end and s.valid_to = 'infinity')`.execute(
    db,
  )
  await emit({ subject: anchor.merged_into_id, event: 'ci.unmerged', body: { from: number } })
  return readItem(context, { number })
}
