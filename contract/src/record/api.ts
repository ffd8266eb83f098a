import { z } from 'zod'
import { CiNumber } from '../configuration/shape.ts'
import { endpoint, everyone, staff, staffAndClients } from '../endpoint.ts'
import { Day, GivenInstant, Instant } from '../instant.ts'
import { all, Id, listOf, Nothing, Paging, QueryFlag, several, Version } from '../list.ts'
import { Phase } from '../procedure/shape.ts'
import { RecordKind } from '../service/api.ts'
import {
  AnyRecord,
  ByNumber,
  Channel,
  CommentVisibility,
  HoldReason,
  LinkKind,
  PortalRecord,
  RecordNumber,
  RecordSummary,
  SupplierRecord,
} from './shape.ts'
import { timeApi } from './time.ts'

const Title = z.string().trim().min(1).max(300)
const Body = z.string().max(100_000)

export const RecordFilter = z.object({
  kind: several(RecordKind).optional(),
  phase: several(Phase).optional(),
  client: Id.optional(),
  service: Id.optional(),
  category: Id.optional(),
  requester: Id.optional(),
  /** A person's id, `me`, or `none`. */
  assignee: z.union([Id, z.enum(['me', 'none'])]).optional(),
  team: Id.optional(),
  priority: several(z.coerce.number<string>().int().min(1).max(9)).optional(),
  held: z.union([several(HoldReason), z.enum(['any', 'none'])]).optional(),
  step: z.string().max(100).optional(),
  isMajor: QueryFlag.optional(),
  breached: QueryFlag.optional(),
  watched: QueryFlag.optional(),
  parent: RecordNumber.optional(),
  from: Day.optional(),
  to: Day.optional(),
  q: z.string().max(200).optional(),
})
export const RecordSort = z.enum(['recent', 'due', 'priority', 'updated'])
export const ListRecords = RecordFilter.extend({ ...Paging.shape, sort: RecordSort.default('recent') })

/** What is to be done on it from the start; the desk alone brings it. */
export const GivenChecklist = z
  .array(z.object({ label: z.string().trim().min(1).max(200), isRequired: z.boolean() }))
  .max(60)

/** What anyone gives when something is reported; a client leaves out what the desk sets. */
export const reportFields = {
  title: Title,
  description: Body.optional(),
  clientId: Id.nullable().optional(),
  serviceId: Id.nullable().optional(),
  categoryId: Id.nullable().optional(),
  urgency: z.int().min(1).max(5).optional(),
  impact: z.int().min(1).max(5).optional(),
  requesterId: Id.nullable().optional(),
  caller: z.string().trim().max(200).nullable().optional(),
  channel: Channel.optional(),
  occurredAt: GivenInstant.optional(),
  assigneeId: Id.nullable().optional(),
  teamId: Id.nullable().optional(),
  isConfidential: z.boolean().optional(),
  /** Items that it is about; a client names its own. */
  cis: z.array(CiNumber).max(20).optional(),
  /** The portal's two questions set urgency and impact. */
  affected: z.enum(['me', 'several', 'everyone']).optional(),
  canWork: z.enum(['yes', 'hardly', 'no']).optional(),
}

export const MakeMove = z.object({
  number: RecordNumber,
  move: z.string().max(100),
  fields: z.record(z.string().max(60), z.unknown()).default({}),
  comment: Body.optional(),
  version: Version.optional(),
  /** A step of the client or a supplier, taken for them: who said so, how, when. */
  onBehalfOf: z
    .object({
      name: z.string().trim().min(1).max(200),
      means: z.enum(['phone', 'email', 'visit', 'letter']),
      at: GivenInstant.optional(),
      reference: z.string().max(200).optional(),
      /** A file of this record that shows it: compulsory for a signature. */
      attachment: Id.optional(),
    })
    .optional(),
})

/** One step of the answer to « pourquoi cette échéance ? ». */
export const Explanation = z.object({
  response: z.object({
    dueAt: Instant.nullable(),
    state: z.string(),
    elapsedMinutes: z.number(),
    heldMinutes: z.number(),
    target: z.unknown(),
    steps: z.array(z.looseObject({ kind: z.string() })),
  }),
  resolution: z.object({
    dueAt: Instant.nullable(),
    state: z.string(),
    elapsedMinutes: z.number(),
    heldMinutes: z.number(),
    target: z.unknown(),
    steps: z.array(z.looseObject({ kind: z.string() })),
  }),
  calendar: z.object({ name: z.string(), zone: z.string() }).nullable(),
  source: z.enum(['model', 'level', 'agreement', 'grid', 'none']),
  deadlines: z.array(z.object({ key: z.string(), dueAt: Instant, firedAt: Instant.nullable() })),
})

export const Similar = z.object({
  number: z.string(),
  title: z.string(),
  phase: Phase,
  clientName: z.string().nullable(),
  recordedAt: Instant,
  likeness: z.number(),
  isMajor: z.boolean(),
})

export const recordApi = {
  list: endpoint(
    'GET /records',
    ListRecords,
    listOf(
      z.union([
        RecordSummary,
        PortalRecord.omit({
          moves: true,
          actions: true,
          solution: true,
          description: true,
          model: true,
          answers: true,
          price: true,
        }),
        SupplierRecord.omit({
          moves: true,
          actions: true,
          description: true,
          reference: true,
          handedOverAt: true,
        }),
      ]),
    ),
    {
      for: everyone,
      summary: 'Records by filter, newest first unless sorted otherwise',
    },
  ),
  count: endpoint('GET /records/count', RecordFilter, z.object({ count: z.int(), isCapped: z.boolean() }), {
    for: everyone,
    summary: 'How many records a filter finds, up to 1 000',
  }),
  export: endpoint('GET /records.csv', RecordFilter, z.string(), {
    for: staff,
    summary: 'The list as CSV; journaled',
    transport: 'file',
  }),
  read: endpoint('GET /records/{number}', ByNumber, AnyRecord, {
    for: everyone,
    summary: 'One record with the moves that it offers you; a merged number answers its successor',
  }),
  edit: endpoint(
    'PATCH /records/{number}',
    z.object(reportFields).omit({ cis: true }).partial().extend({ number: RecordNumber, version: Version }),
    AnyRecord,
    { for: staff, summary: 'Edit; 409 with the present state if someone else did meanwhile' },
  ),
  move: endpoint('POST /records/{number}/moves', MakeMove, AnyRecord, {
    for: everyone,
    summary: 'Take a move of the procedure, or a record move (hold, resume, cancel, reopen …)',
  }),
  override: endpoint(
    'POST /records/{number}/override',
    z.object({
      number: RecordNumber,
      step: z.string().max(100),
      reason: z.string().trim().min(3).max(2000),
      version: Version.optional(),
    }),
    AnyRecord,
    { for: staff, summary: 'Put a record on another step against its procedure: D alone, with a reason' },
  ),
  comment: endpoint(
    'POST /records/{number}/comments',
    z.object({
      number: RecordNumber,
      body: Body.min(1),
      visibility: CommentVisibility.default('public'),
      /** Colleagues who are told and watch from now on: for the provider's people. */
      mentions: z.array(Id).max(20).optional(),
      minutes: z.int().min(1).max(1440).optional(),
    }),
    z.object({ entry: Id, version: Version }),
    {
      for: everyone,
      summary: 'Comment; `internal` and `supplier` are for the provider’s people',
      status: 201,
    },
  ),
  ...timeApi,
  link: endpoint(
    'POST /records/{number}/links',
    z.object({ number: RecordNumber, to: RecordNumber, kind: LinkKind }),
    AnyRecord,
    { for: staff, summary: 'Link two records', status: 201 },
  ),
  merge: endpoint(
    'POST /records/{number}/merge',
    z.object({ number: RecordNumber, into: RecordNumber, reason: z.string().max(2000).optional() }),
    AnyRecord,
    { for: staff, summary: 'Merge into another record: the old number leads there' },
  ),
  attachCaller: endpoint(
    'POST /records/{number}/callers',
    z.object({
      number: RecordNumber,
      requesterId: Id.optional(),
      clientId: Id.optional(),
      caller: z.string().trim().max(200).optional(),
      note: Body.optional(),
      /** The ticket that this caller has already, from a mail or the portal: it becomes the child. */
      ticket: RecordNumber.optional(),
    }),
    AnyRecord,
    {
      for: staff,
      summary: 'One more caller of the same trouble: a child with its own client and clocks',
      status: 201,
    },
  ),
  addChecklistItem: endpoint(
    'POST /records/{number}/checklist',
    z.object({
      number: RecordNumber,
      label: z.object({
        fr: z.string().trim().min(1).max(200),
        en: z.string().trim().max(200).optional(),
      }),
      isRequired: z.boolean().default(false),
      /** That whoever asks is called back at the number on file: always compulsory. */
      isIdentityCheck: z.boolean().default(false),
    }),
    AnyRecord,
    { for: staff, summary: 'One more line on the checklist', status: 201 },
  ),
  checkItem: endpoint(
    'PATCH /records/{number}/checklist/{item}',
    z.object({
      number: RecordNumber,
      item: Id,
      isDone: z.boolean(),
      /** Of a call back: which of the numbers on file was called; the requester's own unless said. */
      phone: z.string().trim().max(50).optional(),
    }),
    AnyRecord,
    { for: staff, summary: 'Tick a line of the checklist, or take the tick away' },
  ),
  watch: endpoint(
    'POST /records/{number}/watchers',
    z.object({ number: RecordNumber, personId: Id.optional() }),
    Nothing,
    {
      for: staff,
      summary: 'Watch a record, or let a colleague watch it',
      status: 201,
    },
  ),
  unwatch: endpoint(
    'DELETE /records/{number}/watchers',
    z.object({ number: RecordNumber, personId: Id.optional() }),
    Nothing,
    {
      for: staff,
      summary: 'Stop watching',
    },
  ),
  rate: endpoint(
    'POST /records/{number}/rating',
    z.object({
      number: RecordNumber,
      rating: z.int().min(1).max(5),
      comment: z.string().max(2000).optional(),
    }),
    Nothing,
    { for: staffAndClients, summary: 'The client’s satisfaction, 1 to 5, once it is over' },
  ),
  explain: endpoint('GET /records/{number}/explanation', ByNumber, Explanation, {
    for: staff,
    summary: 'Why these due times, step by step',
  }),
  path: endpoint(
    'GET /records/{number}/path',
    ByNumber,
    z.object({
      versionId: Id,
      visits: z.array(
        z.object({
          step: z.string(),
          at: Instant,
          why: z.string(),
          move: z.string().nullable(),
          versionId: Id,
        }),
      ),
    }),
    { for: staff, summary: 'The way the record took through its procedure' },
  ),
  similar: endpoint(
    'GET /similar-records',
    z.object({
      title: z.string().max(300),
      service: Id.optional(),
      client: Id.optional(),
      except: RecordNumber.optional(),
    }),
    all(Similar),
    { for: staff, summary: 'Open records that look alike, while one types' },
  ),
  presence: endpoint('POST /records/{number}/presence', ByNumber, Nothing, {
    for: staff,
    summary: 'Says that you look at a record; colleagues see it for half a minute',
  }),
  mine: endpoint(
    'GET /my-work',
    Nothing,
    z.object({
      /** Nobody's yet. */
      toTake: z.array(RecordSummary),
      /** Where I am the assignee and a move of one of my roles is next. */
      waitingForMe: z.array(RecordSummary),
      overdue: z.array(RecordSummary),
      followed: z.array(RecordSummary),
      /** Changes whose submission waits for my decision or my signature, also as a substitute. */
      toDecide: z.array(RecordSummary),
      counts: z.object({
        toTake: z.int(),
        waitingForMe: z.int(),
        overdue: z.int(),
        followed: z.int(),
        toDecide: z.int(),
      }),
    }),
    { for: staff, summary: 'What waits for me' },
  ),
}
