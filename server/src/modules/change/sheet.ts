import type { changeApi } from '#contract/change/api.ts'
import type { Modification } from '#contract/change/shape.ts'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { together, type Database } from '#platform/database/connect.ts'
import { notFound } from '#platform/failure.ts'
import { contentColumns, contentOf, fieldsOf, type ContentRow } from '../configuration/index.ts'
import { findRow } from '../record/index.ts'
import { givenFields, linesOf, wantedFields, type Line } from './line.ts'

type Row = z.input<typeof Modification>

/** The sheet of items as a difference to today: what moved since it was written is said, line by line. */
export const readSheet = async (
  context: Context,
  { number }: z.output<(typeof changeApi)['modifications']['input']>,
): Promise<{ items: Row[] }> => {
  const record = await findRow(context, number)
  if (record.kind !== 'CHG') throw notFound()
  return { items: await sheetOf(context.db, record.id) }
}

export const sheetOf = async (db: Database, recordId: string): Promise<Row[]> => {
  const lines = await linesOf(db, recordId)
  if (lines.length === 0) return []
  const ids = lines.flatMap(({ ciId, content }) => [ciId, content.toId].filter((id) => id != null))
  const [items, relations, others, applied] = await together([
    itemsNow(db, ids, lines),
    relationsNow(db, ids),
    othersOn(db, recordId, ids),
    appliedOf(db, recordId),
  ])
  return lines.map((line): Row => {
    const item = line.ciId === null ? undefined : items.get(line.ciId)
    const done = applied.get(line.position)
    const why = done === undefined ? staleness(line, item, relations) : null
    const end = line.content.toId === undefined ? undefined : items.get(line.content.toId)
    return {
      position: line.position,
      action: line.action,
      ci: item?.number ?? done?.number ?? line.content.from ?? null,
      name: item?.row?.name ?? item?.lastName ?? line.content.name ?? null,
      type: line.type ?? item?.type ?? null,
      to: end?.number ?? line.content.to ?? null,
      toName: end?.row?.name ?? end?.lastName ?? null,
      kind: line.content.kind ?? null,
      spare: line.content.spare ?? null,
      against: line.against,
      given: givenFields(line.content),
      fields: differences(line, item),
      isStale: why !== null,
      why,
      others: line.ciId === null ? [] : (others.get(line.ciId) ?? []),
      appliedAt: done?.at ?? null,
      revertedAt: done?.revertedAt ?? null,
      isLeft: done?.isLeft ?? false,
    }
  })
}

interface ItemNow {
  number: string
  type: string | null
  /** Null: it is an item no more. */
  row: ContentRow | null
  lastName: string | null
  /** Positions of lines that were written against an older state, other than what machines brought since. */
  moved: ReadonlySet<number>
}

const itemsNow = async (
  db: Database,
  ids: readonly string[],
  lines: readonly Line[],
): Promise<Map<string, ItemNow>> => {
  const written = lines.filter(({ ciId, against }) => ciId !== null && against !== null)
  const { rows } = await sql<
    ContentRow & {
      id: string
      number: string
      type: string | null
      last_name: string | null
      is_there: boolean
      moved: number[]
    }
  >`
    select c.id, c.number, t.key as type, s.ci_id is not null as is_there, ${sql.join(contentColumns.map((column) => sql.ref(`s.${column}`)))},
      (select name from ci_state l where l.ci_id = c.id order by l.valid_from desc limit 1) as last_name,
      coalesce((select jsonb_agg(w.position) from unnest(${written.map(({ ciId }) => ciId)}::uuid[], ${written.map(({ position }) => position)}::int[],
          ${written.map(({ against }) => against)}::int[]) w (ci, position, against)
        where w.ci = c.id and exists (select from ci_state n where n.ci_id = c.id and n.version > w.against and n.source <> 'inventory')), '[]') as moved
    from ci c left join ci_state s on s.ci_id = c.id and s.valid_to = 'infinity' left join ci_type t on t.id = s.type_id
    where c.id = any(${[...new Set(ids)]}::uuid[])`.execute(db)
  return new Map(
    rows.map((row) => [
      row.id,
      {
        number: row.number,
        type: row.type,
        row: row.is_there ? row : null,
        lastName: row.last_name,
        moved: new Set(row.moved),
      },
    ]),
  )
}

const relationsNow = async (db: Database, ids: readonly string[]): Promise<Set<string>> => {
  const { rows } = await sql<{ key: string }>`
    select r.from_id || ' ' || r.kind || ' ' || r.to_id as key from ci_relation r
    where r.from_id = any(${[...ids]}::uuid[]) and r.to_id = any(${[...ids]}::uuid[]) and r.valid_to = 'infinity'`.execute(
    db,
  )
  return new Set(rows.map(({ key }) => key))
}

const othersOn = async (
  db: Database,
  recordId: string,
  ids: readonly string[],
): Promise<Map<string, string[]>> => {
  const { rows } = await sql<{ ci_id: string; numbers: string[] }>`
    select m.ci_id, jsonb_agg(distinct r.number) as numbers from change_modification m join record r on r.id = m.record_id
    where m.ci_id = any(${[...ids]}::uuid[]) and m.record_id <> ${recordId} and m.action in ('modify', 'retire')
      and r.closed_at is null and coalesce((r.facts ->> 'isImplemented')::boolean, false) = false
      and coalesce((r.facts ->> 'isBackedOut')::boolean, false) = false
    group by m.ci_id`.execute(db)
  return new Map(rows.map(({ ci_id, numbers }) => [ci_id, numbers]))
}

const appliedOf = async (db: Database, recordId: string) => {
  const { rows } = await sql<{
    position: number
    number: string
    at: Temporal.Instant
    revertedAt: Temporal.Instant | null
    isLeft: boolean
  }>`select distinct on (a.position) a.position, c.number, a.at, a.reverted_at as "revertedAt",
      a.reverted_at is null and g.reverted_at is not null as "isLeft"
    from change_applied a join ci c on c.id = a.ci_id join change g on g.record_id = a.record_id
    where a.record_id = ${recordId} order by a.position, a.at desc`.execute(db)
  return new Map(rows.map((row) => [row.position, row]))
}

/** Why a line no longer fits; null: it does. */
const staleness = (line: Line, item: ItemNow | undefined, relations: ReadonlySet<string>): Row['why'] => {
  const { ciId, action, content, position, written } = line
  if (action === 'add') return null
  if (action === 'relate' || action === 'unrelate') {
    if (ciId === null || content.toId === undefined) return null
    if (item?.row === null || item === undefined) return 'ended'
    const isThere = relations.has(`${ciId} ${content.kind} ${content.toId}`)
    if (action === 'relate') return isThere ? 'related' : null
    return isThere ? null : 'unrelated'
  }
  if (item === undefined) return 'missing'
  if (item.row === null) return 'ended'
  if (item.moved.has(position)) return 'changed'
  const today = fieldsOf(contentOf(item.row))
  const isMoved = Object.entries(written).some(
    ([field, value]) => JSON.stringify(value ?? null) !== JSON.stringify(today[field] ?? null),
  )
  return isMoved ? 'changed' : null
}

const differences = (line: Line, item: ItemNow | undefined): Row['fields'] => {
  if (line.action === 'relate' || line.action === 'unrelate') return []
  const today = item?.row == null ? {} : fieldsOf(contentOf(item.row))
  return Object.entries(wantedFields(line)).map(([field, after]) => ({
    field,
    written: line.written[field] ?? null,
    today: today[field] ?? null,
    after: after ?? null,
  }))
}
