import { createHash } from 'node:crypto'
import type { reportApi } from '#contract/report/api.ts'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { Failure, invalid, notFound } from '#platform/failure.ts'
import { ensure } from '#platform/policy.ts'
import { moveRecord, readRecord } from '../record/index.ts'
import { composeReport, periodOf } from './compose.ts'
import { asIssued, findIssued } from './issued.ts'
import { issuesReports, mayAnswer } from './policy.ts'

type Input<Name extends keyof typeof reportApi> = z.output<(typeof reportApi)[Name]['input']>

/** Keeps what each client’s configuration is now, and what has changed; who answers for it there is told. */
export const issueReports = async (context: Context, { clientIds, from, at, note }: Input<'issue'>) => {
  const { actor, db, now, emit } = context
  ensure(issuesReports(actor))
  const items = []
  // In one order, so that two who issue at once wait for each other instead of forever.
  for (const clientId of [...new Set(clientIds)].toSorted()) {
    const client = await db
      .selectFrom('client')
      .select('id')
      .where('id', '=', clientId)
      .where('ended_at', 'is', null)
      .forUpdate()
      .executeTakeFirst()
    if (client === undefined) throw invalid('clientIds', 'nothing has this id')
    const period = await periodOf(context, { clientId, from, at })
    const report = await composeReport(context, period)
    const content = JSON.stringify(report)
    const sha256 = createHash('sha256').update(content).digest('hex')
    const { id } = await db
      .insertInto('configuration_report')
      .values({
        client_id: clientId,
        from_at: period.from,
        at: period.at,
        content,
        sha256,
        note,
        issued_by: actor.id,
        issued_at: now,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await emit({
      subject: clientId,
      event: 'report.issued',
      body: { report: id, from: report.from, at: report.at, items: report.summary.total, sha256 },
      audience: { client: clientId },
    })
    items.push(asIssued(await findIssued(context, id)))
  }
  return { items }
}

/** The client’s word on it. Acknowledged once, it is; an error may be reported before and after. */
export const answerReport = async (context: Context, { id, verdict, comment }: Input<'answer'>) => {
  const { actor, db, now, emit } = context
  // A requester is not told that there is one.
  if (!mayAnswer(actor)) throw notFound()
  const report = await findIssued(context, id)
  if (verdict === 'wrong' && comment.length < 3) throw invalid('comment', 'say what is wrong')
  if (verdict === 'right' && report.answers.some((answer) => answer.verdict === 'right'))
    throw new Failure('already_exists', { detail: 'this report has been acknowledged' })
  await db
    .insertInto('configuration_report_answer')
    .values({ report_id: id, verdict, comment, by_id: actor.id, at: now })
    .execute()
  await emit({
    subject: report.client_id,
    event: verdict === 'right' ? 'report.acknowledged' : 'report.disputed',
    body: { report: id, comment },
    audience: { client: report.client_id },
  })
  if (verdict === 'right') await acknowledgeDuties(context, id, comment)
  return asIssued(await findIssued(context, id))
}

/** A duty that handed this report over waits for the same word: the client says it once. */
const acknowledgeDuties = async (context: Context, report: string, comment: string): Promise<void> => {
  const { rows } = await sql<{ number: string }>`
    select number from record where kind = 'ECH' and closed_at is null and facts ->> 'report' = ${report} order by id`.execute(
    context.db,
  )
  for (const { number } of rows) {
    const { moves } = await readRecord(context, { number })
    const [move, ...others] = moves.filter(({ isMine, isRecordMove }) => isMine && !isRecordMove)
    if (move === undefined || others.length > 0) continue
    await moveRecord(context, {
      number,
      move: move.id,
      fields: {},
      ...(comment === '' ? {} : { comment }),
    })
  }
}
