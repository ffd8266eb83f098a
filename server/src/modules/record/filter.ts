import type { Phase } from '#contract/procedure/shape.ts'
import type { RecordFilter, RecordSort } from '#contract/record/api.ts'
import { sql, type Expression, type SqlBool } from 'kysely'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { decodeCursor } from '#platform/cursor.ts'
import { contains } from '#platform/database/matching.ts'
import type { Actor } from '#platform/database/transaction.ts'
import type { recordRows } from './answer.ts'

type Filter = z.output<typeof RecordFilter>
type Query = ReturnType<typeof recordRows>
type Sort = z.output<typeof RecordSort>

/** The address bar's filter as SQL: one condition a key, each of which an index can serve. */
export const filtered = (query: Query, filter: Filter, { actor, now }: Context): Query => {
  let found = query.where('r.merged_into_id', 'is', null)
  if (filter.kind !== undefined) found = found.where('r.kind', 'in', filter.kind)
  if (filter.phase !== undefined) found = found.where('r.phase', 'in', filter.phase)
  // Said twice, since the indexes of open records know them by their missing end.
  if (filter.phase?.every((phase) => openPhases.has(phase)) === true)
    found = found.where('r.closed_at', 'is', null)
  if (filter.client !== undefined) found = found.where('r.client_id', '=', filter.client)
  if (filter.service !== undefined) found = found.where('r.service_id', '=', filter.service)
  if (filter.category !== undefined) found = found.where('r.category_id', '=', filter.category)
  if (filter.requester !== undefined) found = found.where('r.requester_id', '=', filter.requester)
  if (filter.assignee === 'none')
    found = found.where('r.assignee_id', 'is', null).where('r.team_id', 'is', null)
  else if (filter.assignee !== undefined) {
    found = found.where('r.assignee_id', '=', filter.assignee === 'me' ? actor.id : filter.assignee)
  }
  if (filter.team !== undefined) found = found.where('r.team_id', '=', filter.team)
  if (filter.priority !== undefined) found = found.where('r.priority', 'in', filter.priority)
  if (filter.held === 'any') found = found.where('r.held', 'is not', null)
  else if (filter.held === 'none') found = found.where('r.held', 'is', null)
  else if (filter.held !== undefined) found = found.where('r.held', 'in', filter.held)
  if (filter.step !== undefined) found = found.where('r.step', '=', filter.step)
  if (filter.isMajor !== undefined) found = found.where('r.is_major', '=', filter.isMajor)
  if (filter.breached === true) found = found.where(isLate(now))
  if (filter.breached === false) found = found.where(sql<SqlBool>`not ${isLate(now)}`)
  if (filter.watched === true) {
    found = found.where(
      sql<SqlBool>`exists (select from watcher w where w.record_id = r.id and w.person_id = ${actor.id})`,
    )
  }
  if (filter.parent !== undefined) {
    found = found.where(
      sql<SqlBool>`r.parent_id = (select p.id from record p where p.number = ${filter.parent})`,
    )
  }
  if (filter.from !== undefined) found = found.where('r.recorded_at', '>=', startOf(filter.from, actor.zone))
  if (filter.to !== undefined) found = found.where('r.recorded_at', '<', startOf(filter.to, actor.zone, 1))
  if (filter.q !== undefined && filter.q.trim() !== '') found = found.where(matches(filter.q, actor))
  return found
}

const openPhases: ReadonlySet<Phase> = new Set<Phase>(['new', 'active', 'resolved'])

/**
 * Breached already, or due before now while the clock runs: a deadline that has just passed need not have fired to be late, and
 * what was restored in time only waits for its confirmation.
 */
export const isLate = (now: Temporal.Instant): Expression<SqlBool> =>
  sql<SqlBool>`(r.is_breached or (r.phase in ('new', 'active') and r.due_resolution_at < ${now}) or (r.responded_at is null and r.due_response_at < ${now}))`

/** A supplier has few records, and no index of its own. */
const matches = (words: string, { clientId, supplierId }: Actor): Expression<SqlBool> => {
  if (clientId !== null) return sql<SqlBool>`r.id in (select subject_id from search_portal(${words}, 200))`
  if (supplierId !== null) return contains('r.title', words)
  return sql<SqlBool>`r.id in (select subject_id from search_entry where words @@ search_query(${words}))`
}

const startOf = (day: string, zone: string, plus = 0): Temporal.Instant =>
  Temporal.PlainDate.from(day).add({ days: plus }).toZonedDateTime(zone).toInstant()

/** Beyond any due time or priority: where a sort key is missing, the row comes last. Written out, as in the index that it uses. */
const never = '9999-12-31T00:00:00Z'
const dueOrNever = sql<Temporal.Instant>`coalesce(r.due_resolution_at, ${sql.lit(never)}::timestamptz)`
const priorityOrLast = sql<number>`coalesce(r.priority, 99)`

/** Sorted by a closed list of keys, and continued behind the cursor's row. */
export const sorted = (query: Query, sort: Sort, cursor: string | undefined): Query => {
  const { keys, behind } = orders[sort]
  const after =
    cursor === undefined ? query : query.where(behind(decodeCursor(cursor, sort === 'priority' ? 3 : 2)))
  return keys(after)
}

interface SortedRow {
  id: string
  recorded_at: string
  updated_at: string
  due_resolution_at: string | null
  priority: number | null
}

type Place = readonly unknown[]

interface Order {
  keys: (query: Query) => Query
  behind: (place: Place) => Expression<SqlBool>
  placeOf: (row: SortedRow) => (string | number)[]
}

const orders: Readonly<Record<Sort, Order>> = {
  recent: {
    keys: (query) => query.orderBy('r.recorded_at', 'desc').orderBy('r.id', 'desc'),
    behind: ([at, id]) => sql<SqlBool>`(r.recorded_at, r.id) < (${at}::timestamptz, ${id}::uuid)`,
    placeOf: ({ recorded_at, id }) => [recorded_at, id],
  },
  updated: {
    keys: (query) => query.orderBy('r.updated_at', 'desc').orderBy('r.id', 'desc'),
    behind: ([at, id]) => sql<SqlBool>`(r.updated_at, r.id) < (${at}::timestamptz, ${id}::uuid)`,
    placeOf: ({ updated_at, id }) => [updated_at, id],
  },
  due: {
    keys: (query) => query.orderBy(dueOrNever).orderBy('r.id'),
    behind: ([due, id]) => sql<SqlBool>`(${dueOrNever}, r.id) > (${due}::timestamptz, ${id}::uuid)`,
    placeOf: ({ due_resolution_at, id }) => [due_resolution_at ?? never, id],
  },
  priority: {
    keys: (query) => query.orderBy(priorityOrLast).orderBy(dueOrNever).orderBy('r.id'),
    behind: ([priority, due, id]) =>
      sql<SqlBool>`(${priorityOrLast}, ${dueOrNever}, r.id) > (${priority}::int, ${due}::timestamptz, ${id}::uuid)`,
    placeOf: ({ priority, due_resolution_at, id }) => [priority ?? 99, due_resolution_at ?? never, id],
  },
}

export const cursorOf = (sort: Sort): Order['placeOf'] => orders[sort].placeOf
