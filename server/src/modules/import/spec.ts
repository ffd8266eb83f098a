import type { CiType, RelationKind } from '#contract/configuration/shape.ts'
import type { ImportMapping, ImportMode, ImportTarget } from '#contract/import/shape.ts'
import type { Database } from '#platform/database/connect.ts'
import type { Actor } from '#platform/database/transaction.ts'
import { asKind, asType } from '../configuration/index.ts'

/** What is to be done with a file. */
export interface Spec {
  headers: readonly string[]
  mapping: ImportMapping
  clientId: string | null
  typeKey: string | null
  mode: ImportMode
  reason: string | null
}

/** A line of the file: its number as a spreadsheet counts. */
export interface Line {
  line: number
  cells: readonly string[]
}

/** What lines are read with. */
export interface Desk {
  db: Database
  actor: Actor
  spec: Spec
  types: readonly CiType[]
  /** Types that new items can have. */
  living: ReadonlySet<string>
  kinds: readonly RelationKind[]
}

export const readDesk = async ({ db, actor }: Pick<Desk, 'db' | 'actor'>, spec: Spec): Promise<Desk> => ({
  db,
  actor,
  spec,
  ...(await readKnown(db)),
})

export const readKnown = async (db: Database) => {
  const types = await db.selectFrom('ci_type').selectAll().orderBy('position').limit(1000).execute()
  const kinds = await db.selectFrom('relation_kind').selectAll().orderBy('position').limit(200).execute()
  const living = types.filter(({ ended_at }) => ended_at === null).map(({ id }) => id)
  return { types: types.map(asType), living: new Set(living), kinds: kinds.map(asKind) }
}

export interface Given {
  column: number
  text: string
}

/** The cell of a line that fills `target`; undefined where it is blank or there is no such column. */
export const cellFor = ({ mapping }: Spec, { cells }: Line, target: ImportTarget): Given | undefined => {
  const column = mapping.indexOf(target)
  const text = column < 0 ? '' : (cells[column] ?? '').trim()
  return text === '' ? undefined : { column, text }
}
