import {
  licenceStates,
  type Licence,
  type LicenceHolder,
  type MachineProblem,
} from '#contract/licence/shape.ts'
import { sql } from 'kysely'
import type { Context } from '#platform/context.ts'
import type { Database } from '#platform/database/connect.ts'
import { together } from '#platform/database/connect.ts'
import { notFound } from '#platform/failure.ts'
import { keepsItems } from '../configuration/index.ts'
import { judgeLicences, type JudgedLicence } from './facts.ts'
import type { Input, Output } from './scope.ts'

const mostLicences = 1000
const mostMachines = 500

export const filteredLicences = async (
  context: Pick<Context, 'db' | 'now'>,
  { client, state, silentDays }: Input<'list'>,
): Promise<Licence[]> => {
  const judged = await judgeLicences(context, silentDays)
  return judged
    .map(asLicence)
    .filter((licence) => client === undefined || (licence.clientId ?? 'none') === client)
    .filter((licence) => state === undefined || licence.state === state)
    .toSorted((one, other) => licenceStates.indexOf(one.state) - licenceStates.indexOf(other.state))
}

/** Those that want something done first. */
export const listLicences = async (context: Context, input: Input<'list'>) => {
  const licences = await filteredLicences(context, input)
  return { items: licences.slice(0, mostLicences), isCut: licences.length > mostLicences }
}

export const asLicence = ({ row, verdict }: JudgedLicence): Licence => ({
  number: row.number,
  name: row.name,
  product: row.product,
  metric: row.metric,
  clientId: row.clientId,
  clientName: row.clientName,
  titles: row.titles,
  expiresOn: row.expiresOn,
  bought: verdict.bought,
  assigned: verdict.assigned,
  installed: verdict.installed,
  used: verdict.used,
  difference: verdict.difference,
  state: verdict.state,
  because: verdict.because,
})

export const readLicence = async (
  context: Context,
  { number, silentDays }: Input<'read'>,
): Promise<Output<'read'>> => {
  const { actor, db } = context
  const judged = (await judgeLicences(context, silentDays)).find(({ row }) => row.number === number)
  if (judged === undefined) throw notFound()
  const { machines } = judged.verdict
  // What is wrong comes first, also where not all are shown.
  const ids = [...machines]
    .toSorted(([, one], [, other]) => Number(one === null) - Number(other === null))
    .slice(0, mostMachines)
    .map(([id]) => id)
  const [rows, holders] = await together([machinesOf(db, judged.row.id, ids), holdersOf(db, judged.row.id)])
  return {
    ...asLicence(judged),
    machines: rows
      .map(({ id, since, lastSeen, ...row }) => ({
        ...row,
        since: since?.toString() ?? null,
        lastSeen: lastSeen?.toString() ?? null,
        problem: machines.get(id) ?? null,
      }))
      .toSorted((one, other) => Number(one.problem === null) - Number(other.problem === null)),
    holders,
    isCut: machines.size > mostMachines,
    silentDays,
    mayWrite: keepsItems(actor),
  }
}

interface MachineRow {
  id: string
  number: string
  name: string
  type: string
  clientName: string | null
  versions: string[]
  since: Temporal.Instant | null
  lastSeen: Temporal.Instant | null
  relationId: string | null
  problem?: MachineProblem
}

const machinesOf = async (db: Database, licence: string, ids: readonly string[]): Promise<MachineRow[]> => {
  const { rows } = await sql<MachineRow>`
    select c.id, c.number, m.name, k.key as type, cl.name as "clientName", coalesce(f.versions, '{}') as versions, f.since,
      a.last_software_at as "lastSeen", r.id as "relationId"
    from ci c join ci_state m on m.ci_id = c.id and m.valid_to = 'infinity' join ci_type k on k.id = m.type_id
      left join client cl on cl.id = m.client_id left join machine a on a.ci_id = c.id
      left join ci_relation r on r.from_id = c.id and r.to_id = ${licence} and r.kind = 'uses-licence' and r.valid_to = 'infinity'
      left join lateral (
        select array_agg(distinct i.version order by i.version) as versions, min(i.first_seen) as since
        from ci_title x join installation i on i.title_id = x.title_id and i.ci_id = c.id and i.gone_at is null and (x.versions = '' or fits_version(i.version, x.versions))
        where x.ci_id = ${licence} and x.ended_at is null) f on true
    where c.id = any(${[...ids]}::uuid[]) order by m.plain_name, c.id`.execute(db)
  return rows
}

const holdersOf = async (db: Database, licence: string): Promise<LicenceHolder[]> => {
  const { rows } = await sql<Omit<LicenceHolder, 'since'> & { since: Temporal.Instant }>`
    select h.person_id as "personId", p.name, h.since, p.ended_at is not null as "hasLeft"
    from licence_holder h join person p on p.id = h.person_id where h.ci_id = ${licence} and h.ended_at is null
    order by plain(p.name), p.id limit 1000`.execute(db)
  return rows.map((row) => ({ ...row, since: row.since.toString() }))
}
