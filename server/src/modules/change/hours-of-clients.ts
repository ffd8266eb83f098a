import { sql } from 'kysely'
import type { Database } from '#platform/database/connect.ts'
import { openStretches, timelinesOf } from '../calendar/index.ts'
import { affectedBy } from '../configuration/index.ts'
import type { Surroundings, Time } from './conflicts.ts'

interface Hit {
  clientId: string | null
  serviceId: string | null
  items: readonly string[]
}

/** The clients that a change touches: its own, and those that its items carry something for, by the configuration. */
export const clientsHit = async (
  db: Database,
  { clientId, serviceId, items }: Hit,
): Promise<{ id: string; name: string; calendars: string[] }[]> => {
  const { clients } = await affectedBy(db, items)
  const agreed = clients.flatMap(({ agreements }) => agreements.map(({ id }) => id))
  const ids = [...new Set([...clients.map(({ id }) => id), ...(clientId === null ? [] : [clientId])])]
  if (ids.length === 0) return []
  // What was agreed counts; without an agreement the hours of the service, else the usual ones.
  const { rows } = await sql<{ id: string; name: string; calendars: string[] }>`
    select c.id, c.name, coalesce(
      (select jsonb_agg(distinct a.calendar_id) from agreement a where a.client_id = c.id and a.ended_at is null
        and (a.id = any(${agreed}::uuid[]) or (c.id = ${clientId} and (a.service_id = ${serviceId} or ${serviceId}::uuid is null)))),
      (select jsonb_agg(s.calendar_id) from service s where s.id = ${serviceId} and s.calendar_id is not null),
      (select jsonb_agg(u.id) from artefact u where u.kind = 'calendar' and u.key = 'default' and u.client_id is null), '[]') as calendars
    from client c where c.id = any(${ids}::uuid[]) and c.ended_at is null order by plain(c.name)`.execute(db)
  return rows
}

/** When those clients have service, within a window. */
export const hoursOf = async (db: Database, hit: Hit, window: Time): Promise<Surroundings['hours']> => {
  const clients = await clientsHit(db, hit)
  const timelines = await timelinesOf(db, [...new Set(clients.flatMap(({ calendars }) => calendars))])
  return clients.flatMap(({ id, name, calendars }) => {
    const known = calendars.flatMap((calendar) => timelines.get(calendar) ?? [])
    if (known.length === 0) return []
    const open = calendars.flatMap((calendar) => {
      const timeline = timelines.get(calendar)
      return timeline === undefined ? [] : openStretches(timeline, window.from, window.to)
    })
    return [{ client: { id, name }, open }]
  })
}
