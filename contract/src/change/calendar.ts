import { z } from 'zod'
import { endpoint, staff, staffAndClients } from '../endpoint.ts'
import { Day, GivenInstant, Instant } from '../instant.ts'
import { all, ById, Id, kept, Nothing, Version } from '../list.ts'
import { RecordNumber } from '../record/shape.ts'
import { Words } from '../words.ts'
import { ChangeType } from './shape.ts'

const ByNumber = z.object({ number: RecordNumber })
const Named = z.object({ id: Id, name: z.string() })

/** `freeze`: nothing is changed; `critical-period`: a client can't do without its services. */
export const FreezeKind = z.enum(['freeze', 'critical-period'])
export type FreezeKind = z.infer<typeof FreezeKind>

const FreezeName = z.object({
  fr: z.string().trim().min(1).max(200),
  en: z.string().trim().min(1).max(200).optional(),
})

export const Freeze = z.object({
  id: Id,
  kind: FreezeKind,
  name: Words,
  /** Null: all clients. */
  client: Named.nullable(),
  /** None: all services. */
  services: z.array(Named),
  from: Instant,
  to: Instant,
  reason: z.string(),
  byName: z.string(),
  endedAt: Instant.nullable(),
  version: Version,
})
export type Freeze = z.infer<typeof Freeze>

const freezeFields = {
  kind: FreezeKind,
  name: FreezeName,
  clientId: Id.nullable().default(null),
  services: z.array(Id).max(100).default([]),
  from: GivenInstant,
  to: GivenInstant,
  reason: z.string().trim().max(5000).default(''),
}

export const ConflictKind = z.enum([
  'same-item',
  'depends-on',
  'carries',
  'freeze',
  'critical-period',
  'inside-hours',
  'outside-hours',
  'person-twice',
  'person-away',
])
export type ConflictKind = z.infer<typeof ConflictKind>

/** Where a planned change does not fit, and why. */
export const Conflict = z.object({
  kind: ConflictKind,
  /** Somebody has to decide; else it is worth knowing. */
  isSerious: z.boolean(),
  /** The part of the window that is meant. */
  from: Instant,
  to: Instant,
  /** The other change. */
  other: z.object({ number: z.string(), title: z.string(), from: Instant, to: Instant }).nullable(),
  /** Its item and ours: the same, or one that the other needs. */
  items: z.array(z.object({ ours: z.string(), theirs: z.string(), name: z.string() })),
  freeze: z.object({ id: Id, name: Words, reason: z.string() }).nullable(),
  client: Named.nullable(),
  person: Named.nullable(),
  /** Of the window, inside or outside the hours that were agreed. */
  minutes: z.int().nullable(),
})
export type Conflict = z.infer<typeof Conflict>

export const ChangeState = z.enum(['planned', 'submitted', 'approved', 'done'])
export type ChangeState = z.infer<typeof ChangeState>

const span = { from: Instant, to: Instant }
export const CalendarEntry = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('change'),
    ...span,
    number: z.string(),
    title: z.string(),
    type: ChangeType.nullable(),
    state: ChangeState,
    client: Named.nullable(),
    service: Named.nullable(),
    /** Those who work on it. */
    people: z.array(Named),
    risk: z.enum(['low', 'medium', 'high']).nullable(),
    outageMinutes: z.int().nullable(),
    conflicts: z.array(ConflictKind),
    mayMove: z.boolean(),
    /** It was submitted: another window voids what was decided. */
    voids: z.boolean(),
    version: Version,
  }),
  z.object({ kind: z.literal('freeze'), ...span, freeze: Freeze }),
  z.object({ kind: z.literal('critical-period'), ...span, freeze: Freeze }),
  z.object({ kind: z.literal('absence'), ...span, person: Named }),
  /** A day without service, by the calendar that counts. */
  z.object({ kind: z.literal('closed'), ...span, day: Day, name: Words }),
  /** Hours of service, where a client is asked for. */
  z.object({ kind: z.literal('hours'), ...span }),
])
export type CalendarEntry = z.infer<typeof CalendarEntry>
export type CalendarChange = Extract<CalendarEntry, { kind: 'change' }>

const Announced = z.object({
  kind: z.enum(['planned', 'moved', 'cancelled']),
  ...span,
  outageMinutes: z.int().nullable(),
  message: z.string(),
  /** Null: the product. */
  byName: z.string().nullable(),
  at: Instant,
  people: z.array(Named.extend({ clientName: z.string() })),
})

export const Announcements = z.object({
  items: z.array(Announced),
  /** What there is to be told now; null: nothing, for the reason beside. */
  next: Announced.shape.kind.nullable(),
  why: z.enum(['no-window', 'not-approved', 'told', 'nobody', 'over']).nullable(),
  /** Contacts and signatories of the clients hit, who would be written to. */
  people: z.array(Named.extend({ clientName: z.string() })),
  mayAnnounce: z.boolean(),
})
export type Announcements = z.infer<typeof Announcements>

const Span = z.object({
  from: Day,
  to: Day,
  client: Id.optional(),
  service: Id.optional(),
  person: Id.optional(),
})
const Feed = z.object({ createdAt: Instant.nullable(), mayKeep: z.boolean() })

export const changeCalendarApi = {
  calendar: endpoint(
    'GET /calendar',
    Span,
    z.object({ items: z.array(CalendarEntry), zone: z.string(), isCut: z.boolean(), mayFreeze: z.boolean() }),
    {
      for: staff,
      summary:
        'Planned changes, freezes, critical periods, days closed and people away between two days (a year at most)',
    },
  ),
  conflicts: endpoint('GET /changes/{number}/conflicts', ByNumber, all(Conflict), {
    for: staff,
    summary: 'Where the window of a change does not fit: other changes, freezes, agreed hours, people',
  }),
  freezes: endpoint('GET /freezes', z.object({ client: Id.optional() }), kept(Freeze), {
    for: staff,
    summary: 'Freezes and critical periods that are not over',
  }),
  createFreeze: endpoint('POST /freezes', z.object(freezeFields), Freeze, {
    for: staff,
    summary: 'Announce a freeze, or a period that is critical for a client',
    status: 201,
  }),
  editFreeze: endpoint(
    'PATCH /freezes/{id}',
    z.object({
      id: Id,
      version: Version,
      name: FreezeName.optional(),
      clientId: Id.nullable().optional(),
      services: z.array(Id).max(100).optional(),
      from: GivenInstant.optional(),
      to: GivenInstant.optional(),
      reason: z.string().trim().max(5000).optional(),
    }),
    Freeze,
    { for: staff, summary: 'Change a freeze or critical period' },
  ),
  endFreeze: endpoint('POST /freezes/{id}/end', ById, Freeze, {
    for: staff,
    summary: 'A freeze or critical period does not count any more',
  }),
  announcements: endpoint('GET /changes/{number}/announcements', ByNumber, Announcements, {
    for: staff,
    summary: 'Which people of clients were told of a change and when, and who would be told now',
  }),
  announce: endpoint(
    'POST /changes/{number}/announcements',
    ByNumber.extend({ message: z.string().trim().max(5000).default('') }),
    Announcements,
    {
      for: staff,
      summary: 'Write to the clients hit: planned, moved or cancelled, each once',
      status: 201,
    },
  ),
  scheduleOf: endpoint('GET /changes/{number}/schedule', ByNumber, z.string(), {
    for: staff,
    summary: 'The schedule of a change as PDF (figure 11)',
    transport: 'file',
  }),
  schedule: endpoint('GET /change-schedule', Span.omit({ person: true }), z.string(), {
    for: staff,
    summary: 'The schedule of all approved changes between two days as PDF',
    transport: 'file',
  }),
  readFeed: endpoint('GET /clients/{id}/calendar-feed', ById, Feed, {
    for: staffAndClients,
    summary: 'Has the client’s calendar of changes an address for other programs?',
  }),
  openFeed: endpoint(
    'POST /clients/{id}/calendar-feed',
    ById,
    z.object({ url: z.string(), createdAt: Instant }),
    {
      for: staffAndClients,
      summary:
        'A secret address of the client’s calendar of changes, shown once; the one before stops working',
      status: 201,
    },
  ),
  closeFeed: endpoint('DELETE /clients/{id}/calendar-feed', ById, Nothing, {
    for: staffAndClients,
    summary: 'The secret address of the client’s calendar of changes stops working',
  }),
  feed: endpoint('GET /calendar.ics', z.object({ secret: z.string().regex(/^[\w-]{40,64}$/) }), z.string(), {
    for: ['anyone'],
    summary: 'Changes as iCalendar (RFC 5545): those of a person, or those of a client, by its secret',
    transport: 'file',
  }),
}

const Facts = z.record(z.string(), z.unknown())

export const changeCalendarEvents = {
  /** Of the client that it is for, else of the provider. */
  'freeze.created': z.object({ freeze: Id, after: Facts }),
  'freeze.edited': z.object({ freeze: Id, before: Facts, after: Facts }),
  'freeze.ended': z.object({ freeze: Id, name: z.string() }),
  'change.announced': z.object({
    announcement: Id,
    kind: Announced.shape.kind,
    from: z.string(),
    to: z.string(),
    clients: z.array(Id),
    people: z.array(Id),
  }),
  'change.schedule-exported': z.object({ from: z.string(), to: z.string() }),
  'client-calendar.opened': z.object({ client: Id }),
  'client-calendar.closed': z.object({ client: Id }),
}
