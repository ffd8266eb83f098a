import type {
  EscalationLevels,
  FunctionalLevel,
  HierarchicalLevel,
  Quiet,
} from '#contract/escalation/shape.ts'
import type { Role } from '#contract/role.ts'
import { sql } from 'kysely'
import type { Database } from '#platform/database/connect.ts'
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

/** Who answers for a role now: its holders, and who stands in for one who is away. */
export const holdersOf = async (db: Database, role: Role, now: Temporal.Instant): Promise<string[]> => {
  const { rows } = await sql<{
    id: string
  }>`select p.id from person p where p.ended_at is null and ${role} = any(p.roles)
    union select p.id from substitution s join person h on h.id = s.person_id join person p on p.id = s.substitute_id
      where s.ended_at is null and ${now} >= s.starts_at and ${now} < s.ends_at and ${role} = any(h.roles) and p.ended_at is null`.execute(
    db,
  )
  return rows.map(({ id }) => id)
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
