import type { OutsideWindow } from '#contract/change/shape.ts'
import type { Database } from '#platform/database/connect.ts'
import { conflictsOf, type Found } from './conflicts.ts'
import { hoursOf } from './hours-of-clients.ts'
import { touchedBy } from './touched.ts'
import { classifiedIn, type ChangeRow } from './row.ts'

/**
 * Figure 21: in an emergency the client decides as well if the service stops outside the window agreed for that, which is the time
 * without service of its agreement. Of another client than the change's own, who speaks with the clients decides in its stead.
 */
export const outsideWindowIn = (
  found: readonly Found[],
  clientId: string | null,
  changeType: 'standard' | 'normal' | 'emergency' | null,
): OutsideWindow[] => {
  if (changeType !== 'emergency') return []
  return found.flatMap(({ kind, client, minutes, from, to }) =>
    kind === 'inside-hours' && client !== null && minutes !== null
      ? [
          {
            role: client.id === clientId ? ('CL' as const) : ('RGS/RC' as const),
            client,
            minutes,
            from: from.toString(),
            to: to.toString(),
          },
        ]
      : [],
  )
}

interface Subject {
  id: string
  client_id: string | null
  service_id: string | null
  facts: unknown
}

/** The same before it is submitted. */
export const outsideWindowOf = async (
  db: Database,
  record: Subject,
  { window_from, window_to, outage_minutes }: ChangeRow,
): Promise<OutsideWindow[]> => {
  const { changeType } = classifiedIn(record.facts)
  if (changeType !== 'emergency' || window_from === null || window_to === null) return []
  if (outage_minutes === null || outage_minutes === 0) return []
  const window = { from: window_from, to: window_to }
  const items = await touchedBy(db, record.id)
  const hours = await hoursOf(db, { clientId: record.client_id, serviceId: record.service_id, items }, window)
  const planned = { ...window, outageMinutes: outage_minutes, people: [] }
  const found = conflictsOf(planned, { ties: [], periods: [], aways: [], hours })
  return outsideWindowIn(found, record.client_id, changeType)
}
