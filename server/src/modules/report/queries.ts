import type { reportApi } from '#contract/report/api.ts'
import type { ConfigurationReport } from '#contract/report/shape.ts'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import type { Download } from '#platform/http/bind.ts'
import { composeReport, periodOf } from './compose.ts'
import { asIssued, contentIn, findIssued } from './issued.ts'
import { writeItems, writeReport, type Issue } from './paper.ts'
import { issuesReports } from './policy.ts'
import { speechFor } from './speech.ts'

type Input<Name extends keyof typeof reportApi> = z.output<(typeof reportApi)[Name]['input']>

export const readReport = async (context: Context, { id, format, ...asked }: Input<'read'>) => {
  const report = await composeReport(context, await periodOf(context, { clientId: id, ...asked }))
  return format === 'json'
    ? { answer: report }
    : { file: await asFile(context, { report, issue: null, format }) }
}

export const downloadIssued = async (context: Context, { id, format }: Input<'issuedFile'>) => {
  const row = await findIssued(context, id)
  return asFile(context, { report: contentIn(row), issue: asIssued(row), format })
}

interface Filed {
  report: ConfigurationReport
  issue: (Issue & { id: string }) | null
  format: 'pdf' | 'csv'
}

const asFile = async (context: Context, { report, issue, format }: Filed): Promise<Download> => {
  const speech = await speechFor(context)
  await context.emit({
    subject: report.client.id,
    event: 'report.exported',
    body: { ...(issue === null ? {} : { report: issue.id }), at: report.at, format },
  })
  const day = report.at.slice(0, 10)
  const name = `${speech.language === 'fr' ? 'configuration' : 'configuration-report'}-${day}.${format}`
  if (format === 'csv')
    return { name, mediaType: 'text/csv; charset=utf-8', content: writeItems(report, speech) }
  const content = writeReport(report, issue, speech)
  return { name, mediaType: 'application/pdf', size: content.length, content }
}

interface ScheduleRow {
  clientId: string
  clientName: string
  items: number
  changed: number
  deviations: number
  lastId: string | null
  lastAt: Temporal.Instant | null
  verdict: 'right' | 'wrong' | null
}

/** Who has not been told for long, or of whose things much has changed, comes first. */
export const readSchedule = async ({ actor, db }: Context) => {
  const { rows } = await sql<ScheduleRow>`
    select c.id as "clientId", c.name as "clientName", l.id as "lastId", l.at as "lastAt", l.verdict,
      (select count(*) from ci_state s where s.client_id = c.id and s.valid_to = 'infinity' and s.state <> 'disposed')::int as items,
      (select count(distinct s.ci_id) from ci_state s where s.client_id = c.id
        and (s.valid_from > coalesce(l.at, '-infinity') or (s.valid_to > coalesce(l.at, '-infinity') and s.valid_to <> 'infinity')))::int as changed
      , (select count(*) from deviation d join ci_state s on s.ci_id = d.ci_id and s.valid_to = 'infinity'
        where s.client_id = c.id and d.state = 'open')::int as deviations
    from client c left join lateral (
      select r.id, r.at, (select a.verdict from configuration_report_answer a where a.report_id = r.id order by a.at desc, a.id desc limit 1) as verdict
      from configuration_report r where r.client_id = c.id order by r.issued_at desc, r.id desc limit 1) l on true
    where c.ended_at is null order by l.at nulls first, plain(c.name), c.id limit 2000`.execute(db)
  return { items: rows, mayIssue: issuesReports(actor) }
}
