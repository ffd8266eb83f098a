import { z } from 'zod'
import { endpoint, staff, staffAndClients } from '../endpoint.ts'
import { GivenInstant, Instant } from '../instant.ts'
import { all, ById, Id, listOf, Paging } from '../list.ts'
import { ConfigurationReport, IssuedReport } from './shape.ts'

/** Now and since the last report that was issued, unless said otherwise. */
const period = { at: GivenInstant.optional(), from: GivenInstant.optional() }
const Format = z.enum(['pdf', 'csv'])

export const reportApi = {
  read: endpoint(
    'GET /clients/{id}/configuration-report',
    ById.extend({ ...period, format: z.enum(['json', ...Format.options]).default('json') }),
    ConfigurationReport,
    {
      for: staff,
      summary:
        'The state of a client’s configuration, now or as it was at an instant; with `format` as PDF/A, or its items as CSV',
    },
  ),
  schedule: endpoint(
    'GET /configuration-report-schedule',
    z.object({}),
    all(
      z.object({
        clientId: Id,
        clientName: z.string(),
        items: z.int(),
        /** Items that came, changed or went since the last report, or ever. */
        changed: z.int(),
        /** Deviations that are open; null: nothing compares here. */
        deviations: z.int().nullable(),
        lastId: Id.nullable(),
        lastAt: Instant.nullable(),
        verdict: z.enum(['right', 'wrong']).nullable(),
      }),
    ).extend({ mayIssue: z.boolean() }),
    { for: staff, summary: 'Each client with its last report, and what has changed since' },
  ),
  issue: endpoint(
    'POST /configuration-reports',
    z.object({
      clientIds: z.array(Id).min(1).max(100),
      from: GivenInstant.optional(),
      at: GivenInstant.optional(),
      note: z.string().trim().max(2000).default(''),
    }),
    all(IssuedReport),
    {
      for: staff,
      summary: 'Issue reports: kept as they are and sent to those who answer for the clients',
      status: 201,
    },
  ),
  list: endpoint(
    'GET /configuration-reports',
    Paging.extend({ client: Id.optional() }),
    listOf(IssuedReport),
    {
      for: staffAndClients,
      summary: 'Reports that were issued, latest first; a client’s contacts read their own',
    },
  ),
  readIssued: endpoint(
    'GET /configuration-reports/{id}',
    ById,
    IssuedReport.extend({ content: ConfigurationReport, mayAnswer: z.boolean() }),
    { for: staffAndClients, summary: 'A report as it was issued' },
  ),
  issuedFile: endpoint(
    'GET /configuration-reports/{id}/file',
    ById.extend({ format: Format.default('pdf') }),
    z.string(),
    { for: staffAndClients, summary: 'The same as PDF/A, or its items as a table', transport: 'file' },
  ),
  answer: endpoint(
    'POST /configuration-reports/{id}/answers',
    ById.extend({ verdict: z.enum(['right', 'wrong']), comment: z.string().trim().max(5000).default('') }),
    IssuedReport,
    {
      for: ['client'],
      summary: 'A contact acknowledges a report, or says what is wrong in it',
      status: 201,
    },
  ),
  catalogue: endpoint(
    'GET /configuration-catalogue',
    z.object({ format: z.enum(['pdf']).default('pdf') }),
    z.string(),
    {
      for: staff,
      summary: 'The catalogue of items: types with their attributes, then the items of each',
      transport: 'file',
    },
  ),
}

const Ref = z.object({ report: Id })
/** All stand in the client’s own chain; the catalogue’s in the provider’s. */
export const reportEvents = {
  'report.issued': Ref.extend({ from: z.string(), at: z.string(), items: z.int(), sha256: z.string() }),
  'report.acknowledged': Ref.extend({ comment: z.string() }),
  'report.disputed': Ref.extend({ comment: z.string() }),
  /** Written to a file: which, or of which instant, and in which form. */
  'report.exported': z.object({ report: Id.optional(), at: z.string(), format: z.string() }),
}
