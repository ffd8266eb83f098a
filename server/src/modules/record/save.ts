import { isStaff } from './policy.ts'
import type { RecordChange, RecordRow, Work } from './process.ts'
import { audienceOf, emitPhase, refreshClocks } from './settle.ts'

/** What a client's or a supplier's move may write; the database grants them no other column. */
const writable = [
  ...([
    'step',
    'step_entered_at',
    'phase',
    'outcome',
    'held',
    'held_until',
    'reopened',
    'facts',
    'level',
    'level_since',
  ] as const),
  ...(['responded_at', 'resolved_at', 'closed_at', 'procedure_version_id', 'due_response_at'] as const),
  ...(['due_resolution_at', 'is_breached', 'waits_for_id', 'updated_at', 'version', 'minutes'] as const),
  ...(['net_minutes', 'held_minutes', 'target_minutes', 'response_breached_at'] as const),
  ...(['resolution_breached_at', 'is_measured'] as const),
] as const satisfies readonly (keyof RecordRow)[]

const mine = [
  ...writable,
  ...(['title', 'description', 'client_id', 'service_id', 'category_id', 'requester_id', 'caller'] as const),
  ...([
    'assignee_id',
    'team_id',
    'urgency',
    'impact',
    'priority',
    'priority_reason',
    'is_confidential',
  ] as const),
  ...([
    'is_major',
    'parent_id',
    'merged_into_id',
    'channel',
    'occurred_at',
    'grid_version_id',
    'levels_version_id',
  ] as const),
  ...(['agreement_version_id', 'calendar_id', 'model_version_id'] as const),
] as const satisfies readonly (keyof RecordRow)[]

/** Writes a record that was loaded and worked on: tells its phase, recomputes its clocks, counts its version. */
export const saveWork = async (work: Work, before: RecordRow): Promise<void> => {
  const { context, row, facts } = work
  const staff = context.actor === null || isStaff(context.actor)
  if (before.responded_at === null && row.responded_at !== null) {
    await context.emit({ subject: row.id, event: 'record.responded', body: {}, audience: audienceOf(row) })
  }
  if (before.held !== null && row.held === null && row.closed_at === null) {
    await context.emit({
      subject: row.id,
      event: 'record.resumed',
      body: { reason: before.held },
      visibility: 'client',
      audience: audienceOf(row),
    })
  }
  await emitPhase(work, before.phase, { phase: row.phase, outcome: row.outcome })
  const times = await refreshClocks(work)
  const after = { ...row, ...times, updated_at: context.now, version: before.version + 1 }
  const columns: readonly (keyof RecordRow)[] = staff ? mine : writable
  const change: Record<string, unknown> = {}
  for (const column of columns) {
    const value = column === 'facts' ? JSON.stringify(facts) : Reflect.get(after, column)
    if (column === 'facts' || !isSame(value, before[column])) change[column] = value
  }
  await context.db
    .updateTable('record')
    .set(change as RecordChange)
    .where('id', '=', row.id)
    .execute()
}

const isSame = (a: unknown, b: unknown): boolean =>
  Object.is(a, b) || (a instanceof Temporal.Instant && b instanceof Temporal.Instant && a.equals(b))
