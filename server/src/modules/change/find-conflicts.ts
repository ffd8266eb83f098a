import type { changeCalendarApi, Conflict } from '#contract/change/calendar.ts'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import type { Database } from '#platform/database/connect.ts'
import { notFound } from '#platform/failure.ts'
import { findRow } from '../record/index.ts'
import { conflictsOf, type Found } from './conflicts.ts'
import { hoursOf } from './hours-of-clients.ts'
import { touchedBy } from './touched.ts'
import { surroundingsOf } from './surroundings.ts'

type Input<Name extends keyof typeof changeCalendarApi> = z.output<(typeof changeCalendarApi)[Name]['input']>

/** Where the window of a change does not fit. */
export const readConflicts = async (
  context: Context,
  { number }: Input<'conflicts'>,
): Promise<{ items: z.input<typeof Conflict>[] }> => {
  const record = await findRow(context, number)
  if (record.kind !== 'CHG') throw notFound()
  return { items: await findConflicts(context.db, record) }
}

interface Subject {
  id: string
  client_id: string | null
  service_id: string | null
}

/** Of one change, everything; none where it has no window or is over. */
export const findConflicts = async (
  db: Database,
  { id, client_id, service_id }: Subject,
): Promise<Found[]> => {
  const found = (await surroundingsOf(db, [id])).get(id)
  if (found === undefined) return []
  const items = await touchedBy(db, id)
  const hit = { clientId: client_id, serviceId: service_id, items }
  const hours = await hoursOf(db, hit, found.planned)
  return conflictsOf(found.planned, { ...found.around, hours })
}
