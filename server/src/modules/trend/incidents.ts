import type { TrendIncident } from '#contract/trend/shape.ts'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import type { Database } from '#platform/database/connect.ts'
import { numbersOf } from './count.ts'
import { periodOf, type Period } from './period.ts'
import { textsOf } from './texts.ts'
import type { Asked } from './trends.ts'

/** What stands behind one line. */
export const listBehind = async (context: Context, { key, ...asked }: Asked & { key: string }) => {
  const { db } = context
  const numbers = (await numbersBehind(db, await periodOf(context, asked), { asked, keys: [key] })).get(key)
  return { items: numbers === undefined ? [] : await incidentsWith(db, numbers) }
}

/** Numbers by group, the latest first. */
export const numbersBehind = async (
  db: Database,
  { now, past, yearBefore }: Period,
  { asked, keys }: { asked: Asked; keys: readonly string[] },
): Promise<ReadonlyMap<string, string[]>> => {
  const { by, ...filter } = asked
  if (by === 'text') {
    // Of the same windows as the line was: other titles would make other groups.
    const windows = [...(yearBefore === null ? [] : [...yearBefore.past, yearBefore]), ...past, now]
    return (await textsOf(db, { windows, nowPlace: windows.length - 1, filter })).numbers
  }
  const found = new Map<string, string[]>()
  for (const key of keys) found.set(key, await numbersOf(db, by, { now, filter, key }))
  return found
}

const incidentsWith = async (
  db: Database,
  numbers: readonly string[],
): Promise<z.input<typeof TrendIncident>[]> => {
  const { rows } = await sql<z.input<typeof TrendIncident>>`
    select r.number, r.title, r.phase, c.name as "clientName", r.recorded_at as "recordedAt",
      (select p.number from record_link l join record p on p.id = l.to_id and p.kind = 'PRB'
        where l.from_id = r.id and l.kind = 'caused-by' order by l.created_at desc limit 1) as problem
    from record r left join client c on c.id = r.client_id
    where r.number = any(${[...numbers]}::text[]) order by r.recorded_at desc, r.id desc`.execute(db)
  return rows
}
