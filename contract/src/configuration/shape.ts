import { z } from 'zod'
import { Instant } from '../instant.ts'
import { Id, Version } from '../list.ts'
import { Words } from '../words.ts'

export const ciStates = [
  'planned',
  'ordered',
  'in-stock',
  'in-test',
  'in-service',
  'in-repair',
  'retired',
  'disposed',
] as const
export const CiState = z.enum(ciStates)
export type CiState = z.infer<typeof CiState>

/** CI-12; what is somebody else's number is not found. */
export const CiNumber = z.string().regex(/^[A-Z]{2,3}-[1-9]\d{0,9}$/)

/** What every item has, whatever its type. An attribute may not take one of these names. */
export const commonFields = [
  'name',
  'state',
  'clientId',
  'ownerId',
  'supplierId',
  'location',
  'criticality',
  'description',
] as const
export type CommonField = (typeof commonFields)[number]

export const AttributeKind = z.enum([
  'text',
  'longText',
  'number',
  'date',
  'boolean',
  'choice',
  'url',
  /** The number of another item. */
  'ci',
  /** Lines that an inventory brings: disks, interfaces … */
  'parts',
])
export type AttributeKind = z.infer<typeof AttributeKind>

const Key = z.string().regex(/^[a-z][A-Za-z0-9]{0,39}$/)

export const CiAttribute = z.object({
  key: Key,
  kind: AttributeKind,
  name: Words,
  isRequired: z.boolean().default(false),
  /** No two items of the type that are not done with have the same value. */
  isUnique: z.boolean().default(false),
  /** A date that counts down, with a reminder. */
  isExpiry: z.boolean().default(false),
  /** Not for clients and suppliers. */
  isInternal: z.boolean().default(false),
  options: z
    .array(z.object({ value: z.string().min(1).max(60), name: Words }))
    .max(100)
    .optional(),
  columns: z
    .array(z.object({ key: Key, name: Words }))
    .max(12)
    .optional(),
})
export type CiAttribute = z.output<typeof CiAttribute>

export const Control = z.enum(['followed', 'controlled'])

export const CiType = z.object({
  id: Id,
  key: z.string(),
  name: Words,
  icon: z.string(),
  control: Control,
  /** Common fields and attributes that, of an item in service, change only by authority. */
  controlled: z.array(z.string()),
  attributes: z.array(CiAttribute),
  /** Items of it that are in service carry a service; where not, they are found by the audit. */
  reachesService: z.boolean(),
  position: z.int(),
  version: Version,
})
export type CiType = z.infer<typeof CiType>

const Scalar = z.union([z.string().max(10_000), z.number(), z.boolean()])
export const AttributeValue = z.union([
  Scalar,
  z.array(z.record(z.string().max(40), Scalar.nullable())).max(500),
])
export type AttributeValue = z.infer<typeof AttributeValue>
export const Attributes = z.record(z.string().max(40), AttributeValue)
export type Attributes = z.infer<typeof Attributes>

/** What a machine can say of itself: by these names its agent writes. */
export const fedFields = [
  'name',
  'manufacturer',
  'model',
  'serial',
  'uuid',
  'memoryMb',
  'system',
  'systemVersion',
  'architecture',
  'domain',
  'usedBy',
  'processors',
  'disks',
  'volumes',
  'interfaces',
] as const
export type FedField = (typeof fedFields)[number]

export const CiSource = z.enum([
  'hand',
  'file',
  'inventory',
  'change',
  'verification',
  'undo',
  'service',
  'merge',
])
export type CiSource = z.infer<typeof CiSource>

/** One line of a list: an item as it was at the asked instant. */
export const CiSummary = z.object({
  number: z.string(),
  type: z.string(),
  name: z.string(),
  state: CiState,
  clientId: Id.nullable(),
  clientName: z.string().nullable(),
  ownerName: z.string().nullable(),
  location: z.string(),
  criticality: z.int().nullable(),
  /** Since when it is as it is. */
  since: Instant,
})
export type CiSummary = z.infer<typeof CiSummary>

export const Relation = z.object({
  id: Id,
  kind: z.string(),
  /** Read from this item to the other: by the kind's name; otherwise by its inverse. */
  isOutgoing: z.boolean(),
  number: z.string(),
  name: z.string(),
  type: z.string(),
  state: CiState,
  spare: z.string().nullable(),
  since: Instant,
})
export type Relation = z.infer<typeof Relation>

const item = {
  ...CiSummary.shape,
  id: Id,
  supplierId: Id.nullable(),
  supplierName: z.string().nullable(),
  description: z.string(),
  attributes: Attributes,
  relations: z.array(Relation),
  version: Version,
}

/** An item as clients and suppliers see it: without what is internal to its type. */
export const PortalCi = z.object(item)
export type PortalCi = z.infer<typeof PortalCi>

export const Ci = z.object({
  ...item,
  ownerId: Id.nullable(),
  /** Until when it was so; null: it still is. */
  until: Instant.nullable(),
  createdAt: Instant,
  verifiedAt: Instant.nullable(),
  mergedInto: z.string().nullable(),
  actions: z.array(z.enum(['edit', 'correct', 'relate', 'verify', 'merge', 'unmerge'])),
})
export type Ci = z.infer<typeof Ci>

export const RelationKind = z.object({
  key: z.string(),
  name: Words,
  inverse: Words,
  /** Which end is hit when the other fails. */
  hits: z.enum(['from', 'to']).nullable(),
  isTree: z.boolean(),
  /** Types that may stand at its ends; an empty list: any. */
  pairs: z.array(z.object({ from: z.array(z.string()), to: z.array(z.string()) })),
  version: Version,
})
export type RelationKind = z.infer<typeof RelationKind>

/** One change of an item: what, when, by whom, from where, by what authority. */
export const CiChange = z.object({
  at: Instant,
  /** Of the item; a relation is no version of it. */
  version: Version.nullable(),
  source: CiSource,
  byName: z.string().nullable(),
  /** The record, or the reason, that allowed a controlled change. */
  authority: z.object({ record: z.string().nullable(), reason: z.string().nullable() }).nullable(),
  what: z.enum(['created', 'edited', 'ended', 'related', 'unrelated']),
  fields: z.array(z.object({ field: z.string(), before: z.unknown(), after: z.unknown() })),
  relation: z
    .object({ kind: z.string(), isOutgoing: z.boolean(), number: z.string(), name: z.string() })
    .nullable(),
})
export type CiChange = z.infer<typeof CiChange>

/** `down`: it fails with the item; `weakened`: something that can stand in is left. */
export const Hit = z.enum(['down', 'weakened'])

export const Impact = z.object({
  nodes: z.array(
    z.object({
      number: z.string(),
      name: z.string(),
      type: z.string(),
      state: CiState,
      clientId: Id.nullable(),
      depth: z.int(),
      hit: Hit,
    }),
  ),
  edges: z.array(
    z.object({
      from: z.string(),
      to: z.string(),
      kind: z.string(),
      spare: z.string().nullable(),
      /** Which end bears the other. */
      carrier: z.enum(['from', 'to']),
      /** Of those that stand in for each other: how many there are, and how many have not stopped. */
      group: z.object({ of: z.int(), left: z.int() }).nullable(),
    }),
  ),
  services: z.array(
    z.object({ id: Id, number: z.string(), name: z.string(), isEssential: z.boolean(), hit: Hit }),
  ),
  /** Whose items are hit, or who has an agreement for a service that is. */
  clients: z.array(
    z.object({
      id: Id,
      name: z.string(),
      agreements: z.array(z.object({ id: Id, serviceName: z.string() })),
    }),
  ),
  /** More was reached than is shown. */
  isCut: z.boolean(),
})
export type Impact = z.infer<typeof Impact>

export const Baseline = z.object({
  id: Id,
  name: z.string(),
  clientId: Id.nullable(),
  clientName: z.string().nullable(),
  at: Instant,
  note: z.string(),
  byName: z.string().nullable(),
})
export type Baseline = z.infer<typeof Baseline>

export const Difference = z.object({
  from: Instant,
  to: Instant,
  added: z.array(CiSummary),
  removed: z.array(CiSummary),
  changed: z.array(
    z.object({
      number: z.string(),
      name: z.string(),
      type: z.string(),
      fields: z.array(z.object({ field: z.string(), before: z.unknown(), after: z.unknown() })),
    }),
  ),
  related: z.array(
    z.object({
      kind: z.string(),
      from: z.string(),
      fromName: z.string(),
      to: z.string(),
      toName: z.string(),
      isNew: z.boolean(),
    }),
  ),
  isCut: z.boolean(),
})
export type Difference = z.infer<typeof Difference>

/** A date of an item that runs out. */
export const Expiry = z.object({
  number: z.string(),
  name: z.string(),
  type: z.string(),
  state: CiState,
  clientId: Id.nullable(),
  clientName: z.string().nullable(),
  ownerName: z.string().nullable(),
  attribute: z.string(),
  attributeName: Words,
  on: z.string(),
})
export type Expiry = z.infer<typeof Expiry>
