import { rootOf } from '#contract/problem/analysis.ts'
import type { problemApi } from '#contract/problem/api.ts'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { Failure, invalid } from '#platform/failure.ts'
import { ensure } from '#platform/policy.ts'
import { loadWork, lockRecord, saveWork, withEffect, type RecordRow } from '../record/index.ts'
import { keepKnownError } from './known-error.ts'
import { knownErrorOf } from './known-errors.ts'
import { attachIncidents, lockIncidents } from './link.ts'
import { mayOpen } from './policy.ts'
import { readProblem } from './queries.ts'

type Input<Name extends keyof typeof problemApi> = z.output<(typeof problemApi)[Name]['input']>

export const linkToProblem = async (context: Context, { number, incidents }: Input<'link'>) => {
  ensure(mayOpen(context.actor))
  const problem = await lockRecord(context, number)
  const rows = await lockIncidents(context, incidents)
  await attachIncidents(context, problem, rows)
  return readProblem(context, { number })
}

/** What was found, as it stands now: the journal keeps each state with who found it and when. */
export const analyseProblem = async (
  context: Context,
  { number, version, whys, branches, rootId }: Input<'analyse'>,
) => {
  ensure(mayOpen(context.actor))
  const { db, now, actor, emit } = context
  const work = await loadWork(context, number)
  checkOpen(work.row)
  const root = rootOf({ branches, rootId })
  if (rootId !== null && root === null) throw invalid('rootId', 'a cause of the diagram is expected')
  const before = await db
    .selectFrom('problem_analysis')
    .select('version')
    .where('record_id', '=', work.row.id)
    .forUpdate()
    .executeTakeFirst()
  if (version !== (before?.version ?? 0))
    throw new Failure('stale_version', { current: await readProblem(context, { number }) })
  const written = {
    whys: JSON.stringify(whys),
    branches: JSON.stringify(branches),
    root_id: rootId,
    at: now,
    by_id: actor.id,
    version: version + 1,
  }
  await db
    .insertInto('problem_analysis')
    .values({ record_id: work.row.id, ...written })
    .onConflict((conflict) => conflict.column('record_id').doUpdateSet(written))
    .execute()
  await emit({
    subject: work.row.id,
    event: 'problem.analysed',
    body: { whys, branches, root },
    audience: { number },
  })
  // Whoever writes what he found has begun to look.
  if (work.row.responded_at === null)
    await saveWork(withEffect(work, { row: { responded_at: now } }), work.row)
  return readProblem(context, { number })
}

export const writeKnownError = async (context: Context, { number, ...given }: Input<'writeKnownError'>) => {
  ensure(mayOpen(context.actor))
  const work = await loadWork(context, number)
  checkOpen(work.row)
  await keepKnownError(context, work.row, given)
  const { symptom, workaround } = given
  await saveWork(withEffect(work, { facts: { symptom, workaround } }), work.row)
  return knownErrorOf(context, number)
}

const checkOpen = ({ closed_at, number }: RecordRow): void => {
  if (closed_at !== null) throw new Failure('not_possible', { detail: `${number} is closed` })
}
