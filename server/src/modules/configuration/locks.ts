import { fedFields } from '#contract/configuration/shape.ts'
import { sql } from 'kysely'
import type { Context } from '#platform/context.ts'
import { changesBetween } from './content.ts'
import type { Item } from './state.ts'

/** What a person changes by hand on an item that a machine speaks for, the machine leaves as it is from then on. */
export const lockFields = async ({ db, now, actor }: Context, before: Item, after: Item): Promise<void> => {
  const isControlled = (field: string) =>
    after.type.control === 'controlled' && after.type.controlled.includes(field)
  // A controlled field is compared with what is found, whoever wrote it.
  const fields = changesBetween(before.content, after.content)
    .map(({ field }) => field)
    .filter((field) => fedFields.some((fed) => fed === field) && !isControlled(field))
  if (fields.length === 0) return
  await sql`insert into ci_lock (ci_id, field, since, by_id)
    select ${before.id}, f, ${now}, ${actor.id} from unnest(${fields}::text[]) f
    where exists (select from machine m where m.ci_id = ${before.id})
    on conflict (ci_id, field) do update set since = excluded.since, by_id = excluded.by_id`.execute(db)
}
