import { Failure } from '#platform/failure.ts'
import { sql } from 'kysely'
import { audienceOf, loadWork, sendBack, type Work } from '../record/index.ts'
import { findConflicts } from './find-conflicts.ts'
import { outsideWindowIn } from './outage.ts'
import { classifiedIn, findChange, missingIn } from './row.ts'
import { stateOf } from './rounds.ts'

/** A change that comes to those who decide: what is missing is named, who decides is frozen with what was submitted. */
export const submitChange = async (work: Work): Promise<void> => {
  const { context, row } = work
  const missing = missingIn(await findChange(context.db, row.id), classifiedIn(work.facts))
  if (missing.length > 0) {
    throw new Failure('missing_fields', {
      detail: `not submitted without ${missing.join(', ')}`,
      errors: missing.map((name) => ({ path: name, message: 'required' })),
    })
  }
  const conflicts = await findConflicts(context.db, row)
  const outsideWindow = outsideWindowIn(conflicts, row.client_id, classifiedIn(work.facts).changeType)
  const { rows } = await sql<{
    round: number
  }>`select submit_change(${row.id}, ${JSON.stringify(outsideWindow)}::jsonb) as round`.execute(context.db)
  const round = rows[0]?.round ?? 0
  const submitted = await context.db
    .selectFrom('change_round')
    .selectAll()
    .where('record_id', '=', row.id)
    .where('number', '=', round)
    .executeTakeFirstOrThrow()
  const seats = await context.db
    .selectFrom('change_seat')
    .select('role')
    .where('record_id', '=', row.id)
    .where('round', '=', round)
    .orderBy('seat')
    .execute()
  await context.emit({
    subject: row.id,
    event: 'change.submitted',
    audience: audienceOf(row),
    body: {
      round,
      digest: submitted.digest,
      category: submitted.category,
      seats: seats.map(({ role }) => role),
      rule: submitted.rule,
      actorsVersion: submitted.actors_version_id,
      ...(outsideWindow.length === 0 ? {} : { outsideWindow }),
      conflicts: [...new Set(conflicts.map(({ kind }) => kind))],
    },
  })
}

const waiting = ['approve', 'build', 'test', 'implement']

/**
 * What was submitted was edited: the submission no longer counts, and a change that was on its way goes back to where it was planned.
 * Once it was carried out there is nothing left to void.
 */
export const voidIfEdited = async (work: Work, reason: string): Promise<void> => {
  const { context, row, facts } = work
  const { isImplemented, isBackedOut } = classifiedIn(facts)
  if (isImplemented || isBackedOut || row.closed_at !== null) return
  const round = await stateOf(context.db, row.id)
  if (round === null || !round.isStale || (round.state !== 'open' && round.state !== 'approved')) return
  await voidRound(work, { round: round.number, reason, cause: 'edited' })
}

export const voidRound = async (
  work: Work,
  { round, reason, cause }: { round: number; reason: string; cause: 'edited' | 'denied' },
): Promise<void> => {
  const { context, row, judgement } = work
  await context.db
    .insertInto('change_void')
    .values({ record_id: row.id, round, reason, by_id: context.actor?.id ?? null, at: context.now })
    .execute()
  await context.emit({
    subject: row.id,
    event: 'change.approval-voided',
    audience: audienceOf(row),
    body: { round, reason, cause },
  })
  const { steps } = judgement.procedure.content
  const here = steps.find(({ id }) => id === row.step)
  if (here?.activities.some(({ name }) => waiting.includes(name)) !== true) return
  const planned = steps.filter(({ activities }) =>
    activities.some(({ name }) => name === 'plan' || name === 'assess-briefly'),
  )
  const visits = await context.db
    .selectFrom('record_visit')
    .select('step')
    .where('record_id', '=', row.id)
    .where(
      'step',
      'in',
      planned.map(({ id }) => id),
    )
    .orderBy('number', 'desc')
    .limit(1)
    .execute()
  const back = visits[0]?.step ?? planned[0]?.id
  if (back === undefined) return
  await sendBack(await loadWork(context, row.number), { step: back, fields: { reason } })
}
