import type { recordApi } from '#contract/record/api.ts'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { explainDeadline } from '../deadline/index.ts'
import { clocksOf, readClockFacts } from './clocks.ts'
import { targetOf } from './judgement.ts'
import { judgementOf } from './load.ts'
import { findRow } from './queries.ts'

type Input<Name extends keyof typeof recordApi> = z.output<(typeof recordApi)[Name]['input']>

/** « Pourquoi cette échéance ? »: each stretch that counted or did not, in the order of time. */
export const explainRecord = async (context: Context, { number }: Input<'explain'>) => {
  const row = await findRow(context, number)
  const judgement = await judgementOf(context, row)
  const facts = await readClockFacts(context.db, row.id, judgement)
  const clocks = clocksOf(row, facts, context.now)
  const deadlines = await context.db
    .selectFrom('deadline')
    .select(['key', 'due_at', 'fired_at'])
    .where('record_id', '=', row.id)
    .orderBy('due_at')
    .limit(200)
    .execute()
  const of = (name: 'response' | 'resolution') => {
    const { dueAt, state, elapsedMinutes, heldMinutes, target } = clocks[name]
    return {
      dueAt,
      state,
      elapsedMinutes,
      heldMinutes,
      target,
      steps: asPlain(explainDeadline(facts, name, context.now)),
    }
  }
  const calendar = judgement.timeline.at(-1)?.calendar
  return {
    response: of('response'),
    resolution: of('resolution'),
    calendar: calendar === undefined ? null : { name: calendar.name.fr, zone: calendar.zone },
    source: targetOf(judgement, row.priority).source,
    deadlines: deadlines.map(({ key, due_at, fired_at }) => ({ key, dueAt: due_at, firedAt: fired_at })),
  }
}

/** Instants become text here: the steps are open shapes that the contract does not spell out. */
const asPlain = (steps: readonly { kind: string }[]): { kind: string }[] => JSON.parse(JSON.stringify(steps))

export const readPath = async (context: Context, { number }: Input<'path'>) => {
  const row = await findRow(context, number)
  const visits = await context.db
    .selectFrom('record_visit')
    .select(['step', 'at', 'why', 'move', 'procedure_version_id'])
    .where('record_id', '=', row.id)
    .orderBy('number')
    .execute()
  return {
    versionId: row.procedure_version_id,
    visits: visits.map(({ step, at, why, move, procedure_version_id }) => ({
      step,
      at,
      why,
      move,
      versionId: procedure_version_id,
    })),
  }
}

interface Likeness {
  number: string
  title: string
  phase: 'new' | 'active' | 'resolved' | 'closed' | 'cancelled'
  client_name: string | null
  recorded_at: Temporal.Instant
  is_major: boolean
  likeness: number
}

/** Twenty-five people have fewer open: more than these are not compared while somebody types. */
const latestOfAPhase = 600

/** Open records whose title looks alike, those of the same service first; callers stand behind the one they were attached to. */
export const findSimilar = async ({ db }: Context, { title, service, client, except }: Input<'similar'>) => {
  const words = title.trim()
  if (words.length < 4) return { items: [] }
  const { rows } = await sql<Likeness>`
    select r.number, r.title, r.phase, c.name as client_name, r.recorded_at, r.is_major,
      r.alike + case when r.service_id = ${service ?? null}::uuid then 0.2 else 0 end
        + case when r.client_id = ${client ?? null}::uuid then 0.1 else 0 end as likeness
    from unnest(array['new', 'active', 'resolved']) p, lateral (
      select latest.*, similarity(plain(latest.title), plain(${words})) as alike from (
        select * from record where phase = p order by recorded_at desc limit ${latestOfAPhase}) latest
      where latest.merged_into_id is null and latest.parent_id is null) r left join client c on c.id = r.client_id
    where r.alike > 0.3 and r.number is distinct from ${except ?? null}
    order by likeness desc limit 6`.execute(db)
  return {
    items: rows.map((row) => ({
      number: row.number,
      title: row.title,
      phase: row.phase,
      clientName: row.client_name,
      recordedAt: row.recorded_at,
      isMajor: row.is_major,
      likeness: Math.min(1, row.likeness),
    })),
  }
}
