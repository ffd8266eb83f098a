import { z } from 'zod'
import { endpoint, staff, staffAndClients } from '../endpoint.ts'
import { Day, GivenInstant, Instant } from '../instant.ts'
import { all, ById, Id, Nothing, Version } from '../list.ts'
import { ByNumber, RecordNumber } from '../record/shape.ts'

export const InterventionState = z.enum(['planned', 'started', 'done', 'cancelled'])
export type InterventionState = z.infer<typeof InterventionState>
export const NoteVisibility = z.enum(['public', 'internal'])

const Minutes = z.int().min(0).max(1440)
const Km = z.int().min(0).max(5000)
const Place = z.string().trim().max(500)
const NoteText = z.string().trim().min(1).max(20_000)
const Reason = z.string().trim().min(3).max(2000)

export const Part = z.object({
  label: z.string().trim().min(1).max(300),
  /** At most two decimals. */
  quantity: z.number().min(0.01).max(100_000),
  /** Of one, in the currency's minor unit (cents); null: not charged. */
  priceMinor: z.int().min(0).max(100_000_000).nullable(),
})
export type Part = z.infer<typeof Part>

/** What a calendar answers to an invitation. */
const Answer = z.enum(['accepted', 'declined', 'tentative'])

const Note = z.object({ id: Id, visibility: NoteVisibility, body: z.string(), notedAt: Instant })

/** What its client reads of a visit. */
export const PortalIntervention = z.object({
  id: Id,
  number: z.string(),
  state: InterventionState,
  plannedFrom: Instant,
  plannedUntil: Instant,
  place: z.string(),
  people: z.array(z.object({ name: z.string() })),
  startedAt: Instant.nullable(),
  finishedAt: Instant.nullable(),
  signedName: z.string().nullable(),
  signedAt: Instant.nullable(),
  /** The document, as an attachment of the record. */
  reportId: Id.nullable(),
  notes: z.array(Note),
})
export type PortalIntervention = z.infer<typeof PortalIntervention>

export const Intervention = PortalIntervention.extend({
  title: z.string(),
  clientId: Id.nullable(),
  clientName: z.string().nullable(),
  people: z.array(z.object({ id: Id, name: z.string() })),
  /** What those who were invited have answered to the present plan. */
  answers: z.array(z.object({ name: z.string(), answer: Answer })),
  travelMinutes: z.int(),
  travelKm: z.int(),
  workMinutes: z.int(),
  notes: z.array(Note.extend({ authorName: z.string().nullable() })),
  parts: z.array(Part),
  currency: z.string(),
  /** What the person asking may do. */
  actions: z.array(z.enum(['edit', 'start', 'note', 'sign', 'finish', 'cancel'])),
  version: Version,
})
export type Intervention = z.infer<typeof Intervention>

const plan = {
  plannedFrom: GivenInstant,
  plannedUntil: GivenInstant,
  place: Place,
  personIds: z.array(Id).min(1).max(20),
}

/** A stroke of the pen: x and y in turn, on a sheet of 1000 by 400. */
const Stroke = z
  .array(z.int().min(0).max(1000))
  .min(2)
  .max(4000)
  .refine((points) => points.length % 2 === 0, { error: 'x and y in turn' })

export const Clash = z.object({
  interventionId: Id,
  personId: Id,
  kind: z.enum(['twice', 'absent']),
  /** The other visit, where a person has two. */
  otherId: Id.nullable(),
})
export type Clash = z.infer<typeof Clash>

export const interventionApi = {
  plan: endpoint(
    'POST /records/{number}/interventions',
    z.object({
      ...plan,
      number: RecordNumber,
      place: Place.default(''),
      /** Without any: yourself. */
      personIds: z.array(Id).max(20).default([]),
    }),
    Intervention,
    { for: staff, summary: 'Plan a visit for a record', status: 201 },
  ),
  ofRecord: endpoint(
    'GET /records/{number}/interventions',
    ByNumber,
    all(z.union([Intervention, PortalIntervention])),
    { for: staffAndClients, summary: 'Visits of a record; a client reads when, who, and what was signed' },
  ),
  planning: endpoint(
    'GET /interventions',
    z.object({ from: Day, to: Day, person: Id.optional() }),
    z.object({
      items: z.array(Intervention),
      /** Who is away; why is not the planning’s business. */
      absences: z.array(z.object({ personId: Id, startsAt: Instant, endsAt: Instant })),
      clashes: z.array(Clash),
    }),
    { for: staff, summary: 'The planning: visits, absences and clashes of at most 45 days' },
  ),
  read: endpoint('GET /interventions/{id}', ById, Intervention, { for: staff, summary: 'One visit' }),
  edit: endpoint(
    'PATCH /interventions/{id}',
    z
      .object({ ...plan, travelMinutes: Minutes, travelKm: Km, parts: z.array(Part).max(100) })
      .partial()
      .extend({ id: Id, version: Version }),
    Intervention,
    { for: staff, summary: 'Move a visit or change it; 409 with the present state if someone else did' },
  ),
  start: endpoint(
    'POST /interventions/{id}/start',
    ById.extend({ at: GivenInstant.optional() }),
    Intervention,
    {
      for: staff,
      summary: 'The visit begins; `at` where the network was away, twice is once',
    },
  ),
  note: endpoint(
    'POST /interventions/{id}/notes',
    ById.extend({
      body: NoteText,
      visibility: NoteVisibility.default('internal'),
      at: GivenInstant.optional(),
    }),
    Intervention,
    { for: staff, summary: 'Note something; the client reads what is public', status: 201 },
  ),
  sign: endpoint(
    'POST /interventions/{id}/signature',
    ById.extend({
      name: z.string().trim().min(1).max(200),
      strokes: z.array(Stroke).min(1).max(300),
      at: GivenInstant.optional(),
    }),
    Intervention,
    { for: staff, summary: 'The client signs: name and strokes of the pen', status: 201 },
  ),
  finish: endpoint(
    'POST /interventions/{id}/finish',
    ById.extend({
      at: GivenInstant.optional(),
      /** Without: from start to finish. */
      workMinutes: Minutes.optional(),
      travelMinutes: Minutes.optional(),
      travelKm: Km.optional(),
      parts: z.array(Part).max(100).optional(),
    }),
    Intervention,
    { for: staff, summary: 'The visit is over: its minutes become time entries, its document is written' },
  ),
  cancel: endpoint('POST /interventions/{id}/cancel', ById.extend({ reason: Reason }), Intervention, {
    for: staff,
    summary: 'Call a planned visit off',
  }),
  readFeed: endpoint('GET /calendar-feed', Nothing, z.object({ createdAt: Instant.nullable() }), {
    for: staff,
    summary: 'Has your calendar an address for other programs?',
  }),
  openFeed: endpoint('POST /calendar-feed', Nothing, z.object({ url: z.string(), createdAt: Instant }), {
    for: staff,
    summary: 'A secret address of your calendar (iCalendar), shown once; the one before stops working',
    status: 201,
  }),
  closeFeed: endpoint('DELETE /calendar-feed', Nothing, Nothing, {
    for: staff,
    summary: 'The secret address of your calendar stops working',
  }),
  feed: endpoint(
    'GET /calendar/{secret}',
    z.object({ secret: z.string().regex(/^[\w-]{40,64}(\.ics)?$/) }),
    z.string(),
    { for: ['anyone'], summary: 'A person’s visits as iCalendar (RFC 5545)', transport: 'file' },
  ),
}

const Ref = z.object({ intervention: Id })
const Facts = z.record(z.string(), z.unknown())
/** All stand in the record's own chain. `planned`, `edited` and `cancelled` are what an invitation by mail wakes on. */
export const interventionEvents = {
  'intervention.planned': Ref.extend({
    from: z.string(),
    until: z.string(),
    place: z.string(),
    people: z.array(Id),
    sequence: z.int(),
  }),
  'intervention.edited': Ref.extend({ before: Facts, after: Facts, sequence: z.int() }),
  'intervention.started': Ref.extend({ at: z.string() }),
  'intervention.noted': Ref.extend({ note: Id, body: z.string(), at: z.string() }),
  'intervention.signed': Ref.extend({ name: z.string(), at: z.string(), attachment: Id, sha256: z.string() }),
  'intervention.finished': Ref.extend({
    at: z.string(),
    workMinutes: z.int(),
    travelMinutes: z.int(),
    travelKm: z.int(),
    parts: z.array(Part),
  }),
  'calendar-feed.opened': Nothing,
  'calendar-feed.closed': Nothing,
  /** By their calendar, to the invitation. */
  'intervention.answered': Ref.extend({ person: Id, answer: Answer }),
  'intervention.cancelled': Ref.extend({ reason: z.string(), sequence: z.int() }),
}
