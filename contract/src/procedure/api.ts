import { z } from 'zod'
import { endpoint, staff } from '../endpoint.ts'
import { Instant } from '../instant.ts'
import { all, Id } from '../list.ts'
import { Words } from '../words.ts'
import { Procedure, Refusal } from './shape.ts'

export const ProcessKey = z.enum([
  'incident',
  'major-incident',
  'request',
  'problem',
  'change',
  'duty',
  'configuration-policy',
  'configuration-verification',
  'configuration-report',
  'trend-review',
])
export type ProcessKey = z.infer<typeof ProcessKey>

/** What a version of a procedure holds: the drawing, and what it means. */
export const ProcedureContent = z.object({ xml: z.string().max(1_000_000), procedure: Procedure })
export type ProcedureContent = z.infer<typeof ProcedureContent>

const ByKey = z.object({ key: ProcessKey })

export const ProcedureSummary = z.object({
  key: ProcessKey,
  name: Words,
  artefactId: Id,
  inForce: z.object({ versionId: Id, number: z.int(), from: Instant }).nullable(),
  openRecords: z.int(),
})

/** How the records of a period went through a version. */
export const Traffic = z.object({
  records: z.int(),
  steps: z.array(
    z.object({
      id: z.string(),
      /** Where work is now. */
      now: z.int(),
      visits: z.int(),
      /** Minutes that half the visits stayed below; null without a finished one. */
      medianMinutes: z.number().nullable(),
    }),
  ),
  moves: z.array(z.object({ from: z.string(), to: z.string(), count: z.int() })),
  overrides: z.array(
    z.object({ number: z.string(), from: z.string(), to: z.string(), at: Instant, reason: z.string() }),
  ),
})

export const procedureApi = {
  list: endpoint('GET /procedures', z.object({}), all(ProcedureSummary), {
    for: staff,
    summary: 'Procedures, what is in force and how many records are under way',
  }),
  read: endpoint(
    'GET /procedures/{key}',
    ByKey.extend({ version: Id.optional() }),
    ProcedureSummary.extend({ versionId: Id, xml: z.string(), procedure: Procedure }),
    {
      for: staff,
      summary: 'A procedure’s drawing and what it means; the version in force unless another is named',
    },
  ),
  check: endpoint(
    'POST /procedures/{key}/check',
    ByKey.extend({ xml: z.string().max(1_000_000) }),
    z.object({ procedure: Procedure.nullable(), refusals: z.array(Refusal) }),
    { for: staff, summary: 'Would this BPMN diagram be accepted? Names each element that is refused' },
  ),
  upload: endpoint(
    'POST /procedures/{key}/versions',
    ByKey.extend({ xml: z.string().max(1_000_000), note: z.string().max(2000).optional() }),
    z.object({ versionId: Id, number: z.int() }),
    { for: staff, summary: 'A new draft of a procedure from a BPMN diagram', status: 201 },
  ),
  traffic: endpoint(
    'GET /procedures/{key}/traffic',
    ByKey.extend({ version: Id.optional(), from: z.iso.date().optional(), to: z.iso.date().optional() }),
    Traffic,
    {
      for: staff,
      summary: 'Real records over the drawing: where they are, how often each way is taken, medians',
    },
  ),
}
