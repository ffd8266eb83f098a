import { sql } from 'kysely'
import { z } from 'zod'
import type { Database } from '#platform/database/connect.ts'
import { Inventory } from './inventory.ts'
import type { Identifiers, Usable } from './match.ts'
import type { Held } from './merge.ts'
import type { Agent } from './message.ts'

const Digests = z.record(z.string(), z.string())

export interface Machine {
  /** Null: nothing was told of it but that it is there. */
  held: Held | null
  digests: Readonly<Record<string, string>>
  /** Has an agent ever spoken for it? */
  hasSpoken: boolean
}

export const readMachine = async (db: Database, ciId: string): Promise<Machine | null> => {
  const row = await db
    .selectFrom('machine')
    .select(['held', 'is_complete', 'digests', 'last_contact_at'])
    .where('ci_id', '=', ciId)
    .executeTakeFirst()
  if (row === undefined) return null
  const held = Inventory.safeParse(row.held)
  return {
    held: held.success ? { inventory: held.data, isComplete: row.is_complete } : null,
    digests: Digests.parse(row.digests),
    hasSpoken: row.last_contact_at !== null,
  }
}

/** How many agents a machine is remembered by: of one installed anew each day the oldest are forgotten. */
const mostAgents = 20

export interface Spoken {
  ciId: string
  now: Temporal.Instant
  agent: Agent
  tag: string | null
  usable: Usable
  identifiers: Identifiers
  held: Held
  digests: Readonly<Record<string, string>>
  isFull: boolean
  hasSoftware: boolean
  /** Something is held otherwise than before. */
  hasChanged: boolean
}

export const writeMachine = async (db: Database, spoken: Spoken): Promise<void> => {
  const { ciId, now, usable, identifiers, held, isFull, hasSoftware, hasChanged } = spoken
  const at = now.toString()
  const kept = hasChanged ? JSON.stringify({ ...held.inventory, software: [] }) : null
  const digests = hasChanged ? JSON.stringify(spoken.digests) : null
  const union = (column: string, values: readonly string[]) =>
    sql`(select coalesce(array_agg(v order by n desc), '{}') from (
      select v, max(n) as n from unnest(machine.${sql.ref(column)} || ${[...values]}::text[]) with ordinality u (v, n) group by v order by 2 desc limit ${mostAgents}) x)`
  await sql`
    insert into machine (ci_id, agent_ids, device_ids, uuid, manufacturer, serial, board_serial, macs, name, held, is_complete, digests, agent, tag,
      last_contact_at, last_full_at, last_software_at)
    values (${ciId}, ${[...usable.agentIds]}, ${[...usable.deviceIds]}, ${usable.uuids?.[0] ?? null}, ${identifiers.manufacturer}, ${usable.serial},
      ${usable.board}, ${[...usable.macs]}, ${usable.name}, coalesce(${kept}::jsonb, '{}'), ${held.isComplete}, coalesce(${digests}::jsonb, '{}'),
      ${spoken.agent}, ${spoken.tag}, ${at}, ${isFull ? at : null}, ${hasSoftware ? at : null})
    on conflict (ci_id) do update set
      agent_ids = ${union('agent_ids', [...usable.agentIds])}, device_ids = ${union('device_ids', [...usable.deviceIds])},
      uuid = coalesce(excluded.uuid, machine.uuid), manufacturer = coalesce(excluded.manufacturer, machine.manufacturer),
      serial = coalesce(excluded.serial, machine.serial), board_serial = coalesce(excluded.board_serial, machine.board_serial),
      macs = case when cardinality(excluded.macs) = 0 then machine.macs else excluded.macs end, name = coalesce(excluded.name, machine.name),
      held = coalesce(${kept}::jsonb, machine.held), digests = coalesce(${digests}::jsonb, machine.digests), is_complete = excluded.is_complete,
      agent = excluded.agent, tag = coalesce(excluded.tag, machine.tag), last_contact_at = excluded.last_contact_at,
      last_full_at = coalesce(excluded.last_full_at, machine.last_full_at),
      last_software_at = coalesce(excluded.last_software_at, machine.last_software_at)`.execute(db)
}
