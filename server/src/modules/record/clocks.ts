import { Delay } from '#contract/calendar/shape.ts'
import { HoldReason } from '#contract/record/shape.ts'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Database } from '#platform/database/connect.ts'
import { stepOf } from '../procedure/index.ts'
import { readClocks, scheduleOf, type ClockFact, type Clocks, type Deadline } from '../deadline/index.ts'
import { timelinesOf, type CalendarTimeline } from '../calendar/index.ts'
import type { Judgement } from './judgement.ts'
import { processOf, type RecordChange, type RecordRow } from './process.ts'

/** The facts that clocks read in a record's journal, whoever reads it. Each target counts by the calendar that it was set in. */
export const readClockFacts = async (
  db: Database,
  recordId: string,
  { calendarId, timeline }: Pick<Judgement, 'calendarId' | 'timeline'>,
): Promise<ClockFact[]> => {
  const { rows } = await sql<ClockEntry>`
    select event, at, body from clock_entries(${recordId}::uuid)`.execute(db)
  const earlier = rows.flatMap(calendarIn).filter((id) => id !== calendarId)
  const timelines = await timelinesOf(db, [...new Set(earlier)])
  return rows.flatMap((row) => asClockFact(row, (calendar) => timelines.get(calendar ?? '') ?? timeline))
}

/** The same of many records at once, for the provider's people and the worker, who read every journal. */
export const readManyClockFacts = async (
  db: Database,
  records: readonly { id: string; calendar_id: string | null }[],
): Promise<ReadonlyMap<string, ClockFact[]>> => {
  if (records.length === 0) return new Map()
  const { rows } = await sql<ClockEntry & { id: string }>`
    select e.subject_id as id, e.event, e.at, b.body from unnest(${records.map(({ id }) => id)}::uuid[]) r (id)
      join journal_entry e on e.subject_id = r.id and e.event = any(${[...clockEvents]}::text[])
      left join journal_body b on b.entry_id = e.id and e.event in ('record.targeted', 'record.held') order by e.subject_id, e.seq`.execute(
    db,
  )
  const told = rows.flatMap(calendarIn)
  const pinned = records.flatMap(({ calendar_id }) => calendar_id ?? [])
  const timelines = await timelinesOf(db, [...new Set([...told, ...pinned])])
  const entries = Map.groupBy(rows, ({ id }) => id)
  return new Map(
    records.map(({ id, calendar_id }) => [
      id,
      (entries.get(id) ?? []).flatMap((row) =>
        asClockFact(row, (calendar) => timelines.get(calendar ?? calendar_id ?? '') ?? []),
      ),
    ]),
  )
}

/** As in clock_entries(). */
const clockEvents = [
  'record.created',
  'record.targeted',
  'record.responded',
  'record.held',
  'record.resumed',
  'record.resolved',
  'record.reopened',
  'record.ended',
  'problem.cause-found',
] as const

interface ClockEntry {
  event: string
  at: Temporal.Instant
  body: unknown
}

const Targeted = z.object({
  response: Delay.nullable(),
  resolution: Delay.nullable(),
  cause: z.string(),
  calendar: z.string().nullable(),
})
const Held = z.object({ reason: HoldReason, until: z.string().nullable() })

/** Whose body is gone – redacted before the database refused that – says nothing any more, and stops no other clock. */
const isSilent = ({ event, body }: ClockEntry): boolean =>
  body === null && (event === 'record.targeted' || event === 'record.held')

const calendarIn = (entry: ClockEntry): string[] => {
  if (entry.event !== 'record.targeted' || isSilent(entry)) return []
  const { calendar } = Targeted.parse(entry.body)
  return calendar === null ? [] : [calendar]
}

const asClockFact = (
  entry: ClockEntry,
  timelineOf: (calendar: string | null) => CalendarTimeline,
): ClockFact[] => {
  if (isSilent(entry)) return []
  const { event, at, body } = entry
  switch (event) {
    case 'record.created':
      return [{ at, kind: 'started' }]
    case 'record.targeted': {
      const { calendar, ...target } = Targeted.parse(body)
      return [{ at, kind: 'targeted', timeline: timelineOf(calendar), ...target }]
    }
    case 'record.held': {
      const { reason, until } = Held.parse(body)
      return [{ at, kind: 'held', reason, until: until === null ? undefined : Temporal.Instant.from(until) }]
    }
    case 'record.responded':
      return [{ at, kind: 'responded' }]
    case 'record.resumed':
      return [{ at, kind: 'resumed' }]
    case 'record.resolved':
      return [{ at, kind: 'resolved' }]
    case 'record.reopened':
      return [{ at, kind: 'reopened' }]
    case 'problem.cause-found':
      return [{ at, kind: 'resolved' }]
    case 'record.ended':
      return [{ at, kind: 'ended' }]
    default:
      return []
  }
}

/** As the facts make them; of what has a day, that day counts and nothing else. */
export const clocksOf = (
  { due_by }: Pick<RecordRow, 'due_by'>,
  facts: readonly ClockFact[],
  now: Temporal.Instant,
): Clocks => {
  const clocks = readClocks(facts, now)
  if (due_by === null) return clocks
  const { stoppedAt } = clocks.resolution
  const isLate = Temporal.Instant.compare(stoppedAt ?? now, due_by) >= (stoppedAt === null ? 0 : 1)
  const late = stoppedAt === null ? 'breached' : 'met-late'
  const inTime = stoppedAt === null ? 'running' : 'met'
  return {
    ...clocks,
    resolution: {
      ...clocks.resolution,
      dueAt: due_by,
      state: isLate ? late : inTime,
      breachedAt: isLate ? due_by : null,
    },
  }
}

export interface Timed {
  change: RecordChange
  deadlines: Deadline[]
}

/** Due times and deadlines as the facts make them. */
export const timesOf = (
  row: Pick<
    RecordRow,
    | 'kind'
    | 'priority'
    | 'is_major'
    | 'level'
    | 'level_since'
    | 'step'
    | 'step_entered_at'
    | 'recorded_at'
    | 'due_by'
    | 'facts'
  >,
  judgement: Judgement,
  { facts, now }: { facts: readonly ClockFact[]; now: Temporal.Instant },
): Timed => {
  const clocks = clocksOf(row, facts, now)
  const timers = timersOf(row, judgement)
  const step = { enteredAt: row.step_entered_at, timeline: judgement.timeline, timers, now }
  const openedAt =
    facts.findLast(({ kind }) => kind === 'reopened' || kind === 'started')?.at ?? row.recorded_at
  const entry = { level: row.level, enteredAt: row.level_since ?? row.recorded_at }
  const deadlines =
    row.priority === null
      ? scheduleOf({
          clocks,
          levels: { functional: [], hierarchical: [] },
          priority: 1,
          isMajor: false,
          entry,
          openedAt,
          step,
        })
      : scheduleOf({
          clocks,
          levels: judgement.levels.content,
          priority: row.priority,
          isMajor: row.is_major,
          entry,
          openedAt,
          step,
        })
  const breached = clocks.response.breachedAt !== null || clocks.resolution.breachedAt !== null
  return {
    change: {
      due_response_at: clocks.response.dueAt,
      // What becomes of a problem once its cause is known takes the time that its solution takes.
      due_resolution_at:
        row.kind === 'PRB' && clocks.resolution.stoppedAt !== null ? null : clocks.resolution.dueAt,
      is_breached: breached,
      ...measuresOf(clocks),
    },
    deadlines,
  }
}

/** What indicators count of a record's clocks; only a clock that has stopped says how long it took. */
export const measuresOf = ({ response, resolution }: Clocks) => {
  const { stoppedAt, dueAt } = resolution
  return {
    net_minutes: stoppedAt === null ? null : Math.round(resolution.elapsedMinutes),
    held_minutes: stoppedAt === null ? null : Math.round(resolution.heldMinutes),
    target_minutes: stoppedAt === null || dueAt === null ? null : Math.round(resolution.minutesBy(dueAt)),
    response_breached_at: response.breachedAt,
    resolution_breached_at: resolution.breachedAt,
    is_measured: true,
  }
}

const timersOf = (row: Pick<RecordRow, 'step' | 'step_entered_at' | 'facts'>, judgement: Judgement) => {
  const step = stepOf(judgement.procedure.content, row.step)
  const { activities } = processOf(judgement.procedure.content.process)
  const [dated] = (step?.activities ?? []).flatMap(({ name }) => activities[name]?.timersAt?.(row) ?? [])
  return (step?.timers ?? []).map((timer) => (dated === undefined ? timer : { ...timer, firstAt: dated }))
}

/** Replaces the deadlines that are still to come; those that fired stay, so that none is told twice. */
export const writeDeadlines = async (
  db: Database,
  recordId: string,
  deadlines: readonly Deadline[],
): Promise<void> => {
  await sql`with wanted as (
      select * from unnest(${deadlines.map(({ key }) => key)}::text[],
        ${deadlines.map(({ dueAt }) => dueAt.toString())}::timestamptz[],
        ${deadlines.map(({ cause }) => JSON.stringify(cause))}::jsonb[],
        ${deadlines.map(({ onceSince }) => onceSince?.toString() ?? null)}::timestamptz[]) as w (key, due_at, cause, once_since)
      where w.once_since is null or not exists (select from deadline f
        where f.record_id = ${recordId} and f.key = w.key and f.fired_at >= w.once_since)
    ), gone as (
      delete from deadline d where d.record_id = ${recordId} and d.fired_at is null
        and not exists (select from wanted w where w.key = d.key and w.due_at = d.due_at)
    )
    insert into deadline (record_id, key, due_at, cause) select ${recordId}::uuid, key, due_at, cause from wanted
    on conflict (record_id, key, due_at) do nothing`.execute(db)
}
