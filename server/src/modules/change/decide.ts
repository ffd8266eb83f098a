import type { changeApi } from '#contract/change/api.ts'
import type { Round, Seat } from '#contract/change/shape.ts'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { Failure, invalid, notFound } from '#platform/failure.ts'
import { ensure } from '#platform/policy.ts'
import { advance } from '../calendar/index.ts'
import { audienceOf, goOn, isStaff, loadWork, sendBack, type Work } from '../record/index.ts'
import { worksOnChanges } from './policy.ts'
import { readApprovals } from './queries.ts'
import { classifiedIn } from './row.ts'
import { roundsOf, stateOf } from './rounds.ts'
import { voidRound } from './submit.ts'

type Input = z.output<(typeof changeApi)['decide']['input']>
type State = Round['state']

/** The one way to decide: the change goes on when the last decision that is awaited has come. */
export const decideChange = async (context: Context, input: Input): Promise<{ state: State }> =>
  isStaff(context.actor) ? decideAsStaff(context, input) : decideAsClient(context, input)

const decideAsStaff = async (context: Context, input: Input) => {
  const work = await loadChange(context, input.number)
  const [round] = await roundsOf(context, work.row.id)
  if (round === undefined) throw new Failure('not_possible', { detail: 'nothing was submitted yet' })
  const toSign = round.seats.find((seat) => isToSign(seat, input))
  if (toSign !== undefined) return sign(work, round, { seat: toSign, input })
  const seat = seatFor(round, input)
  const state = await write(work, { round, seat, input })
  if (state !== 'open') await goOn(work, { decision: state })
  return { state }
}

/** A client's record of it is not the client's to read: what it decided is carried on by the product. */
const decideAsClient = async (context: Context, input: Input): Promise<{ state: State }> => {
  const { rows } = await sql<{
    seat: number | null
  }>`select seat from client_changes(${input.number}, 1)`.execute(context.db)
  const [found] = rows
  if (found === undefined) throw notFound()
  if (input.onBehalf !== undefined) throw new Failure('forbidden')
  if (found.seat === null) throw new Failure('wrong_step', { detail: 'no decision of yours is awaited' })
  const { rows: decided } = await sql<{ state: State; id: string; round: number; digest: string }>`
    select * from decide_as_client(${input.number}, ${found.seat}::smallint, ${input.decision}, ${input.comment})`.execute(
    context.db,
  )
  const [told] = decided
  if (told === undefined) throw notFound()
  await context.emit({
    subject: told.id,
    event: 'change.decided',
    audience: { number: input.number },
    body: {
      round: told.round,
      seat: found.seat,
      role: 'CL',
      decision: input.decision,
      basis: 'own',
      comment: input.comment,
      digest: told.digest,
      onBehalf: null,
      attachment: null,
      state: told.state,
    },
  })
  return { state: told.state }
}

export const loadChange = async (context: Context, number: string): Promise<Work> => {
  const work = await loadWork(context, number)
  if (work.row.kind !== 'CHG') throw notFound()
  return work
}

const isToSign = ({ basis, signed, isMine, seat }: Seat, input: Input): boolean =>
  basis === 'oral' &&
  signed?.isConfirmed !== true &&
  isMine &&
  input.onBehalf === undefined &&
  (input.seat === undefined || input.seat === seat)

/** The seat that is meant: the named one, else the first that waits for whoever decides, or for whom he speaks. */
const seatFor = ({ seats, state }: Round, { seat, onBehalf }: Input): Seat => {
  if (state !== 'open')
    throw new Failure('wrong_step', {
      detail: `what was submitted last is ${state}: nothing waits for a decision`,
    })
  const isWithoutWriting = onBehalf !== undefined && onBehalf.attachment === undefined
  if (seat !== undefined) {
    const named = seats.find((one) => one.seat === seat)
    if (named === undefined) throw invalid('seat', 'there is no such seat')
    if (named.role === 'CL' && isWithoutWriting) throw new Failure('writing_required', missingWriting)
    return named
  }
  const free = seats.filter(({ isTurn }) => isTurn)
  const found =
    onBehalf === undefined
      ? free.find(({ isMine }) => isMine)
      : onBehalf.attachment === undefined
        ? free.find(({ role }) => role !== 'CL')
        : (free.find(({ role }) => role === 'CL') ?? free[0])
  if (found !== undefined) return found
  if (isWithoutWriting && free.length > 0) throw new Failure('writing_required', missingWriting)
  throw new Failure('forbidden', { detail: 'no seat here is yours now' })
}

const missingWriting = { errors: [{ path: 'onBehalf.attachment', message: 'required' }] }

const write = async (
  work: Work,
  { round, seat, input }: { round: Round; seat: Seat; input: Input },
): Promise<State> => {
  const { context, row, judgement } = work
  const { decision, comment, onBehalf } = input
  const basis = onBehalf === undefined ? 'own' : onBehalf.attachment === undefined ? 'oral' : 'writing'
  const told =
    onBehalf === undefined
      ? null
      : {
          name: onBehalf.name,
          means: onBehalf.means,
          at: onBehalf.at ?? context.now.toString(),
          ...(onBehalf.reference === undefined ? {} : { reference: onBehalf.reference }),
        }
  const signBy =
    basis === 'oral' ? advance(judgement.timeline, context.now, { value: 1, unit: 'serviceDay' }) : null
  const { rows } = await sql<{
    state: State
  }>`select decide_change(${row.number}, ${seat.seat}::smallint, ${decision}, ${comment}, ${basis},
    ${told === null ? null : JSON.stringify(told)}::jsonb, ${onBehalf?.attachment ?? null}::uuid, ${signBy}::timestamptz) as state`.execute(
    context.db,
  )
  const [answer] = rows
  if (answer === undefined) throw new Error('The database did not answer.')
  const written = await context.db
    .selectFrom('change_decision')
    .select('basis')
    .where('record_id', '=', row.id)
    .where('round', '=', round.number)
    .where('seat', '=', seat.seat)
    .executeTakeFirstOrThrow()
  await context.emit({
    subject: row.id,
    event: 'change.decided',
    audience: audienceOf(row),
    body: {
      round: round.number,
      seat: seat.seat,
      role: seat.role,
      decision,
      // By the role or by standing in for who holds it: the database found out.
      basis: written.basis,
      comment,
      digest: round.digest,
      onBehalf: told,
      attachment: onBehalf?.attachment ?? null,
      state: answer.state,
    },
  })
  return answer.state
}

/** What was agreed by word of mouth is signed; where it was not so, the change stops if it still can. */
const sign = async (
  work: Work,
  round: Round,
  { seat, input }: { seat: Seat; input: Input },
): Promise<{ state: State }> => {
  const { context, row } = work
  if (input.decision === 'adjourn') throw invalid('decision', 'an oral agreement is confirmed or denied')
  const isConfirmed = input.decision === 'approve'
  await sql`select sign_change(${row.id}, ${seat.seat}::smallint, ${isConfirmed}, ${input.comment})`.execute(
    context.db,
  )
  await context.emit({
    subject: row.id,
    event: 'change.signed',
    audience: audienceOf(row),
    body: { round: round.number, seat: seat.seat, isConfirmed, comment: input.comment },
  })
  const state = (await stateOf(context.db, row.id))?.state ?? 'open'
  const { isImplemented, isBackedOut } = classifiedIn(work.facts)
  if (isConfirmed || isBackedOut || row.closed_at !== null) return { state }
  if (isImplemented) await reviewAgain(work, input.comment)
  else await voidRound(work, { round: round.number, reason: input.comment || 'denied', cause: 'denied' })
  return { state: isImplemented ? state : 'voided' }
}

/** What was carried out without an agreement is taken back or agreed afterwards: both begin at the review. */
const reviewAgain = async ({ context, row: { number } }: Work, reason: string): Promise<void> => {
  const work = await loadWork(context, number)
  const { steps } = work.judgement.procedure.content
  const review = steps.find(({ activities }) => activities.some(({ name }) => name === 'review'))
  if (review === undefined || work.row.step === review.id) return
  const isPast = steps
    .find(({ id }) => id === work.row.step)
    ?.activities.some(({ name }) => name === 'follow-up' || name === 'close')
  if (isPast === true) await sendBack(work, { step: review.id, fields: { reason } })
}

/** Somebody else has looked at what was approved by who asked for it or carries it out. */
export const controlChange = async (
  context: Context,
  { number, comment, onBehalf }: z.output<(typeof changeApi)['control']['input']>,
) => {
  ensure(worksOnChanges(context.actor))
  const { row } = await loadChange(context, number)
  const round = await stateOf(context.db, row.id)
  if (round === null) throw new Failure('not_possible', { detail: 'nothing was submitted yet' })
  const told = onBehalf === undefined ? null : JSON.stringify({ name: onBehalf.name, means: onBehalf.means })
  await sql`select control_change(${row.id}, ${comment}, ${told}::jsonb, ${onBehalf?.attachment ?? null}::uuid)`.execute(
    context.db,
  )
  await context.emit({
    subject: row.id,
    event: 'change.controlled',
    audience: audienceOf(row),
    body: {
      round: round.number,
      comment,
      onBehalf: onBehalf === undefined ? null : { name: onBehalf.name, means: onBehalf.means },
    },
  })
  return readApprovals(context, { number })
}
