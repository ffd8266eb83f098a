import { ItemTitle } from '#contract/licence/shape.ts'
import { sql } from 'kysely'
import type { Context } from '#platform/context.ts'
import { Failure, invalid, notFound } from '#platform/failure.ts'
import { ensure } from '#platform/policy.ts'
import { keepsItems, lockItem, readType, type Item } from '../configuration/index.ts'
import { isLiving, type Input } from './scope.ts'

/** What of an item's titles is installed, within its client. */
export const listTitlesOf = async ({ actor, db }: Context, { number }: Input<'titlesOf'>) => {
  const { rows } = await sql<{ anchor: string; id: string | null; since: Temporal.Instant }>`
    select c.id as anchor, x.id, t.id as "titleId", t.title, t.publisher, x.versions, x.since, coalesce(f.machines, 0) as machines, coalesce(f.seen, '[]') as seen
    from ci c left join ci_state s on s.ci_id = c.id and s.valid_to = 'infinity'
      left join ci_title x on x.ci_id = c.id and x.ended_at is null left join software_title t on t.id = x.title_id
      left join lateral (
        with there as (
          select i.ci_id, i.version from installation i join ci_state m on m.ci_id = i.ci_id and ${isLiving}
          where i.title_id = x.title_id and i.gone_at is null and (x.versions = '' or fits_version(i.version, x.versions))
            and (s.client_id is null or m.client_id = s.client_id))
        select (select count(distinct ci_id)::int from there) as machines,
          (select jsonb_agg(v order by v.machines desc, v.version desc) from (
            select version, count(distinct ci_id)::int as machines from there group by version order by 2 desc, 1 desc limit 8) v) as seen) f on true
    where c.number = ${number} order by t.key, x.versions limit 200`.execute(db)
  if (rows.length === 0) throw notFound()
  return {
    items: rows
      .filter(({ id }) => id !== null)
      .map((row) => ItemTitle.parse({ ...row, since: row.since.toString() })),
    mayWrite: keepsItems(actor),
  }
}

export const addTitle = async (context: Context, { number, titleId, versions }: Input<'addTitle'>) => {
  ensure(keepsItems(context.actor))
  const item = await lockItem(context, number, (id) => readType(context.db, id))
  return putTitle(context, item, { titleId, versions })
}

export const putTitle = async (
  { db, actor, now, emit }: Context,
  item: Pick<Item, 'id' | 'number'> & { clientId?: string | null },
  { titleId, versions }: { titleId: string; versions: string },
): Promise<{ id: string }> => {
  const title = await db
    .selectFrom('software_title')
    .select('title')
    .where('id', '=', titleId)
    .executeTakeFirst()
  if (title === undefined) throw invalid('titleId', 'there is no such software')
  const { rows } = await sql<{ id: string }>`
    insert into ci_title (ci_id, title_id, versions, since, by_id) values (${item.id}, ${titleId}, ${versions}, ${now}, ${actor.id})
    on conflict do nothing returning id`.execute(db)
  const [row] = rows
  if (row === undefined)
    throw new Failure('already_exists', { detail: `${item.number} has ${title.title} already` })
  await emit({
    subject: item.id,
    event: 'ci.title-added',
    body: { title: titleId, name: title.title, versions },
    audience: { number: item.number },
  })
  return row
}

export const removeTitle = async (
  { db, actor, now, emit }: Context,
  { number, id }: Input<'removeTitle'>,
) => {
  ensure(keepsItems(actor))
  const { rows } = await sql<{ ci_id: string; title_id: string; title: string; versions: string }>`
    update ci_title x set ended_at = greatest(${now}, x.since), ended_by = ${actor.id} from ci c, software_title t
    where x.id = ${id} and x.ended_at is null and c.id = x.ci_id and c.number = ${number} and t.id = x.title_id
    returning x.ci_id, x.title_id, t.title, x.versions`.execute(db)
  const [ended] = rows
  if (ended === undefined) throw notFound()
  await emit({
    subject: ended.ci_id,
    event: 'ci.title-removed',
    body: { title: ended.title_id, name: ended.title, versions: ended.versions },
    audience: { number },
  })
  return {}
}
