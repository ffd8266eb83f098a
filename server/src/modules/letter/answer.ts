import type { Answer, letterApi } from '#contract/letter/api.ts'
import type { z } from 'zod'
import { noHouse, type Context, type OpenContext } from '#platform/context.ts'
import type { Database } from '#platform/database/connect.ts'
import { letIn } from '#platform/database/transaction.ts'
import { Failure, notFound } from '#platform/failure.ts'
import { networkOf, openAttempts } from '#platform/http/attempts.ts'
import { htmlOfText } from '#platform/mail/fold.ts'
import { lockRecord, moveRecord } from '../record/index.ts'
import { openAnswer, type Claim } from './links.ts'
import { isAsked, readProvider, readVisible, solutionOf } from './write.ts'

type Input<Name extends keyof typeof letterApi> = z.output<(typeof letterApi)[Name]['input']>
type Answered = z.input<typeof Answer>

/** A mail program may open a link many times; who tries secrets is stopped. */
const attempts = openAttempts(60, 300)
const misses = openAttempts(20, 300)

/** What the link asks, or what became of it. Nothing is changed: programs that guard mailboxes open every link. */
export const readAnswer = async (context: OpenContext, { token }: Input<'readAnswer'>): Promise<Answered> => {
  const claim = claimOf(context, token)
  return within(context, claim, (asPerson) => answered(asPerson, claim))
}

/** One of the two moves, as the person who was written to and by the rule that holds on the portal. */
export const answerRecord = async (
  context: OpenContext,
  { token, verdict, comment }: Input<'answer'>,
): Promise<Answered> => {
  const claim = claimOf(context, token)
  return within(context, claim, async (asPerson) => {
    const { number } = await visible(asPerson, claim)
    // Two clicks at once come one after the other.
    await lockRecord(asPerson, number)
    const before = await answered(asPerson, claim)
    if (before.state !== 'open') return before
    const said = comment === undefined || comment === '' ? {} : { comment: htmlOfText(comment) }
    await moveRecord(asPerson, { number, move: verdict, fields: {}, ...said })
    return answered(asPerson, claim)
  })
}

const claimOf = ({ door, now }: OpenContext, token: string): Claim => {
  const [network, at] = [networkOf(door.address), now.epochMilliseconds]
  if (!attempts.take(token, at) || !misses.take(network, at)) throw new Failure('too_many_requests')
  const claim = openAnswer(door.vault, token)
  if (claim === null) throw notFound()
  misses.giveBack(network)
  if (Temporal.Instant.compare(claim.until, now) <= 0) throw new Failure('link_expired')
  return claim
}

const within = async <T>(
  context: OpenContext,
  { personId }: Claim,
  work: (asPerson: Context) => Promise<T>,
): Promise<T> => {
  const { db, now, emit, door } = context
  const answer = await letIn(db, personId, now, (actor) =>
    work({ db, now, emit, door, actor, house: noHouse }),
  )
  // He has left meanwhile.
  if (answer === null) throw new Failure('link_expired')
  return answer
}

const answered = async (asPerson: Context, claim: Claim): Promise<Answered> => {
  const { actor, db } = asPerson
  const record = await visible(asPerson, claim)
  const provider = await readProvider(db)
  const shown = {
    number: record.number,
    title: record.title,
    solution: record.solution,
    provider: { name: provider.name, phone: provider.phone },
    language: actor.language,
  }
  if (await isAsked({ record, asPerson })) return { ...shown, state: 'open', answeredAt: null }
  const given = await lastVerdict(db, claim)
  return { ...shown, state: given?.verdict ?? 'over', answeredAt: given?.at ?? null }
}

/** A ticket that has gone on in another one leads there, as everywhere. */
const visible = async ({ db }: Context, { recordId }: Claim) => {
  const row = await db
    .selectFrom('record')
    .select('merged_into_id')
    .where('id', '=', recordId)
    .executeTakeFirst()
  const record = row === undefined ? null : await readVisible(db, row.merged_into_id ?? recordId)
  if (record === null) throw notFound()
  const solution = solutionOf(record.facts)
  return { ...record, solution: record.resolved_at === null || solution === '' ? null : solution }
}

/** What this person answered since the mail was written, here or on the portal. */
const lastVerdict = async (
  db: Database,
  { recordId, personId, from }: Claim,
): Promise<{ verdict: 'settled' | 'not-yet'; at: Temporal.Instant } | null> => {
  const rows = await db
    .selectFrom('journal_entry as e')
    .innerJoin('journal_body as b', 'b.entry_id', 'e.id')
    .select(['e.at', 'b.body'])
    .where('e.subject_id', '=', recordId)
    .where('e.event', '=', 'record.moved')
    .where('e.actor_id', '=', personId)
    .where('e.at', '>=', from)
    .orderBy('e.seq', 'desc')
    .execute()
  for (const { at, body } of rows) {
    const move: unknown = Reflect.get(Object(body), 'move')
    if (move === 'settled' || move === 'not-yet') return { verdict: move, at }
  }
  return null
}
