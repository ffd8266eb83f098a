import type { changeApi } from '#contract/change/api.ts'
import { ChangeModel, type Approvals, type Change, type PortalChange } from '#contract/change/shape.ts'
import { riskOf } from '#contract/change/risk.ts'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { together, type Database } from '#platform/database/connect.ts'
import { notFound } from '#platform/failure.ts'
import { deepest, impactOf } from '../configuration/index.ts'
import { contentsOf } from '../artefact/index.ts'
import { findRow, isStaff } from '../record/index.ts'
import { outsideWindowOf } from './outage.ts'
import { actionsOn } from './policy.ts'
import { classifiedIn, findChange, missingIn, risksIn, type ChangeRow } from './row.ts'
import { actorsNow, roundsOf, wantedBy } from './rounds.ts'
import { tasksOf } from './tasks.ts'
import { touchedBy } from './touched.ts'

const Objective = z.enum(['met', 'partly', 'missed']).nullable()

type Input<Name extends keyof typeof changeApi> = z.output<(typeof changeApi)[Name]['input']>

/** What a change is about; a client sees what concerns it. */
export const readChange = async (
  context: Context,
  { number }: Input<'read'>,
): Promise<z.input<typeof Change> | z.input<typeof PortalChange>> => {
  if (isStaff(context.actor)) return readWhole(context, number)
  const [found] = await changesOfClient(context.db, number)
  if (found === undefined) throw notFound()
  return found
}

export const listMine = async ({ db }: Context) => ({ items: await changesOfClient(db, null) })

const mostOfClient = 200

interface ClientRow {
  number: string
  title: string
  serviceName: string | null
  phase: PortalChange['phase']
  outcome: string | null
  from: Temporal.Instant | null
  to: Temporal.Instant | null
  outageMinutes: number | null
  recordedAt: Temporal.Instant
  asksDecision: boolean
  decided: PortalChange['decided']
  decidedAt: Temporal.Instant | null
}

const changesOfClient = async (
  db: Database,
  number: string | null,
): Promise<z.input<typeof PortalChange>[]> => {
  const { rows } =
    await sql<ClientRow>`select number, title, service_name as "serviceName", phase, outcome, window_from as "from", window_to as "to",
    outage_minutes as "outageMinutes", recorded_at as "recordedAt", seat is not null as "asksDecision", decided, decided_at as "decidedAt"
    from client_changes(${number}, ${mostOfClient})`.execute(db)
  return rows.map(({ from, to, ...row }) => ({
    ...row,
    window: from === null || to === null ? null : { from, to },
  }))
}

export const readWhole = async (context: Context, number: string): Promise<z.input<typeof Change>> => {
  const { db, actor, now } = context
  const record = await findRow(context, number)
  if (record.kind !== 'CHG') throw notFound()
  const row = await findChange(db, record.id)
  const facts = classifiedIn(record.facts)
  const [rounds, tasks, model, table] = await together([
    roundsOf(context, record.id),
    tasksOf(db, record.id),
    modelOf(db, row.model_version_id),
    actorsNow(db, now),
  ])
  const [round] = rounds
  const seats = round?.seats ?? []
  const wanted =
    table === null
      ? null
      : wantedBy(table, row, { facts: record.facts, clientId: record.client_id, outsideWindow: [] })
  const isLive = round !== undefined && round.state !== 'voided'
  return {
    number: record.number,
    title: record.title,
    clientId: record.client_id,
    type: facts.changeType,
    severity: facts.severity,
    impact: facts.changeImpact,
    category: isLive ? round.category : (wanted?.category ?? null),
    model,
    reason: row.reason,
    benefit: row.benefit,
    scope: row.scope,
    risk: risksIn(row),
    riskScore: riskOf(risksIn(row)),
    testPlan: row.test_plan,
    testResult: row.test_result,
    backOutPlan: row.back_out_plan,
    window: windowOf(row),
    outageMinutes: row.outage_minutes,
    cost: row.cost,
    isBySupplier: facts.isBySupplier,
    inRelease: facts.inRelease,
    tasks,
    review: row.review,
    objective: Objective.parse(row.objective),
    appliedAt: row.applied_at,
    revertedAt: row.reverted_at,
    baselineId: row.baseline_id,
    missing: isLive && (round.state === 'open' || round.state === 'approved') ? [] : missingIn(row, facts),
    actions: actionsOn(actor, {
      isOpen: record.closed_at === null,
      isCarriedOut: facts.isImplemented || facts.isBackedOut,
      isMyTurn: seats.some(({ isMine, isTurn }) => isMine && isTurn),
      isMineToSign: seats.some(({ isMine, isTurn }) => isMine && !isTurn),
      isControlDue: round?.control != null && !round.control.isMet,
    }),
    version: record.version,
  }
}

const windowOf = ({ window_from, window_to }: ChangeRow) =>
  window_from === null || window_to === null ? null : { from: window_from, to: window_to }

const modelOf = async (db: Database, versionId: string | null): Promise<Change['model']> => {
  if (versionId === null) return null
  const version = await db
    .selectFrom('artefact_version as v')
    .innerJoin('artefact as a', 'a.id', 'v.artefact_id')
    .select(['a.key', 'v.number'])
    .where('v.id', '=', versionId)
    .executeTakeFirstOrThrow()
  const content = (await contentsOf(db, [versionId])).get(versionId)
  return { ...version, versionId, content: ChangeModel.parse(content) }
}

export const readApprovals = async (
  context: Context,
  { number }: { number: string },
): Promise<z.input<typeof Approvals>> => {
  const { db, now } = context
  const record = await findRow(context, number)
  if (record.kind !== 'CHG') throw notFound()
  const row = await findChange(db, record.id)
  const [rounds, table] = await together([roundsOf(context, record.id), actorsNow(db, now)])
  const outsideWindow = await outsideWindowOf(db, record, row)
  return {
    rounds,
    wanted:
      table === null
        ? null
        : wantedBy(table, row, { facts: record.facts, clientId: record.client_id, outsideWindow }),
  }
}

export const readImpactOf = async (context: Context, { number }: Input<'impact'>) => {
  const record = await findRow(context, number)
  if (record.kind !== 'CHG') throw notFound()
  return impactOf(context.db, await touchedBy(context.db, record.id), { direction: 'up', depth: deepest })
}

/** For the review: what went wrong on those items in the seven days after the change was carried out. */
export const listIncidents = async (context: Context, { number }: Input<'incidents'>) => {
  const { db } = context
  const record = await findRow(context, number)
  if (record.kind !== 'CHG') throw notFound()
  const { applied_at } = await findChange(db, record.id)
  if (applied_at === null) return { items: [] }
  const touched = await touchedBy(db, record.id)
  const { rows } = await sql<{
    number: string
    title: string
    phase: PortalChange['phase']
    priority: number | null
    recordedAt: Temporal.Instant
    cis: string[]
  }>`select r.number, r.title, r.phase, r.priority, r.recorded_at as "recordedAt", jsonb_agg(c.number order by c.number) as cis
    from record_ci rc join record r on r.id = rc.record_id join ci c on c.id = rc.ci_id
    where rc.ci_id = any(${touched}::uuid[]) and r.kind = 'INC' and r.recorded_at >= ${applied_at}
      and r.recorded_at < ${applied_at.add({ hours: 7 * 24 })} and r.merged_into_id is null
    group by r.id order by r.recorded_at, r.id limit 200`.execute(db)
  return { items: rows }
}
