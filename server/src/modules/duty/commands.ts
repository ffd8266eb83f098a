import type { DutyRule, dutyApi } from '#contract/duty/api.ts'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { Failure, invalid } from '#platform/failure.ts'
import { keptList } from '#platform/kept-list.ts'
import { ensure } from '#platform/policy.ts'
import { openDuty } from './open-duty.ts'
import { keepsRhythm, startsDuties } from './policy.ts'
import { readRule } from './queries.ts'
import { asRule, keepPlan, planFor, takeDays, todayIn } from './rule.ts'

type Input<Name extends keyof typeof dutyApi> = z.output<(typeof dutyApi)[Name]['input']>
type Given = Input<'createRule'>

const rules = keptList({ table: 'duty_rule', key: 'duty', read: asRule })

export const createRule = async (context: Context, given: Given) => {
  ensure(keepsRhythm(context.actor))
  return readRule(context, { id: await addRule(context, given, { kitKey: null, isPaused: false }) })
}

export const addRule = async (
  context: Context,
  given: Given,
  { kitKey, isPaused }: { kitKey: string | null; isPaused: boolean },
): Promise<string> => {
  await checkGiven(context, given)
  const { zone } = await context.db.selectFrom('organisation').select('zone').executeTakeFirstOrThrow()
  const values = { ...asValues(given), zone, kit_key: kitKey, is_paused: isPaused }
  return settled(context, await rules.add(context, values))
}

export const editRule = async (context: Context, given: Input<'editRule'>) => {
  ensure(keepsRhythm(context.actor))
  await checkGiven(context, given)
  const before = await context.db
    .selectFrom('duty_rule')
    .select(['trouble', 'done_until', 'is_paused'])
    .where('id', '=', given.id)
    .executeTakeFirst()
  const rule = await rules.change(context, given, asValues(given))
  // What could not be opened is still owed once the rule was put right.
  if (before === undefined || before.trouble === null || before.is_paused) await settled(context, rule)
  else await keepPlan(context.db, rule.id, { doneUntil: before.done_until, next: context.now })
  return readRule(context, rule)
}

export const pauseRule = async (context: Context, { id, isPaused }: Input<'pauseRule'>) => {
  ensure(keepsRhythm(context.actor))
  const { version } = await rules.lock(context, id)
  await settled(context, await rules.change(context, { id, version }, { is_paused: isPaused }))
  return readRule(context, { id })
}

export const endRule = (context: Context, { id }: Input<'endRule'>) => {
  ensure(keepsRhythm(context.actor))
  return rules.end(context, id)
}

/** Now instead of on its day: due today. One at a time. */
export const startDuty = async (context: Context, { id }: Input<'start'>) => {
  ensure(startsDuties(context.actor))
  const { db, now } = context
  const rule = await rules.lock(context, id)
  const open = await db
    .selectFrom('duty_record as d')
    .innerJoin('record as r', 'r.id', 'd.record_id')
    .select('r.number')
    .where('d.duty_rule_id', '=', id)
    .where('r.closed_at', 'is', null)
    .limit(1)
    .executeTakeFirst()
  if (open !== undefined) throw new Failure('not_possible', { detail: `${open.number} is under way` })
  const dueOn = todayIn(rule.zone, now)
  const free = await takeDays(db, id, { days: [dueOn], at: now })
  if (!free.has(dueOn)) throw new Failure('already_exists', { detail: 'it was opened for today already' })
  const row = await db.selectFrom('duty_rule').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  return openDuty(context, row, { dueOn, missed: [] })
}

/** Nothing is opened for what is past already when a rule is written, changed or goes on. */
const settled = async ({ db, now }: Context, rule: DutyRule): Promise<string> => {
  const { due, next } = planFor(rule, { doneUntil: null, now })
  await keepPlan(db, rule.id, { doneUntil: due.at(-1)?.day ?? null, next: next[0]?.at ?? null })
  return rule.id
}

const asValues = (given: Given) => ({
  name: JSON.stringify(given.name),
  process: given.process,
  owner_role: given.ownerRole,
  owner_id: given.ownerId,
  client_id: given.clientId,
  rhythm: JSON.stringify(given.rhythm),
  starts_on: given.startsOn,
  lead_days: given.leadDays,
  evidence: JSON.stringify(given.evidence),
})

const checkGiven = async ({ db }: Context, { clientId, ownerId, process }: Given): Promise<void> => {
  if (process === 'configuration-report' && clientId === null)
    throw invalid('clientId', 'a client is expected')
  if (clientId !== null) {
    const client = await db
      .selectFrom('client')
      .select('id')
      .where('id', '=', clientId)
      .where('ended_at', 'is', null)
      .executeTakeFirst()
    if (client === undefined) throw invalid('clientId', 'no current client has this id')
  }
  if (ownerId === null) return
  const owner = await db
    .selectFrom('person')
    .select('id')
    .where('id', '=', ownerId)
    .where('ended_at', 'is', null)
    .where('client_id', 'is', null)
    .where('supplier_id', 'is', null)
    .executeTakeFirst()
  if (owner === undefined) throw invalid('ownerId', 'nobody of the provider has this id')
}
