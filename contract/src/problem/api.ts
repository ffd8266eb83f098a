import { z } from 'zod'
import { CiNumber } from '../configuration/shape.ts'
import { endpoint, staff, staffAndClients } from '../endpoint.ts'
import { all, Id, listOf, Paging } from '../list.ts'
import { AnyRecord, RecordNumber } from '../record/shape.ts'
import { Analysis } from './analysis.ts'
import { LevelNumber } from './levels.ts'
import {
  ByProblem,
  CauseCategory,
  KnownError,
  KnownErrorMatch,
  KnownErrorState,
  PortalKnownError,
  Problem,
  ProblemNumber,
  ProblemOrigin,
} from './shape.ts'

const Reason = z.string().trim().min(3).max(2000)
const incidents = z.array(RecordNumber).max(200)

export const OpenProblem = z.object({
  title: z.string().trim().min(1).max(300),
  description: z.string().max(100_000).optional(),
  clientId: Id.nullable().optional(),
  serviceId: Id.nullable().optional(),
  incidents: incidents.optional(),
  cis: z.array(CiNumber).max(100).optional(),
  level: LevelNumber.optional(),
  origin: ProblemOrigin.optional(),
  causeCategory: CauseCategory.optional(),
  assigneeId: Id.nullable().optional(),
})

export const WriteKnownError = z.object({
  number: ProblemNumber,
  symptom: z.string().trim().min(1).max(4000),
  cause: z.string().trim().max(4000).optional(),
  workaround: z.string().trim().min(1).max(20_000),
  solution: z.string().trim().max(20_000).optional(),
  /** Clients may read it. */
  portal: z.boolean().optional(),
  /** … its cause too. */
  portalCause: z.boolean().optional(),
  /** … and which of them; left out: those whom the problem concerns, else all. */
  clients: z.union([z.literal('all'), z.array(Id).min(1).max(500)]).optional(),
  /** 409 if somebody wrote another one meanwhile. */
  version: z.int().min(1).optional(),
})

export const problemApi = {
  open: endpoint('POST /problems', OpenProblem, AnyRecord, {
    for: staff,
    summary: 'Open a problem: by hand, or from the incidents that it causes',
    status: 201,
  }),
  read: endpoint('GET /problems/{number}', ByProblem, Problem, {
    for: staff,
    summary: 'What a problem has beside its record: level, incidents, analysis, known error, verification',
  }),
  link: endpoint(
    'POST /problems/{number}/incidents',
    z.object({ number: ProblemNumber, incidents: incidents.min(1) }),
    Problem,
    { for: staff, summary: 'Link incidents that this problem causes' },
  ),
  unlink: endpoint(
    'POST /problems/{number}/incidents/{incident}/unlinking',
    z.object({ number: ProblemNumber, incident: RecordNumber, reason: Reason }),
    Problem,
    { for: staff, summary: 'Say that this problem does not cause that incident after all, and why' },
  ),
  reclassify: endpoint(
    'PUT /problems/{number}/level',
    z.object({ number: ProblemNumber, level: LevelNumber, reason: Reason }),
    Problem,
    { for: staff, summary: 'Another level than it was classified by, with a reason; delays follow' },
  ),
  analyse: endpoint(
    'PUT /problems/{number}/analysis',
    Analysis.extend({ number: ProblemNumber, version: z.int().min(0) }),
    Problem,
    { for: staff, summary: 'Five whys and Ishikawa; 409 if somebody else wrote meanwhile' },
  ),
  writeKnownError: endpoint('POST /problems/{number}/known-error', WriteKnownError, KnownError, {
    for: staff,
    summary: 'Write or change the known error of a problem; a new workaround can then be pushed',
  }),
  apply: endpoint(
    'POST /problems/{number}/known-error/uses',
    z.object({ number: ProblemNumber, record: RecordNumber }),
    z.object({ isNew: z.boolean() }),
    {
      for: staff,
      summary: 'Answer a client with the workaround and link its incident; the same workaround once',
    },
  ),
  push: endpoint(
    'POST /problems/{number}/known-error/push',
    ByProblem,
    z.object({ told: z.array(z.string()) }),
    { for: staff, summary: 'Say the workaround on all open linked incidents that have not heard it' },
  ),
  report: endpoint('GET /problems/{number}/report.pdf', ByProblem, z.unknown(), {
    for: staff,
    summary: 'The report of a problem as PDF, in the reader’s language',
    transport: 'file',
  }),
  knownErrors: endpoint(
    'GET /known-errors',
    Paging.extend({
      q: z.string().trim().max(200).optional(),
      client: Id.optional(),
      service: Id.optional(),
      ci: CiNumber.optional(),
      state: KnownErrorState.optional(),
    }),
    listOf(z.union([KnownError, PortalKnownError])),
    {
      for: staffAndClients,
      summary: 'Known errors: all for the staff; for clients those that were published to them',
    },
  ),
  matches: endpoint(
    'GET /known-error-matches',
    z.object({
      /** An incident, or what is being typed. */
      record: RecordNumber.optional(),
      title: z.string().trim().max(300).optional(),
      service: Id.optional(),
      cis: z
        .string()
        .max(500)
        .transform((text) => text.split(',').filter(Boolean))
        .pipe(z.array(CiNumber).max(20))
        .optional(),
    }),
    all(KnownErrorMatch),
    { for: staff, summary: 'Known errors that may explain an incident, and why: text, item, service' },
  ),
}

/** What the journal of a problem, and of its incidents, can say. */
export const problemEvents = {
  'problem.opened': z.object({
    origin: ProblemOrigin,
    level: z.int().nullable(),
    incidents: z.array(z.string()),
  }),
  'problem.incidents-linked': z.object({ incidents: z.array(z.string()) }),
  'problem.incident-unlinked': z.object({ incident: z.string(), reason: z.string() }),
  'problem.reclassified': z.object({
    before: z.int(),
    after: z.int(),
    levelsVersion: Id,
    reason: z.string(),
  }),
  'problem.classified': z.object({
    level: z.int(),
    levelsVersion: Id,
    causeCategory: CauseCategory.nullable(),
  }),
  'problem.analysed': z.object({
    whys: z.array(z.string()),
    branches: z.unknown(),
    root: z.string().nullable(),
  }),
  'problem.cause-found': z.object({ cause: z.string() }),
  'problem.known-error-written': z.object({
    symptom: z.string(),
    cause: z.string(),
    workaround: z.string(),
    solution: z.string(),
    portal: z.boolean(),
    portalCause: z.boolean(),
    clients: z.union([z.literal('all'), z.array(Id)]),
    workaroundNumber: z.int(),
  }),
  'problem.workaround-pushed': z.object({ workaroundNumber: z.int(), incidents: z.array(z.string()) }),
  'problem.recurred': z.object({ incident: z.string(), reasons: z.array(z.string()) }),
  /** On an incident: its workaround came from a known error. */
  'record.known-error-applied': z.object({ problem: z.string(), workaroundNumber: z.int() }),
  /** On an incident: what became of the problem that causes it. */
  'record.problem-ended': z.object({
    problem: z.string(),
    outcome: z.string(),
    solution: z.string().nullable(),
    /** The entry on the problem that says so. */
    source: Id,
  }),
}
