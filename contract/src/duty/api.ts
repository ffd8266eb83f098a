import { z } from 'zod'
import { endpoint, staff } from '../endpoint.ts'
import { Day, Instant } from '../instant.ts'
import { all, ById, Id, kept, listOf, Nothing, Paging, Version } from '../list.ts'
import { Phase } from '../procedure/shape.ts'
import { RecordNumber } from '../record/shape.ts'
import { Rhythm } from '../recurrence/api.ts'
import { Role } from '../role.ts'
import { Words } from '../words.ts'

/** Procedures that a duty can follow: its own, or the plain one of two steps. */
export const DutyProcess = z.enum([
  'duty',
  'configuration-policy',
  'configuration-verification',
  'configuration-report',
  'trend-review',
])
export type DutyProcess = z.infer<typeof DutyProcess>

export const DutyRole = Role.extract(['D', 'RGS/AC', 'RGS/RC', 'CS'])
export type DutyRole = z.infer<typeof DutyRole>

const Name = z.object({
  fr: z.string().trim().min(1).max(120),
  en: z.string().trim().max(120).optional(),
})
/** What is asked for as proof that it was done. */
const Evidence = z.object({
  fr: z.string().trim().min(1).max(500),
  en: z.string().trim().max(500).optional(),
})

const fields = {
  name: Name,
  process: DutyProcess,
  ownerRole: DutyRole,
  /** By name; without, whoever answers for the role when it falls due. */
  ownerId: Id.nullable().default(null),
  rhythm: Rhythm,
  /** The first day that it may be due on. */
  startsOn: Day.refine((day) => day >= '2000-01-01' && day <= '2100-12-31', {
    error: 'between 2000 and 2100',
  }),
  /** Of one client; without, the firm's own. */
  clientId: Id.nullable().default(null),
  /** How many days before its day the ticket is opened. */
  leadDays: z.int().min(0).max(90).default(7),
  evidence: Evidence,
}

/** Why the ticket could not be opened: its procedure is not there, the person named has left, anything else. */
export const DutyTrouble = z.enum(['procedure', 'owner', 'other'])
export type DutyTrouble = z.infer<typeof DutyTrouble>

export const DutyRule = z.object({
  ...fields,
  name: Words,
  evidence: Words,
  id: Id,
  zone: z.string(),
  isPaused: z.boolean(),
  version: Version,
})
export type DutyRule = z.infer<typeof DutyRule>

export const ListedRule = DutyRule.extend({
  trouble: DutyTrouble.nullable(),
  ownerName: z.string().nullable(),
  clientName: z.string().nullable(),
  /** The next three: the day that it is due on, and when its ticket is opened. */
  next: z.array(z.object({ dueOn: Day, at: Instant })),
  /** What is under way, oldest first. */
  open: z.array(z.object({ number: z.string(), dueOn: Day, isLate: z.boolean() })),
  /** When it was done last, and the record that proves it. */
  lastDone: z.object({ number: z.string(), at: Instant }).nullable(),
})
export type ListedRule = z.infer<typeof ListedRule>

/** A duty that the kit proposes to a firm of this size; for each client where it is about one. */
export const DutyProposition = z.object({
  ...fields,
  key: z.string(),
  name: Words,
  evidence: Words,
  clientName: z.string().nullable(),
})
export type DutyProposition = z.infer<typeof DutyProposition>

/** What an auditor asks of a duty: when it was due, whether it was done, by whom, with what proof. */
export const DutyEvidence = z.object({
  number: z.string(),
  title: z.string(),
  process: DutyProcess,
  ruleId: Id,
  rule: Words,
  clientName: z.string().nullable(),
  dueOn: Day,
  phase: Phase,
  /** Not done on its day, or not done yet and its day is past. */
  isLate: z.boolean(),
  closedAt: Instant.nullable(),
  /** Who took the last step; of a client, its person. */
  closedBy: z.string().nullable(),
  assigneeName: z.string().nullable(),
  minutes: z.string().nullable(),
  itemsVerified: z.int().nullable(),
  deviations: z.int().nullable(),
  baseline: z.object({ id: Id, name: z.string() }).nullable(),
  /** The campaign that compared. */
  campaign: z.object({ id: Id, name: z.string() }).nullable(),
  /** The report that was handed over, with the instant that it shows. */
  report: z.object({ id: Id, at: Instant }).nullable(),
  /** Other tickets that it is linked with. */
  links: z.array(z.string()),
  files: z.int(),
})
export type DutyEvidence = z.infer<typeof DutyEvidence>

export const DutyState = z.enum(['open', 'late', 'done', 'cancelled'])
export type DutyState = z.infer<typeof DutyState>

/** Which: those of the kit, and of which client. */
const Chosen = z.object({ key: z.string().max(80), clientId: Id.nullable() })

export const dutyApi = {
  listRules: endpoint('GET /duty-rules', Nothing, kept(ListedRule).extend({ mayAdopt: z.boolean() }), {
    for: staff,
    summary: 'The rhythm: recurring duties with owner, next days, what is under way and when last done',
  }),
  readRule: endpoint('GET /duty-rules/{id}', ById, ListedRule, {
    for: staff,
    summary: 'One duty of the rhythm; one that was ended can still be read',
  }),
  createRule: endpoint('POST /duty-rules', z.object(fields), ListedRule, {
    for: staff,
    summary: 'A new duty; days that are past already open nothing',
    status: 201,
  }),
  editRule: endpoint(
    'PATCH /duty-rules/{id}',
    z.object({ ...fields, id: Id, version: Version }),
    ListedRule,
    { for: staff, summary: 'Edit a duty; tickets that were opened stay' },
  ),
  pauseRule: endpoint(
    'POST /duty-rules/{id}/pause',
    z.object({ id: Id, isPaused: z.boolean() }),
    ListedRule,
    { for: staff, summary: 'Pause a duty, or let it go on; what fell into the pause is not opened' },
  ),
  endRule: endpoint('DELETE /duty-rules/{id}', ById, Nothing, { for: staff, summary: 'End a duty' }),
  start: endpoint('POST /duty-rules/{id}/tickets', ById, z.object({ number: RecordNumber }), {
    for: staff,
    summary: 'Begin a duty now, due today; refused while one of it is under way',
    status: 201,
  }),
  listPropositions: endpoint('GET /duty-propositions', Nothing, all(DutyProposition), {
    for: staff,
    summary: 'Duties that the kit proposes to a firm of this size and that it does not have yet',
  }),
  adopt: endpoint(
    'POST /duty-propositions/adoption',
    z.object({ chosen: z.array(Chosen).min(1).max(500), isPaused: z.boolean().default(false) }),
    all(ListedRule),
    { for: staff, summary: 'Put proposed duties in force: D alone', status: 201 },
  ),
  list: endpoint(
    'GET /duties',
    z.object({
      process: DutyProcess.optional(),
      rule: Id.optional(),
      state: DutyState.optional(),
      /** Due from this day on, and until that one. */
      from: Day.optional(),
      to: Day.optional(),
      ...Paging.shape,
    }),
    listOf(DutyEvidence),
    { for: staff, summary: 'Duties with their proof, the latest due first: for the auditor' },
  ),
}

/** What the activities of a duty write on it. */
export const DutyFacts = z.object({
  /** The minutes: what was done, what was found, what was decided. */
  proceedings: z.string().trim().min(1).max(20_000).optional(),
})

export const PolicyFacts = DutyFacts.extend({
  /** Where everybody finds what was approved: version, date, address. */
  policy: z.string().trim().min(1).max(2000).optional(),
  plan: z.string().trim().min(1).max(2000).optional(),
  baselineName: z.string().trim().min(1).max(120).optional(),
})

export const VerificationFacts = DutyFacts.extend({
  itemsVerified: z.int().min(0).max(1_000_000).optional(),
  deviations: z.int().min(1).max(1_000_000).optional(),
  /** What the deviations are, and why the CMDB said something else. */
  causes: z.string().trim().min(1).max(20_000).optional(),
  /** The closed campaign that compared, where there was one. */
  campaign: Id.nullable().optional(),
  /** Tickets that treat what was modified without authority; each number named is linked. */
  regularisation: z.string().trim().min(1).max(500).optional(),
})

export const ReportFacts = DutyFacts.extend({
  /** The report that was issued to the client; acknowledged by it, so is this. */
  report: Id.nullable().optional(),
})

export const dutyEvents = {
  /** On the ticket that was opened. */
  'duty.began': z.object({
    rule: Id,
    name: Words,
    dueOn: z.string(),
    /** Days before it that nobody was there to open. */
    missed: z.array(z.string()),
  }),
  /** On the provider; once, until it works or is edited. */
  'duty.failed': z.object({ rule: Id, name: Words, trouble: DutyTrouble }),
}
