import { DutyTrouble, type ListedRule } from '#contract/duty/api.ts'
import { sql } from 'kysely'
import type { Context } from '#platform/context.ts'
import type { Database } from '#platform/database/connect.ts'
import { notFound } from '#platform/failure.ts'
import { adoptsRhythm, keepsRhythm } from './policy.ts'
import { asRule, planFor, type DutyRuleRow } from './rule.ts'

/** A rule with the names that its ids stand for, what is under way and what was done last. */
type ListedRow = DutyRuleRow & {
  owner_name: string | null
  client_name: string | null
  open: { number: string; dueOn: string; isLate: boolean }[]
  last_done: { number: string; at: string } | null
}

export const listRules = async (context: Context) => ({
  items: (await rulesBy(context.db, { now: context.now })).map((row) => asListed(row, context.now)),
  mayWrite: keepsRhythm(context.actor),
  mayAdopt: adoptsRhythm(context.actor),
})

export const readRule = async ({ db, now }: Context, { id }: { id: string }): Promise<ListedRule> => {
  const [row] = await rulesBy(db, { now, ids: [id] })
  if (row === undefined) throw notFound()
  return asListed(row, now)
}

export const readRules = async ({ db, now }: Context, ids: readonly string[]): Promise<ListedRule[]> =>
  (await rulesBy(db, { now, ids })).map((row) => asListed(row, now))

/** Those that live, in order of what comes next; or those with these ids, ended or not. */
const rulesBy = async (
  db: Database,
  { now, ids }: { now: Temporal.Instant; ids?: readonly string[] },
): Promise<ListedRow[]> => {
  const { rows } = await sql<ListedRow>`
    select d.*, p.name as owner_name, c.name as client_name,
      coalesce((select jsonb_agg(jsonb_build_object('number', r.number, 'dueOn', t.due_on, 'isLate', r.resolved_at is null and r.due_by <= ${now}) order by t.due_on)
        from duty_record t join record r on r.id = t.record_id where t.duty_rule_id = d.id and r.closed_at is null), '[]') as open,
      (select jsonb_build_object('number', r.number, 'at', replace((r.closed_at at time zone 'UTC')::text, ' ', 'T') || 'Z')
        from duty_record t join record r on r.id = t.record_id where t.duty_rule_id = d.id and r.phase = 'closed'
        order by r.closed_at desc limit 1) as last_done
    from duty_rule d left join person p on p.id = d.owner_id left join client c on c.id = d.client_id
    where case when ${ids === undefined} then d.ended_at is null else d.id = any(${[...(ids ?? [])]}::uuid[]) end
    order by d.is_paused, d.next_at nulls last, plain(d.name ->> 'fr'), d.id limit 1000`.execute(db)
  return rows
}

const asListed = (row: ListedRow, now: Temporal.Instant): ListedRule => {
  const rule = asRule(row)
  const { due, next } = planFor(rule, { doneUntil: row.done_until, now })
  const coming = rule.isPaused ? next : [...due.slice(-1), ...next].slice(0, 3)
  return {
    ...rule,
    trouble: DutyTrouble.nullable().parse(row.trouble),
    ownerName: row.owner_name,
    clientName: row.client_name,
    next: row.ended_at === null ? coming.map(({ dueOn, at }) => ({ dueOn, at: at.toString() })) : [],
    open: row.open,
    lastDone: row.last_done,
  }
}
