import { Calendar } from '#contract/calendar/shape.ts'
import { sql } from 'kysely'
import type { Database } from '#platform/database/connect.ts'
import { remembering } from '#platform/remember.ts'
import { contentsOf } from '../artefact/index.ts'
import type { CalendarTimeline } from './service-time.ts'

export interface CalendarRow {
  id: string
  artefactId: string
  /** Null: the kit's proposition, which stood in before anything was approved. */
  from: string | null
}

/** The timelines of calendars by their ids: what counted at each instant, by the version then in force. */
export const timelinesOf = async (
  db: Database,
  calendarIds: readonly string[],
): Promise<Map<string, CalendarTimeline>> => {
  if (calendarIds.length === 0) return new Map()
  const { rows } = await sql<CalendarRow>`select id, artefact_id as "artefactId", "from"
    from calendar_versions(${[...calendarIds]}::uuid[])`.execute(db)
  const contents = await contentsOf(
    db,
    rows.map(({ id }) => id),
  )
  const byCalendar = Map.groupBy(rows, ({ artefactId }) => artefactId)
  return new Map([...byCalendar].map(([id, versions]) => [id, timelineOf(versions, contents)]))
}

const timelines = new Map<string, CalendarTimeline>()

/** One list a set of versions, so that what was computed for its days is found again. */
export const timelineOf = (
  versions: readonly CalendarRow[],
  contents: ReadonlyMap<string, unknown>,
): CalendarTimeline => {
  const key = versions.map(({ id }) => id).join()
  const known = timelines.get(key)
  if (known !== undefined) return known
  const timeline = versions
    .map(({ id, from }) => ({
      from: from === null ? beginning : Temporal.Instant.from(from),
      calendar: calendarIn(id, contents.get(id)),
    }))
    .toSorted((a, b) => Temporal.Instant.compare(a.from, b.from))
  if (timelines.size > most) timelines.clear()
  timelines.set(key, timeline)
  return timeline
}

const most = 500
const calendarIn = remembering((content) => Calendar.parse(content))
const beginning = Temporal.Instant.fromEpochMilliseconds(0)
