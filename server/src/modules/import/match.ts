import type { CiType } from '#contract/configuration/shape.ts'
import { sql } from 'kysely'
import type { Database } from '#platform/database/connect.ts'
import { contentColumns, contentOf, type Content, type ContentRow } from '../configuration/index.ts'

/** An item as it is now. */
export interface Present {
  id: string
  number: string
  version: number
  typeId: string
  content: Content
}

/** By what a line may be found. */
export interface Identity {
  number: string | null
  type: CiType | null
  clientId: string | null
  name: string | null
  /** Values of unique attributes and the serial number, as typed. */
  marks: ReadonlyMap<string, string>
}

export interface Found {
  items: ReadonlyMap<string, Present>
  numbers: ReadonlyMap<string, string>
  marks: ReadonlyMap<string, readonly string[]>
  names: ReadonlyMap<string, readonly string[]>
}

export const uniqueKeys = (type: CiType): string[] =>
  type.attributes.filter(({ isUnique }) => isUnique).map(({ key }) => key)

const markKey = (typeId: string, attribute: string, value: string) => `${typeId} ${attribute} ${value}`
const nameKey = (typeId: string, clientId: string | null, name: string) =>
  `${typeId} ${clientId ?? ''} ${name}`

/** All that lines of a piece of the file could mean, in a few statements. */
export const readFound = async (db: Database, asked: readonly Identity[]): Promise<Found> => {
  const numbers = await byNumber(db, asked)
  const marks = await byMark(db, asked)
  const names = await byName(db, asked)
  const ids = [...numbers.values(), ...[...marks.values()].flat(), ...[...names.values()].flat()]
  return { numbers, marks, names, items: await readItems(db, [...new Set(ids)]) }
}

const byNumber = async (db: Database, asked: readonly Identity[]): Promise<Map<string, string>> => {
  const numbers = [...new Set(asked.flatMap(({ number }) => number ?? []))]
  if (numbers.length === 0) return new Map()
  const rows = await db.selectFrom('ci').select(['id', 'number']).where('number', 'in', numbers).execute()
  return new Map(rows.map(({ id, number }) => [number, id]))
}

const byMark = async (db: Database, asked: readonly Identity[]): Promise<Map<string, string[]>> => {
  const all = asked.flatMap(({ type, marks }) =>
    type === null ? [] : [...marks].map(([attribute, value]) => ({ type: type.id, attribute, value })),
  )
  const found = new Map<string, string[]>()
  if (all.length === 0) return found
  const { rows } = await sql<{ type: string; attribute: string; value: string; id: string }>`
    with g as materialized (select *, lower(trim(g.value)) as mark from unnest(${all.map(({ type }) => type)}::uuid[], ${all.map(({ attribute }) => attribute)}::text[],
      ${all.map(({ value }) => value)}::text[]) as g(type, attribute, value))
    select g.type, g.attribute, g.value, u.ci_id as id from g join ci_unique u on u.type_id = g.type and u.attribute = g.attribute and u.value = g.mark
    union select g.type, g.attribute, g.value, s.ci_id from g join ci_state s on s.type_id = g.type and lower(trim(s.attributes ->> 'serial')) = g.mark
      and s.valid_to = 'infinity' and s.attributes ? 'serial' where g.attribute = 'serial'`.execute(db)
  for (const { type, attribute, value, id } of rows) {
    const key = markKey(type, attribute, value)
    found.set(key, [...(found.get(key) ?? []), id])
  }
  return found
}

const byName = async (db: Database, asked: readonly Identity[]): Promise<Map<string, string[]>> => {
  const all = asked.flatMap(({ type, clientId, name, number }) =>
    type === null || name === null || number !== null ? [] : [{ type: type.id, clientId, name }],
  )
  const found = new Map<string, string[]>()
  if (all.length === 0) return found
  const { rows } = await sql<{ type: string; client: string | null; name: string; id: string }>`
    with g as materialized (select distinct *, plain(g.name) as key from unnest(${all.map(({ type }) => type)}::uuid[], ${all.map(({ clientId }) => clientId)}::uuid[],
      ${all.map(({ name }) => name)}::text[]) as g(type, client, name))
    select g.*, s.ci_id as id from g join ci_state s on s.plain_name = g.key and s.valid_to = 'infinity' and s.type_id = g.type
      and s.client_id is not distinct from g.client`.execute(db)
  for (const { type, client, name, id } of rows) {
    const key = nameKey(type, client, name)
    found.set(key, [...(found.get(key) ?? []), id])
  }
  return found
}

const readItems = async (db: Database, ids: readonly string[]): Promise<Map<string, Present>> => {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<ContentRow & { id: string; number: string; version: number; type_id: string }>`
    select c.id, c.number, s.version, s.type_id, ${sql.join(contentColumns.map((column) => sql.ref(`s.${column}`)))}
    from unnest(${[...ids]}::uuid[]) i(id) join ci c on c.id = i.id join ci_state s on s.ci_id = c.id and s.valid_to = 'infinity'`.execute(
    db,
  )
  return new Map(
    rows.map((row) => [
      row.id,
      { id: row.id, number: row.number, version: row.version, typeId: row.type_id, content: contentOf(row) },
    ]),
  )
}

export type Match =
  | { item: Present }
  | { item: null }
  | { code: 'unknownNumber' }
  | { code: 'ambiguous'; numbers: string }

/** By number, else by what is unique, else by serial number, else by client, type and name; never a guess. */
export const matchOf = (asked: Identity, found: Found): Match => {
  const { number, type, clientId, name, marks } = asked
  if (number !== null) {
    const item = found.items.get(found.numbers.get(number) ?? '')
    return item === undefined ? { code: 'unknownNumber' } : { item }
  }
  if (type === null) return { item: null }
  const unique = uniqueKeys(type)
  for (const keys of [unique, ['serial']]) {
    const ids = keys.flatMap((key) => found.marks.get(markKey(type.id, key, marks.get(key) ?? '')) ?? [])
    const match = only(ids, found)
    if (match !== null) return match
  }
  const ids = name === null ? [] : (found.names.get(nameKey(type.id, clientId, name)) ?? [])
  const possible = ids.filter((id) => {
    const item = found.items.get(id)
    return item !== undefined && !contradicts(marks, item.content.attributes)
  })
  return only(possible, found) ?? { item: null }
}

const only = (ids: readonly string[], { items }: Found): Match | null => {
  const [one, ...others] = [...new Set(ids)].flatMap((id) => items.get(id) ?? [])
  if (one === undefined) return null
  return others.length === 0
    ? { item: one }
    : { code: 'ambiguous', numbers: [one, ...others].map(({ number }) => number).join(', ') }
}

/** Another item that has a value which may occur once. */
export const takenBy = (
  asked: Identity,
  item: Present,
  found: Found,
): { key: string; number: string } | null => {
  const { type, marks } = asked
  if (type === null || type.id !== item.typeId) return null
  for (const key of uniqueKeys(type)) {
    const ids = found.marks.get(markKey(type.id, key, marks.get(key) ?? '')) ?? []
    const other = ids.map((id) => found.items.get(id)).find((one) => one !== undefined && one.id !== item.id)
    if (other !== undefined) return { key, number: other.number }
  }
  return null
}

/** Two of one name that bear different serial numbers are two. */
export const contradicts = (
  marks: ReadonlyMap<string, string>,
  other: Readonly<Record<string, unknown>> | ReadonlyMap<string, string>,
): boolean =>
  [...marks].some(([key, value]) => {
    const held = other instanceof Map ? other.get(key) : Reflect.get(other, key)
    return typeof held === 'string' && held.trim() !== '' && folded(held) !== folded(value)
  })

export const folded = (text: string): string => text.trim().toLowerCase()
