import { asOwner } from './town.ts'

const tables = ['record', 'record_visit', 'deadline', 'journal_entry', 'search_entry']

/** Takes down what only speeds up reading, and says how to build it again: filling a built index row by row takes hours. */
export const dropIndexes = (ownerUrl: string): Promise<string[]> =>
  asOwner(ownerUrl, async (owner) => {
    const { rows } = await owner.query<{ name: string; definition: string }>(
      `select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition from pg_index i
       where i.indrelid = any($1::regclass[]) and not i.indisunique
         and not exists (select from pg_constraint c where c.conindid = i.indexrelid) order by 1`,
      [tables],
    )
    for (const { name } of rows) await owner.query(`drop index ${name}`)
    return rows.map(({ definition }) => definition)
  })

/** Two at a time, then everything vacuumed and counted for the planner. */
export const buildIndexes = async (ownerUrl: string, definitions: readonly string[]): Promise<void> => {
  const waiting = [...definitions]
  const work = () =>
    asOwner(ownerUrl, async (owner) => {
      await owner.query("set maintenance_work_mem = '256MB'")
      for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) await owner.query(next)
    })
  await Promise.all([work(), work()])
  await asOwner(ownerUrl, (owner) => owner.query('vacuum (analyze)'))
  await asOwner(ownerUrl, (owner) => owner.query('checkpoint'))
}
