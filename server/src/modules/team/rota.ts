import type { teamApi } from '#contract/team/api.ts'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { Failure, invalid, notFound } from '#platform/failure.ts'
import { ensure } from '#platform/policy.ts'
import { mayKeepTeam } from './policy.ts'
import { checkColleague, findTeam } from './queries.ts'
import { weeklyTurns } from './turns.ts'

type Input<Name extends keyof typeof teamApi> = z.output<(typeof teamApi)[Name]['input']>

export const listTurns = async (context: Context, { from, to, team }: Input<'listTurns'>) => {
  const zone = await zoneOf(context)
  const start = Temporal.PlainDate.from(from).toZonedDateTime(zone).toInstant()
  const end = Temporal.PlainDate.from(to).add({ days: 1 }).toZonedDateTime(zone).toInstant()
  if (start.until(end).total('hours') > 24 * 400) throw invalid('to', 'at most 400 days after from')
  const rows = await turns(context)
    .where('o.starts_at', '<', end)
    .where('o.ends_at', '>', start)
    .$if(team !== undefined, (query) => query.where('o.team_id', '=', team ?? ''))
    .orderBy('o.starts_at')
    .orderBy('o.id')
    .limit(1000)
    .execute()
  return { items: rows.map(asTurn) }
}

/** Weekly turns, each told to its person at once: the notice that he is given counts from here. */
export const planTurns = async (context: Context, { id, ...input }: Input<'planTurns'>) => {
  const { db, actor, now, emit } = context
  const team = await findTeam(db, id)
  ensure(mayKeepTeam(actor, team.mandates))
  for (const personId of new Set(input.personIds)) await checkColleague(context, personId)
  const zone = await zoneOf(context)
  const { handOver, noticeDays } = input
  await db
    .insertInto('on_call_rota')
    .values({
      team_id: id,
      hand_over_day: handOver.day,
      hand_over_at: handOver.at,
      zone,
      notice_days: noticeDays,
    })
    .onConflict((conflict) =>
      conflict.column('team_id').doUpdateSet({
        hand_over_day: handOver.day,
        hand_over_at: handOver.at,
        zone,
        notice_days: noticeDays,
      }),
    )
    .execute()
  const planned = weeklyTurns({ ...input, from: Temporal.PlainDate.from(input.from), zone })
  const made = await db
    .insertInto('on_call_turn')
    .values(
      planned.map(({ personId, from, until }) => ({
        team_id: id,
        person_id: personId,
        starts_at: from,
        ends_at: until,
        told_at: now,
        created_by: actor.id,
      })),
    )
    .returning(['id', 'person_id', 'starts_at', 'ends_at'])
    .execute()
  await emit({
    subject: id,
    event: 'on-call.planned',
    body: {
      turns: made.map((turn) => ({
        turn: turn.id,
        person: turn.person_id,
        startsAt: turn.starts_at.toString(),
        endsAt: turn.ends_at.toString(),
      })),
    },
  })
  const rows = await turns(context)
    .where(
      'o.id',
      'in',
      made.map((turn) => turn.id),
    )
    .orderBy('o.starts_at')
    .execute()
  return { items: rows.map(asTurn) }
}

/** Of a turn that has begun, what is left changes hands; what was done stays with who did it. */
export const swapTurn = async (context: Context, { id, personId, reason }: Input<'swapTurn'>) => {
  const { db, actor, now, emit } = context
  const turn = await db
    .selectFrom('on_call_turn')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (turn === undefined || turn.ended_at !== null) throw notFound()
  const team = await findTeam(db, turn.team_id)
  ensure(mayKeepTeam(actor, team.mandates) || actor.id === turn.person_id)
  await checkColleague(context, personId)
  if (personId === turn.person_id) throw invalid('personId', 'somebody else takes the turn')
  if (Temporal.Instant.compare(turn.ends_at, now) <= 0)
    throw new Failure('not_possible', { detail: 'this turn is over' })
  const hasBegun = Temporal.Instant.compare(turn.starts_at, now) < 0
  const from = hasBegun ? now : turn.starts_at
  await db
    .updateTable('on_call_turn')
    .set(hasBegun ? { ends_at: now } : { ended_at: now })
    .where('id', '=', id)
    .execute()
  const made = await db
    .insertInto('on_call_turn')
    .values({
      team_id: turn.team_id,
      person_id: personId,
      starts_at: from,
      ends_at: turn.ends_at,
      told_at: now,
      swapped_from_id: id,
      created_by: actor.id,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await emit({
    subject: turn.team_id,
    event: 'on-call.swapped',
    body: { turn: made.id, from: turn.person_id, to: personId, startsAt: from.toString(), reason },
  })
  return asTurn(await turns(context).where('o.id', '=', made.id).executeTakeFirstOrThrow())
}

export const zoneOf = async ({ db }: Pick<Context, 'db'>): Promise<string> => {
  const { zone } = await db.selectFrom('organisation').select('zone').executeTakeFirstOrThrow()
  return zone
}

const turns = ({ db }: Context) =>
  db
    .selectFrom('on_call_turn as o')
    .innerJoin('on_call_rota as rota', 'rota.team_id', 'o.team_id')
    .selectAll('o')
    .select(['rota.notice_days', sql<string>`coalesce(person_name(o.person_id), '')`.as('name')])
    .where('o.ended_at', 'is', null)

type TurnRow = Awaited<ReturnType<ReturnType<typeof turns>['execute']>>[number]

const asTurn = (row: TurnRow) => {
  const noticeDays = Math.max(0, Math.floor(row.starts_at.since(row.told_at).total('hours') / 24))
  return {
    id: row.id,
    teamId: row.team_id,
    personId: row.person_id,
    personName: row.name,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    noticeDays,
    isShortNotice: noticeDays < row.notice_days,
    isSwapped: row.swapped_from_id !== null,
  }
}
