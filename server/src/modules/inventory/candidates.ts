import { sql } from 'kysely'
import type { Database } from '#platform/database/connect.ts'
import type { Candidate, Usable } from './match.ts'

export interface Known extends Candidate {
  /** Of the item. */
  number: string
  label: string
  type: string
  hasMachine: boolean
}

interface Row {
  id: string
  number: string
  label: string
  type: string
  agent_ids: string[] | null
  device_ids: string[] | null
  uuid: string | null
  manufacturer: string | null
  serial: string | null
  board_serial: string | null
  macs: string[] | null
  name: string | null
  has_machine: boolean
}

/**
 * All of this client that the report could be about, in one statement: machines that share something with it – a merged one
 * stands for the item in which it lives on – and items that were written down before any agent spoke.
 */
export const findCandidates = async (
  db: Database,
  clientId: string,
  report: Usable,
  types: readonly string[],
): Promise<Known[]> => {
  const [agents, devices, macs] = [[...report.agentIds], [...report.deviceIds], [...report.macs]]
  const uuids = report.uuids ?? []
  const { rows } = await sql<Row>`
    with spoken as (
      select living_ci(m.ci_id) as id, m.* from machine m
      where m.agent_ids && ${agents}::text[] or m.device_ids && ${devices}::text[] or m.macs && ${macs}::text[]
        or m.uuid = any(${uuids}::text[]) or m.serial = ${report.serial} or m.board_serial = ${report.board} or m.name = ${report.name}),
    written as (
      select s.ci_id as id from ci_state s where s.valid_to = 'infinity' and s.client_id = ${clientId} and bare_serial(s.attributes ->> 'serial') = ${report.serial} and s.attributes ? 'serial'
      union select s.ci_id from ci_state s where s.valid_to = 'infinity' and s.client_id = ${clientId} and lower(s.attributes ->> 'uuid') = any(${uuids}::text[]) and s.attributes ? 'uuid'
      union select s.ci_id from ci_state s where s.valid_to = 'infinity' and s.client_id = ${clientId} and s.plain_name = ${report.name})
    select s.ci_id as id, c.number, s.name as label, t.key as type, m.agent_ids, m.device_ids, m.uuid, m.manufacturer, m.serial, m.board_serial, m.macs, m.name, true as has_machine
    from spoken m join ci_state s on s.ci_id = m.id and s.valid_to = 'infinity' and s.client_id = ${clientId}
      join ci c on c.id = s.ci_id join ci_type t on t.id = s.type_id
    union all
    select s.ci_id, c.number, s.name, t.key, null, null, s.attributes ->> 'uuid', s.attributes ->> 'manufacturer', s.attributes ->> 'serial', null, null, s.name, false
    from written w join ci_state s on s.ci_id = w.id and s.valid_to = 'infinity' join ci c on c.id = s.ci_id join ci_type t on t.id = s.type_id
    where t.key = any(${[...types]}::text[]) and not exists (select from machine m where m.ci_id = w.id)
    limit 200`.execute(db)
  return joined(rows)
}

/** An item may be known by several: what it was merged from speaks for it too. */
const joined = (rows: readonly Row[]): Known[] => {
  const known = new Map<string, Known>()
  for (const row of rows) {
    const before = known.get(row.id)
    known.set(row.id, {
      id: row.id,
      number: row.number,
      label: row.label,
      type: row.type,
      hasMachine: row.has_machine,
      agentIds: [...(before?.agentIds ?? []), ...(row.agent_ids ?? [])],
      deviceIds: [...(before?.deviceIds ?? []), ...(row.device_ids ?? [])],
      uuid: before?.uuid ?? row.uuid,
      manufacturer: before?.manufacturer ?? row.manufacturer,
      serial: before?.serial ?? row.serial,
      boardSerial: before?.boardSerial ?? row.board_serial,
      macs: [...(before?.macs ?? []), ...(row.macs ?? [])],
      name: before?.name ?? row.name,
    })
  }
  return [...known.values()]
}
