import type { Team } from '#contract/team/api.ts'
import { sql } from 'kysely'
import type { Context } from '#platform/context.ts'
import type { Database } from '#platform/database/connect.ts'
import { invalid, notFound } from '#platform/failure.ts'

export const listTeams = async ({ db }: Context) => {
  const rows = await teams(db)
    .where('ended_at', 'is', null)
    .orderBy(sql`plain(team.name)`)
    .limit(200)
    .execute()
  return { items: rows }
}

export const readTeam = (db: Database, id: string): Promise<Team> =>
  teams(db).where('team.id', '=', id).executeTakeFirstOrThrow()

/** One that is still there. */
export const findTeam = async (db: Database, id: string): Promise<Team> => {
  const team = await teams(db).where('team.id', '=', id).where('team.ended_at', 'is', null).executeTakeFirst()
  if (team === undefined) throw notFound()
  return team
}

/** A person of the provider who has not been ended. */
export const checkColleague = async ({ db }: Context, id: string): Promise<void> => {
  const colleague = await db
    .selectFrom('person')
    .select('id')
    .where('id', '=', id)
    .where('client_id', 'is', null)
    .where('supplier_id', 'is', null)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  if (colleague === undefined) throw invalid('personId', 'a person of the provider who has not been ended')
}

/** Who has been ended is no longer shown as a member. */
const teams = (db: Database) =>
  db
    .selectFrom('team')
    .select(['team.id', 'team.name', 'team.mandates', 'team.version'])
    .select(
      sql<Team['members']>`coalesce((
        select jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name) order by plain(p.name), p.id)
        from team_member m join person p on p.id = m.person_id
        where m.team_id = team.id and p.ended_at is null), '[]')`.as('members'),
    )
