import type { CiState } from '#contract/configuration/shape.ts'
import { sql } from 'kysely'
import type { Context } from '#platform/context.ts'
import type { Database } from '#platform/database/connect.ts'
import { together } from '#platform/database/connect.ts'
import { judge, type LicenceFacts, type Verdict } from './compliance.ts'
import { isLiving, livingMachines } from './scope.ts'

interface LicenceRow {
  id: string
  number: string
  name: string
  state: CiState
  clientId: string | null
  clientName: string | null
  product: string | null
  metric: string | null
  quantity: unknown
  expiresOn: string | null
  titles: string[]
  today: string
}

export interface JudgedLicence {
  row: LicenceRow
  verdict: Verdict
}

/** All licences that are not done with, judged together: seats of one may be what another lacks. */
export const judgeLicences = async (
  { db, now }: Pick<Context, 'db' | 'now'>,
  silentDays: number,
): Promise<JudgedLicence[]> => {
  const [licences, installed, assigned, holders] = await together([
    readLicences(db, now),
    readInstalled(db),
    readAssigned(db, now.subtract({ hours: 24 * silentDays })),
    readHolders(db),
  ])
  const verdicts = judge(
    licences.map((row): LicenceFacts => ({
      id: row.id,
      clientId: row.clientId,
      state: row.state,
      metric: row.metric,
      quantity: typeof row.quantity === 'number' ? row.quantity : null,
      expiresOn: row.expiresOn,
      coversTitles: row.titles.length > 0,
      installed: (installed.get(row.id) ?? []).map(({ machine }) => machine),
      assigned: assigned.get(row.id) ?? [],
      holders: holders.get(row.id) ?? [],
    })),
    licences[0]?.today ?? '',
  )
  return licences.flatMap((row) => {
    const verdict = verdicts.get(row.id)
    return verdict === undefined ? [] : [{ row, verdict }]
  })
}

const readLicences = async (db: Database, now: Temporal.Instant): Promise<LicenceRow[]> => {
  const { rows } = await sql<LicenceRow>`
    select s.ci_id as id, c.number, s.name, s.state, s.client_id as "clientId", cl.name as "clientName", s.attributes ->> 'product' as product,
      s.attributes ->> 'metric' as metric, s.attributes -> 'quantity' as quantity,
      substring(s.attributes ->> 'expiresOn' from '^[0-9]{4}-[0-9]{2}-[0-9]{2}$') as "expiresOn",
      array(select distinct t.title from ci_title x join software_title t on t.id = x.title_id
        where x.ci_id = s.ci_id and x.ended_at is null order by 1) as titles,
      ((${now}::timestamptz at time zone o.zone)::date)::text as today
    from ci_type k join ci_state s on s.type_id = k.id join ci c on c.id = s.ci_id left join client cl on cl.id = s.client_id cross join organisation o
    where k.key = 'licence' and s.valid_to = 'infinity' and s.state not in ('retired', 'disposed')
    order by length(c.number), c.number`.execute(db)
  return rows
}

interface InstalledRow {
  licence: string
  machine: string
}

/** Machines of the licence's client, or of all where it has none, that have one of its titles; the longest first. */
const readInstalled = async (db: Database): Promise<Map<string, InstalledRow[]>> => {
  const { rows } = await sql<InstalledRow>`
    with ${livingMachines}
    select x.ci_id as licence, i.ci_id as machine
    from ci_title x join ci_state s on s.ci_id = x.ci_id and s.valid_to = 'infinity' and s.state not in ('retired', 'disposed')
      join ci_type k on k.id = s.type_id and k.key = 'licence'
      join installation i on i.title_id = x.title_id and i.gone_at is null and (x.versions = '' or fits_version(i.version, x.versions))
      join living m on m.ci_id = i.ci_id and (s.client_id is null or m.client_id = s.client_id)
    where x.ended_at is null group by x.ci_id, i.ci_id order by min(i.first_seen), i.ci_id`.execute(db)
  return Map.groupBy(rows, ({ licence }) => licence)
}

/** What uses a licence without being a machine says what the licence serves, and takes no seat. */
const noMachines = [
  'service',
  'application',
  'licence',
  'environment',
  'library',
  'output',
  'document',
  'certificate',
  'service-account',
  'security-rule',
  'backup',
  'contract',
  'facility',
]

interface AssignedRow {
  licence: string
  id: string
  hasAgent: boolean
  isSilent: boolean
}

const readAssigned = async (
  db: Database,
  silentBefore: Temporal.Instant,
): Promise<Map<string, AssignedRow[]>> => {
  const { rows } = await sql<AssignedRow>`
    select r.to_id as licence, r.from_id as id, a.last_contact_at is not null as "hasAgent",
      coalesce(a.last_software_at < ${silentBefore}::timestamptz, true) as "isSilent"
    from ci_relation r join ci_state m on m.ci_id = r.from_id and ${isLiving} join ci_type k on k.id = m.type_id left join machine a on a.ci_id = r.from_id
    where r.kind = 'uses-licence' and r.valid_to = 'infinity' and k.key <> all(${noMachines}::text[])
    order by m.plain_name, m.ci_id`.execute(db)
  return Map.groupBy(rows, ({ licence }) => licence)
}

interface HolderRow {
  licence: string
  personId: string
  hasLeft: boolean
}

const readHolders = async (db: Database): Promise<Map<string, HolderRow[]>> => {
  const { rows } = await sql<HolderRow>`
    select h.ci_id as licence, h.person_id as "personId", p.ended_at is not null as "hasLeft"
    from licence_holder h join person p on p.id = h.person_id where h.ended_at is null`.execute(db)
  return Map.groupBy(rows, ({ licence }) => licence)
}
