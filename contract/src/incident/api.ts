import { z } from 'zod'
import { endpoint, staffAndClients } from '../endpoint.ts'
import { GivenChecklist, reportFields } from '../record/api.ts'
import { ProblemNumber } from '../problem/shape.ts'
import { AnyRecord } from '../record/shape.ts'

export const ReportIncident = z.object({
  ...reportFields,
  /** Solved while the caller is on the line: the solution, and whether he confirmed it by voice. */
  solution: z.string().max(20_000).optional(),
  checklist: GivenChecklist.optional(),
})
export type ReportIncident = z.infer<typeof ReportIncident>

export const CauseCode = z.enum([
  'hardware',
  'software',
  'network',
  'data',
  'security',
  'procedure',
  'supplier',
  'environment',
  'user',
  'unknown',
])

/** What the activities of an incident write on it. */
export const IncidentFacts = z.object({
  solution: z.string().max(20_000).optional(),
  isWorkaround: z.boolean().optional(),
  touchesControlledCi: z.boolean().optional(),
  causeKnown: z.boolean().optional(),
  causeCode: CauseCode.optional(),
  supplierId: z.uuid().optional(),
  reference: z.string().max(200).optional(),
  supplierResult: z.string().max(20_000).optional(),
  /** Old records may name theirs in words. */
  problem: ProblemNumber.optional(),
  openProblem: z.boolean().optional(),
  problemReason: z.string().max(2000).optional(),
  leaderId: z.uuid().optional(),
  criteria: z.string().max(2000).optional(),
  review: z.string().max(100_000).optional(),
  rating: z.int().min(1).max(5).optional(),
  ratingComment: z.string().max(2000).optional(),
  touchesPersonalData: z.boolean().optional(),
})
export type IncidentFacts = z.infer<typeof IncidentFacts>

export const incidentApi = {
  report: endpoint('POST /incidents', ReportIncident, AnyRecord, {
    for: staffAndClients,
    summary: 'Report an incident: 1 = high … 3 = low; a client leaves out what the desk sets',
    status: 201,
  }),
}
