import { ConfigurationReport, type IssuedReport, type ReportAnswer } from '#contract/report/shape.ts'
import type { reportApi } from '#contract/report/api.ts'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import type { Database } from '#platform/database/connect.ts'
import { decodeCursor, page } from '#platform/cursor.ts'
import { notFound } from '#platform/failure.ts'
import { mayAnswer } from './policy.ts'

type Input<Name extends keyof typeof reportApi> = z.output<(typeof reportApi)[Name]['input']>

interface Row {
  id: string
  client_id: string
  client_name: string
  from_at: Temporal.Instant
  at: Temporal.Instant
  note: string
  issued_by: string | null
  issued_at: Temporal.Instant
  sha256: string
  answers: ReportAnswer[]
}

/** Row-level security says whose they are; names of people come by the one function that everybody may ask. */
const columns = sql`r.id, r.client_id, c.name as client_name, r.from_at, r.at, r.note, person_name(r.issued_by) as issued_by, r.issued_at, r.sha256,
  coalesce((select jsonb_agg(jsonb_build_object('verdict', a.verdict, 'comment', a.comment, 'by', person_name(a.by_id), 'at', a.at) order by a.at desc, a.id desc)
    from configuration_report_answer a where a.report_id = r.id), '[]') as answers`

export const listIssued = async ({ db }: Context, { client, cursor, limit }: Input<'list'>) => {
  const [at = null, id = null] = cursor === undefined ? [] : decodeCursor(cursor, 2)
  const { rows } =
    await sql<Row>`select ${columns} from configuration_report r join client c on c.id = r.client_id
    where (${client ?? null}::uuid is null or r.client_id = ${client ?? null})
      ${cursor === undefined ? sql`` : sql`and (r.issued_at, r.id) < (${at}::timestamptz, ${id}::uuid)`}
    order by r.issued_at desc, r.id desc limit ${limit + 1}`.execute(db)
  const shown = page(rows, limit, (row) => [row.issued_at.toString(), row.id])
  return { items: shown.rows.map(asIssued), nextCursor: shown.nextCursor }
}

export const findIssued = async ({ db }: Pick<Context, 'db'>, id: string) => {
  const { rows } = await sql<
    Row & { content: string }
  >`select ${columns}, r.content from configuration_report r join client c on c.id = r.client_id where r.id = ${id}`.execute(
    db,
  )
  const [row] = rows
  if (row === undefined) throw notFound()
  return row
}

/** To which client a report was issued. */
export const clientOfReport = async (db: Database, id: string): Promise<string | null> => {
  const row = await db
    .selectFrom('configuration_report')
    .select('client_id')
    .where('id', '=', id)
    .executeTakeFirst()
  return row?.client_id ?? null
}

export const readIssued = async (context: Context, { id }: Input<'readIssued'>) => {
  const row = await findIssued(context, id)
  const isAcknowledged = row.answers.some(({ verdict }) => verdict === 'right')
  return {
    ...asIssued(row),
    content: contentIn(row),
    mayAnswer: mayAnswer(context.actor) && !isAcknowledged,
  }
}

export const contentIn = ({ content }: { content: string }): ConfigurationReport =>
  ConfigurationReport.parse(JSON.parse(content))

export const asIssued = (row: Row): IssuedReport => ({
  id: row.id,
  clientId: row.client_id,
  clientName: row.client_name,
  from: row.from_at.toString(),
  at: row.at.toString(),
  note: row.note,
  issuedBy: row.issued_by,
  issuedAt: row.issued_at.toString(),
  sha256: row.sha256,
  verdict: row.answers[0]?.verdict ?? null,
  answers: row.answers.map((answer) => ({
    ...answer,
    at: Temporal.Instant.from(answer.at).toString(),
  })),
})
