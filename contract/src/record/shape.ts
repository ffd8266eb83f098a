import { z } from 'zod'
import { Instant } from '../instant.ts'
import { Id, Version } from '../list.ts'
import { Phase, Place } from '../procedure/shape.ts'
import { KeptAnswer, UsedModel } from '../request/model.ts'
import { Role } from '../role.ts'
import { RecordKind } from '../service/api.ts'
import { Words } from '../words.ts'

export const RecordNumber = z.string().regex(/^[A-Z]{3}-[1-9]\d{0,9}$/)
export const ByNumber = z.object({ number: RecordNumber })
export const Channel = z.enum([
  'portal',
  'email',
  'phone',
  'api',
  'monitoring',
  'inventory',
  'visit',
  'recurrence',
  'internal',
])
export type Channel = z.infer<typeof Channel>
/** Why a record waits. Only `client` pauses its clocks. */
export const HoldReason = z.enum(['client', 'agreed-date', 'supplier', 'hardware'])
export type HoldReason = z.infer<typeof HoldReason>
export const LinkKind = z.enum([
  'caused-by',
  'resolved-by',
  'implemented-in',
  'duplicates',
  'parent-of',
  'related-to',
])
export const CommentVisibility = z.enum(['public', 'internal', 'supplier'])

/** A field that a move asks for: what the screen needs to show the right control. */
export const FieldName = z.string()

export const OfferedMove = z.object({
  id: z.string(),
  label: Words,
  /** Whose step it is; `mine` when the person asking answers for it, else it is done on someone's behalf. */
  role: Role,
  isMine: z.boolean(),
  /** Fields still missing on the record: they go into `fields` of the move. */
  requires: z.array(FieldName),
  /** Fields that may be given too. */
  accepts: z.array(FieldName),
  to: z.string(),
  /** Offered at every step (hold, cancel …) rather than by the step's own drawing. */
  isRecordMove: z.boolean(),
  /** Done on someone's behalf, and only with a file that shows his consent. */
  needsWriting: z.boolean().default(false),
})
export type OfferedMove = z.infer<typeof OfferedMove>

const Step = z.object({ id: z.string(), label: Words, role: Role.nullable() })
const Named = z.object({ id: Id, name: z.string() })

/** What lists show. */
export const RecordSummary = z.object({
  number: z.string(),
  kind: RecordKind,
  title: z.string(),
  clientId: Id.nullable(),
  clientName: z.string().nullable(),
  serviceId: Id.nullable(),
  serviceName: z.string().nullable(),
  requesterName: z.string().nullable(),
  assigneeId: Id.nullable(),
  assigneeName: z.string().nullable(),
  teamId: Id.nullable(),
  urgency: z.int().nullable(),
  impact: z.int().nullable(),
  priority: z.int().nullable(),
  phase: Phase,
  held: HoldReason.nullable(),
  step: Step,
  isMajor: z.boolean(),
  dueResponseAt: Instant.nullable(),
  dueResolutionAt: Instant.nullable(),
  respondedAt: Instant.nullable(),
  breached: z.boolean(),
  recordedAt: Instant,
  updatedAt: Instant,
  version: Version,
})
export type RecordSummary = z.infer<typeof RecordSummary>

/** One thing to do; of a call back, at which number on file it was made. */
export const ChecklistItem = z.object({
  id: Id,
  label: Words,
  role: Role.nullable(),
  isRequired: z.boolean(),
  isIdentityCheck: z.boolean(),
  doneAt: Instant.nullable(),
  doneBy: z.string().nullable(),
  phone: z.string().nullable(),
})
export type ChecklistItem = z.infer<typeof ChecklistItem>

/** What was asked for by a model: which version of it, and the answers. */
const asked = { model: UsedModel.nullable(), answers: z.array(KeptAnswer) }

/** The whole record, as the provider's people see it. */
export const Record = RecordSummary.extend({
  id: Id,
  description: z.string(),
  requesterId: Id.nullable(),
  /** Who called, where it is nobody on file. */
  caller: z.string().nullable(),
  categoryId: Id.nullable(),
  channel: Channel,
  priorityReason: z.string().nullable(),
  isConfidential: z.boolean(),
  level: z.int(),
  heldUntil: Instant.nullable(),
  occurredAt: Instant,
  resolvedAt: Instant.nullable(),
  closedAt: Instant.nullable(),
  outcome: z.string().nullable(),
  reopened: z.int(),
  minutes: z.int(),
  facts: z.record(z.string(), z.unknown()),
  ...asked,
  checklist: z.array(ChecklistItem),
  parent: z.string().nullable(),
  children: z.array(
    RecordSummary.pick({ number: true, title: true, clientName: true, requesterName: true, phase: true }),
  ),
  mergedInto: z.string().nullable(),
  waitsFor: z.string().nullable(),
  watchers: z.array(Named),
  links: z.array(
    z.object({
      kind: LinkKind,
      number: z.string(),
      title: z.string(),
      phase: Phase,
      isOutgoing: z.boolean(),
    }),
  ),
  /** By which versions it is judged. */
  judgedBy: z.object({
    procedure: z.object({ key: z.string(), versionId: Id, number: z.int(), isProposition: z.boolean() }),
    grid: z.object({ versionId: Id, number: z.int(), isProposition: z.boolean() }).nullable(),
    levels: z.object({ versionId: Id, number: z.int(), isProposition: z.boolean() }).nullable(),
    agreement: z.object({ versionId: Id, agreementId: Id, number: z.int() }).nullable(),
  }),
  moves: z.array(OfferedMove),
  /** What else the person asking may do here. */
  actions: z.array(
    z.enum([
      'edit',
      'comment',
      'comment-internally',
      'attach',
      'assign',
      'link',
      'merge',
      'add-time',
      'redact',
      'override',
      'attach-caller',
      'rate',
      'apply-model',
      'requalify-as-change',
    ]),
  ),
})
export type Record = z.infer<typeof Record>

/** The same record as its client sees it: no priority codes, no inside. */
export const PortalRecord = z.object({
  id: Id,
  number: z.string(),
  kind: RecordKind,
  title: z.string(),
  description: z.string(),
  clientId: Id,
  serviceId: Id.nullable(),
  serviceName: z.string().nullable(),
  requesterId: Id.nullable(),
  requesterName: z.string().nullable(),
  /** Who follows it up at the provider. */
  assigneeName: z.string().nullable(),
  phase: Phase,
  held: HoldReason.nullable(),
  step: Step,
  isConfidential: z.boolean(),
  dueResolutionAt: Instant.nullable(),
  occurredAt: Instant,
  recordedAt: Instant,
  resolvedAt: Instant.nullable(),
  closedAt: Instant.nullable(),
  updatedAt: Instant,
  solution: z.string().nullable(),
  ...asked,
  rating: z.int().nullable(),
  /** For who asked and who signs. */
  price: z.string().nullable(),
  moves: z.array(OfferedMove),
  actions: z.array(z.enum(['comment', 'attach', 'rate'])),
  version: Version,
})
export type PortalRecord = z.infer<typeof PortalRecord>

/** The same record as the supplier it was handed to sees it. */
export const SupplierRecord = PortalRecord.omit({
  model: true,
  answers: true,
  solution: true,
  rating: true,
  price: true,
  requesterId: true,
  requesterName: true,
  assigneeName: true,
  isConfidential: true,
  clientId: true,
}).extend({
  reference: z.string().nullable(),
  handedOverAt: Instant,
})
export type SupplierRecord = z.infer<typeof SupplierRecord>

/** One answer, one shape an audience. */
export const AnyRecord = z.union([Record, PortalRecord, SupplierRecord])
export type AnyRecord = z.infer<typeof AnyRecord>

/** What the engine writes about a way through the procedure. */
export const Path = z.array(
  z.object({
    element: z.string(),
    why: z.string(),
    move: z.string().optional(),
    condition: z.string().optional(),
  }),
)
export { Place }
