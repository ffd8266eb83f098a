import type { recordApi } from '#contract/record/api.ts'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { asCsv, asCsvLines, type Cell } from '#platform/csv.ts'
import type { Download } from '#platform/http/bind.ts'
import { recordRows, type NamedRow } from './answer.ts'
import { filtered, sorted } from './filter.ts'

const columns: readonly [string, (row: NamedRow) => Cell][] = [
  ['numéro', (row) => row.number],
  ['titre', (row) => row.title],
  ['client', (row) => row.client_name],
  ['service', (row) => row.service_name],
  ['demandeur', (row) => row.requester_name ?? row.caller],
  ['intervenant', (row) => row.assignee_name],
  ['urgence', (row) => row.urgency],
  ['impact', (row) => row.impact],
  ['priorité', (row) => row.priority],
  ['phase', (row) => row.phase],
  ['survenu', (row) => row.occurred_at.toString()],
  ['enregistré', (row) => row.recorded_at.toString()],
  ['prise en charge', (row) => row.responded_at?.toString() ?? null],
  ['rétabli', (row) => row.resolved_at?.toString() ?? null],
  ['clos', (row) => row.closed_at?.toString() ?? null],
  ['échéance de rétablissement', (row) => row.due_resolution_at?.toString() ?? null],
  ['dépassé', (row) => row.is_breached],
  ['minutes', (row) => row.minutes],
]

/** The list as a file, piece by piece. Cells that a spreadsheet would run as a formula are defused. */
export const exportRecords = async (
  context: Context,
  filter: z.output<(typeof recordApi)['export']['input']>,
): Promise<Download> => {
  const organisation = await context.db.selectFrom('organisation').select('id').executeTakeFirstOrThrow()
  await context.emit({ subject: organisation.id, event: 'record.exported', body: { count: 0, filter } })
  return { name: 'tickets.csv', mediaType: 'text/csv; charset=utf-8', content: lines(context, filter) }
}

const batch = 1000

async function* lines(
  context: Context,
  filter: z.output<(typeof recordApi)['export']['input']>,
): AsyncGenerator<Buffer> {
  yield Buffer.from(
    asCsv(
      columns.map(([name]) => name),
      [],
    ),
  )
  let last: { recorded_at: Temporal.Instant; id: string } | null = null
  for (;;) {
    const query = sorted(filtered(recordRows(context.db), filter, context), 'recent', undefined)
    const after: typeof last = last
    const rows: NamedRow[] = await (
      after === null
        ? query
        : query.where((or) =>
            or.or([
              or('r.recorded_at', '<', after.recorded_at),
              or.and([or('r.recorded_at', '=', after.recorded_at), or('r.id', '<', after.id)]),
            ]),
          )
    )
      .limit(batch)
      .execute()
    if (rows.length > 0)
      yield Buffer.from(asCsvLines(rows.map((row) => columns.map(([, value]) => value(row)))))
    const end = rows.at(-1)
    if (rows.length < batch || end === undefined) return
    last = end
  }
}
