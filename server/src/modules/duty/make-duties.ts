import type { DutyTrouble } from '#contract/duty/api.ts'
import { sql } from 'kysely'
import { Failure } from '#platform/failure.ts'
import type { Turn } from '#platform/module.ts'
import type { InsideContext } from '#platform/reactions.ts'
import { notify } from '../notification/index.ts'
import { toldFor } from '../team/index.ts'
import { openDuty } from './open-duty.ts'
import { asRule, keepPlan, planFor, takeDays, type DutyRuleRow } from './rule.ts'

const batch = 20

/**
 * Opens what is due. A rule is held until the commit and each of its days is taken once, so that neither two workers nor a second turn
 * open it twice. After a downtime the latest day is opened; its record says which days before it were not.
 */
export const makeDuties = async (inside: InsideContext): Promise<Turn> => {
  const { db, now } = inside
  const rows = await db
    .selectFrom('duty_rule')
    .selectAll()
    .where('next_at', '<=', now)
    .where('ended_at', 'is', null)
    .where('is_paused', '=', false)
    .orderBy('next_at')
    .limit(batch)
    .forUpdate()
    .skipLocked()
    .execute()
  const troubles: unknown[] = []
  for (const row of rows) {
    await sql`savepoint duty`.execute(db)
    try {
      await follow(inside, row)
    } catch (error) {
      await sql`rollback to savepoint duty`.execute(db)
      // Another duty does not wait for this one.
      const trouble = troubleOf(error)
      await keepPlan(db, row.id, { doneUntil: row.done_until, next: now.add({ hours: 1 }), trouble })
      if (trouble !== row.trouble) await tellOwner(inside, row, trouble)
      troubles.push(error)
    }
    await sql`release savepoint duty`.execute(db)
  }
  return { hasMore: rows.length === batch, troubles }
}

const follow = async (inside: InsideContext, row: DutyRuleRow): Promise<void> => {
  const { db, now } = inside
  const { due, next } = planFor(asRule(row), { doneUntil: row.done_until, now })
  const latest = due.at(-1)
  if (latest !== undefined) {
    const missed = due.slice(0, -1).map(({ dueOn }) => dueOn)
    const free = await takeDays(db, row.id, { days: [...missed, latest.dueOn], at: now })
    if (free.has(latest.dueOn))
      await openDuty({ ...inside, actor: null }, row, { dueOn: latest.dueOn, missed })
  }
  await keepPlan(db, row.id, { doneUntil: latest?.day ?? row.done_until, next: next[0]?.at ?? null })
}

const troubleOf = (error: unknown): DutyTrouble => {
  if (!(error instanceof Failure)) return 'other'
  if (error.code === 'not_possible') return 'procedure'
  return error.details.errors?.[0]?.path === 'assigneeId' ? 'owner' : 'other'
}

/** Who answers for the duty by his role: the person named may be the very trouble. */
const tellOwner = async (
  { db, now, emit }: InsideContext,
  row: DutyRuleRow,
  trouble: DutyTrouble,
): Promise<void> => {
  const { id, name, ownerRole } = asRule(row)
  const provider = await db.selectFrom('organisation').select('id').executeTakeFirstOrThrow()
  const event = 'duty.failed'
  const source = await emit({ subject: provider.id, event, body: { rule: id, name, trouble } })
  const { people } = await toldFor(db, ownerRole, { now, isOpen: true })
  await notify(db, {
    personIds: people,
    recordId: null,
    event,
    cause: { title: name.fr, trouble },
    source,
    at: now,
  })
}
