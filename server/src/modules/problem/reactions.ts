import { sql } from 'kysely'
import { reaction, type InsideContext, type Reaction } from '#platform/reactions.ts'
import { notify } from '../notification/index.ts'
import { attachIncidents } from './link.ts'
import { plainOf } from './plain.ts'
import { windowDays } from './activities.ts'

export const problemReactions: readonly Reaction[] = [
  /** What comes back while the effect of a solution is watched is written on its problem, whoever reports it. */
  reaction(
    'watch-recurrence',
    ['record.created', 'record.edited', 'record.ci-added', 'record.linked', 'record.known-error-applied'],
    async (context, { subject, entry }) => noteRecurrences(context, { incidentId: subject, source: entry }),
  ),
  /** Those who follow the incidents learn what became of their cause; clients whose ticket is over hear nothing. */
  reaction('tell-incidents', ['record.ended'], async (context, { subject, entry, body }) => {
    const { db, now, emit } = context
    const problem = await db
      .selectFrom('record')
      .select(['id', 'number', 'outcome', 'facts'])
      .where('id', '=', subject)
      .where('kind', '=', 'PRB')
      .executeTakeFirst()
    if (problem === undefined) return
    const outcome = body.outcome ?? body.phase
    const solution = plainOf(Reflect.get(Object(problem.facts), 'solution'))
    await settleKnownError(context, problem.id, { isSolved: outcome === 'solved', solution })
    const incidents = await db
      .selectFrom('record_link as l')
      .innerJoin('record as i', 'i.id', 'l.from_id')
      .select(['i.id', 'i.number', 'i.assignee_id'])
      .where('l.to_id', '=', problem.id)
      .where('l.kind', '=', 'caused-by')
      .where('i.merged_into_id', 'is', null)
      .orderBy('i.id')
      .execute()
    for (const incident of incidents) {
      if (await wasTold(context, incident.id, entry)) continue
      await emit({
        subject: incident.id,
        event: 'record.problem-ended',
        body: { problem: problem.number, outcome, solution, source: entry },
        audience: { number: incident.number },
      })
      const watchers = await db
        .selectFrom('watcher')
        .select('person_id')
        .where('record_id', '=', incident.id)
        .execute()
      const people = new Set(watchers.map(({ person_id }) => person_id))
      if (incident.assignee_id !== null) people.add(incident.assignee_id)
      await notify(db, {
        personIds: [...people],
        recordId: incident.id,
        event: 'record.problem-ended',
        cause: { problem: problem.number, outcome },
        source: entry,
        at: now,
      })
    }
  }),
  /** The ticket that goes on after a merge has the cause of the one that ended: what is said to the problem's incidents reaches it. */
  reaction('follow-merged', ['record.merged'], async (context, { subject, body }) => {
    const { db } = context
    const target = await db
      .selectFrom('record')
      .selectAll()
      .where('id', '=', subject)
      .where('number', '=', body.into)
      .where('kind', '=', 'INC')
      .forUpdate()
      .executeTakeFirst()
    if (target === undefined) return
    const problems = await db
      .selectFrom('record_link as l')
      .innerJoin('record as i', 'i.id', 'l.from_id')
      .innerJoin('record as p', 'p.id', 'l.to_id')
      .select(['p.id', 'p.number'])
      .where('i.number', '=', body.from)
      .where('l.kind', '=', 'caused-by')
      .orderBy('l.created_at')
      .execute()
    for (const problem of problems) await attachIncidents({ ...context, actor: null }, problem, [target])
  }),
  reaction('reopen-known-error', ['record.reopened'], async ({ db, now }, { subject }) => {
    await db
      .updateTable('known_error')
      .set({ state: 'open', updated_at: now })
      .where('record_id', '=', subject)
      .where('state', 'in', ['solved', 'withdrawn'])
      .execute()
  }),
]

/** The second time it runs for the same end, everybody has been told. */
const wasTold = async ({ db }: InsideContext, incidentId: string, source: string): Promise<boolean> => {
  const { rows } = await sql`select from journal_entry e join journal_body b on b.entry_id = e.id
    where e.subject_id = ${incidentId} and e.event = 'record.problem-ended' and b.body ->> 'source' = ${source} limit 1`.execute(
    db,
  )
  return rows.length > 0
}

/** What was fixed is proposed no more; what was dismissed or has no object left is withdrawn. */
const settleKnownError = async (
  { db, now }: InsideContext,
  problemId: string,
  { isSolved, solution }: { isSolved: boolean; solution: string | null },
): Promise<void> => {
  await db
    .updateTable('known_error')
    .set((known) => ({
      state: isSolved ? 'solved' : 'withdrawn',
      solution: solution === null ? known.ref('solution') : solution,
      updated_at: now,
    }))
    .where('record_id', '=', problemId)
    .where('state', 'in', ['open', 'accepted'])
    .execute()
}

interface Recurrence {
  problem_id: string
  number: string
  incident: string
  assignee_id: string | null
  reasons: string[]
}

/** Words as alike as this, on the same service, are the same trouble as far as anybody can tell. */
const alike = 0.3

const noteRecurrences = async (
  context: InsideContext,
  { incidentId, source }: { incidentId: string; source: string },
): Promise<void> => {
  const { db, now, emit } = context
  const { rows } = await sql<Recurrence>`with i as (
      select id, number, title, service_id, recorded_at from record where id = ${incidentId} and kind = 'INC' and phase <> 'cancelled'),
    found as (
      select p.id as problem_id, p.number, i.number as incident, i.id as incident_id, p.assignee_id, array_remove(array[
        case when exists (select from record_ci a join record_ci b on b.ci_id = a.ci_id where a.record_id = p.id and b.record_id = i.id) then 'ci' end,
        case when p.service_id = i.service_id and greatest(similarity(plain(i.title), plain(p.title)),
          word_similarity(plain(i.title), plain(coalesce(k.symptom, '')))) >= ${alike} then 'service' end,
        case when exists (select from record_link l where l.from_id = i.id and l.to_id = p.id and l.kind = 'caused-by') then 'known-error' end
      ], null) as reasons
      from i join record p on p.kind = 'PRB' and p.phase = 'resolved' and p.closed_at is null
        and coalesce((p.facts ->> 'accepted')::boolean, false) = false
        and i.recorded_at > p.step_entered_at and i.recorded_at < p.step_entered_at + make_interval(days => ${windowDays})
      left join known_error k on k.record_id = p.id),
    noted as (
      insert into problem_recurrence (problem_id, incident_id, reasons, at)
      select problem_id, incident_id, reasons, ${now} from found where cardinality(reasons) > 0
      on conflict do nothing returning problem_id)
    select f.problem_id, f.number, f.incident, f.assignee_id, f.reasons from found f join noted n on n.problem_id = f.problem_id`.execute(
    db,
  )
  for (const { problem_id, number, incident, assignee_id, reasons } of rows) {
    await emit({
      subject: problem_id,
      event: 'problem.recurred',
      body: { incident, reasons },
      audience: { number },
    })
    const watchers = await db
      .selectFrom('watcher')
      .select('person_id')
      .where('record_id', '=', problem_id)
      .execute()
    const people = new Set(watchers.map(({ person_id }) => person_id))
    if (assignee_id !== null) people.add(assignee_id)
    await notify(db, {
      personIds: [...people],
      recordId: problem_id,
      event: 'problem.recurred',
      cause: { incident },
      source,
      at: now,
    })
  }
}
