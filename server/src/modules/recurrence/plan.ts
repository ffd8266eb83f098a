import { sql } from 'kysely'
import type { RecurrenceTrouble } from '#contract/recurrence/api.ts'
import type { Database } from '#platform/database/connect.ts'
import { openStretches, timelinesOf, type CalendarTimeline } from '../calendar/index.ts'
import { occurrencesOf, type Occurrence, type Rule } from './rhythm.ts'

/** What is due by now and not dealt with, in order, and what comes next. */
export interface Plan {
  due: Occurrence[]
  next: Occurrence[]
}

/** `doneUntil`: the day of the rhythm up to which all was dealt with. */
export const planOf = (
  rule: Rule,
  {
    timeline,
    doneUntil,
    now,
  }: { timeline: CalendarTimeline | null; doneUntil: string | null; now: Temporal.Instant },
): Plan => {
  const due: Occurrence[] = []
  const next: Occurrence[] = []
  for (const one of occurrencesOf(rule, workingDays(rule.zone, timeline))) {
    if (doneUntil !== null && one.day <= doneUntil) continue
    if (Temporal.Instant.compare(one.at, now) <= 0) due.push(one)
    else next.push(one)
    if (next.length === shown) break
  }
  return { due, next }
}

const shown = 3

/** A working day is one with service hours. */
const workingDays =
  (zone: string, timeline: CalendarTimeline | null) =>
  (day: Temporal.PlainDate): boolean =>
    timeline === null ||
    openStretches(
      timeline,
      day.toZonedDateTime(zone).toInstant(),
      day.add({ days: 1 }).toZonedDateTime(zone).toInstant(),
    ).length > 0

/** Writes down up to which day all is dealt with, when the next ticket is made, and what stands in its way. */
export const keepPlan = async (
  db: Database,
  id: string,
  {
    doneUntil,
    next,
    trouble = null,
  }: { doneUntil: string | null; next: Temporal.Instant | null; trouble?: RecurrenceTrouble | null },
): Promise<void> => {
  await db
    .updateTable('recurrence')
    .set({ done_until: doneUntil, next_at: next, trouble })
    .where('id', '=', id)
    .execute()
}

export const timelineFor = async (
  db: Database,
  calendarId: string | null,
): Promise<CalendarTimeline | null> =>
  calendarId === null ? null : ((await timelinesOf(db, [calendarId])).get(calendarId) ?? null)

/** The latest tickets of rules, and the days that were missed. */
export const latestOf = async (
  db: Database,
  ids: readonly string[],
): Promise<{ recurrence_id: string; dueOn: string; number: string | null }[]> => {
  const { rows } = await sql<{ recurrence_id: string; dueOn: string; number: string | null }>`
    select rule as recurrence_id, made.due_on as "dueOn", made.number from unnest(${[...ids]}::uuid[]) rule cross join lateral (
      select t.due_on, r.number from recurrence_ticket t left join record r on r.id = t.record_id
      where t.recurrence_id = rule order by t.due_on desc limit 10) made`.execute(db)
  return rows
}
