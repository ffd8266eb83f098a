import { z } from 'zod'
import { Instant, Day } from '../instant.ts'
import { Id, Version } from '../list.ts'
import { Phase } from '../procedure/shape.ts'
import { Analysis } from './analysis.ts'
import { LevelNumber, ProblemLevel } from './levels.ts'

export const ProblemNumber = z.string().regex(/^PRB-[1-9]\d{0,9}$/)
export const ByProblem = z.object({ number: ProblemNumber })

export const ProblemOrigin = z.enum(['incident', 'trend', 'supplier', 'other'])
export type ProblemOrigin = z.infer<typeof ProblemOrigin>

/** The second axis of figure 19: what trends are counted by. */
export const CauseCategory = z.enum([
  'hardware',
  'software',
  'network',
  'data',
  'security',
  'procedure',
  'supplier',
  'environment',
])
export type CauseCategory = z.infer<typeof CauseCategory>

/** What the activities of a problem write on it. */
export const ProblemFacts = z.object({
  level: LevelNumber.optional(),
  origin: ProblemOrigin.optional(),
  causeCategory: CauseCategory.optional(),
  cause: z.string().trim().min(1).max(4000).optional(),
  symptom: z.string().trim().min(1).max(4000).optional(),
  workaround: z.string().trim().min(1).max(20_000).optional(),
  solution: z.string().max(20_000).optional(),
  supplierId: z.uuid().optional(),
  reference: z.string().max(200).optional(),
  supplierResult: z.string().max(20_000).optional(),
  reviewOn: Day.optional(),
  review: z.string().max(100_000).optional(),
  dismissed: z.boolean().optional(),
  accepted: z.boolean().optional(),
})
export type ProblemFacts = z.infer<typeof ProblemFacts>

export const KnownErrorState = z.enum(['open', 'accepted', 'solved', 'withdrawn'])
export type KnownErrorState = z.infer<typeof KnownErrorState>

/** What a client reads of a known error that was published to it. */
export const PortalKnownError = z.object({
  number: z.string(),
  symptom: z.string(),
  workaround: z.string(),
  solution: z.string(),
  /** Only where it was published. */
  cause: z.string().nullable(),
  serviceId: Id.nullable(),
  serviceName: z.string().nullable(),
  state: KnownErrorState,
  updatedAt: Instant,
})
export type PortalKnownError = z.infer<typeof PortalKnownError>

/** The whole known error, as the provider's people see it. */
export const KnownError = PortalKnownError.extend({
  id: Id,
  title: z.string(),
  cause: z.string(),
  portal: z.boolean(),
  portalCause: z.boolean(),
  /** Whom it is published to; `all` where that is everyone. */
  clients: z.union([z.literal('all'), z.array(z.object({ id: Id, name: z.string() }))]),
  cis: z.array(z.object({ number: z.string(), name: z.string() })),
  reviewOn: z.string().nullable(),
  workaroundNumber: z.int(),
  incidents: z.int(),
  version: Version,
})
export type KnownError = z.infer<typeof KnownError>

/** A known error that may explain an incident, and why it is thought so. */
export const KnownErrorMatch = z.object({
  number: z.string(),
  title: z.string(),
  symptom: z.string(),
  workaround: z.string(),
  state: KnownErrorState,
  serviceName: z.string().nullable(),
  likeness: z.number(),
  why: z.array(z.enum(['text', 'ci', 'service'])),
  /** The items that both name. */
  cis: z.array(z.string()),
  /** Its present workaround was said on this incident already. */
  isApplied: z.boolean(),
})
export type KnownErrorMatch = z.infer<typeof KnownErrorMatch>

export const LinkedIncident = z.object({
  number: z.string(),
  title: z.string(),
  phase: Phase,
  clientName: z.string().nullable(),
  recordedAt: Instant,
  /** The present workaround was said on it. */
  isTold: z.boolean(),
})

/** What a problem has beside its record. */
export const Problem = z.object({
  number: z.string(),
  level: LevelNumber.nullable(),
  /** As the version says that it was classified by; null before. */
  levelText: ProblemLevel.nullable(),
  levelVersion: z.object({ number: z.int(), isProposition: z.boolean() }).nullable(),
  origin: ProblemOrigin,
  causeCategory: CauseCategory.nullable(),
  cause: z.string().nullable(),
  analysisDueAt: Instant.nullable(),
  analysisBegunAt: Instant.nullable(),
  causeDueAt: Instant.nullable(),
  causeFoundAt: Instant.nullable(),
  clients: z.array(z.object({ id: Id, name: z.string() })),
  incidents: z.array(LinkedIncident),
  analysis: Analysis.extend({
    at: Instant.nullable(),
    byName: z.string().nullable(),
    /** 0: nothing was written yet. */
    version: z.int().min(0),
  }),
  knownError: KnownError.nullable(),
  /** While the effect is watched: since when, until when, what came back. */
  verification: z
    .object({
      from: Instant,
      until: Instant,
      recurrences: z.array(
        z.object({
          number: z.string(),
          title: z.string(),
          at: Instant,
          reasons: z.array(z.enum(['ci', 'service', 'known-error'])),
        }),
      ),
    })
    .nullable(),
  reviewOn: z.string().nullable(),
  actions: z.array(z.enum(['analyse', 'write-known-error', 'link', 'push', 'reclassify'])),
})
export type Problem = z.infer<typeof Problem>
