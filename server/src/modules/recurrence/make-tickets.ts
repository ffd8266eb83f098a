import { TicketTemplate } from '#contract/template/api.ts'
import { sql } from 'kysely'
import type { Turn } from '#platform/module.ts'
import type { InsideContext } from '#platform/reactions.ts'
import { openRecord } from '../record/index.ts'
import { keepPlan, planOf, timelineFor } from './plan.ts'
import { tellOwner, troubleOf } from './trouble.ts'
import { asRule, type RecurrenceRow } from './queries.ts'
import type { Occurrence } from './rhythm.ts'

const batch = 20

/**
 * Makes what is due. Each rule is held until the commit and each of its days has one row, so that neither two workers nor a second turn make
 * a ticket twice. After a downtime the latest day is made; the ticket says which days before it were not.
 */
export const makeTickets = async (inside: InsideContext): Promise<Turn> => {
  const { db, now } = inside
  const rows = await db
    .selectFrom('recurrence')
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
    await sql`savepoint rule`.execute(db)
    try {
      await follow(inside, row)
    } catch (error) {
      await sql`rollback to savepoint rule`.execute(db)
      // Another rule does not wait for this one.
      const trouble = troubleOf(error)
      await keepPlan(db, row.id, { doneUntil: row.done_until, next: now.add({ hours: 1 }), trouble })
      if (trouble !== row.trouble) await tellOwner(inside, row, trouble)
      troubles.push(error)
    }
    await sql`release savepoint rule`.execute(db)
  }
  return { hasMore: rows.length === batch, troubles }
}

const follow = async (inside: InsideContext, row: RecurrenceRow): Promise<void> => {
  const { db, now } = inside
  const timeline = await timelineFor(db, row.calendar_id)
  const { due, next } = planOf(asRule(row), { timeline, doneUntil: row.done_until, now })
  const latest = due.at(-1)
  if (latest !== undefined) await makeTicket(inside, row, { latest, missed: due.slice(0, -1) })
  await keepPlan(db, row.id, { doneUntil: latest?.day ?? row.done_until, next: next[0]?.at ?? null })
}

const makeTicket = async (
  inside: InsideContext,
  row: RecurrenceRow,
  { latest, missed }: { latest: Occurrence; missed: readonly Occurrence[] },
): Promise<void> => {
  const { db, emit } = inside
  const { inserted } = await once(inside, row.id, [...missed, latest])
  if (!inserted.includes(latest.dueOn)) return
  const template = await db
    .selectFrom('ticket_template')
    .select('content')
    .where('id', '=', row.template_id)
    .executeTakeFirstOrThrow()
  const { kind, title, description, serviceId, categoryId, urgency, impact, checklist } =
    TicketTemplate.shape.content.parse(template.content)
  const opened = await openRecord(
    { ...inside, actor: null },
    {
      process: kind === 'INC' ? 'incident' : 'request',
      kind,
      report: {
        title: title === '' ? row.name : title,
        description,
        clientId: row.client_id,
        serviceId: row.service_id ?? serviceId,
        categoryId,
        assigneeId: row.assignee_id,
        teamId: row.team_id,
        channel: 'recurrence',
        ...(urgency === null ? {} : { urgency }),
        ...(impact === null ? {} : { impact }),
      },
      checklist,
      facts: { recurrence: { rule: row.id, dueOn: latest.dueOn } },
    },
  )
  await sql`update recurrence_ticket set record_id = ${opened.id} where recurrence_id = ${row.id} and due_on = ${latest.dueOn}`.execute(
    db,
  )
  await emit({
    subject: opened.id,
    event: 'record.recurred',
    body: {
      recurrence: row.id,
      name: row.name,
      dueOn: latest.dueOn,
      missed: missed.map(({ dueOn }) => dueOn).slice(-100),
    },
    audience: { client: opened.client_id, number: opened.number },
  })
}

const once = async ({ db, now }: InsideContext, ruleId: string, days: readonly Occurrence[]) => {
  const rows = await db
    .insertInto('recurrence_ticket')
    .values(days.map(({ dueOn }) => ({ recurrence_id: ruleId, due_on: dueOn, at: now })))
    .onConflict((conflict) => conflict.doNothing())
    .returning('due_on')
    .execute()
  return { inserted: rows.map(({ due_on }) => due_on) }
}
