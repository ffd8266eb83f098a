import { z } from 'zod'
import { endpoint, staff } from '../endpoint.ts'
import { Day } from '../instant.ts'
import { all, Id, Nothing } from '../list.ts'
import { DutyFacts } from '../duty/api.ts'
import { ProblemNumber } from '../problem/shape.ts'
import { LevelNumber } from '../problem/levels.ts'
import { Words } from '../words.ts'
import { Decision, Dimension, GroupKey, TrendIncident, TrendReview, Trends } from './shape.ts'

const ReviewNumber = z.string().regex(/^ECH-[1-9]\d{0,9}$/)
const ByReview = z.object({ number: ReviewNumber })

/** Both days are in it; without, the whole month before this one. */
const period = { from: Day.optional(), to: Day.optional() }
const filter = { by: Dimension.default('service'), client: Id.optional(), service: Id.optional() }

export const trendApi = {
  list: endpoint('GET /trends', z.object({ ...period, ...filter }), Trends, {
    for: staff,
    summary:
      'What incidents have in common, how often, and whether it rises against its own past: with the figures',
  }),
  incidents: endpoint(
    'GET /trends/incidents',
    z.object({ ...period, ...filter, key: GroupKey }),
    all(TrendIncident),
    { for: staff, summary: 'The incidents of the period behind one line, the latest 200' },
  ),
  reviews: endpoint(
    'GET /trend-reviews',
    Nothing,
    all(
      z.object({
        number: z.string(),
        from: Day,
        to: Day,
        findings: z.int(),
        problems: z.int(),
        isOpen: z.boolean(),
        signedBy: z.string().nullable(),
      }),
    ),
    { for: staff, summary: 'Reviews of trends, the latest first' },
  ),
  readReview: endpoint('GET /trend-reviews/{number}', ByReview, TrendReview, {
    for: staff,
    summary: 'A review of trends: its findings with what was decided, its minutes, who signed',
  }),
  decide: endpoint(
    'PUT /trend-reviews/{number}/findings/{id}',
    ByReview.extend({
      id: Id,
      decision: Decision,
      /** Compulsory where it is dismissed. */
      reason: z.string().trim().max(2000).optional(),
      /** A problem that is there already; without, one is opened with the incidents. */
      problem: ProblemNumber.optional(),
      title: z.string().trim().min(1).max(300).optional(),
      level: LevelNumber.optional(),
    }),
    TrendReview,
    { for: staff, summary: 'Decide a finding: a problem, to be watched, or dismissed with a reason' },
  ),
  report: endpoint('GET /trend-reviews/{number}/report.pdf', ByReview, z.unknown(), {
    for: staff,
    summary: 'The report of a review to top management as PDF, in the reader’s language',
    transport: 'file',
  }),
}

/** What the activities of a review write on it. */
export const TrendReviewFacts = DutyFacts.extend({
  /** The period that is looked at; without, the month before the review was due. */
  periodFrom: Day.optional(),
  periodTo: Day.optional(),
  findings: z.int().min(0).optional(),
  signed: z.boolean().optional(),
  participants: z.string().trim().min(1).max(2000).optional(),
})

export const trendEvents = {
  /** On the review. */
  'trend.gathered': z.object({
    from: z.string(),
    to: z.string(),
    total: z.int(),
    findings: z.array(z.object({ by: Dimension, key: z.string(), verdict: z.string(), n: z.int() })),
  }),
  'trend.decided': z.object({
    finding: Id,
    by: Dimension,
    key: z.string(),
    name: Words,
    decision: Decision,
    reason: z.string().nullable(),
    problem: z.string().nullable(),
  }),
  'trend.signed': z.object({ sha256: z.string() }),
}
