import { Analysis } from '#contract/problem/analysis.ts'
import { CauseCategory, ProblemOrigin, type Problem } from '#contract/problem/shape.ts'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { together } from '#platform/database/connect.ts'
import { notFound } from '#platform/failure.ts'
import { findRow, type RecordRow } from '../record/index.ts'
import { windowEnd } from './activities.ts'
import { findKnownError } from './known-errors.ts'
import { levelIn } from './levels.ts'
import { actionsOn } from './policy.ts'

interface Beside {
  clients: { id: string; name: string }[]
  incidents: z.input<typeof Problem>['incidents']
  whys: unknown
  branches: unknown
  root_id: string | null
  analysed_at: Temporal.Instant | null
  analysed_by: string | null
  analysis_version: number
  cause_found_at: Temporal.Instant | null
  cause_due_at: Temporal.Instant | null
  levels_number: number | null
  levels_is_proposition: boolean | null
  recurrences: NonNullable<z.input<typeof Problem>['verification']>['recurrences']
}

/** What was taken back is null, and reads as if it was never said. */
const Kept = z.object({
  origin: ProblemOrigin.catch('other'),
  causeCategory: CauseCategory.nullable().catch(null),
  cause: z.string().nullable().catch(null),
  reviewOn: z.string().nullable().catch(null),
  accepted: z.boolean().catch(false),
})

export const readProblem = async (context: Context, { number }: { number: string }) => {
  const { db, actor } = context
  const row = await findRow(context, number)
  if (row.kind !== 'PRB') throw notFound()
  const facts = Kept.parse(row.facts)
  const [beside, knownError, levelText] = await together([
    besideOf(context, row),
    findKnownError(context, row.number),
    row.model_version_id === null || row.priority === null
      ? Promise.resolve(null)
      : levelIn(db, { versionId: row.model_version_id, level: row.priority }),
  ])
  return {
    number: row.number,
    level: row.priority,
    levelText,
    levelVersion:
      beside.levels_number === null
        ? null
        : { number: beside.levels_number, isProposition: beside.levels_is_proposition === true },
    origin: facts.origin,
    causeCategory: facts.causeCategory,
    cause: facts.cause,
    analysisDueAt: row.due_response_at,
    analysisBegunAt: row.responded_at,
    causeDueAt: row.due_resolution_at,
    causeFoundAt: beside.cause_found_at,
    clients: beside.clients,
    incidents: beside.incidents,
    analysis: {
      ...Analysis.parse({ whys: beside.whys, branches: beside.branches, rootId: beside.root_id }),
      at: beside.analysed_at,
      byName: beside.analysed_by,
      version: beside.analysis_version,
    },
    knownError,
    verification: isWatched(row, facts)
      ? {
          from: row.step_entered_at,
          until: windowEnd(row.step_entered_at),
          recurrences: beside.recurrences,
        }
      : null,
    reviewOn: facts.accepted ? facts.reviewOn : null,
    actions: actionsOn(actor, row, knownError !== null),
  }
}

/** The effect of its solution is being looked at. */
const isWatched = ({ phase, closed_at }: RecordRow, facts: z.output<typeof Kept>): boolean =>
  phase === 'resolved' && closed_at === null && !facts.accepted

const besideOf = async (
  { db }: Context,
  { id, client_id, model_version_id, step_entered_at }: RecordRow,
): Promise<Beside> => {
  const { rows } = await sql<Beside>`with linked as (
      select i.* from record_link l join record i on i.id = l.from_id where l.to_id = ${id} and l.kind = 'caused-by')
    select
      coalesce((select jsonb_agg(jsonb_build_object('id', c.id, 'name', c.name) order by c.name) from client c
        where c.id = ${client_id}::uuid or c.id in (select client_id from linked)), '[]') as clients,
      coalesce((select jsonb_agg(jsonb_build_object('number', i.number, 'title', i.title, 'phase', i.phase, 'clientName', c.name,
          'recordedAt', replace((i.recorded_at at time zone 'UTC')::text, ' ', 'T') || 'Z',
          'isTold', exists (select from known_error_use u join known_error k on k.id = u.known_error_id
            where k.record_id = ${id} and u.record_id = i.id and u.workaround_number = k.workaround_number)) order by i.recorded_at desc, i.id)
        from linked i left join client c on c.id = i.client_id), '[]') as incidents,
      coalesce(a.whys, '[]') as whys, coalesce(a.branches, '[]') as branches, a.root_id, a.at as analysed_at, p.name as analysed_by,
      coalesce(a.version, 0) as analysis_version,
      (select max(e.at) from journal_entry e where e.subject_id = ${id} and e.event = 'problem.cause-found'
        and not exists (select from journal_entry r where r.subject_id = e.subject_id and r.event = 'record.reopened' and r.seq > e.seq)) as cause_found_at,
      v.number as levels_number, v.in_force_from is null as levels_is_proposition,
      coalesce((select jsonb_agg(jsonb_build_object('number', i.number, 'title', i.title, 'reasons', w.reasons,
          'at', replace((w.at at time zone 'UTC')::text, ' ', 'T') || 'Z') order by w.at desc)
        from problem_recurrence w join record i on i.id = w.incident_id
        where w.problem_id = ${id} and w.at > ${step_entered_at}), '[]') as recurrences
    from (select 1) one left join problem_analysis a on a.record_id = ${id} left join person p on p.id = a.by_id
      left join artefact_version v on v.id = ${model_version_id}::uuid`.execute(db)
  const [beside] = rows
  if (beside === undefined) throw notFound()
  return beside
}
