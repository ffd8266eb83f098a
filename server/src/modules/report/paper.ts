import { readFileSync } from 'node:fs'
import type { ConfigurationReport, ReportAnswer, ReportChange, ReportItem } from '#contract/report/shape.ts'
import { asCsv } from '#platform/csv.ts'
import { writePdf } from '#platform/pdf.ts'
import { counted, fill, type Speech } from './speech.ts'

const template = readFileSync(
  new URL('../../../../kit/templates/configuration-report.typ', import.meta.url),
  'utf8',
)

/** What stands on the paper beside the report, once it was issued. */
export interface Issue {
  note: string
  issuedBy: string | null
  issuedAt: string
  sha256: string
  answers: readonly ReportAnswer[]
}

/** The report as PDF/A, in the reader’s language. */
export const writeReport = (report: ConfigurationReport, issue: Issue | null, speech: Speech): Buffer => {
  const { words: all, day, minute, say, plainDay } = speech
  const words = all.report
  const { summary } = report
  const facts = [
    fill(words.extracted, { at: minute(report.extractedAt) }),
    ...(report.baseline === null ? [] : [fill(words.baseline, { name: report.baseline })]),
    ...(issue === null
      ? []
      : [
          fill(words.issuedLine, { at: minute(issue.issuedAt), name: issue.issuedBy ?? '–' }),
          fill(words.digest, { sha256: issue.sha256 }),
        ]),
  ]
  const data = {
    words,
    language: speech.language,
    paper: speech.paper,
    provider: speech.provider,
    day: speech.parts(report.at),
    title: words.one,
    client: report.client.name,
    period: fill(words.period, { from: day(report.from), at: minute(report.at) }),
    facts,
    note: issue?.note ?? '',
    isCut: report.isCut,
    counts: (['total', 'added', 'changed', 'gone'] as const).map((key) => [
      words.summary[key],
      String(summary[key]),
    ]),
    types: summary.types.map(({ type, total, states }) => [
      say(type),
      String(total),
      states.map(({ state, count }) => `${all.configuration.states[state]} ${count}`).join(' · '),
    ]),
    itemHead: itemHead(speech),
    items: report.items.map((item) => itemCells(item, speech)),
    historyHead: [
      words.history.date,
      words.history.item,
      words.history.change,
      words.history.authority,
      words.history.author,
    ],
    history: report.history.map((change) => changeCells(change, speech)),
    tickets: report.tickets.map(({ number, title, recordedAt, items }) => [
      items.map((item) => `${item.number} ${item.name}`).join(', '),
      number,
      title,
      day(recordedAt),
    ]),
    deviationHead: [
      words.items.number,
      words.items.name,
      words.history.change,
      words.deviations.standing,
      words.deviations.found,
    ],
    deviations:
      report.deviations?.map(({ number, name, label, standing, found }) => [
        number,
        name,
        say(label),
        standing === null ? words.history.nothing : say(standing),
        found === null ? words.history.nothing : say(found),
      ]) ?? null,
    expiries: report.expiries.map(({ number, name, label, on, days }) => [
      number,
      name,
      say(label),
      plainDay(on),
      sayDays(days, speech),
    ]),
    answers:
      issue?.answers.map(({ verdict, comment, by, at }) => ({
        verdict: words.acknowledgement[verdict],
        by: fill(words.acknowledgement.by, { name: by ?? '–', at: minute(at) }),
        comment,
      })) ?? null,
  }
  return writePdf(template, data)
}

/** The items alone, for a spreadsheet. */
export const writeItems = (report: ConfigurationReport, speech: Speech): string =>
  asCsv(
    itemHead(speech),
    report.items.map((item) => itemCells(item, speech)),
  )

const itemHead = ({ words: { report: words } }: Speech): string[] => [
  words.items.number,
  words.items.name,
  words.items.type,
  words.items.state,
  words.items.location,
  words.items.owner,
  words.items.services,
  words.items.ends,
  words.items.verified,
]

const itemCells = (item: ReportItem, { words, say, day, plainDay }: Speech): string[] => [
  item.number,
  item.name,
  say(item.type),
  words.configuration.states[item.state],
  item.location,
  item.owner ?? '',
  item.services.join(', '),
  item.ends
    .map(({ label, on }) => fill(words.report.pair, { label: say(label), value: plainDay(on) }))
    .join(', '),
  item.verifiedAt === null ? words.report.items.never : day(item.verifiedAt),
]

const changeCells = (change: ReportChange, { words: { report: words }, say, minute }: Speech) => ({
  date: minute(change.at),
  item: `${change.number} ${change.name}`,
  what: words.history[change.what],
  fields: change.fields.map(({ label, before, after }) => ({
    label: say(label),
    before: before === null ? null : say(before),
    after: after === null ? words.history.nothing : say(after),
  })),
  authority: change.record ?? (change.isCorrection ? words.history.correction : ''),
  author: change.by ?? (change.source === 'inventory' ? words.history.machine : ''),
})

const sayDays = (days: number, { words: { report: words }, language }: Speech): string => {
  if (days < 0) return words.expiries.past
  if (days === 0) return words.expiries.today
  return counted({ one: words.expiries.in_one, other: words.expiries.in_other }, days, language)
}
