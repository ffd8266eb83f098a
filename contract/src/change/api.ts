import { z } from 'zod'
import { CiNumber, Impact } from '../configuration/shape.ts'
import { endpoint, staff, staffAndClients } from '../endpoint.ts'
import { GivenInstant, Instant } from '../instant.ts'
import { all, Id, Nothing, Version } from '../list.ts'
import { Phase } from '../procedure/shape.ts'
import { reportFields } from '../record/api.ts'
import { AnyRecord, RecordNumber } from '../record/shape.ts'
import {
  Approvals,
  Change,
  ChangeTask,
  ChangeType,
  Decision,
  GivenModification,
  LiveChangeModel,
  Modification,
  OutsideWindow,
  PortalChange,
  RiskAnswers,
  Scale,
  TaskKind,
} from './shape.ts'

const ByNumber = z.object({ number: RecordNumber })
const Text = z.string().trim().max(20_000)
const Window = z.object({ from: GivenInstant, to: GivenInstant })

/** What a request for change says of itself; the provider's own, no client reads it. */
const requestFields = {
  reason: Text.optional(),
  benefit: Text.optional(),
  scope: Text.optional(),
  risk: RiskAnswers.optional(),
  testPlan: Text.optional(),
  backOutPlan: Text.optional(),
  window: Window.nullable().optional(),
  outageMinutes: z.int().min(0).max(100_000).nullable().optional(),
  /** In the smallest unit of the currency. */
  cost: z.int().min(0).max(100_000_000_000).nullable().optional(),
  isBySupplier: z.boolean().optional(),
  inRelease: z.boolean().optional(),
}

export const CreateChange = z.object({
  ...requestFields,
  title: reportFields.title,
  description: reportFields.description,
  type: ChangeType,
  severity: Scale.optional(),
  impact: Scale.optional(),
  clientId: reportFields.clientId,
  serviceId: reportFields.serviceId,
  requesterId: reportFields.requesterId,
  assigneeId: reportFields.assigneeId,
  teamId: reportFields.teamId,
  channel: reportFields.channel,
  isConfidential: reportFields.isConfidential,
  cis: z.array(CiNumber).max(100).optional(),
  /** Of a standard change: the key of its model. */
  model: z.string().min(1).max(80).optional(),
  modifications: z.array(GivenModification).max(500).optional(),
  tasks: z
    .array(z.object({ kind: TaskKind, label: z.string().trim().min(1).max(300) }))
    .max(60)
    .optional(),
})
export type CreateChange = z.output<typeof CreateChange>

/** What the moves of a change may bring; longer texts are kept beside the record, where no client reads. */
export const ChangeFacts = z.object({
  changeType: ChangeType.optional(),
  severity: Scale.optional(),
  changeImpact: Scale.optional(),
  isBySupplier: z.boolean().optional(),
  inRelease: z.boolean().optional(),
  isImplemented: z.boolean().optional(),
  isBackedOut: z.boolean().optional(),
  outcome: z.enum(['deployed', 'abandoned']).optional(),
  link: z.string().max(200).optional(),
  supplierId: z.uuid().optional(),
  reference: z.string().max(200).optional(),
  supplierResult: z.string().max(20_000).optional(),
  testResult: z.string().max(20_000).optional(),
  review: z.string().max(20_000).optional(),
  objective: z.enum(['met', 'partly', 'missed']).optional(),
})

const OnBehalf = z.object({
  name: z.string().trim().min(1).max(200),
  means: z.enum(['phone', 'email', 'visit', 'letter']),
  at: GivenInstant.optional(),
  reference: z.string().trim().max(200).optional(),
  /** A file of this very change that shows it; without one it is an oral agreement, of an emergency alone. */
  attachment: Id.optional(),
})

export const changeApi = {
  create: endpoint('POST /changes', CreateChange, AnyRecord, {
    for: staff,
    summary: 'Ask for a change: standard by its model, normal, or an emergency; 1 = high … 3 = low',
    status: 201,
  }),
  mine: endpoint('GET /changes', Nothing, all(PortalChange), {
    for: ['client'],
    summary: 'Planned changes that concern your company, and what is asked of you',
  }),
  read: endpoint('GET /changes/{number}', ByNumber, z.union([Change, PortalChange]), {
    for: staffAndClients,
    summary: 'What a change is about, beside its record; a client sees what concerns it',
  }),
  edit: endpoint(
    'PATCH /changes/{number}',
    z.object({
      ...requestFields,
      number: RecordNumber,
      version: Version,
      title: reportFields.title.optional(),
    }),
    Change,
    {
      for: staff,
      summary: 'Edit a request for change; what was submitted is submitted anew once it is edited',
    },
  ),
  requalify: endpoint('POST /requests/{number}/change', ByNumber, AnyRecord, {
    for: staff,
    summary: 'Let a request that is being carried out go on as a change, and wait for it',
    status: 201,
  }),
  addTask: endpoint(
    'POST /changes/{number}/tasks',
    ByNumber.extend({
      kind: TaskKind,
      label: z.string().trim().min(1).max(300),
      ownerId: Id.nullable().optional(),
      dueAt: GivenInstant.nullable().optional(),
    }),
    ChangeTask,
    { for: staff, summary: 'One more thing to do', status: 201 },
  ),
  editTask: endpoint(
    'PATCH /changes/{number}/tasks/{task}',
    ByNumber.extend({
      task: Id,
      label: z.string().trim().min(1).max(300).optional(),
      ownerId: Id.nullable().optional(),
      dueAt: GivenInstant.nullable().optional(),
      isDone: z.boolean().optional(),
    }),
    ChangeTask,
    { for: staff, summary: 'Say who does a task, by when, or that it is done' },
  ),
  impact: endpoint('GET /changes/{number}/impact', ByNumber, Impact, {
    for: staff,
    summary: 'Services, clients and agreements that the items of the change carry, by the configuration',
  }),
  modifications: endpoint('GET /changes/{number}/modifications', ByNumber, all(Modification), {
    for: staff,
    summary: 'The sheet of items as a difference to today',
  }),
  putModifications: endpoint(
    'PUT /changes/{number}/modifications',
    ByNumber.extend({ items: z.array(GivenModification).max(500) }),
    all(Modification),
    { for: staff, summary: 'Write the sheet of items anew, line by line' },
  ),
  approvals: endpoint('GET /changes/{number}/approvals', ByNumber, Approvals, {
    for: staff,
    summary: 'Who decides, who has decided, and what remains',
  }),
  decide: endpoint(
    'POST /changes/{number}/approvals',
    ByNumber.extend({
      decision: Decision,
      comment: z.string().trim().max(5000).default(''),
      /** Which seat; the next one that is yours unless said. */
      seat: z.int().min(1).max(20).optional(),
      onBehalf: OnBehalf.optional(),
    }),
    z.object({ state: z.enum(['open', 'approved', 'adjourned', 'refused', 'voided']) }),
    {
      for: staffAndClients,
      summary: 'Approve, adjourn or refuse what was submitted; an oral agreement is signed the same way',
      status: 201,
    },
  ),
  control: endpoint(
    'POST /changes/{number}/controls',
    ByNumber.extend({ comment: z.string().trim().min(3).max(5000), onBehalf: OnBehalf.optional() }),
    Approvals,
    {
      for: staff,
      summary: 'Somebody else has looked at what was approved by who asked for it or carries it out',
      status: 201,
    },
  ),
  incidents: endpoint(
    'GET /changes/{number}/incidents',
    ByNumber,
    all(
      z.object({
        number: z.string(),
        title: z.string(),
        phase: Phase,
        priority: z.int().nullable(),
        recordedAt: Instant,
        cis: z.array(z.string()),
      }),
    ),
    { for: staff, summary: 'Incidents on the touched items within seven days, for the review' },
  ),
  models: endpoint('GET /change-models', Nothing, all(LiveChangeModel), {
    for: staff,
    summary: 'Standard changes that are approved in advance',
  }),
}

const Facts = z.record(z.string(), z.unknown())

export const changeEvents = {
  'change.requested': z.object({ type: z.string(), model: z.string().nullable(), fields: Facts }),
  'change.edited': z.object({ before: Facts, after: Facts }),
  'change.submitted': z.object({
    round: z.int(),
    digest: z.string(),
    category: z.string(),
    seats: z.array(z.string()),
    rule: z.string(),
    actorsVersion: Id,
    /** What it was in conflict with in the calendar, as far as that was known. */
    conflicts: z.array(z.string()).optional(),
    /** Who decides beside the table, since an emergency stops a service in agreed hours. */
    outsideWindow: z.array(OutsideWindow).optional(),
  }),
  'change.decided': z.object({
    round: z.int(),
    seat: z.int(),
    role: z.string(),
    decision: z.string(),
    basis: z.string(),
    comment: z.string(),
    digest: z.string(),
    onBehalf: Facts.nullable(),
    attachment: Id.nullable(),
    state: z.string(),
  }),
  'change.signed': z.object({ round: z.int(), seat: z.int(), isConfirmed: z.boolean(), comment: z.string() }),
  'change.controlled': z.object({ round: z.int(), comment: z.string(), onBehalf: Facts.nullable() }),
  'change.approval-voided': z.object({
    round: z.int(),
    reason: z.string(),
    cause: z.enum(['edited', 'denied']).optional(),
  }),
  /** A delay of the rules was missed: a nonconformity. */
  'change.lapsed': z.object({ round: z.int(), what: z.enum(['signature', 'control']), dueAt: z.string() }),
  'change.sheet-written': z.object({ lines: z.int(), isSameContent: z.boolean() }),
  'change.applied': z.object({ lines: z.int(), baseline: Id.nullable(), items: z.array(z.string()) }),
  'change.reverted': z.object({
    lines: z.int(),
    items: z.array(z.string()),
    /** Lines that were left: what they touched has ended since. */
    left: z.array(z.int()).optional(),
  }),
  'change.task-added': z.object({ task: Id, kind: z.string(), label: z.string() }),
  'change.task-edited': z.object({ task: Id, before: Facts, after: Facts }),
}
