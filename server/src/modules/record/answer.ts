import type {
  PortalRecord,
  Record as StaffRecord,
  RecordSummary,
  SupplierRecord,
} from '#contract/record/shape.ts'
import type { Procedure } from '#contract/procedure/shape.ts'
import type { Words } from '#contract/words.ts'
import type { z } from 'zod'
import type { Database } from '#platform/database/connect.ts'
import { stepOf } from '../procedure/index.ts'
import { readFacts } from './load.ts'
import type { RecordRow } from './process.ts'

/** A record with the names that its ids stand for. */
export const recordRows = (db: Database) =>
  db
    .selectFrom('record as r')
    .leftJoin('client as c', 'c.id', 'r.client_id')
    .leftJoin('service as s', 's.id', 'r.service_id')
    .leftJoin('person as requester', 'requester.id', 'r.requester_id')
    .leftJoin('person as assignee', 'assignee.id', 'r.assignee_id')
    .selectAll('r')
    .select([
      'c.name as client_name',
      's.name as service_name',
      'requester.name as requester_name',
      'assignee.name as assignee_name',
    ])

export type NamedRow = RecordRow & {
  client_name: string | null
  service_name: string | null
  requester_name: string | null
  assignee_name: string | null
}

const pseudoSteps: Readonly<Record<string, Words>> = {
  cancelled: { fr: 'Annulé', en: 'Cancelled' },
}

export const stepIn = (procedure: Procedure, id: string): z.input<typeof RecordSummary>['step'] => {
  const step = stepOf(procedure, id)
  if (step !== undefined) return { id, label: step.label, role: step.role }
  const end = procedure.ends.find((candidate) => candidate.id === id)
  return { id, label: end?.label ?? pseudoSteps[id] ?? { fr: id }, role: null }
}

export const asSummary = (
  row: NamedRow,
  step: z.input<typeof RecordSummary>['step'],
): z.input<typeof RecordSummary> => ({
  number: row.number,
  kind: row.kind,
  title: row.title,
  clientId: row.client_id,
  clientName: row.client_name,
  serviceId: row.service_id,
  serviceName: row.service_name,
  requesterName: row.requester_name ?? row.caller,
  assigneeId: row.assignee_id,
  assigneeName: row.assignee_name,
  teamId: row.team_id,
  urgency: row.urgency,
  impact: row.impact,
  priority: row.priority,
  phase: row.phase,
  held: row.held,
  step,
  isMajor: row.is_major,
  dueResponseAt: row.due_response_at,
  dueResolutionAt: row.due_resolution_at,
  respondedAt: row.responded_at,
  breached: row.is_breached,
  recordedAt: row.recorded_at,
  updatedAt: row.updated_at,
  version: row.version,
})

type Offers = Pick<z.input<typeof StaffRecord>, 'moves'>

/** The client's view: no priority, no inside. */
export const asPortalRecord = (
  row: NamedRow,
  step: z.input<typeof RecordSummary>['step'],
  { moves, actions }: Offers & { actions: z.input<typeof PortalRecord>['actions'] },
): z.input<typeof PortalRecord> => {
  const facts = readFacts(row.facts)
  return {
    id: row.id,
    number: row.number,
    kind: row.kind,
    title: row.title,
    description: row.description,
    clientId: row.client_id ?? '',
    serviceId: row.service_id,
    serviceName: row.service_name,
    requesterId: row.requester_id,
    requesterName: row.requester_name,
    phase: row.phase,
    held: row.held,
    step,
    isConfidential: row.is_confidential,
    dueResolutionAt: row.due_resolution_at,
    occurredAt: row.occurred_at,
    recordedAt: row.recorded_at,
    resolvedAt: row.resolved_at,
    closedAt: row.closed_at,
    updatedAt: row.updated_at,
    solution: row.resolved_at !== null && typeof facts['solution'] === 'string' ? facts['solution'] : null,
    rating: typeof facts['rating'] === 'number' ? facts['rating'] : null,
    moves,
    actions,
    version: row.version,
  }
}

/** The supplier's view: what it was handed, since it was handed. */
export const asSupplierRecord = (
  row: NamedRow,
  step: z.input<typeof RecordSummary>['step'],
  { moves, reference, handedOverAt }: Offers & { reference: string | null; handedOverAt: Temporal.Instant },
): z.input<typeof SupplierRecord> => ({
  id: row.id,
  number: row.number,
  kind: row.kind,
  title: row.title,
  description: row.description,
  serviceId: row.service_id,
  serviceName: row.service_name,
  phase: row.phase,
  held: row.held,
  step,
  dueResolutionAt: row.due_resolution_at,
  occurredAt: row.occurred_at,
  recordedAt: row.recorded_at,
  resolvedAt: row.resolved_at,
  closedAt: row.closed_at,
  updatedAt: row.updated_at,
  moves,
  actions: ['comment', 'attach'],
  version: row.version,
  reference,
  handedOverAt,
})
