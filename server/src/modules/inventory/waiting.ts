import { sql } from 'kysely'
import type { Database } from '#platform/database/connect.ts'
import type { Likeness } from '#contract/inventory/api.ts'
import type { z } from 'zod'
import type { Report } from './report.ts'

/** How many wait at most without a client, and how long a report of theirs may be. */
const mostUnknown = 200
const mostUnknownBytes = 1024 * 1024
const mostOfClient = 1000

/** Keeps a report until a person has looked at it; a newer one of the same agent takes its place. False where there is no room. */
export const keepWaiting = async (
  db: Database,
  {
    clientId,
    report,
    candidates,
  }: { clientId: string | null; report: Report; candidates: z.infer<typeof Likeness>[] },
  now: Temporal.Instant,
): Promise<boolean> => {
  const inventory = JSON.stringify(report.inventory)
  if (clientId === null && inventory.length > mostUnknownBytes) return false
  const { rows } = await sql<{ id: string }>`
    insert into inventory_report (client_id, device_id, agent_id, agent, tag, name, address, is_partial, inventory, candidates, at)
    select ${clientId}, ${report.deviceId}, ${report.agentId}, ${report.agent}, ${report.tag}, ${report.inventory.identity.name}, ${report.address},
      ${report.isPartial}, ${inventory}::jsonb, ${JSON.stringify(candidates)}::jsonb, ${now}
    where exists (select from inventory_report r where r.decided_at is null and r.client_id is not distinct from ${clientId} and r.device_id = ${report.deviceId})
      or (select count(*) from (select from inventory_report r where r.decided_at is null and r.client_id is not distinct from ${clientId} limit 1000) x)
        < ${clientId === null ? mostUnknown : mostOfClient}
    on conflict (coalesce(client_id, '00000000-0000-0000-0000-000000000000'), device_id) where decided_at is null do update set
      agent_id = excluded.agent_id, agent = excluded.agent, tag = excluded.tag, name = excluded.name, address = excluded.address,
      is_partial = excluded.is_partial, inventory = excluded.inventory, candidates = excluded.candidates, at = excluded.at
    returning id`.execute(db)
  return rows.length > 0
}

/** What waited is settled by a later report that leaves no doubt. */
export const settleWaiting = async (
  db: Database,
  { clientId, deviceId, ciId }: { clientId: string; deviceId: string; ciId: string },
  now: Temporal.Instant,
): Promise<void> => {
  await sql`update inventory_report set decision = 'same', decided_at = ${now}, ci_id = ${ciId}, inventory = null
    where client_id = ${clientId} and device_id = ${deviceId} and decided_at is null`.execute(db)
}

export const isIgnored = async (
  db: Database,
  clientId: string | null,
  deviceId: string,
): Promise<boolean> => {
  const { rows } =
    await sql`select 1 from inventory_report where decision = 'ignored' and device_id = ${deviceId}
    and client_id is not distinct from ${clientId} limit 1`.execute(db)
  return rows.length > 0
}
