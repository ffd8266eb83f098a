import { z } from 'zod'
import { endpoint, everyone, staff } from '../endpoint.ts'
import { Day, GivenInstant } from '../instant.ts'
import { all, ById, Id, listOf, Name, Nothing, Paging, several, Version } from '../list.ts'
import { ByNumber as OfRecord, RecordNumber } from '../record/shape.ts'
import { Words } from '../words.ts'
import { Audit } from './audit.ts'
import {
  Attributes,
  AttributeValue,
  Baseline,
  Ci,
  CiAttribute,
  CiChange,
  CiNumber,
  CiState,
  CiSummary,
  CiType,
  Control,
  Difference,
  Expiry,
  Impact,
  PortalCi,
  Relation,
  RelationKind,
} from './shape.ts'

const ByNumber = z.object({ number: CiNumber })
const At = { at: GivenInstant.optional() }

const typeFields = {
  name: Words,
  icon: z.string().min(1).max(40),
  control: Control,
  controlled: z.array(z.string().max(40)).max(60),
  attributes: z.array(CiAttribute).max(60),
  reachesService: z.boolean(),
}

const typeKeys = z.array(z.string().min(1).max(40)).max(100)
const kindFields = {
  name: Words,
  inverse: Words,
  pairs: z.array(z.object({ from: typeKeys, to: typeKeys })).max(40),
}

const ciFields = {
  name: Name,
  clientId: Id.nullable(),
  ownerId: Id.nullable(),
  supplierId: Id.nullable(),
  location: z.string().trim().max(300),
  description: z.string().trim().max(20_000),
  criticality: z.int().min(1).max(3).nullable(),
  state: CiState,
}

/** Why a controlled field may change: a record that allows it, or the reason of a correction. */
const authority = {
  authorisedBy: RecordNumber.optional(),
  reason: z.string().trim().min(3).max(2000).optional(),
}

export const CiSort = z.enum(['name', 'recent'])
export const CiFilter = z.object({
  ...At,
  /** A client's id, or `none`: the provider's own and what serves several. */
  client: z.union([Id, z.literal('none')]).optional(),
  type: several(z.string().max(40)).optional(),
  state: several(CiState).optional(),
  owner: Id.optional(),
  q: z.string().trim().max(200).optional(),
})

export const configurationApi = {
  listTypes: endpoint('GET /ci-types', Nothing, all(CiType), {
    for: everyone,
    summary: 'Types of configuration items, with their attributes and what of them is controlled',
  }),
  createType: endpoint(
    'POST /ci-types',
    z.object({
      ...typeFields,
      key: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/),
      icon: typeFields.icon.default('box'),
      control: Control.default('followed'),
      controlled: typeFields.controlled.default([]),
      attributes: typeFields.attributes.default([]),
      reachesService: typeFields.reachesService.default(true),
    }),
    CiType,
    { for: staff, summary: 'A new type', status: 201 },
  ),
  editType: endpoint(
    'PATCH /ci-types/{id}',
    z.object(typeFields).partial().extend({ id: Id, version: Version }),
    CiType,
    { for: staff, summary: 'Edit a type: attributes come, change and go without a restart' },
  ),
  endType: endpoint('DELETE /ci-types/{id}', ById, Nothing, {
    for: staff,
    summary: 'End a type: items keep it, new ones cannot choose it',
  }),
  listKinds: endpoint('GET /relation-kinds', Nothing, all(RelationKind), {
    for: everyone,
    summary: 'How items can stand to each other, and which end is hit when the other fails',
  }),
  createKind: endpoint(
    'POST /relation-kinds',
    z.object({
      ...kindFields,
      key: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/),
      hits: z.enum(['from', 'to']).nullable().default(null),
      isTree: z.boolean().default(false),
      pairs: kindFields.pairs.default([]),
    }),
    RelationKind,
    { for: staff, summary: 'A new kind of relation', status: 201 },
  ),
  editKind: endpoint(
    'PATCH /relation-kinds/{key}',
    z
      .object(kindFields)
      .partial()
      .extend({ key: z.string().max(40), version: Version }),
    RelationKind,
    { for: staff, summary: 'Name a kind of relation otherwise, or say which types may stand at its ends' },
  ),
  list: endpoint(
    'GET /cis',
    CiFilter.extend({ ...Paging.shape, sort: CiSort.default('name') }),
    listOf(CiSummary),
    {
      for: everyone,
      summary: 'Configuration items, now or as they were at an instant',
    },
  ),
  read: endpoint('GET /cis/{number}', ByNumber.extend(At), z.union([Ci, PortalCi]), {
    for: everyone,
    summary: 'One item with its relations, now or as it was at an instant',
  }),
  create: endpoint(
    'POST /cis',
    z
      .object(ciFields)
      .partial()
      .extend({
        type: z.string().max(40),
        name: Name,
        attributes: Attributes.default({}),
        reason: authority.reason,
      }),
    Ci,
    { for: staff, summary: 'A new item', status: 201 },
  ),
  edit: endpoint(
    'PATCH /cis/{number}',
    z
      .object(ciFields)
      .partial()
      .extend({
        number: CiNumber,
        version: Version,
        type: z.string().max(40).optional(),
        /** Only what changes; null takes a value away. */
        attributes: z.record(z.string().max(40), AttributeValue.nullable()).optional(),
        ...authority,
      }),
    Ci,
    {
      for: staff,
      summary: 'Edit an item; controlled fields of one in service want `authorisedBy` or a `reason`',
    },
  ),
  history: endpoint('GET /cis/{number}/history', ByNumber, all(CiChange), {
    for: staff,
    summary: 'What became of an item, attribute by attribute, latest first',
  }),
  verify: endpoint('POST /cis/{number}/verifications', ByNumber, Ci, {
    for: staff,
    summary: 'Note that an item was seen and is as written',
  }),
  merge: endpoint(
    'POST /cis/{number}/merge',
    ByNumber.extend({ into: CiNumber, reason: authority.reason }),
    Ci,
    { for: staff, summary: 'Two items are one: this one ends, the other takes over' },
  ),
  unmerge: endpoint('POST /cis/{number}/unmerge', ByNumber.extend({ reason: authority.reason }), Ci, {
    for: staff,
    summary: 'They were two after all: a merged item lives again as it was',
  }),
  relate: endpoint(
    'POST /relations',
    z.object({
      from: CiNumber,
      to: CiNumber,
      kind: z.string().max(40),
      spare: z.string().trim().min(1).max(80).optional(),
    }),
    Relation,
    { for: staff, summary: 'Relate two items', status: 201 },
  ),
  unrelate: endpoint('DELETE /relations/{id}', ById, Nothing, {
    for: staff,
    summary: 'End a relation; the past keeps it',
  }),
  impact: endpoint(
    'GET /cis/{number}/impact',
    ByNumber.extend({
      ...At,
      direction: z.enum(['up', 'down']).default('up'),
      depth: z.coerce.number().int().min(1).max(12).default(8),
    }),
    Impact,
    { for: staff, summary: 'Upward: what fails or is weakened with an item. Downward: what it needs' },
  ),
  listBaselines: endpoint('GET /baselines', z.object({ client: Id.optional() }), all(Baseline), {
    for: staff,
    summary: 'Named instants, latest first',
  }),
  createBaseline: endpoint(
    'POST /baselines',
    z.object({
      name: z.string().trim().min(1).max(120),
      clientId: Id.nullable().default(null),
      note: z.string().trim().max(2000).default(''),
      /** Now unless an instant of the past is given. */
      at: GivenInstant.optional(),
    }),
    Baseline,
    { for: staff, summary: 'Name an instant', status: 201 },
  ),
  difference: endpoint(
    'GET /baselines/{id}/difference',
    /** Another baseline or an instant; now unless given. */
    ById.extend({ with: z.union([Id, GivenInstant]).optional() }),
    Difference,
    { for: staff, summary: 'What differs between a baseline and another, or any instant' },
  ),
  expiries: endpoint(
    'GET /expiries',
    /** 90 days from now unless a day is given. */
    z.object({ until: Day.optional(), client: z.union([Id, z.literal('none')]).optional() }),
    all(Expiry).extend({ isCut: z.boolean() }),
    { for: everyone, summary: 'Dates of items that run out before a day, the past ones first' },
  ),
  audit: endpoint(
    'GET /configuration-audit',
    z.object({ client: z.union([Id, z.literal('none')]).optional() }),
    Audit,
    { for: staff, summary: 'What is wrong with what is written down, rule by rule, and how good it is' },
  ),
  ofRecord: endpoint(
    'GET /records/{number}/cis',
    OfRecord,
    z.object({ items: z.array(CiSummary), affected: Impact.pick({ services: true, clients: true }) }),
    {
      for: everyone,
      summary: 'Items that a ticket is about, and the services and clients that they carry',
    },
  ),
  addToRecord: endpoint('POST /records/{number}/cis', OfRecord.extend({ ci: CiNumber }), Nothing, {
    for: staff,
    summary: 'Say that a ticket is about an item',
    status: 201,
  }),
  removeFromRecord: endpoint(
    'DELETE /records/{number}/cis/{ci}',
    OfRecord.extend({ ci: CiNumber }),
    Nothing,
    {
      for: staff,
      summary: 'Say that a ticket is not about an item after all',
    },
  ),
  recordsOf: endpoint(
    'GET /cis/{number}/records',
    ByNumber,
    all(z.object({ number: z.string(), title: z.string(), phase: z.string(), recordedAt: z.string() })),
    { for: staff, summary: 'Tickets about an item, latest first' },
  ),
}

const Facts = z.record(z.string(), z.unknown())

export const configurationEvents = {
  'ci.created': z.object({ number: z.string(), type: z.string(), fields: Facts, source: z.string() }),
  'ci.edited': z.object({
    before: Facts,
    after: Facts,
    source: z.string(),
    record: z.string().optional(),
    reason: z.string().optional(),
  }),
  'ci.ended': z.object({ source: z.string(), reason: z.string().optional() }),
  'ci.related': z.object({ relation: Id, kind: z.string(), to: z.string() }),
  'ci.unrelated': z.object({ relation: Id, kind: z.string(), to: z.string() }),
  'ci.reopened': z.object({ source: z.string(), reason: z.string().optional() }),
  'ci.merged': z.object({ from: z.string() }),
  'ci.unmerged': z.object({ from: z.string() }),
  'ci.verified': z.object({}),
  'ci.expiring': z.object({ attribute: z.string(), on: z.string(), days: z.int() }),
  'record.ci-added': z.object({ ci: z.string() }),
  'record.ci-removed': z.object({ ci: z.string() }),
}
