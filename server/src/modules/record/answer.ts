import type {
  PortalRecord,
  Record as StaffRecord,
  RecordSummary,
  SupplierRecord,
} from '#contract/record/shape.ts'
import type { Procedure } from '#contract/procedure/shape.ts'
import { KeptAnswer, UsedModel } from '#contract/request/model.ts'
import type { Words } from '#contract/words.ts'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Database } from '#platform/database/connect.ts'
import { stepOf } from '../procedure/index.ts'
import { readFacts } from './load.ts'
import type { Facts, RecordRow } from './process.ts'

/** The provider's people are nobody's to look up but its own; who follows a record up is named to whom it is about. */
const followedBy = sql<string | null>`coalesce(assignee.name,
  case when r.assignee_id is not null then person_name(r.assignee_id) end)`.as('assignee_name')

/** A record with the names that its ids stand for. */
export const recordRows = (db: Database) =>
  db
    .selectFrom('record as r')
    .leftJoin('client as c', 'c.id', 'r.client_id')
    .leftJoin('service as s', 's.id', 'r.service_id')
    .leftJoin('person as requester', 'requester.id', 'r.requester_id')
    .leftJoin('person as assignee', 'assignee.id', 'r.assignee_id')
    .selectAll('r')
    .select(['c.name as client_name', 's.name as service_name', 'requester.name as requester_name'])
    .select(followedBy)

export type NamedRow = RecordRow & {
  client_name: string | null
  service_name: string | null
  requester_name: string | null
  assignee_name: string | null
}

const shortColumns = [
  ...(['id', 'number', 'kind', 'title', 'client_id', 'service_id', 'requester_id', 'caller'] as const),
  ...(['assignee_id', 'team_id', 'urgency', 'impact', 'priority', 'phase', 'held', 'step'] as const),
  ...(['is_major', 'is_breached', 'is_confidential', 'procedure_version_id', 'version'] as const),
] as const
const maybeInstants = [
  ...(['due_response_at', 'due_resolution_at', 'responded_at', 'resolved_at', 'closed_at'] as const),
] as const
const instants = ['occurred_at', 'recorded_at', 'updated_at'] as const

type ListedColumn =
  | (typeof shortColumns)[number]
  | (typeof maybeInstants)[number]
  | (typeof instants)[number]
  | 'client_name'
  | 'service_name'
  | 'requester_name'
  | 'assignee_name'

/** Instants as they were read, or already as the text that an answer holds. */
type Told<Column extends keyof NamedRow> = {
  [Key in Column]: Key extends (typeof maybeInstants)[number] | (typeof instants)[number]
    ? NamedRow[Key] | string
    : NamedRow[Key]
}

const asText = <Column extends string>(column: Column) =>
  sql<string>`replace((${sql.ref(`r.${column}`)} at time zone 'UTC')::text, ' ', 'T') || 'Z'`.as(column)
const asTextOrNull = <Column extends string>(column: Column) =>
  sql<string | null>`replace((${sql.ref(`r.${column}`)} at time zone 'UTC')::text, ' ', 'T') || 'Z'`.as(
    column,
  )

/** What a list shows: no long texts, and instants as text, since making and writing fifty rows of them costs more than the query. */
export const listed = (query: ReturnType<typeof recordRows>) =>
  query
    .clearSelect()
    .select(shortColumns.map((column) => `r.${column}` as const))
    .select(['c.name as client_name', 's.name as service_name', 'requester.name as requester_name'])
    .select(followedBy)
    .select(maybeInstants.map(asTextOrNull))
    .select(instants.map(asText))
    .select(sql`r.facts -> 'rating'`.as('rating'))

export type ListedRow = Awaited<ReturnType<ReturnType<typeof listed>['execute']>>[number]

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
  row: Told<ListedColumn>,
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

const Model = UsedModel.nullable().catch(null)
const Answers = z.array(KeptAnswer).catch([])

/** By which model it was asked for, and what was answered, as the request has kept it. */
export const askedBy = (facts: Facts): Pick<z.input<typeof StaffRecord>, 'model' | 'answers'> => ({
  model: Model.parse(facts['model'] ?? null),
  answers: Answers.parse(facts['answers'] ?? []),
})

type Offers = Pick<z.input<typeof StaffRecord>, 'moves'>

/** The client's view: no priority, no inside. */
export const asPortalRecord = (
  row: Told<ListedColumn | 'description' | 'facts'>,
  step: z.input<typeof RecordSummary>['step'],
  {
    moves,
    actions,
    price = null,
  }: Offers & { actions: z.input<typeof PortalRecord>['actions']; price?: unknown },
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
    assigneeName: row.assignee_name,
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
    ...askedBy(facts),
    rating: typeof facts['rating'] === 'number' ? facts['rating'] : null,
    price: typeof price === 'string' ? price : null,
    moves,
    actions,
    version: row.version,
  }
}

/** The supplier's view: what it was handed, since it was handed. */
export const asSupplierRecord = (
  row: Told<ListedColumn | 'description'>,
  step: z.input<typeof RecordSummary>['step'],
  {
    moves,
    reference,
    handedOverAt,
  }: Offers & Pick<z.input<typeof SupplierRecord>, 'reference' | 'handedOverAt'>,
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
