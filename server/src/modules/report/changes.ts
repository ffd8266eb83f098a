import type { CiSource, CiType } from '#contract/configuration/shape.ts'
import type { ReportChange } from '#contract/report/shape.ts'
import { sql } from 'kysely'
import type { Database } from '#platform/database/connect.ts'
import { changesBetween, contentOf, fieldsOf, type ContentRow } from '../configuration/index.ts'
import { fieldWords, isTold, valueWords } from './value-words.ts'

export interface Period {
  clientId: string
  from: Temporal.Instant
  at: Temporal.Instant
}

type Side = ContentRow & { type_id: string }

export interface StepRow {
  at: Temporal.Instant
  number: string
  before: Side | null
  after: Side | null
  by_name: string | null
  source: CiSource | null
  record: string | null
  is_authorised: boolean
}

/** More lines than these nobody reads. */
export const mostSteps = 3000

/**
 * Each step that an item took while it was the client’s: what it was with somebody else before, or is with somebody else
 * afterwards, is left out. A record is named where the client has it among its own.
 */
export const readSteps = async (db: Database, { clientId, from, at }: Period): Promise<StepRow[]> => {
  const side = (row: string) =>
    sql`case when ${sql.ref(`${row}.ci_id`)} is not null then to_jsonb(${sql.ref(row)}) - '{valid,valid_from,valid_to,plain_name}'::text[] end`
  const { rows } = await sql<StepRow>`
    with steps as (
      select s.ci_id, s.valid_from as at, case when p.client_id = ${clientId} then ${side('p')} end as before, ${side('s')} as after,
        s.by_id, s.source, s.authority_id
      from ci_state s left join ci_state p on p.ci_id = s.ci_id and p.valid_to = s.valid_from
      where s.client_id = ${clientId} and s.valid_from > ${from} and s.valid_from <= ${at}
      union all
      select s.ci_id, s.valid_to, ${side('s')}, null, n.by_id, n.source, n.authority_id
      from ci_state s left join ci_state n on n.ci_id = s.ci_id and n.valid_from = s.valid_to
      where s.client_id = ${clientId} and s.valid_to > ${from} and s.valid_to <= ${at} and n.client_id is distinct from ${clientId})
    select steps.at, c.number, steps.before, steps.after, b.name as by_name, steps.source,
      case when r.client_id = ${clientId} and not r.is_confidential then r.number end as record, a.id is not null as is_authorised
    from steps join ci c on c.id = steps.ci_id left join person b on b.id = steps.by_id
      left join ci_authority a on a.id = steps.authority_id left join record r on r.id = a.record_id
    order by steps.at desc, c.number, steps.after is null limit ${mostSteps + 1}`.execute(db)
  return rows
}

/** What is disposed of is no part of the configuration any more. */
const isThere = (side: Side | null): side is Side => side !== null && side.state !== 'disposed'

export const changeOf = (
  row: StepRow,
  typeOf: (id: string) => CiType,
  nameOf: (id: string) => string,
): ReportChange | null => {
  const [before, after] = [isThere(row.before) ? row.before : null, isThere(row.after) ? row.after : null]
  const named = after ?? before
  if (named === null) return null
  const frame = {
    at: row.at.toString(),
    number: row.number,
    name: named.name,
    record: row.record,
    // What is first written down corrects nothing.
    isCorrection: before !== null && row.is_authorised && row.record === null,
    by: row.by_name,
    source: row.source,
  }
  if (after === null) return { ...frame, what: 'gone', fields: [] }
  const type = typeOf(after.type_id)
  const words = (field: string, value: unknown) => valueWords(type, { field, value, nameOf })
  if (before === null) {
    const given = Object.entries(fieldsOf(contentOf(after)))
      .filter(([field, value]) => isTold(type, field) && field !== 'name' && !Array.isArray(value))
      .map(([field, value]) => ({
        label: fieldWords(type, field),
        before: null,
        after: words(field, value),
      }))
    return { ...frame, what: 'added', fields: given.filter((field) => field.after !== null) }
  }
  const old = typeOf(before.type_id)
  const fields = changesBetween(contentOf(before), contentOf(after))
    .filter(({ field }) => isTold(type, field) && isTold(old, field))
    .map((change) => ({
      label: fieldWords(type, change.field),
      before: words(change.field, change.before),
      after: words(change.field, change.after),
    }))
  const retyped =
    old.id === type.id ? [] : [{ label: { fr: 'Type', en: 'Type' }, before: old.name, after: type.name }]
  const told = [...retyped, ...fields]
  // Only what the client does not read has changed.
  return told.length === 0 ? null : { ...frame, what: 'changed', fields: told }
}
