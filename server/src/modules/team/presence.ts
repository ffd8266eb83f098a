import type { Role } from '#contract/role.ts'
import { sql } from 'kysely'
import type { Database } from '#platform/database/connect.ts'
import { whoIsThere, type Presence, type Told } from './who-is-there.ts'

/** Who is told for a role at an instant; one statement. */
export const toldFor = async (
  db: Database,
  role: Role,
  { now, isOpen }: { now: Temporal.Instant; isOpen: boolean },
): Promise<Told> => whoIsThere(await presences(db, now), role, isOpen)

const presences = async (db: Database, now: Temporal.Instant): Promise<Presence[]> => {
  const { rows } = await sql<Presence>`select p.id, p.roles,
      exists (select from absence a where a.person_id = p.id and a.ended_at is null
        and ${now} >= a.starts_at and ${now} < a.ends_at) as "isAway",
      turn.teams is not null as "isOnCall",
      coalesce((select array_agg(distinct m) from team t, unnest(t.mandates) m where t.id = any(turn.teams)), '{}') as "onCallFor",
      coalesce((select array_agg(s.substitute_id) from substitution s where s.person_id = p.id and s.ended_at is null
        and ${now} >= s.starts_at and ${now} < s.ends_at), '{}') as substitutes
    from person p
      left join lateral (select array_agg(o.team_id) as teams from on_call_turn o where o.person_id = p.id
        and o.ended_at is null and ${now} >= o.starts_at and ${now} < o.ends_at) turn on true
    where p.ended_at is null and p.client_id is null and p.supplier_id is null order by p.id`.execute(db)
  return rows
}
