import type { Approvals, ChangeActors, Round, Seat } from '#contract/change/shape.ts'
import { Approver, ChangeActors as Actors, OutsideWindow } from '#contract/change/shape.ts'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Database } from '#platform/database/connect.ts'
import { remembering } from '#platform/remember.ts'
import { contentsOf, liveVersions } from '../artefact/index.ts'
import { classifiedIn, type ChangeRow } from './row.ts'

type State = Round['state']

/** How the latest submission stands; null: there is none. */
export const stateOf = async (
  db: Database,
  recordId: string,
): Promise<{ number: number; state: State; isStale: boolean } | null> => {
  const { rows } = await sql<{ number: number; state: State; isStale: boolean }>`
    select n.number, change_round_state(n.record_id, n.number) as state, n.digest <> change_digest(n.record_id) as "isStale"
    from change_round n where n.record_id = ${recordId} order by n.number desc limit 1`.execute(db)
  return rows[0] ?? null
}

const daysOfControl = 5

/** By when somebody else has looked at what was approved by who asked for it or carries it out. */
export const controlBy = (at: Temporal.Instant): Temporal.Instant => at.add({ hours: daysOfControl * 24 })

const roundsIn = z.array(
  z.object({
    number: z.int(),
    state: z.enum(['open', 'approved', 'adjourned', 'refused', 'voided']),
    type: z.enum(['normal', 'emergency']),
    category: z.enum(['major', 'significant', 'minor']),
    rule: z.enum(['all', 'any']),
    isInOrder: z.boolean(),
    isAboveThreshold: z.boolean(),
    outsideWindow: z.array(OutsideWindow),
    digest: z.string(),
    isStale: z.boolean(),
    actorsVersionId: z.string(),
    submittedByName: z.string().nullable(),
    submittedAt: z.string(),
    voidReason: z.string().nullable(),
    seats: z.array(
      z.object({
        seat: z.int(),
        role: Approver,
        people: z.array(z.object({ id: z.string(), name: z.string() })),
        mine: z.string().nullable(),
        decision: z.enum(['approve', 'adjourn', 'refuse']).nullable(),
        basis: z.enum(['own', 'substitute', 'writing', 'oral']).nullable(),
        byName: z.string().nullable(),
        at: z.string().nullable(),
        comment: z.string().nullable(),
        onBehalf: z.looseObject({ name: z.string(), means: z.string() }).nullable(),
        needsControl: z.boolean().nullable(),
        signBy: z.string().nullable(),
        signed: z.object({ isConfirmed: z.boolean(), byName: z.string(), at: z.string() }).nullable(),
      }),
    ),
    controls: z.array(
      z.object({
        byName: z.string(),
        comment: z.string(),
        at: z.string(),
        onBehalf: z.looseObject({ name: z.string(), means: z.string() }).nullable(),
      }),
    ),
  }),
)
type RoundRow = z.infer<typeof roundsIn>[number]

/** Every submission with its seats, latest first, in one statement. */
export const roundsOf = async (
  { db, now }: { db: Database; now: Temporal.Instant },
  recordId: string,
): Promise<Round[]> => {
  const { rows } = await sql<{ rounds: unknown }>`select coalesce((select jsonb_agg(jsonb_build_object(
      'number', n.number, 'state', change_round_state(n.record_id, n.number), 'type', n.type, 'category', n.category, 'rule', n.rule,
      'isInOrder', n.is_in_order, 'isAboveThreshold', n.is_above_threshold, 'outsideWindow', n.outside_window, 'digest', n.digest, 'isStale', n.digest <> change_digest(n.record_id),
      'actorsVersionId', n.actors_version_id, 'submittedByName', p.name, 'submittedAt', n.submitted_at, 'voidReason', v.reason,
      'seats', (select jsonb_agg(jsonb_build_object('seat', s.seat, 'role', s.role, 'mine', change_seat_basis(s.role, r.client_id),
          'people', coalesce((select jsonb_agg(jsonb_build_object('id', h.id, 'name', h.name) order by h.name) from person h
            where h.ended_at is null and case when s.role = 'CL' then h.client_id = r.client_id and h.client_level = 'signatory'
              else h.client_id is null and h.supplier_id is null and (s.role = any(h.roles) or exists (select from substitution b
                join person a on a.id = b.person_id where b.substitute_id = h.id and b.ended_at is null and ${now} >= b.starts_at and ${now} < b.ends_at
                and s.role = any(a.roles))) end), '[]'),
          'decision', d.decision, 'basis', d.basis, 'byName', person_name(d.person_id), 'at', d.at, 'comment', d.comment, 'onBehalf', d.on_behalf,
          'needsControl', d.needs_control, 'signBy', d.sign_by,
          'signed', case when g.at is not null then jsonb_build_object('isConfirmed', g.is_confirmed, 'byName', person_name(g.person_id), 'at', g.at) end)
          order by s.seat)
        from change_seat s left join change_decision d on d.record_id = s.record_id and d.round = s.round and d.seat = s.seat
          left join change_signature g on g.record_id = s.record_id and g.round = s.round and g.seat = s.seat
            and g.is_confirmed = change_signature_stands(s.record_id, s.round, s.seat)
        where s.record_id = n.record_id and s.round = n.number),
      'controls', coalesce((select jsonb_agg(jsonb_build_object('byName', person_name(k.person_id), 'comment', k.comment, 'at', k.at, 'onBehalf', k.on_behalf) order by k.at)
        from change_control k where k.record_id = n.record_id and k.round = n.number), '[]')) order by n.number desc)
    from change_round n join record r on r.id = n.record_id left join person p on p.id = n.submitted_by
      left join change_void v on v.record_id = n.record_id and v.round = n.number
    where n.record_id = ${recordId}), '[]') as rounds`.execute(db)
  return roundsIn.parse(rows[0]?.rounds ?? []).map((row) => asRound(row, now))
}

const instant = (text: string): Temporal.Instant => Temporal.Instant.from(text)

const asRound = ({ seats, controls, submittedAt, ...round }: RoundRow, now: Temporal.Instant): Round => {
  const isOpen = round.state === 'open'
  const firstFree = seats.find(({ decision }) => decision === null)?.seat ?? null
  const needing = seats.filter(
    ({ needsControl, decision }) => needsControl === true && decision === 'approve',
  )
  const isByClient = seats.some(({ role, decision }) => role === 'CL' && decision === 'approve')
  const [earliest] = needing.flatMap(({ at }) => (at === null ? [] : [at])).toSorted()
  const dueAt = earliest === undefined ? null : controlBy(instant(earliest))
  const isMet = isByClient || controls.length > 0
  return {
    ...round,
    submittedAt: instant(submittedAt).toString(),
    seats: seats.map(({ mine, at, signBy, signed, comment, needsControl, ...seat }): Seat => {
      const isTurn = isOpen && seat.decision === null && (!round.isInOrder || seat.seat === firstFree)
      const waitsForSignature =
        seat.basis === 'oral' && signed?.isConfirmed !== true && round.state !== 'voided'
      return {
        ...seat,
        comment: comment ?? '',
        needsControl: needsControl ?? false,
        at: at === null ? null : instant(at).toString(),
        signBy: signBy === null ? null : instant(signBy).toString(),
        signed: signed === null ? null : { ...signed, at: instant(signed.at).toString() },
        isTurn,
        isMine: mine !== null && (isTurn || waitsForSignature),
      }
    }),
    control:
      dueAt === null
        ? null
        : {
            dueAt: dueAt.toString(),
            isMet,
            isByClient,
            isLate: !isMet && Temporal.Instant.compare(now, dueAt) > 0,
          },
    controls: controls.map((one) => ({ ...one, at: instant(one.at).toString() })),
  }
}

const actorsIn = remembering((content) => Actors.parse(content))

/** The table that counts now. */
export const actorsNow = async (
  db: Database,
  now: Temporal.Instant,
): Promise<{ actors: ChangeActors; isProposition: boolean } | null> => {
  const [live] = await liveVersions(db, [{ kind: 'change-actors', key: 'default' }], now)
  if (live === undefined) return null
  const content = (await contentsOf(db, [live.id])).get(live.id)
  return { actors: actorsIn(live.id, content), isProposition: live.isProposition }
}

interface Wanting {
  facts: unknown
  clientId: string | null
  outsideWindow: OutsideWindow[]
}

/** Whom the table would call if it were submitted now. */
export const wantedBy = (
  { actors, isProposition }: { actors: ChangeActors; isProposition: boolean },
  row: ChangeRow,
  { facts, clientId, outsideWindow }: Wanting,
): Approvals['wanted'] => {
  const { changeType, severity, changeImpact } = classifiedIn(facts)
  const cell = actors.cells.find((one) => one.severity === severity && one.impact === changeImpact)
  if (cell === undefined || changeType === null || changeType === 'standard') return null
  const { approvers, rule, isInOrder } = changeType === 'emergency' ? actors.emergency : cell
  const { cost, outageMinutes } = actors.thresholds
  const isOver = (value: number | null, limit: number | null) =>
    value !== null && limit !== null && value > limit
  const isAbove = isOver(row.cost, cost) || isOver(row.outage_minutes, outageMinutes)
  const isAboveThreshold = isAbove && !approvers.includes('D')
  const called = [
    ...approvers,
    ...(isAboveThreshold ? (['D'] as const) : []),
    ...outsideWindow.map(({ role }) => role),
  ]
  return {
    category: cell.category,
    approvers: [...new Set(called.map((role) => (role === 'CL' && clientId === null ? 'RGS/RC' : role)))],
    rule: isAboveThreshold || outsideWindow.length > 0 ? 'all' : rule,
    isInOrder,
    isAboveThreshold,
    outsideWindow,
    isProposition,
  }
}
