import type { IndicatorKey } from '#contract/indicator/formula.ts'
import { sql } from 'kysely'
import type { Database } from '#platform/database/connect.ts'
import { advance, minutesBetween, timelinesOf, type CalendarTimeline } from '../calendar/index.ts'
import { readElapsed, type ClockFact } from '../deadline/index.ts'
import { readManyClockFacts } from '../record/index.ts'
import { changes, changesWithSheet } from './change.ts'
import { incidents, majorsToReview, openIncidents } from './incident.ts'
import { periodEnd, type Scope, type Sql } from './population.ts'
import { openProblems, problems } from './problem.ts'

/** The tables that populations read. */
export const tables = (scope: Scope): Sql => sql`${incidents(scope)}, ${problems(scope)}, ${changes(scope)}`

type Need = 'open' | 'review' | 'age' | 'update'

const needs: Partial<Record<IndicatorKey, Need>> = {
  'incident-backlog-age': 'open',
  'incident-major-review': 'review',
  'problem-age': 'age',
  'configuration-updated': 'update',
}

const workingDays: Readonly<Record<'review' | 'update', number>> = { review: 5, update: 1 }

interface Candidate {
  id: string
  number: string
  calendar_id: string | null
  since: Temporal.Instant
  need: Need
}

/** What service hours and working days make of a few records: by the arithmetic of deadlines, before anything is counted. */
export const prepare = async (
  db: Database,
  scope: Omit<Scope, 'limits' | 'ages'>,
  keys: readonly IndicatorKey[],
): Promise<Scope> => {
  const empty: Scope = { ...scope, limits: [], ages: [] }
  const wanted = new Set(keys.flatMap((key) => needs[key] ?? []))
  if (wanted.size === 0) return empty
  const sources: Record<Need, Sql> = {
    open: openIncidents(empty),
    review: majorsToReview(empty),
    age: openProblems(empty),
    update: changesWithSheet,
  }
  const { rows } = await sql<Candidate>`with ${tables(empty)} ${sql.join(
    [...wanted].map((need) => sources[need]),
    sql` union all `,
  )}`.execute(db)
  const timelines = await timelinesOf(db, [...new Set(rows.flatMap(({ calendar_id }) => calendar_id ?? []))])
  const timelineOf = ({ calendar_id }: Candidate) => timelines.get(calendar_id ?? '') ?? []
  const open = rows.filter(({ need }) => need === 'open')
  const facts = await readManyClockFacts(db, open)
  const end = periodEnd(empty)
  return {
    ...scope,
    limits: rows.flatMap((row) =>
      row.need === 'review' || row.need === 'update' ? [limitOf(row, row.need, timelineOf(row))] : [],
    ),
    ages: [
      ...open.map(({ id, number }) => ({
        kind: 'INC' as const,
        id,
        number,
        ...ageOf(facts.get(id) ?? [], end),
      })),
      ...rows
        .filter(({ need }) => need === 'age')
        .map((row) => {
          const minutes = Math.round(minutesBetween(timelineOf(row), row.since, end))
          return { kind: 'PRB' as const, id: row.id, number: row.number, net: minutes, gross: minutes }
        }),
    ],
  }
}

const limitOf = ({ id, since }: Candidate, need: 'review' | 'update', timeline: CalendarTimeline) => ({
  id,
  until: advance(timeline, since, { value: workingDays[need], unit: 'serviceDay' }),
})

/** As its clock stood then. */
const ageOf = (facts: readonly ClockFact[], end: Temporal.Instant) => {
  const known = facts.filter(({ at }) => Temporal.Instant.compare(at, end) < 0)
  const { elapsedMinutes, heldMinutes } = readElapsed(known, 'resolution', end)
  const net = Math.round(elapsedMinutes)
  return { net, gross: net + Math.round(heldMinutes) }
}
