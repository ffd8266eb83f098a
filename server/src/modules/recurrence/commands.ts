import type { RecurrenceRule, recurrenceApi } from '#contract/recurrence/api.ts'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { invalid } from '#platform/failure.ts'
import { keptList } from '#platform/kept-list.ts'
import { ensure } from '#platform/policy.ts'
import { worksTickets } from '../record/index.ts'
import { keepPlan, planOf, timelineFor } from './plan.ts'
import { asRule, readRecurrence } from './queries.ts'

type Input<Name extends keyof typeof recurrenceApi> = z.output<(typeof recurrenceApi)[Name]['input']>

const rules = keptList({ table: 'recurrence', key: 'recurrence', read: asRule })

export const createRecurrence = async (context: Context, given: Input<'create'>) => {
  ensure(worksTickets(context.actor))
  await checkGiven(context, given)
  const { zone } = await context.db.selectFrom('organisation').select('zone').executeTakeFirstOrThrow()
  const rule = await rules.add(context, { ...asValues(given), zone, owner_id: context.actor.id })
  return settled(context, rule)
}

export const editRecurrence = async (context: Context, given: Input<'edit'>) => {
  ensure(worksTickets(context.actor))
  await checkGiven(context, given)
  const owed = await owedBy(context, given.id)
  const rule = await rules.change(context, given, asValues(given))
  if (owed === null) return settled(context, rule)
  await keepPlan(context.db, rule.id, { doneUntil: owed.doneUntil, next: context.now })
  return readRecurrence(context, rule)
}

export const pauseRecurrence = async (context: Context, { id, isPaused }: Input<'pause'>) => {
  ensure(worksTickets(context.actor))
  const { version } = await rules.lock(context, id)
  return settled(context, await rules.change(context, { id, version }, { is_paused: isPaused }))
}

export const endRecurrence = (context: Context, { id }: Input<'end'>) => {
  ensure(worksTickets(context.actor))
  return rules.end(context, id)
}

/** A ticket that could not be made is still owed once the rule was put right. */
const owedBy = async ({ db }: Context, id: string): Promise<{ doneUntil: string | null } | null> => {
  const row = await db
    .selectFrom('recurrence')
    .select(['trouble', 'done_until', 'is_paused'])
    .where('id', '=', id)
    .executeTakeFirst()
  return row === undefined || row.trouble === null || row.is_paused ? null : { doneUntil: row.done_until }
}

/** Nothing is made for what is past already when a rule is written, changed or goes on. */
const settled = async (context: Context, rule: RecurrenceRule) => {
  const { db, now } = context
  const timeline = await timelineFor(db, rule.calendarId)
  const { due, next } = planOf(rule, { timeline, doneUntil: null, now })
  await keepPlan(db, rule.id, { doneUntil: due.at(-1)?.day ?? null, next: next[0]?.at ?? null })
  return readRecurrence(context, rule)
}

const asValues = (given: Input<'create'>) => ({
  name: given.name,
  template_id: given.templateId,
  client_id: given.clientId,
  service_id: given.serviceId,
  assignee_id: given.assigneeId,
  team_id: given.teamId,
  rhythm: JSON.stringify(given.rhythm),
  at_time: given.time,
  starts_on: given.startsOn,
  ends_on: given.endsOn,
  calendar_id: given.calendarId,
  off_day: given.offDay,
  lead_days: given.leadDays,
})

const checkGiven = async ({ db }: Context, given: Input<'create'>): Promise<void> => {
  if (given.endsOn !== null && given.endsOn < given.startsOn) throw invalid('endsOn', 'not before startsOn')
  if ((given.calendarId === null) !== (given.offDay === null))
    throw invalid('offDay', 'needed with a calendar, and only with one')
  const named = await db
    .selectNoFrom((one) => [
      one
        .selectFrom('ticket_template')
        .select('id')
        .where('id', '=', given.templateId)
        .where('ended_at', 'is', null)
        .as('templateId'),
      one
        .selectFrom('client')
        .select('id')
        .where('id', '=', given.clientId)
        .where('ended_at', 'is', null)
        .as('clientId'),
      one
        .selectFrom('service')
        .select('id')
        .where('id', '=', given.serviceId)
        .where('ended_at', 'is', null)
        .as('serviceId'),
      one
        .selectFrom('team')
        .select('id')
        .where('id', '=', given.teamId)
        .where('ended_at', 'is', null)
        .as('teamId'),
      one
        .selectFrom('person')
        .select('id')
        .where('id', '=', given.assigneeId)
        .where('ended_at', 'is', null)
        .where('client_id', 'is', null)
        .where('supplier_id', 'is', null)
        .as('assigneeId'),
      one
        .selectFrom('artefact')
        .select('id')
        .where('id', '=', given.calendarId)
        .where('kind', '=', 'calendar')
        .as('calendarId'),
    ])
    .executeTakeFirstOrThrow()
  for (const name of ['templateId', 'clientId', 'serviceId', 'teamId', 'assigneeId', 'calendarId'] as const) {
    if (given[name] !== null && named[name] === null) throw invalid(name, 'nothing has this id')
  }
}
