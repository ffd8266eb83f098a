import { z } from 'zod'
import { Id } from '../list.ts'
import { Role } from '../role.ts'
import { Words } from '../words.ts'
import { CommentVisibility, HoldReason, LinkKind, Path } from './shape.ts'

const Facts = z.record(z.string(), z.unknown())

/** What the journal of a record can say. */
export const recordEvents = {
  'record.created': z.object({
    number: z.string(),
    kind: z.string(),
    fields: Facts,
    path: Path,
    step: z.string(),
    procedure: Id,
  }),
  'record.edited': z.object({ before: Facts, after: Facts }),
  'record.moved': z.object({
    move: z.string(),
    from: z.string(),
    to: z.string(),
    path: Path,
    fields: Facts,
    role: Role.nullable(),
    onBehalfOf: z.looseObject({ name: z.string(), means: z.string() }).nullable(),
  }),
  /** A request in plain words was given a model: judged by it and by the procedure in force, it began anew. */
  'record.modelled': z.object({ key: z.string(), version: Id, procedure: Id }),
  'record.held': z.object({ reason: HoldReason, until: z.string().nullable() }),
  'record.resumed': z.object({ reason: z.string() }),
  'record.reprioritised': z.object({
    before: z.int().nullable(),
    after: z.int().nullable(),
    reason: z.string().nullable(),
  }),
  'record.targeted': z.object({
    response: z.unknown(),
    resolution: z.unknown(),
    cause: z.string(),
    agreementVersion: Id.nullable(),
    gridVersion: Id.nullable(),
    modelVersion: Id.optional(),
    calendar: Id.nullable(),
  }),
  'record.responded': z.object({}),
  'record.resolved': z.object({ solution: z.string().nullable() }),
  'record.reopened': z.object({ reason: z.string().nullable() }),
  /** Its step opens a record of another process. */
  'record.called': z.object({ process: z.string() }),
  /** A request goes on as a change, and waits for it. */
  'record.requalified': z.object({ from: z.string(), into: z.string() }),
  /** What it waited for came out so that somebody decides how it goes on. */
  'record.released': z.object({ from: z.string(), outcome: z.string() }),
  'record.ended': z.object({ phase: z.string(), outcome: z.string().nullable() }),
  'record.commented': z.object({
    html: z.string(),
    minutes: z.int().nullable(),
    visibility: CommentVisibility,
  }),
  /** In a comment: the entry that names them. */
  'record.mentioned': z.object({ people: z.array(Id), entry: Id }),
  'record.time-added': z.object({
    minutes: z.int(),
    spentOn: z.string(),
    note: z.string(),
    /** Whose, where somebody else wrote it down. */
    person: Id.optional(),
  }),
  'record.time-corrected': z.object({
    entry: Id,
    person: Id,
    minutes: z.int(),
    instead: z.int().nullable(),
    reason: z.string(),
  }),
  'time.exported': z.object({ count: z.int(), filter: Facts }),
  'record.linked': z.object({ kind: LinkKind, to: z.string() }),
  'record.unlinked': z.object({ kind: LinkKind, to: z.string(), reason: z.string() }),
  'record.merged': z.object({ from: z.string(), into: z.string(), reason: z.string().nullable() }),
  'record.caller-attached': z.object({ child: z.string() }),
  'record.attached': z.object({ attachment: Id, name: z.string(), size: z.int(), sha256: z.string() }),
  'record.overridden': z.object({ from: z.string(), to: z.string(), reason: z.string() }),
  'record.handed-over': z.object({ supplier: Id, reference: z.string().nullable() }),
  'record.taken-back': z.object({ supplier: Id }),
  'record.declared-major': z.object({ leader: Id.nullable(), criteria: z.string().nullable() }),
  'record.rated': z.object({ rating: z.int(), comment: z.string().nullable() }),
  'record.line-added': z.object({
    item: Id,
    label: Words,
    isRequired: z.boolean(),
    isIdentityCheck: z.boolean(),
  }),
  'record.line-checked': z.object({
    item: Id,
    label: Words,
    isDone: z.boolean(),
    /** Of a call back: the number on file that was called. */
    phone: z.string().nullable(),
  }),
  'record.breached': z.object({ clock: z.enum(['response', 'resolution']), dueAt: z.string() }),
  'record.escalated': z.object({
    key: z.string(),
    role: z.string(),
    dueAt: z.string(),
    /** The same hand has it before and after: written down, told to nobody. */
    isLogged: z.boolean(),
    /** Who was told, and why they: absent people are left out. */
    told: z.object({ people: z.array(Id), why: z.string() }).optional(),
    /** Told once a day, with the others. */
    isForDigest: z.boolean().default(false),
  }),
  'record.reminded': z.object({ key: z.string(), dueAt: z.string() }),
  /** Somebody was told of an event by mail: which message, to whom, when it left. */
  'record.mailed': z.object({
    event: z.string(),
    person: Id.nullable(),
    mail: Id,
    messageId: z.string(),
  }),
  'record.mail-bounced': z.object({ mail: Id, person: Id.nullable(), status: z.string() }),
  /** The client wrote again after it was resolved or closed, by mail: whether it goes on is the desk's to decide. */
  'record.answered-late': z.object({ mail: Id }),
  'record.exported': z.object({ count: z.int(), filter: Facts }),
}
