import { sql } from 'kysely'
import type { Database } from '#platform/database/connect.ts'
import { archOf, installations, titleKeyOf } from './digest.ts'
import type { Software } from './inventory.ts'

/** What is installed from now on, in two statements however long the list; what stays is not touched. True where something came or went. */
export const writeInstallations = async (
  db: Database,
  { ciId, now, software }: { ciId: string; now: Temporal.Instant; software: readonly Software[] },
): Promise<boolean> => {
  const said = JSON.stringify(
    [...installations(software).values()].map(({ title, version, publisher, arch }) => ({
      key: titleKeyOf(title),
      title,
      publisher,
      version: version ?? '',
      arch: archOf(arch),
    })),
  )
  // In the order of their keys: two machines that bring the same new titles wait for each other instead of for ever.
  await sql`
    insert into software_title (key, title, publisher)
    select distinct on (s.key) s.key, s.title, s.publisher from jsonb_to_recordset(${said}::jsonb) s (key text, title text, publisher text)
    where s.key <> '' and not exists (select from software_title t where t.key = s.key) order by s.key, s.publisher nulls last
    on conflict (key) do nothing`.execute(db)
  const { rows } = await sql<{ changed: number }>`
    with said as materialized (
      select t.id as title_id, s.version, s.arch from jsonb_to_recordset(${said}::jsonb) s (key text, version text, arch text)
        join software_title t on t.key = s.key),
    gone as (
      update installation i set gone_at = greatest(${now}, i.first_seen) where i.ci_id = ${ciId} and i.gone_at is null
        and not exists (select from said s where (s.title_id, s.version, s.arch) = (i.title_id, i.version, i.arch)) returning 1),
    come as (
      insert into installation (ci_id, title_id, version, arch, first_seen)
      select ${ciId}, s.title_id, s.version, s.arch, ${now} from said s
      where not exists (select from installation i where i.ci_id = ${ciId} and i.gone_at is null
        and (i.title_id, i.version, i.arch) = (s.title_id, s.version, s.arch))
      on conflict do nothing returning 1)
    select ((select count(*) from gone) + (select count(*) from come))::int as changed`.execute(db)
  return (rows[0]?.changed ?? 0) > 0
}
