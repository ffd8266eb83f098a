import { DutyRule } from '#contract/duty/api.ts'
import { sql, type Selectable } from 'kysely'
import type { Database } from '#platform/database/connect.ts'
import type { DB } from '#platform/database/schema.ts'
import type { DutyTrouble } from '#contract/duty/api.ts'
import { planOf, type Occurrence, type Rule } from '../recurrence/index.ts'

export type DutyRuleRow = Selectable<DB['duty_rule']>

export const asRule = (row: DutyRuleRow): DutyRule =>
  DutyRule.parse({
    id: row.id,
    name: row.name,
    process: row.process,
    ownerRole: row.owner_role,
    ownerId: row.owner_id,
    clientId: row.client_id,
    rhythm: row.rhythm,
    zone: row.zone,
    startsOn: row.starts_on,
    leadDays: row.lead_days,
    evidence: row.evidence,
    isPaused: row.is_paused,
    version: row.version,
  })

/** A duty is a matter of days: its ticket is there when the firm begins to work. */
const openedAt = '07:00'

const rhythmOf = ({ rhythm, startsOn, zone, leadDays }: DutyRule): Rule => ({
  rhythm,
  startsOn,
  endsOn: null,
  time: openedAt,
  zone,
  leadDays,
  offDay: null,
})

/** What is due by now and not dealt with, and what comes next. */
export const planFor = (
  rule: DutyRule,
  { doneUntil, now }: { doneUntil: string | null; now: Temporal.Instant },
): { due: Occurrence[]; next: Occurrence[] } => planOf(rhythmOf(rule), { timeline: null, doneUntil, now })

/** The whole day counts, by the clock of the firm's place. */
export const endOfDay = (day: string, zone: string): Temporal.Instant =>
  Temporal.PlainDate.from(day).add({ days: 1 }).toZonedDateTime(zone).toInstant()

export const todayIn = (zone: string, now: Temporal.Instant): string =>
  now.toZonedDateTimeISO(zone).toPlainDate().toString()

/** Writes down up to which day all is dealt with, when the next ticket is opened, and what stands in its way. */
export const keepPlan = async (
  db: Database,
  id: string,
  {
    doneUntil,
    next,
    trouble = null,
  }: { doneUntil: string | null; next: Temporal.Instant | null; trouble?: DutyTrouble | null },
): Promise<void> => {
  await db
    .updateTable('duty_rule')
    .set({ done_until: doneUntil, next_at: next, trouble })
    .where('id', '=', id)
    .execute()
}

/** Takes days of a rule, each once for ever; answers those that were free. */
export const takeDays = async (
  db: Database,
  ruleId: string,
  { days, at }: { days: readonly string[]; at: Temporal.Instant },
): Promise<Set<string>> => {
  const rows = await db
    .insertInto('duty_record')
    .values(days.map((day) => ({ duty_rule_id: ruleId, due_on: day, at })))
    .onConflict((conflict) => conflict.doNothing())
    .returning('due_on')
    .execute()
  return new Set(rows.map(({ due_on }) => due_on))
}

export const keepRecord = async (
  db: Database,
  { ruleId, dueOn, recordId }: { ruleId: string; dueOn: string; recordId: string },
): Promise<void> => {
  await sql`update duty_record set record_id = ${recordId} where duty_rule_id = ${ruleId} and due_on = ${dueOn}`.execute(
    db,
  )
}
