import { sql } from 'kysely'
import type { Database } from '#platform/database/connect.ts'
import { cellFor, type Line, type Spec } from './spec.ts'

interface Named {
  id: string
  isEnded: boolean
}

/** By what was typed: all who bear the name (or the e-mail address, or the id). */
export interface Lookups {
  client: ReadonlyMap<string, readonly Named[]>
  owner: ReadonlyMap<string, readonly Named[]>
  supplier: ReadonlyMap<string, readonly Named[]>
}

export const readLookups = async (db: Database, spec: Spec, lines: readonly Line[]): Promise<Lookups> => {
  const named = (target: 'client' | 'owner' | 'supplier') => [
    ...new Set(lines.flatMap((line) => cellFor(spec, line, target)?.text ?? [])),
  ]
  const client = await find(db, 'client', named('client'))
  const owner = await find(db, 'person', named('owner'))
  const supplier = await find(db, 'supplier', named('supplier'))
  return { client, owner, supplier }
}

const find = async (
  db: Database,
  table: 'client' | 'person' | 'supplier',
  given: readonly string[],
): Promise<Map<string, Named[]>> => {
  const found = new Map<string, Named[]>()
  if (given.length === 0) return found
  const ids = given.filter((text) => /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text))
  const emails =
    table === 'person'
      ? sql`union select g.text, t.id, t.ended_at from g join person t on lower(t.email) = g.email`
      : sql``
  const { rows } = await sql<{ text: string; id: string; ended_at: Temporal.Instant | null }>`
    with g as materialized (select text, plain(text) as key, lower(text) as email from unnest(${[...given]}::text[]) g(text))
    select g.text, t.id, t.ended_at from g join ${sql.table(table)} t on plain(t.name) = g.key
    union select g.text, t.id, t.ended_at from unnest(${ids}::text[]) g(text) join ${sql.table(table)} t on t.id = g.text::uuid
    ${emails}`.execute(db)
  for (const { text, id, ended_at } of rows)
    found.set(text, [...(found.get(text) ?? []), { id, isEnded: ended_at !== null }])
  return found
}

/** Who is meant: the present one if it can be, else the only one alive. */
export const choose = (
  candidates: readonly Named[] | undefined,
  present: string | null,
): { id: string } | { code: 'unknown' | 'several' } => {
  const all = candidates ?? []
  if (present !== null && all.some(({ id }) => id === present)) return { id: present }
  const [one, ...others] = all.filter(({ isEnded }) => !isEnded)
  if (one === undefined) return { code: 'unknown' }
  return others.length > 0 ? { code: 'several' } : { id: one.id }
}
