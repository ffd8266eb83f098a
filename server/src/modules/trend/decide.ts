import type { trendApi } from '#contract/trend/api.ts'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { Failure, invalid, notFound } from '#platform/failure.ts'
import { ensure } from '#platform/policy.ts'
import { linkToProblem, openProblem } from '../problem/index.ts'
import { lockRecord, relateRecords } from '../record/index.ts'
import { decidesFindings } from './policy.ts'
import { readReview } from './reviews.ts'

type Input = z.output<(typeof trendApi)['decide']['input']>

/** What becomes of a finding; a problem, once opened, is not undone by another word. */
export const decideFinding = async (context: Context, input: Input) => {
  const { actor, db, now, emit } = context
  const { number, id, decision } = input
  ensure(decidesFindings(actor))
  const row = await lockRecord(context, number)
  const review = await readReview(context, { number })
  const finding = review.findings.find((one) => one.id === id)
  if (finding === undefined) throw notFound()
  if (!review.mayDecide) throw new Failure('not_possible', { detail: `${number} is signed or closed` })
  if (finding.problem !== null)
    throw new Failure('not_possible', { detail: `${finding.problem} stands for it already` })
  const reason = input.reason === undefined || input.reason === '' ? null : input.reason
  if (decision === 'dismiss' && reason === null)
    throw new Failure('reason_required', { errors: [{ path: 'reason', message: 'required' }] })
  const problem = decision === 'problem' ? await problemFor(context, input, finding) : null
  if (problem !== null) await relateRecords(context, row, problem)
  await db
    .updateTable('trend_finding')
    .set({ decision, reason, problem_id: problem?.id ?? null, decided_at: now, decided_by: actor.id })
    .where('id', '=', id)
    .execute()
  await emit({
    subject: row.id,
    event: 'trend.decided',
    body: {
      finding: id,
      by: finding.by,
      key: finding.key,
      name: finding.name,
      decision,
      reason,
      problem: problem?.number ?? null,
    },
    audience: { number },
  })
  return readReview(context, { number })
}

type Finding = Awaited<ReturnType<typeof readReview>>['findings'][number]

/** The one that is named, with the incidents linked to it; or a new one that was born of a trend. */
const problemFor = async (
  context: Context,
  { problem, title, level }: Input,
  finding: Finding,
): Promise<{ id: string; number: string }> => {
  const incidents = await standing(context, finding.incidents)
  if (problem !== undefined) {
    const named = await recordWith(context, problem)
    if (named === undefined) throw invalid('problem', 'no problem has this number')
    if (incidents.length > 0) await linkToProblem(context, { number: problem, incidents })
    return named
  }
  const opened = await openProblem(context, {
    title: (title ?? finding.name.fr).slice(0, 300),
    incidents,
    origin: 'trend',
    level,
    ...(finding.by === 'service' ? { serviceId: finding.key } : {}),
    ...(finding.by === 'client' ? { clientId: finding.key } : {}),
  })
  const row = await recordWith(context, opened.number)
  if (row === undefined) throw notFound()
  return row
}

const recordWith = ({ db }: Context, number: string) =>
  db
    .selectFrom('record')
    .select(['id', 'number'])
    .where('number', '=', number)
    .where('kind', '=', 'PRB')
    .executeTakeFirst()

/** Some may have been merged into others since they were counted. */
const standing = async ({ db }: Context, numbers: readonly string[]): Promise<string[]> => {
  if (numbers.length === 0) return []
  const rows = await db
    .selectFrom('record')
    .select('number')
    .where('number', 'in', [...numbers])
    .where('merged_into_id', 'is', null)
    .orderBy('id')
    .execute()
  return rows.map(({ number }) => number)
}
