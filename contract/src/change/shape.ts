import { z } from 'zod'
import { AttributeValue, CiNumber, CiState } from '../configuration/shape.ts'
import { Instant } from '../instant.ts'
import { Id, Version } from '../list.ts'
import { Phase } from '../procedure/shape.ts'
import { Role } from '../role.ts'
import { Words } from '../words.ts'

export const ChangeType = z.enum(['standard', 'normal', 'emergency'])
export type ChangeType = z.infer<typeof ChangeType>
export const ChangeCategory = z.enum(['major', 'significant', 'minor'])
export type ChangeCategory = z.infer<typeof ChangeCategory>
/** 1 = high … 3 = low, on both scales. */
export const Scale = z.int().min(1).max(3)

/** Whom a table may call to decide. */
export const Approver = Role.exclude(['FT'])
const Approvers = z
  .array(Approver)
  .min(1)
  .max(5)
  .refine((roles) => new Set(roles).size === roles.length, 'each of them once')

const HowMany = { approvers: Approvers, rule: z.enum(['all', 'any']), isInOrder: z.boolean() }

export const ActorCell = z.object({ severity: Scale, impact: Scale, category: ChangeCategory, ...HowMany })
export type ActorCell = z.infer<typeof ActorCell>

/** Figure 21: who decides on a change. Nine explicit cells, never arithmetic. */
export const ChangeActors = z.object({
  severities: z.array(z.object({ value: Scale, label: Words, help: Words.optional() })).length(3),
  impacts: z.array(z.object({ value: Scale, label: Words, help: Words.optional() })).length(3),
  cells: z
    .array(ActorCell)
    .length(9)
    .refine(
      (cells) => new Set(cells.map(({ severity, impact }) => `${severity} ${impact}`)).size === 9,
      'one cell for each severity and impact',
    ),
  emergency: z.object(HowMany),
  /** Above these, top management decides as well; null: never for that reason. */
  thresholds: z.object({
    cost: z.int().min(0).nullable(),
    outageMinutes: z.int().min(0).nullable(),
  }),
})
export type ChangeActors = z.infer<typeof ChangeActors>

/** A change that is approved in advance: small, repeated, well tried. */
export const ChangeModel = z.object({
  name: Words,
  summary: Words.nullable().default(null),
  /** Types of items that it may be about. */
  ciTypes: z.array(z.string().min(1).max(40)).min(1).max(40),
  reason: Words,
  steps: z.array(Words).min(1).max(40),
  backOut: Words,
  /** When it may be done, in words. */
  window: Words,
  outageMinutes: z.int().min(0).max(1440).default(0),
})
export type ChangeModel = z.infer<typeof ChangeModel>

export const LiveChangeModel = ChangeModel.extend({
  key: z.string(),
  artefactId: Id,
  versionId: Id,
  number: z.int(),
  /** Null: it is not due for review. */
  reviewOn: z.string().nullable(),
  /** Approved, and not past its review: changes may be made by it. */
  isUsable: z.boolean(),
})
export type LiveChangeModel = z.infer<typeof LiveChangeModel>

export const RiskKey = z.enum([
  'severalServices',
  'severalClients',
  'firstTime',
  'hardToReverse',
  'untested',
  'inServiceHours',
  'security',
  'data',
  'supplier',
  'experience',
])
export type RiskKey = z.infer<typeof RiskKey>
/** Yes or no, or a scale from 1 (low) to 3 (high). */
export const RiskAnswers = z.partialRecord(RiskKey, z.union([z.boolean(), Scale]))
export type RiskAnswers = z.infer<typeof RiskAnswers>

export const RiskScore = z.object({
  score: z.int(),
  most: z.int(),
  level: z.enum(['low', 'medium', 'high']),
  /** What each answer adds. */
  parts: z.array(z.object({ key: RiskKey, points: z.int() })),
  unanswered: z.array(RiskKey),
})
export type RiskScore = z.infer<typeof RiskScore>

export const TaskKind = z.enum(['build', 'test', 'implement', 'verify'])
export const ChangeTask = z.object({
  id: Id,
  kind: TaskKind,
  label: z.string(),
  ownerId: Id.nullable(),
  ownerName: z.string().nullable(),
  dueAt: Instant.nullable(),
  doneAt: Instant.nullable(),
  doneByName: z.string().nullable(),
})
export type ChangeTask = z.infer<typeof ChangeTask>

const window = z.object({ from: Instant, to: Instant }).nullable()

/** What must still be said before it can be submitted. */
export const Missing = z.enum(['backOutPlan', 'window', 'testPlan', 'risk', 'classification', 'reason'])
export type Missing = z.infer<typeof Missing>

export const Change = z.object({
  number: z.string(),
  title: z.string(),
  clientId: Id.nullable(),
  type: ChangeType.nullable(),
  severity: Scale.nullable(),
  impact: Scale.nullable(),
  category: ChangeCategory.nullable(),
  model: z.object({ key: z.string(), versionId: Id, number: z.int(), content: ChangeModel }).nullable(),
  reason: z.string(),
  benefit: z.string(),
  scope: z.string(),
  risk: RiskAnswers,
  riskScore: RiskScore.nullable(),
  testPlan: z.string(),
  testResult: z.string(),
  backOutPlan: z.string(),
  window,
  outageMinutes: z.int().nullable(),
  /** In the smallest unit of the currency. */
  cost: z.int().nullable(),
  isBySupplier: z.boolean(),
  inRelease: z.boolean(),
  tasks: z.array(ChangeTask),
  review: z.string(),
  objective: z.enum(['met', 'partly', 'missed']).nullable(),
  appliedAt: Instant.nullable(),
  revertedAt: Instant.nullable(),
  baselineId: Id.nullable(),
  missing: z.array(Missing),
  actions: z.array(z.enum(['edit', 'edit-sheet', 'decide', 'sign', 'control', 'review'])),
  version: Version,
})
export type Change = z.infer<typeof Change>

/** A change as the client that it concerns sees it. */
export const PortalChange = z.object({
  number: z.string(),
  title: z.string(),
  serviceName: z.string().nullable(),
  phase: Phase,
  outcome: z.string().nullable(),
  window,
  outageMinutes: z.int().nullable(),
  recordedAt: Instant,
  /** The decision that is asked of whoever reads. */
  asksDecision: z.boolean(),
  decided: z.enum(['approve', 'adjourn', 'refuse']).nullable(),
  decidedAt: Instant.nullable(),
})
export type PortalChange = z.infer<typeof PortalChange>

export const Decision = z.enum(['approve', 'adjourn', 'refuse'])
export type Decision = z.infer<typeof Decision>
export const Basis = z.enum(['own', 'substitute', 'writing', 'oral'])

const OnBehalf = z.looseObject({
  name: z.string(),
  means: z.string(),
  at: z.string().optional(),
  reference: z.string().optional(),
})

export const Seat = z.object({
  seat: z.int(),
  role: Approver,
  /** Those who hold the role, or stand in for who does. */
  people: z.array(z.object({ id: Id, name: z.string() })),
  /** It is this one's turn, and whoever reads may sit there. */
  isMine: z.boolean(),
  isTurn: z.boolean(),
  decision: Decision.nullable(),
  basis: Basis.nullable(),
  byName: z.string().nullable(),
  at: Instant.nullable(),
  comment: z.string(),
  onBehalf: OnBehalf.nullable(),
  /** Who decided asked for it or carries it out: somebody else looks at it afterwards. */
  needsControl: z.boolean(),
  /** Agreed by word of mouth: to be signed by then. */
  signBy: Instant.nullable(),
  signed: z.object({ isConfirmed: z.boolean(), byName: z.string(), at: Instant }).nullable(),
})
export type Seat = z.infer<typeof Seat>

/** An outage of an emergency in the hours agreed with a client: who decides for that reason beside the table. */
export const OutsideWindow = z.object({
  role: z.enum(['CL', 'RGS/RC']),
  client: z.object({ id: Id, name: z.string() }),
  minutes: z.int(),
  from: Instant,
  to: Instant,
})
export type OutsideWindow = z.infer<typeof OutsideWindow>

export const Round = z.object({
  number: z.int(),
  state: z.enum(['open', 'approved', 'adjourned', 'refused', 'voided']),
  type: z.enum(['normal', 'emergency']),
  category: ChangeCategory,
  rule: z.enum(['all', 'any']),
  isInOrder: z.boolean(),
  isAboveThreshold: z.boolean(),
  outsideWindow: z.array(OutsideWindow),
  digest: z.string(),
  /** What was submitted is no longer what stands there. */
  isStale: z.boolean(),
  actorsVersionId: Id,
  submittedByName: z.string().nullable(),
  submittedAt: Instant,
  voidReason: z.string().nullable(),
  seats: z.array(Seat),
  /** The compensating control that is asked for: until when, and whether it was made. */
  control: z
    .object({ dueAt: Instant, isMet: z.boolean(), isByClient: z.boolean(), isLate: z.boolean() })
    .nullable(),
  controls: z.array(
    z.object({ byName: z.string(), comment: z.string(), at: Instant, onBehalf: OnBehalf.nullable() }),
  ),
})
export type Round = z.infer<typeof Round>

export const Approvals = z.object({
  /** Latest first; none: it was never submitted. */
  rounds: z.array(Round),
  /** Who would have to decide, by the table in force, if it were submitted now. */
  wanted: z
    .object({
      category: ChangeCategory,
      approvers: z.array(Approver),
      rule: z.enum(['all', 'any']),
      isInOrder: z.boolean(),
      isAboveThreshold: z.boolean(),
      outsideWindow: z.array(OutsideWindow),
      isProposition: z.boolean(),
    })
    .nullable(),
})
export type Approvals = z.infer<typeof Approvals>

const itemFields = {
  name: z.string().trim().min(1).max(200).optional(),
  state: CiState.optional(),
  clientId: Id.nullable().optional(),
  ownerId: Id.nullable().optional(),
  supplierId: Id.nullable().optional(),
  location: z.string().trim().max(300).optional(),
  description: z.string().trim().max(20_000).optional(),
  criticality: z.int().min(1).max(3).nullable().optional(),
  attributes: z.record(z.string().max(40), AttributeValue.nullable()).optional(),
}

/** An item that is there, or `#2`: the one that line 2 of this very sheet adds. */
export const CiOrLine = z.union([CiNumber, z.string().regex(/^#[1-9]\d{0,2}$/)])

/** One line of the sheet: what the change will make of the configuration. */
export const GivenModification = z.object({
  action: z.enum(['add', 'modify', 'retire', 'relate', 'unrelate']),
  ci: CiOrLine.optional(),
  /** Of what is added. */
  type: z.string().max(40).optional(),
  ...itemFields,
  /** The other end of a relation, and which one it is. */
  to: CiOrLine.optional(),
  kind: z.string().max(40).optional(),
  spare: z.string().trim().min(1).max(80).optional(),
  /** The version of the item that was looked at; the present one unless said. */
  against: Version.optional(),
})
export type GivenModification = z.infer<typeof GivenModification>

export const Modification = z.object({
  position: z.int(),
  action: z.enum(['add', 'modify', 'retire', 'relate', 'unrelate']),
  ci: z.string().nullable(),
  name: z.string().nullable(),
  type: z.string().nullable(),
  to: z.string().nullable(),
  toName: z.string().nullable(),
  kind: z.string().nullable(),
  spare: z.string().nullable(),
  against: Version.nullable(),
  /** The line as it was given, without its ends. */
  given: z.object(itemFields),
  /** Field by field: as it was when the line was written, as it is now, as it will be. */
  fields: z.array(
    z.object({ field: z.string(), written: z.unknown(), today: z.unknown(), after: z.unknown() }),
  ),
  /** Today is no longer what the line was written against. */
  isStale: z.boolean(),
  why: z.enum(['changed', 'ended', 'related', 'unrelated', 'missing']).nullable(),
  /** Other open changes with the same item on their sheets. */
  others: z.array(z.string()),
  appliedAt: Instant.nullable(),
  revertedAt: Instant.nullable(),
  /** The change was taken back, but this line was not: what it touched had ended by then. */
  isLeft: z.boolean(),
})
export type Modification = z.infer<typeof Modification>
