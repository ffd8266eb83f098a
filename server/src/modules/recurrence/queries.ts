import { RecurrenceRule, RecurrenceTrouble, type Recurrence } from '#contract/recurrence/api.ts'
import { sql, type Selectable } from 'kysely'
import type { Context } from '#platform/context.ts'
import type { DB } from '#platform/database/schema.ts'
import { notFound } from '#platform/failure.ts'
import { timelinesOf } from '../calendar/index.ts'
import { worksTickets } from '../record/index.ts'
import { latestOf, planOf } from './plan.ts'

export type RecurrenceRow = Selectable<DB['recurrence']>

export const listRecurrences = async (context: Context) => {
  const rows = await context.db
    .selectFrom('recurrence')
    .selectAll()
    .where('ended_at', 'is', null)
    .orderBy(sql`plain(name)`)
    .limit(500)
    .execute()
  return { items: await asRecurrences(context, rows), mayWrite: worksTickets(context.actor) }
}

export const readRecurrence = async (context: Context, { id }: { id: string }): Promise<Recurrence> => {
  const row = await context.db.selectFrom('recurrence').selectAll().where('id', '=', id).executeTakeFirst()
  const [found] = await asRecurrences(context, row === undefined ? [] : [row])
  if (found === undefined) throw notFound()
  return found
}

const asRecurrences = async ({ db, now }: Context, rows: readonly RecurrenceRow[]): Promise<Recurrence[]> => {
  if (rows.length === 0) return []
  const timelines = await timelinesOf(
    db,
    rows.flatMap(({ calendar_id }) => (calendar_id === null ? [] : [calendar_id])),
  )
  const latest = await latestOf(
    db,
    rows.map(({ id }) => id),
  )
  return rows.map((row) => {
    const rule = asRule(row)
    const timeline = timelines.get(rule.calendarId ?? '') ?? null
    const isOver = row.ended_at !== null
    const { due, next } = planOf(rule, { timeline, doneUntil: row.done_until, now })
    const coming = rule.isPaused ? next : [...due.slice(-1), ...next].slice(0, 3)
    return {
      ...rule,
      trouble: RecurrenceTrouble.nullable().parse(row.trouble),
      next: isOver ? [] : coming.map(({ dueOn, at }) => ({ dueOn, at: at.toString() })),
      latest: latest
        .filter(({ recurrence_id }) => recurrence_id === row.id)
        .map(({ dueOn, number }) => ({ dueOn, number })),
    }
  })
}

export const asRule = (row: RecurrenceRow): RecurrenceRule =>
  RecurrenceRule.parse({
    id: row.id,
    name: row.name,
    templateId: row.template_id,
    clientId: row.client_id,
    serviceId: row.service_id,
    assigneeId: row.assignee_id,
    teamId: row.team_id,
    rhythm: row.rhythm,
    time: row.at_time,
    zone: row.zone,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    calendarId: row.calendar_id,
    offDay: row.off_day,
    leadDays: row.lead_days,
    isPaused: row.is_paused,
    version: row.version,
  })
