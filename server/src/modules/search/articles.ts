import { Words } from '#contract/words.ts'
import { sql } from 'kysely'
import type { Context } from '#platform/context.ts'
import type { Hit } from './records.ts'

interface Row {
  number: string
  title: unknown
  service: string | null
}

/** Articles by their number or by words; row-level security and the search's own scope say whose. */
export const findArticles = async (
  { db, actor }: Context,
  words: string,
  { numbers, most }: { numbers: readonly string[]; most: number },
): Promise<Hit[]> => {
  const { rows } = await sql<Row>`
    select a.number, a.title, (select s.name from service s where s.id = a.service_id) as service
    from article a left join search_articles(${words}, false, ${most}::int) hit on hit.subject_id = a.id
    where a.ended_at is null and (hit.subject_id is not null or a.number = any(${numbers}::text[]))
    order by a.number = any(${numbers}::text[]) desc, hit.rank desc, a.id desc limit ${most}`.execute(db)
  return rows.map(({ number, title, service }) => {
    const { fr, en } = Words.parse(title)
    return {
      kind: 'ART',
      address: number,
      title: actor.language === 'en' ? (en ?? fr) : fr,
      context: service,
    }
  })
}
