import type {
  EscalationLevels,
  FunctionalLevel,
  HierarchicalLevel,
  Quiet,
} from '#contract/escalation/shape.ts'
import type { Role } from '#contract/role.ts'
import { sql } from 'kysely'
import type { Database } from '#platform/database/connect.ts'
import { isOpenAt, timelinesOf } from '../calendar/index.ts'
import type { RecordRow } from './process.ts'

/** The level that a deadline's key names, and for one by competence the level that has the record until then. */
export const levelOf = (
  levels: EscalationLevels,
  key: string,
): { level: FunctionalLevel | HierarchicalLevel; below: FunctionalLevel | null } | null => {
  const hierarchical = levels.hierarchical.find(({ level }) => key === `H${level}`)
  if (hierarchical !== undefined) return { level: hierarchical, below: null }
  const level = levels.functional.find((candidate) => key === `level-${candidate.level}`)
  if (level === undefined) return null
  return { level, below: levels.functional.find((candidate) => candidate.level === level.level - 1) ?? null }
}

/** At once, or in the digest of the day (figure 18). */
export const isTold = (
  quiet: Quiet,
  { priority, is_major }: Pick<RecordRow, 'priority' | 'is_major'>,
): boolean =>
  quiet === null ||
  (quiet.instantIfMajor && is_major) ||
  (priority !== null && quiet.instantFor.includes(priority))

/** The proposal to hand over to a supplier is the service manager's to hear: no supplier knows of the record yet. */
export const hears = (role: Role): Role => (role === 'FT' || role === 'CL' ? 'RGS/AC' : role)

/** Is it within service hours: of the record's calendar where there is one, else always. */
export const isServedNow = async (
  db: Database,
  calendarId: string | null,
  now: Temporal.Instant,
): Promise<boolean> => {
  if (calendarId === null) return true
  const timeline = (await timelinesOf(db, [calendarId])).get(calendarId)
  return timeline === undefined || isOpenAt(timeline, now)
}

/** How many hold a role without holding the other: none where one and the same hand has the record either way. */
export const holdersBeside = async (
  db: Database,
  { role, beside }: { role: Role; beside: Role },
): Promise<number> => {
  const { count } = await db
    .selectFrom('person')
    .select((person) => person.fn.countAll<number>().as('count'))
    .where('ended_at', 'is', null)
    .where(sql<boolean>`${role} = any(roles) and not ${beside} = any(roles)`)
    .executeTakeFirstOrThrow()
  return count
}
