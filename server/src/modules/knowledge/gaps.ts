import type { ArticleGap, knowledgeApi } from '#contract/knowledge/api.ts'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { ensure } from '#platform/policy.ts'
import { mayWrite } from './policy.ts'

type Input<Name extends keyof typeof knowledgeApi> = z.output<(typeof knowledgeApi)[Name]['input']>

/** Words and a count; the database leaves out what would name somebody. */
export const noteSearch = async ({ db }: Context, { words, outcome }: Input<'noteSearch'>) => {
  await sql`select note_gap(${words}, ${outcome === 'asked'})`.execute(db)
  return {}
}

/** Of the last twelve months, what nobody has dealt with since it was last looked for. */
export const listGaps = async ({ db, now }: Context) => {
  const since = now.toZonedDateTimeISO('UTC').subtract({ months: 12 }).toPlainDate().toString()
  const { rows } = await sql<z.input<typeof ArticleGap>>`
    select g.words, coalesce(sum(g.found_nothing + g.still_asked) filter (where g.is_client), 0)::int as "byClients",
      coalesce(sum(g.found_nothing + g.still_asked) filter (where not g.is_client), 0)::int as "byStaff",
      sum(g.still_asked)::int as "stillAsked", max(g.last_at) as "lastAt"
    from article_gap g left join article_gap_closed c on c.words = g.words
    where g.month >= ${since}::date and (c.at is null or g.last_at > c.at)
    group by g.words order by sum(g.found_nothing + 2 * g.still_asked) desc, max(g.last_at) desc limit 200`.execute(
    db,
  )
  return { items: rows }
}

export const closeGap = async (context: Context, { words }: Input<'closeGap'>) => {
  ensure(mayWrite(context.actor))
  await markClosed(context, words)
  return {}
}

export const markClosed = async ({ actor, db, now }: Context, words: string): Promise<void> => {
  await db
    .insertInto('article_gap_closed')
    .values({ words, at: now, by_id: actor.id })
    .onConflict((conflict) => conflict.column('words').doUpdateSet({ at: now, by_id: actor.id }))
    .execute()
}
