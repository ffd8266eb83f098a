import { readFileSync } from 'node:fs'
import type { problemApi } from '#contract/problem/api.ts'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import type { Download } from '#platform/http/bind.ts'
import { writePdf } from '#platform/pdf.ts'
import { stepOf } from '../procedure/index.ts'
import { findRow, proceduresOf } from '../record/index.ts'
import { fill, speechFor, type Speech } from '../report/index.ts'
import { fishPicture } from './fish-picture.ts'
import { plainOf } from './plain.ts'
import { readProblem } from './queries.ts'
import { timelineOf, type Told } from './timeline.ts'

type Input = z.output<(typeof problemApi)['report']['input']>

const template = readFileSync(
  new URL('../../../../kit/templates/problem-report.typ', import.meta.url),
  'utf8',
)

/** What happened, why, what helped and whether it holds: on paper, in the reader's language. */
export const downloadReport = async (context: Context, { number }: Input): Promise<Download> => {
  const { db, now } = context
  const problem = await readProblem(context, { number })
  const row = await findRow(context, number)
  const speech = await speechFor(context)
  const procedure = (await proceduresOf(db, [row.procedure_version_id])).get(row.procedure_version_id)
  const stepName = (id: string) => {
    const label =
      (procedure === undefined ? undefined : stepOf(procedure, id)?.label) ??
      procedure?.ends.find((end) => end.id === id)?.label
    return label === undefined ? id : speech.say(label)
  }
  const items = await itemsOf(context, row.id)
  const { words, minute, day, plainDay } = speech
  const { problem: said } = words
  const { report } = said
  const facts = {
    solution: plainOf(Reflect.get(Object(row.facts), 'solution')),
    review: plainOf(Reflect.get(Object(row.facts), 'review')),
  }
  const { analysis, knownError, verification } = problem
  const entries: [string, string | null][] = [
    [
      report.level,
      problem.level === null || problem.levelText === null
        ? said.level.none
        : fill(said.level.one, { level: problem.level, label: speech.say(problem.levelText.label) }),
    ],
    [report.state, stepName(row.step)],
    [report.origin, said.origin[problem.origin]],
    [report.category, problem.causeCategory === null ? null : said.category[problem.causeCategory]],
    [report.client, problem.clients.map(({ name }) => name).join(', ')],
    [report.service, row.service_name],
    [report.items, items.join(', ')],
    [report.assignee, row.assignee_name],
    [report.opened, minute(row.recorded_at)],
    [report.cause, problem.cause],
    [report.solution, facts.solution],
    [report.review, problem.reviewOn === null ? null : plainDay(problem.reviewOn)],
  ]
  const content = writePdf(
    template,
    {
      words: report,
      language: speech.language,
      paper: speech.paper,
      provider: speech.provider,
      day: speech.parts(now),
      number: row.number,
      title: row.title,
      made: fill(report.page, { at: minute(now) }),
      facts: entries.flatMap(([label, value]) => (value === null || value === '' ? [] : [[label, value]])),
      description: plainOf(row.description) ?? '',
      timeline: (await timelineOf(context, row.id)).flatMap((entry) => lineOf(entry, { speech, stepName })),
      incidents: problem.incidents.map((incident) => [
        incident.number,
        incident.title,
        incident.clientName ?? '',
        day(String(incident.recordedAt)),
        words.shell.phase[incident.phase],
      ]),
      whysTitle: said.analysis.whys,
      whys: analysis.whys,
      fishTitle: said.analysis.ishikawa,
      hasFish: analysis.branches.length > 0,
      signed:
        analysis.at === null
          ? ''
          : fill(report.signed, { name: analysis.byName ?? '–', at: minute(analysis.at) }),
      error:
        knownError === null
          ? null
          : [
              [said.error.symptom, knownError.symptom],
              [said.error.cause, knownError.cause],
              [said.error.workaround, knownError.workaround],
              [said.error.solution, knownError.solution],
              [said.list.state, said.state[knownError.state]],
            ].filter(([, value]) => value !== ''),
      verification: [
        verification !== null
          ? fill(report.watching, { from: day(verification.from), until: day(verification.until) })
          : row.closed_at !== null && row.outcome === 'solved'
            ? fill(report.verified, { at: day(row.closed_at) })
            : report.noVerification,
        ...(verification === null
          ? []
          : verification.recurrences.length === 0
            ? [report.noRecurrence]
            : verification.recurrences.map((one) => `${one.number} ${one.title} – ${day(String(one.at))}`)),
      ],
      review: facts.review ?? '',
    },
    { 'ishikawa.svg': fishPicture(analysis, row.title) },
  )
  return {
    name: `${report.file}-${row.number}.pdf`,
    mediaType: 'application/pdf',
    size: content.length,
    content,
  }
}

const itemsOf = async ({ db }: Context, recordId: string): Promise<string[]> => {
  const { rows } = await sql<{ number: string; name: string }>`select c.number, s.name from record_ci rc
    join ci c on c.id = rc.ci_id join ci_state s on s.ci_id = c.id and s.valid_to = 'infinity'
    where rc.record_id = ${recordId} order by c.number`.execute(db)
  return rows.map(({ number, name }) => `${number} ${name}`)
}

const lineOf = (
  { at, event, body, who }: Told,
  { speech, stepName }: { speech: Speech; stepName: (id: string) => string },
): [string, string, string][] => {
  const words = speech.words.problem.report.event
  const value = (key: string): string => {
    const found = body[key]
    return typeof found === 'string' || typeof found === 'number' ? String(found) : ''
  }
  const count = Array.isArray(body['incidents']) ? body['incidents'].length : 0
  const said: Readonly<Record<string, string>> = {
    'record.created': words.created,
    'problem.classified': fill(words.classified, { level: value('level') }),
    'problem.analysed': words.analysed,
    'problem.cause-found': fill(words.found, { cause: value('cause') }),
    'problem.known-error-written': fill(words.error, { number: value('workaroundNumber') }),
    'problem.workaround-pushed': fill(count === 1 ? words.pushed_one : words.pushed_other, { count }),
    'problem.recurred': fill(words.recurred, { incident: value('incident') }),
    'record.moved': fill(words.moved, { step: stepName(value('to')) }),
    'record.breached': words.breached,
    'record.escalated': fill(words.escalated, { role: value('role') }),
    'record.reopened': words.reopened,
    'record.ended': words.ended,
  }
  const what = said[event]
  return what === undefined ? [] : [[speech.minute(at), what, who ?? '']]
}
