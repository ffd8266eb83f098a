import { sql } from 'kysely'
import type { Turn } from '#platform/module.ts'
import type { InsideContext } from '#platform/reactions.ts'
import { fireTimer, stepOf } from '../procedure/index.ts'
import { arrive } from './arrive.ts'
import { isOpenAt } from '../calendar/index.ts'
import { toldFor } from '../team/index.ts'
import { hears, holdersBeside, isTold, levelOf } from './escalation.ts'
import { engineFacts } from './facts.ts'
import { loadWork, visitedSteps } from './load.ts'
import type { Work, WorkContext } from './process.ts'
import { recount } from './recount.ts'
import { audienceOf, refreshClocks } from './settle.ts'

interface Due {
  record_id: string
  number: string
  key: string
  due_at: Temporal.Instant
  cause: Record<string, unknown>
}

const batch = 50

/**
 * Does what is due, in the order of time. Records are taken with `skip locked`, the record before its deadline as a
 * person's move does, and each row is marked in the same transaction as what it does: two workers share the work, none
 * does it twice, and nobody waits crosswise. What fails is tried again in an hour and keeps nobody else waiting.
 */
export const fireDue = async (inside: InsideContext): Promise<Turn> => {
  const context: WorkContext = { ...inside, actor: null }
  const { db, now } = context
  const { rows } = await sql<Due>`select d.record_id, r.number, d.key, d.due_at, d.cause
    from record r join deadline d on r.id = d.record_id
    where d.fired_at is null and coalesce(d.postponed_until, d.due_at) <= ${now}
    order by d.due_at limit ${batch} for update of r, d skip locked`.execute(db)
  const troubles: unknown[] = []
  for (const due of rows) {
    await sql`savepoint due`.execute(db)
    try {
      await fire(context, due)
    } catch (trouble) {
      await sql`rollback to savepoint due`.execute(db)
      await thisOne(db, due)
        .set({ postponed_until: now.add({ hours: 1 }) })
        .execute()
      troubles.push(trouble)
    }
    await sql`release savepoint due`.execute(db)
  }
  return { hasMore: rows.length === batch, troubles }
}

const thisOne = (db: WorkContext['db'], { record_id, key, due_at }: Due) =>
  db
    .updateTable('deadline')
    .where('record_id', '=', record_id)
    .where('key', '=', key)
    .where('due_at', '=', due_at)
    .where('fired_at', 'is', null)

const fire = async (context: WorkContext, due: Due): Promise<void> => {
  const { numUpdatedRows } = await thisOne(context.db, due)
    .set({ fired_at: context.now })
    .executeTakeFirstOrThrow()
  // What was due before it in this turn may have made it void.
  if (numUpdatedRows === 0n) return
  const work = await loadWork(context, due.number)
  if (work.row.id !== due.record_id || work.row.closed_at !== null) return
  if (due.key === recount) await recountClocks(work)
  else if (due.key.startsWith('step-timer:')) await fireStepTimer(work, due)
  else if (due.key === 'response' || due.key === 'resolution') await breach(work, due, due.key)
  else if (due.key === 'hold-reminder') await remind(work, due)
  else await escalate(work, due)
}

/** A calendar has changed: what was due by it is due at other times from now on; what is past counts as it counted. */
const recountClocks = async (work: Work): Promise<void> => {
  const times = await refreshClocks(work)
  await work.context.db.updateTable('record').set(times).where('id', '=', work.row.id).execute()
}

/** A timer of the drawing: an interrupting one leads on, the other kind only tells. */
const fireStepTimer = async (work: Work, due: Due): Promise<void> => {
  const { row, judgement, context } = work
  const id = due.key.slice('step-timer:'.length)
  const timer = stepOf(judgement.procedure.content, row.step)?.timers.find((candidate) => candidate.id === id)
  if (timer === undefined) return
  if (!timer.interrupting) {
    await remind(work, due)
    // The next turn of one that repeats.
    await refreshClocks(work)
    return
  }
  const facts = await engineFacts(work, await visitedSteps(context, row))
  const advance = fireTimer(judgement.procedure.content, { step: row.step, timer: id }, facts)
  await arrive(work, {
    arrival: { advance, why: 'timer', move: id },
    step: null,
    fields: {},
    onBehalfOf: null,
  })
}

/** A target that passed: said once, kept for ever, whatever is agreed afterwards. */
const breach = async ({ context, row }: Work, due: Due, clock: 'response' | 'resolution'): Promise<void> => {
  const isMet = clock === 'response' ? row.responded_at !== null : row.resolved_at !== null
  if (isMet) return
  await context.emit({
    subject: row.id,
    event: 'record.breached',
    audience: audienceOf(row),
    body: { clock, dueAt: due.due_at.toString() },
  })
  const breached =
    clock === 'response'
      ? { response_breached_at: row.response_breached_at ?? due.due_at }
      : { resolution_breached_at: row.resolution_breached_at ?? due.due_at }
  await context.db
    .updateTable('record')
    .set({ is_breached: true, ...breached })
    .where('id', '=', row.id)
    .execute()
}

const remind = async ({ context, row }: Work, due: Due): Promise<void> => {
  await context.emit({
    subject: row.id,
    event: 'record.reminded',
    audience: audienceOf(row),
    body: { key: due.key, dueAt: due.due_at.toString() },
  })
}

/** A timer warns and proposes; a person moves the record (figure 18). */
const escalate = async (work: Work, due: Due): Promise<void> => {
  const { context, row, judgement } = work
  if (row.phase !== 'new' && row.phase !== 'active') return
  const found = levelOf(judgement.levels.content, due.key)
  if (found === null) return
  const { level, below } = found
  const isQuiet = !isTold(level.quiet, row)
  const isOneHand =
    below !== null && (await holdersBeside(context.db, { role: level.role, beside: below.role })) === 0
  const isOpen = isOpenAt(judgement.timeline, context.now)
  const told = await toldFor(context.db, hears(level.role), { now: context.now, isOpen })
  await context.emit({
    subject: row.id,
    event: 'record.escalated',
    audience: audienceOf(row),
    body: {
      key: due.key,
      role: level.role,
      dueAt: due.due_at.toString(),
      isLogged: isOneHand,
      ...(isOneHand ? {} : { told }),
      isForDigest: isQuiet && !isOneHand,
    },
  })
}
