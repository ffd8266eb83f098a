import { sql, type RawBuilder } from 'kysely'
import type { Context } from '#platform/context.ts'

export interface Hit {
  kind: 'INC' | 'REQ' | 'PRB' | 'CHG' | 'ECH' | 'ART' | 'CI' | 'client' | 'person' | 'service' | 'supplier'
  address: string
  title: string
  context: string | null
}

interface Asked {
  words: string
  kinds: readonly Hit['kind'][]
  /** How many are enough. */
  most: number
}

/** By number: whoever may read the record finds it. */
export const findNumbers = async ({ db, actor }: Context, numbers: readonly string[]): Promise<Hit[]> => {
  if (numbers.length === 0) return []
  const rows = await db
    .selectFrom('record as r')
    .leftJoin('client as c', 'c.id', 'r.client_id')
    .select(['r.kind', 'r.number as address', 'r.title', 'c.name as context'])
    .where('r.number', 'in', numbers)
    .orderBy('r.number')
    .execute()
  return actor.clientId === null ? rows : rows.map((row) => ({ ...row, context: null }))
}

/**
 * By words, best first. The latest entries answer most questions without any index; where they do not, the text index
 * does; and where nothing has the words, those of titles that nearly have their letters.
 */
export const findRecords = async ({ db, actor }: Context, { words, kinds, most }: Asked): Promise<Hit[]> => {
  if (kinds.length === 0) return []
  const hits =
    actor.clientId === null
      ? everywhere(words, most)
      : sql`select subject_id, rank from search_portal(${words}, ${most}::int)`
  const context = actor.clientId === null ? sql`c.name` : sql`null`
  const { rows } = await sql<Hit>`with hits as (${hits})
    select r.kind, r.number as address, r.title, ${context} as context
    from hits join record r on r.id = hits.subject_id left join client c on c.id = r.client_id
    where r.kind = any(${kinds})
    order by hits.rank desc, hits.subject_id desc limit ${most}`.execute(db)
  return rows
}

const everywhere = (words: string, most: number): RawBuilder<unknown> => sql`
  with asked as materialized (select search_query(${words}) as query),
  latest as (
    select s.subject_id, ts_rank(s.words, a.query) as rank
    from asked a, (select subject_id, words from search_entry
      where kind in ('INC', 'REQ', 'PRB', 'CHG') order by subject_id desc limit 500) s
    where s.words @@ a.query),
  older as (
    select s.subject_id, ts_rank(s.words, (select query from asked)) as rank from search_entry s
    where s.kind in ('INC', 'REQ', 'PRB', 'CHG') and (select count(*) from latest) < ${most} and s.words @@ (select query from asked) limit 1000),
  meant as materialized (
    select case when not exists (table latest) and not exists (table older) then search_nearly(${words}) end as query),
  nearly as (
    select s.subject_id, ts_rank(s.words, (select query from meant)) - 1 as rank from search_entry s
    where s.kind in ('INC', 'REQ', 'PRB', 'CHG') and (select query from meant) is not null and s.words @@ (select query from meant) limit 200)
  select subject_id, max(rank) as rank from (table latest union all table older union all table nearly) found
  group by subject_id order by max(rank) desc, subject_id desc limit 200`
