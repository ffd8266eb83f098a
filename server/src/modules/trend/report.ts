import { readFileSync } from 'node:fs'
import type { trendApi } from '#contract/trend/api.ts'
import { Dimension, type Finding } from '#contract/trend/shape.ts'
import { reasonsOf } from '#contract/trend/why.ts'
import { Words } from '#contract/words.ts'
import { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { notFound } from '#platform/failure.ts'
import type { Download } from '#platform/http/bind.ts'
import { writePdf } from '#platform/pdf.ts'
import { findRow } from '../record/index.ts'
import { fill, speechFor, type Speech } from '../report/index.ts'
import { readReview } from './reviews.ts'

type Input = z.output<(typeof trendApi)['report']['input']>

const template = readFileSync(new URL('../../../../kit/templates/trend-report.typ', import.meta.url), 'utf8')

/** As they were when the findings were gathered. */
const Shares = z.array(
  z.object({
    by: Dimension,
    lines: z.array(z.object({ name: Words, n: z.int(), cumulative: z.number().nullable() })),
  }),
)

/** How many numbers of incidents stand on paper beside a finding. */
const mostNumbers = 12

/** What was found, what was decided, who took part and who signed: to top management, in the reader's language. */
export const downloadTrendReport = async (context: Context, { number }: Input): Promise<Download> => {
  const { db, now } = context
  const review = await readReview(context, { number })
  const row = await findRow(context, number)
  const kept = await db
    .selectFrom('trend_review')
    .select(['shares', 'sha256'])
    .where('record_id', '=', row.id)
    .executeTakeFirst()
  const { from, to } = review
  if (kept === undefined || from === null || to === null) throw notFound()
  const speech = await speechFor(context)
  const { words, minute, plainDay, provider, language, paper } = speech
  const { trend } = words
  const { report } = trend
  const decided = (decision: Finding['decision']) =>
    review.findings.filter((finding) => finding.decision === decision).length
  const content = writePdf(template, {
    words: report,
    language,
    paper,
    provider,
    day: speech.parts(now),
    number,
    title: row.title,
    made: fill(report.made, { at: minute(now) }),
    facts: [
      [report.period, fill(trend.span, { from: plainDay(from), to: plainDay(to) })],
      [report.total, String(review.total ?? 0)],
      [
        report.decided,
        fill(report.decidedLine, {
          problem: decided('problem'),
          watch: decided('watch'),
          dismiss: decided('dismiss'),
          open: decided(null),
        }),
      ],
      [report.participants, review.participants ?? words.problem.report.none],
      ...(review.gatheredAt === null
        ? []
        : [
            [
              report.gathered,
              fill(report.gatheredLine, {
                name: review.gatheredBy ?? '–',
                at: minute(asText(review.gatheredAt)),
              }),
            ],
          ]),
    ],
    findings: review.findings.map((finding) => findingOf(finding, speech)),
    shares: Shares.parse(kept.shares).flatMap(({ by, lines }) => {
      const most = lines[0]?.n ?? 0
      if (most === 0) return []
      return [
        {
          title: trend.dimension[by],
          lines: lines
            .filter(({ n }) => n > 0)
            .map(({ name, n, cumulative }) => ({
              name: speech.say(name),
              n: String(n),
              part: n / most,
              cumulative: cumulative === null ? '' : percentIn(language, cumulative),
            })),
        },
      ]
    }),
    minutes: review.minutes ?? '',
    signature:
      review.signedAt === null || review.signedBy === null
        ? report.notSigned
        : fill(report.signed, { name: review.signedBy, at: minute(asText(review.signedAt)) }),
    digest: kept.sha256 ?? '',
  })
  return {
    name: `${report.file}-${number}.pdf`,
    mediaType: 'application/pdf',
    size: content.length,
    content,
  }
}

const asText = (instant: { toString: () => string }): string => instant.toString()

const percentIn = (language: 'fr' | 'en', ratio: number): string =>
  new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 }).format(ratio)

type Told = Awaited<ReturnType<typeof readReview>>['findings'][number]

const findingOf = (finding: Told, speech: Speech) => {
  const { words, language, say } = speech
  const { trend } = words
  const { by, name, verdict, figures, incidents, decision, reason, problem, before, decidedBy, decidedAt } =
    finding
  const numbers = new Intl.NumberFormat(language, { maximumFractionDigits: 1 })
  const why = reasonsOf(figures, verdict)
    .map(({ said, values }) =>
      fill(
        trend.why[said],
        Object.fromEntries(Object.entries(values).map(([key, value]) => [key, numbers.format(value)])),
      ),
    )
    .join(' ')
  const more = incidents.length - mostNumbers
  return {
    by: trend.dimension[by],
    name: say(name),
    verdict: trend.verdict[verdict],
    rises: verdict === 'rises',
    why,
    incidents: [
      incidents.slice(0, mostNumbers).join(', '),
      ...(more > 0 ? [fill(trend.report.more, { n: more })] : []),
    ].join(' '),
    before:
      before === null
        ? ''
        : fill(trend.review.before[before.decision], {
            number: before.number,
            reason: before.reason ?? '',
            problem: before.problem ?? '',
          }),
    decision:
      decision === null
        ? trend.report.undecided
        : [trend.review.decision[decision], problem, reason].filter(Boolean).join(' – '),
    byWhom:
      decidedAt === null
        ? ''
        : fill(trend.review.decidedBy, { name: decidedBy ?? '–', when: speech.day(asText(decidedAt)) }),
  }
}
