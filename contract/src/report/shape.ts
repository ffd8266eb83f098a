import { z } from 'zod'
import { CiSource, CiState } from '../configuration/shape.ts'
import { Day, Instant } from '../instant.ts'
import { Id } from '../list.ts'
import { Words } from '../words.ts'

const Item = z.object({ number: z.string(), name: z.string() })

/** One item as the report shows it; types and attributes are named in full, so that it can be read when they have changed. */
export const ReportItem = Item.extend({
  type: Words,
  state: CiState,
  location: z.string(),
  owner: z.string().nullable(),
  criticality: z.int().nullable(),
  /** Services that it carries, by the relations of that instant. */
  services: z.array(z.string()),
  /** Ends of warranties, licences and the like. */
  ends: z.array(z.object({ label: Words, on: Day })),
  verifiedAt: Instant.nullable(),
})
export type ReportItem = z.infer<typeof ReportItem>

export const ReportChange = Item.extend({
  at: Instant,
  /** Come into the client's configuration, changed there, gone from it. */
  what: z.enum(['added', 'changed', 'gone']),
  fields: z.array(z.object({ label: Words, before: Words.nullable(), after: Words.nullable() })),
  /** By what right a controlled field changed: a record that the client knows, or a correction that was signed. */
  record: z.string().nullable(),
  isCorrection: z.boolean(),
  /** Nobody: a machine saw it. */
  by: z.string().nullable(),
  source: CiSource.nullable(),
})
export type ReportChange = z.infer<typeof ReportChange>

/** The state of a client's configuration (figure 10; ISO/IEC 20000-1:2018 8.2.6), whatever shows it: screen, PDF or table. */
export const ConfigurationReport = z.object({
  client: z.object({ id: Id, name: z.string() }),
  /** The period whose changes it tells; it ends at the instant that is shown. */
  from: Instant,
  at: Instant,
  extractedAt: Instant,
  /** The baseline that names this very instant. */
  baseline: z.string().nullable(),
  summary: z.object({
    total: z.int(),
    types: z.array(
      z.object({
        type: Words,
        total: z.int(),
        states: z.array(z.object({ state: CiState, count: z.int() })),
      }),
    ),
    added: z.int(),
    changed: z.int(),
    gone: z.int(),
  }),
  items: z.array(ReportItem),
  history: z.array(ReportChange),
  /** Tickets open at that instant about these items. */
  tickets: z.array(
    z.object({ number: z.string(), title: z.string(), recordedAt: Instant, items: z.array(Item) }),
  ),
  /** What was seen to be otherwise than written; null: nothing compares here. */
  deviations: z
    .array(Item.extend({ label: Words, standing: Words.nullable(), found: Words.nullable(), since: Instant }))
    .nullable(),
  /** What ends within the next 90 days, or has ended. */
  expiries: z.array(Item.extend({ label: Words, on: Day, days: z.int() })),
  /** There was more than a report shows. */
  isCut: z.boolean(),
})
export type ConfigurationReport = z.infer<typeof ConfigurationReport>

export const ReportAnswer = z.object({
  verdict: z.enum(['right', 'wrong']),
  comment: z.string(),
  by: z.string().nullable(),
  at: Instant,
})
export type ReportAnswer = z.infer<typeof ReportAnswer>

/** A report that was sent: it stays as it is. */
export const IssuedReport = z.object({
  id: Id,
  clientId: Id,
  clientName: z.string(),
  from: Instant,
  at: Instant,
  note: z.string(),
  issuedBy: z.string().nullable(),
  issuedAt: Instant,
  /** Of its content, as the journal has it. */
  sha256: z.string(),
  /** What was last answered. */
  verdict: z.enum(['right', 'wrong']).nullable(),
  answers: z.array(ReportAnswer),
})
export type IssuedReport = z.infer<typeof IssuedReport>
