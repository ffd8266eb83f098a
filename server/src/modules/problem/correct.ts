import type { problemApi } from '#contract/problem/api.ts'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { Failure, invalid, notFound } from '#platform/failure.ts'
import { ensure } from '#platform/policy.ts'
import { audienceOf, judgedAnew, loadWork, lockRecord, saveWork, withEffect } from '../record/index.ts'
import { levelIn, liveLevels } from './levels.ts'
import { lockIncidents } from './link.ts'
import { mayOpen, mayReclassify } from './policy.ts'
import { readProblem } from './queries.ts'

type Input<Name extends keyof typeof problemApi> = z.output<(typeof problemApi)[Name]['input']>

/** Another level than it was classified by, with a reason that stays; from then on its delays are those of that level, from the same beginning. */
export const reclassifyProblem = async (context: Context, { number, level, reason }: Input<'reclassify'>) => {
  ensure(mayReclassify(context.actor))
  const work = await loadWork(context, number)
  const { row } = work
  if (row.kind !== 'PRB') throw notFound()
  if (row.closed_at !== null) throw new Failure('not_possible', { detail: `${number} is closed` })
  if (row.priority === null) throw new Failure('wrong_step', { detail: 'it has no level yet: classify it' })
  if (row.priority === level) throw invalid('level', 'this is its level already')
  const version = await liveLevels(context.db, context.now)
  if ((await levelIn(context.db, { versionId: version.id, level })) === null)
    throw invalid('level', 'a level of the artefact is expected')
  await context.emit({
    subject: row.id,
    event: 'problem.reclassified',
    body: { before: row.priority, after: level, levelsVersion: version.id, reason },
    audience: { number },
  })
  const changed = withEffect(work, {
    row: { priority: level, model_version_id: version.id, priority_reason: reason },
    facts: { level },
  })
  await saveWork(await judgedAnew(work, changed), row)
  return readProblem(context, { number })
}

/** Says that a problem does not cause an incident after all: in the journal of both, and gone from what was concluded from it. */
export const unlinkFromProblem = async (context: Context, { number, incident, reason }: Input<'unlink'>) => {
  ensure(mayOpen(context.actor))
  const { db, now, emit } = context
  const problem = await lockRecord(context, number)
  if (problem.kind !== 'PRB') throw notFound()
  const [row] = await lockIncidents(context, [incident])
  if (row === undefined) throw notFound()
  const { numDeletedRows } = await db
    .deleteFrom('record_link')
    .where('from_id', '=', row.id)
    .where('to_id', '=', problem.id)
    .where('kind', '=', 'caused-by')
    .executeTakeFirst()
  if (numDeletedRows === 0n)
    throw new Failure('not_possible', { detail: `${incident} is not linked to ${number}` })
  await emit({
    subject: problem.id,
    event: 'problem.incident-unlinked',
    body: { incident, reason },
    audience: { number },
  })
  await emit({
    subject: row.id,
    event: 'record.unlinked',
    body: { kind: 'caused-by', to: number, reason },
    audience: audienceOf(row),
  })
  // The step that asks an incident for its problem is answered by another that it still has, or asks again.
  await sql`update record r set facts = case when o.number is null then r.facts - 'problem'
      else r.facts || jsonb_build_object('problem', o.number) end, updated_at = ${now}, version = r.version + 1
    from (select (select p.number from record_link l join record p on p.id = l.to_id and p.kind = 'PRB'
      where l.from_id = ${row.id} and l.kind = 'caused-by' order by l.created_at limit 1) as number) o
    where r.id = ${row.id} and r.facts ->> 'problem' = ${number}`.execute(db)
  // A recurrence that was noted for the link alone is none; one on the same item or service stays.
  await sql`delete from problem_recurrence where problem_id = ${problem.id} and incident_id = ${row.id}
    and reasons = '{known-error}'`.execute(db)
  await sql`update problem_recurrence set reasons = array_remove(reasons, 'known-error')
    where problem_id = ${problem.id} and incident_id = ${row.id} and 'known-error' = any(reasons)`.execute(db)
  return readProblem(context, { number })
}
