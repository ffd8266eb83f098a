import type { knowledgeApi } from '#contract/knowledge/api.ts'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { readableId } from './readable.ts'

type Input<Name extends keyof typeof knowledgeApi> = z.output<(typeof knowledgeApi)[Name]['input']>

/** One word a person: who thinks again says it again. */
export const judgeArticle = async (context: Context, { number, isUseful, word }: Input<'judge'>) => {
  const { actor, db, now } = context
  const id = await readableId(context, number)
  await db
    .insertInto('article_feedback')
    .values({ article_id: id, person_id: actor.id, is_useful: isUseful, word, at: now })
    .onConflict((conflict) =>
      conflict.columns(['article_id', 'person_id']).doUpdateSet({ is_useful: isUseful, word, at: now }),
    )
    .execute()
  return {}
}

export const ownOpinion = async ({ actor, db }: Context, articleId: string) => {
  const row = await db
    .selectFrom('article_feedback')
    .select(['is_useful as isUseful', 'word'])
    .where('article_id', '=', articleId)
    .where('person_id', '=', actor.id)
    .executeTakeFirst()
  return row ?? null
}

/** Counts, and the latest words; not whose they are. */
export const opinionsOf = async ({ db }: Context, articleId: string) => {
  const { rows } = await sql<{
    useful: number
    notUseful: number
    words: { isUseful: boolean; word: string; at: string }[]
  }>`select count(*) filter (where is_useful)::int as useful, count(*) filter (where not is_useful)::int as "notUseful",
      coalesce((select jsonb_agg(jsonb_build_object('isUseful', w.is_useful, 'word', w.word, 'at', w.at) order by w.at desc)
        from (select * from article_feedback where article_id = ${articleId} and word <> '' order by at desc limit 20) w), '[]') as words
    from article_feedback where article_id = ${articleId}`.execute(db)
  return rows[0] ?? { useful: 0, notUseful: 0, words: [] }
}

/** Opened, or it answered the question: counted by month, of nobody in particular. */
export const countArticle = async (context: Context, { number, what }: Input<'count'>) => {
  const id = await readableId(context, number)
  await sql`select count_article(${id}::uuid, ${what === 'helped'})`.execute(context.db)
  return {}
}
