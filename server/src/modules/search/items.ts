import { sql } from 'kysely'
import type { Context } from '#platform/context.ts'
import { escaped } from '#platform/database/matching.ts'
import type { Hit } from './records.ts'

/** Items of the configuration by their number, a part of their name, or what is written of them; services are found by name already. */
export const findItems = async (
  { db, actor }: Context,
  words: string,
  { numbers, most }: { numbers: readonly string[]; most: number },
): Promise<Hit[]> => {
  const part = escaped(words)
  const { rows } = await sql<Hit>`
    with hits (id, rank) as (
      select id, 3 from ci where number = any(${[...numbers]}::text[])
      union all
      (select ci_id, 1 from ci_state where valid_to = 'infinity' and length(${words}) >= 3
        and plain_name like '%' || plain(${part}) || '%' limit 200)
      union all
      (select subject_id, ts_rank(words, search_query(${words})) from search_entry
        where kind = 'CI' and words @@ search_query(${words}) limit 200))
    select 'CI' as kind, c.number as address, s.name as title, 
      concat_ws(' · ', coalesce(t.name ->> ${actor.language}, t.name ->> 'fr'), cl.name) as context
    from (select id, max(rank) as rank from hits group by id) hit join ci c on c.id = hit.id
      join ci_state s on s.ci_id = c.id and s.valid_to = 'infinity' join ci_type t on t.id = s.type_id
      left join client cl on cl.id = s.client_id
    where t.key <> 'service' or c.number = any(${[...numbers]}::text[])
    order by hit.rank desc, s.plain_name, c.id limit ${most}`.execute(db)
  return rows
}
