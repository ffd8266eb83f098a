import type { Database } from '#platform/database/connect.ts'
import { openRecord, type WorkContext } from '../record/index.ts'
import { toldFor } from '../team/index.ts'
import { asRule, endOfDay, keepRecord, type DutyRuleRow } from './rule.ts'

/** Opens the record of one day of a duty; the day is taken already. */
export const openDuty = async (
  context: WorkContext,
  row: DutyRuleRow,
  { dueOn, missed }: { dueOn: string; missed: readonly string[] },
): Promise<{ number: string }> => {
  const { db, now, emit } = context
  const rule = asRule(row)
  const { language } = await db.selectFrom('organisation').select('language').executeTakeFirstOrThrow()
  const opened = await openRecord(context, {
    process: rule.process,
    kind: 'ECH',
    report: {
      title: (language === 'en' ? rule.name.en : undefined) ?? rule.name.fr,
      clientId: rule.clientId,
      assigneeId: rule.ownerId ?? (await holderOf(db, rule.ownerRole, now)),
      channel: 'recurrence',
    },
    facts: { ownerRole: rule.ownerRole, duty: { rule: rule.id, dueOn } },
    dueBy: endOfDay(dueOn, rule.zone),
  })
  await keepRecord(db, { ruleId: rule.id, dueOn, recordId: opened.id })
  await emit({
    subject: opened.id,
    event: 'duty.began',
    body: { rule: rule.id, name: rule.name, dueOn, missed: missed.slice(-100) },
    audience: { number: opened.number },
  })
  return { number: opened.number }
}

/** One person: of several who hold the role, the one who is there and has done so longest; nobody, where nobody does. */
const holderOf = async (
  db: Database,
  role: Parameters<typeof toldFor>[1],
  now: Temporal.Instant,
): Promise<string | null> => (await toldFor(db, role, { now, isOpen: true })).people[0] ?? null
