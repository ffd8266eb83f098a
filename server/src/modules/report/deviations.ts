import type { ConfigurationReport } from '#contract/report/shape.ts'
import { sql } from 'kysely'
import type { Database } from '#platform/database/connect.ts'
import { standing, type asType } from '../configuration/index.ts'
import { fieldWords, isTold, valueWords } from './value-words.ts'

type CiType = ReturnType<typeof asType>

interface Row {
  number: string
  name: string
  type_id: string
  field: string
  standing: unknown
  found: unknown
  since: Temporal.Instant
}

const most = 500

/** What was seen to be otherwise than written and, at that instant, not settled. */
export const readDeviations = async (
  db: Database,
  { clientId, at }: { clientId: string; at: Temporal.Instant },
): Promise<Row[]> => {
  const { rows } = await sql<Row>`
    select c.number, s.name, s.type_id, d.field, d.standing, d.found, d.first_seen as since
    from deviation d join ci c on c.id = d.ci_id join ci_state s on s.ci_id = d.ci_id and ${standing('s', at.toString())}
    where s.client_id = ${clientId} and d.first_seen <= ${at} and (d.closed_at is null or d.closed_at > ${at})
    order by d.first_seen, c.number, d.field limit ${most}`.execute(db)
  return rows
}

export const sayDeviations = (
  rows: readonly Row[],
  typeOf: (id: string) => CiType,
  nameOf: (id: string) => string,
): NonNullable<ConfigurationReport['deviations']> =>
  rows
    .map((row) => ({ row, type: typeOf(row.type_id) }))
    .filter(({ row, type }) => isTold(type, row.field))
    .map(({ row, type }) => ({
      number: row.number,
      name: row.name,
      label: fieldWords(type, row.field),
      standing: valueWords(type, { field: row.field, value: row.standing, nameOf }),
      found: valueWords(type, { field: row.field, value: row.found, nameOf }),
      since: row.since.toString(),
    }))
