import type { RecordMove } from '#contract/procedure/shape.ts'
import { GivenInstant } from '#contract/instant.ts'
import { HoldReason } from '#contract/record/shape.ts'
import type { Context } from '#platform/context.ts'
import { Failure, invalid } from '#platform/failure.ts'
import { enter } from '../procedure/index.ts'
import { declareMajor } from './declare-major.ts'
import { engineFacts } from './facts.ts'
import { mergeInto } from './merge.ts'
import { arrive, withEffect } from './arrive.ts'
import { cancel } from './cancel.ts'
import { mayOverridePriority } from './policy.ts'
import { priorityOf } from './priority.ts'
import type { Work } from './process.ts'
import { requalify } from './requalify.ts'
import { saveWork } from './save.ts'
import { audienceOf, processOfWork, toldTo } from './settle.ts'
import { emitTarget } from './open.ts'

interface Taking {
  context: Context
  work: Work
  drawn: RecordMove
  fields: Record<string, unknown>
}

interface KnownMove {
  required: readonly string[]
  optional: readonly string[]
  isForStaff: boolean
  isOffered: (work: Work) => boolean
  take: (taking: Taking) => Promise<void>
}

const isOpen = ({ row }: Work): boolean => row.closed_at === null
const isUnderWay = ({ row }: Work): boolean => row.phase === 'new' || row.phase === 'active'

/** After this many days a thing is new, and gets a ticket of its own. */
const daysToReopen = 15

/** Is it over, and not so long that what happens again is a thing of its own? */
export const isReopenable = (
  { phase, closed_at }: Pick<Work['row'], 'phase' | 'closed_at'>,
  now: Temporal.Instant,
): boolean =>
  phase === 'resolved' ||
  (phase === 'closed' && closed_at !== null && now.since(closed_at).total('hours') <= daysToReopen * 24)

/** The moves that every step offers; the procedure says to whom, and prints them as a legend. */
export const recordMoves: Partial<Record<RecordMove['id'], KnownMove>> = {
  hold: {
    required: ['holdReason'],
    optional: ['until'],
    isForStaff: true,
    isOffered: (work) => isUnderWay(work) && work.row.held === null,
    take: async ({ context, work, fields }) => {
      const reason = HoldReason.parse(fields['holdReason'])
      const until = GivenInstant.optional().parse(fields['until']) ?? null
      if (reason === 'agreed-date' && until === null)
        throw invalid('fields.until', 'the agreed date is expected')
      await context.emit({
        subject: work.row.id,
        event: 'record.held',
        visibility: toldTo(work.row),
        audience: audienceOf(work.row),
        body: { reason, until },
      })
      const held_until = until === null ? null : Temporal.Instant.from(until)
      await saveWork(withEffect(work, { row: { held: reason, held_until } }), work.row)
    },
  },
  resume: {
    required: [],
    optional: [],
    isForStaff: true,
    isOffered: (work) => isUnderWay(work) && work.row.held !== null,
    take: async ({ work }) => saveWork(withEffect(work, { row: { held: null, held_until: null } }), work.row),
  },
  cancel: {
    required: ['reason'],
    optional: [],
    isForStaff: false,
    isOffered: (work) => isOpen(work) && (processOfWork(work).mayCancel?.(work) ?? true),
    take: async ({ work, fields }) => cancel(work, String(fields['reason']), 'cancelled'),
  },
  reopen: {
    required: ['reason'],
    optional: [],
    isForStaff: false,
    isOffered: ({ row, context }) => isReopenable(row, context.now),
    take: async ({ work, drawn, fields }) => {
      if (drawn.target === undefined)
        throw new Failure('not_possible', { detail: 'the procedure names no step to reopen at' })
      const advance = enter(
        work.judgement.procedure.content,
        drawn.target,
        await engineFacts(work, new Set([drawn.target])),
      )
      await arrive(work, {
        arrival: { advance, why: 'record-move', move: 'reopen' },
        step: null,
        fields,
        onBehalfOf: null,
      })
    },
  },
  prioritise: {
    required: [],
    optional: ['urgency', 'impact', 'priority', 'reason'],
    isForStaff: true,
    isOffered: isOpen,
    take: async ({ context, work, fields }) => prioritise(context, work, fields),
  },
  'declare-major': {
    required: ['reason'],
    optional: ['leaderId'],
    isForStaff: true,
    isOffered: (work) => isUnderWay(work) && !work.row.is_major,
    take: async ({ work, drawn, fields }) => declareMajor(work, drawn, fields),
  },
  merge: {
    required: ['into'],
    optional: ['reason'],
    isForStaff: true,
    isOffered: isOpen,
    take: async ({ context, work, fields }) =>
      mergeInto(context, work, { into: String(fields['into']), reason: asText(fields['reason']) }),
  },
  requalify: {
    required: [],
    optional: ['reason'],
    isForStaff: true,
    isOffered: (work) => isUnderWay(work) && !work.row.is_major,
    take: async ({ work, fields }) => requalify(work, asText(fields['reason'])),
  },
}

/** The grid says the priority; a person may say another, with a right and a reason that stay visible. */
const prioritise = async (context: Context, work: Work, fields: Record<string, unknown>): Promise<void> => {
  const { row, judgement } = work
  const urgency = typeof fields['urgency'] === 'number' ? fields['urgency'] : row.urgency
  const impact = typeof fields['impact'] === 'number' ? fields['impact'] : row.impact
  const byGrid = priorityOf(judgement.grid.content, urgency, impact)
  const wanted = typeof fields['priority'] === 'number' ? fields['priority'] : byGrid
  const isOverride = wanted !== byGrid
  const reason = asText(fields['reason'])
  if (isOverride && !mayOverridePriority(context.actor)) throw new Failure('forbidden')
  if (isOverride && reason === null)
    throw new Failure('reason_required', { errors: [{ path: 'fields.reason', message: 'required' }] })
  if (!judgement.grid.content.priorities.some(({ value }) => value === wanted))
    throw invalid('fields.priority', 'a priority of the grid is expected')
  const changed = withEffect(work, {
    row: { urgency, impact, priority: wanted, priority_reason: isOverride ? reason : null },
  })
  await context.emit({
    subject: row.id,
    event: 'record.reprioritised',
    audience: audienceOf(row),
    body: { before: row.priority, after: wanted, reason },
  })
  await emitTarget(changed)
  await saveWork(changed, row)
}

const asText = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)
