import { sql } from 'kysely'
import type { Context } from '#platform/context.ts'
import type { Database } from '#platform/database/connect.ts'
import { invalid } from '#platform/failure.ts'
import { workingDays } from './working-days.ts'
import { windowsOf, type Span } from './windows.ts'

interface Given {
  from?: string | undefined
  to?: string | undefined
}

/** A window of time as it is counted: from when until when, and how many working days that is. */
export interface Counted {
  from: Temporal.Instant
  until: Temporal.Instant
  span: Span
  days: number
}

export interface Period {
  now: Counted
  past: readonly Counted[]
  /** Null where nothing was recorded then. */
  yearBefore: (Counted & { past: readonly Counted[] }) | null
}

/** The period that is asked for, and what it is held against: windows in which incidents were recorded at all. */
export const periodOf = async ({ db, now }: Pick<Context, 'db' | 'now'>, given: Given): Promise<Period> => {
  const { zone, country, region } = await db
    .selectFrom('organisation')
    .select(['zone', 'country', 'region'])
    .executeTakeFirstOrThrow()
  const span = spanOf(given, now.toZonedDateTimeISO(zone).toPlainDate())
  const { period, past, yearBefore, isLong } = windowsOf(span)
  const daysOf = await workingDays({ country, region }, [period, ...past, yearBefore, ...yearBefore.past])
  const counted = (one: Span): Counted => ({
    from: one.from.toZonedDateTime(zone).toInstant(),
    until: one.until.toZonedDateTime(zone).toInstant(),
    span: one,
    days: daysOf(one),
  })
  const first = await firstIncident(db)
  const wasThere = ({ from }: Counted) => first !== null && Temporal.Instant.compare(from, first) >= 0
  const before = yearBefore.past.map(counted).filter(wasThere)
  return {
    now: counted(period),
    past: past.map(counted).filter(wasThere),
    yearBefore: isLong || before.length === 0 ? null : { ...counted(yearBefore), past: before },
  }
}

/** Both days given are in it; what is still to come is not. Without: the whole month before this one. */
const spanOf = ({ from, to }: Given, today: Temporal.PlainDate): Span => {
  const thisMonth = today.with({ day: 1 })
  const start = from === undefined ? null : Temporal.PlainDate.from(from)
  const end = to === undefined ? null : Temporal.PlainDate.from(to).add({ days: 1 })
  if (start === null && end === null) return { from: thisMonth.subtract({ months: 1 }), until: thisMonth }
  const tomorrow = today.add({ days: 1 })
  const until = earlier(end ?? tomorrow, tomorrow)
  const since = start ?? until.subtract({ months: 1 })
  if (since.year < 1990) throw invalid('from', 'not before 1990')
  if (Temporal.PlainDate.compare(since, until) >= 0)
    throw invalid('to', 'a period that has begun is expected')
  if (since.until(until).days > longest) throw invalid('from', 'a period of three years at most')
  return { from: since, until }
}

const longest = 1096

const earlier = (a: Temporal.PlainDate, b: Temporal.PlainDate): Temporal.PlainDate =>
  Temporal.PlainDate.compare(a, b) < 0 ? a : b

/** Windows that began before it would be counted short. */
const firstIncident = async (db: Database): Promise<Temporal.Instant | null> => {
  const { rows } = await sql<{ first: Temporal.Instant | null }>`select min(recorded_at) as first from record
    where kind = 'INC' and merged_into_id is null and phase <> 'cancelled'`.execute(db)
  return rows[0]?.first ?? null
}
