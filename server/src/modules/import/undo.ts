import type { CiType } from '#contract/configuration/shape.ts'
import type { KeptItem, UndoPreview } from '#contract/import/shape.ts'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Context } from '#platform/context.ts'
import type { Database } from '#platform/database/connect.ts'
import type { Actor } from '#platform/database/transaction.ts'
import {
  answersForConfiguration,
  changesBetween,
  contentColumns,
  contentOf,
  controlledChanges,
  fieldsOf,
  type Content,
  type ContentRow,
} from '../configuration/index.ts'
import { restored } from './restored.ts'
import { findImport } from './queries.ts'
import { readKnown } from './spec.ts'

/** A line that wrote something. */
export interface DoneLine {
  line: number
  itemId: string
  result: 'create' | 'change'
  version: number | null
  changes: { field: string; before: unknown; after: unknown }[]
  relations: string[]
}

/** What becomes of a line when its import is undone. */
export interface Undoing {
  line: DoneLine
  number: string
  name: string
  step: 'ended' | 'restored' | 'unrelated' | 'kept'
  /** As the item is to be. */
  content: Content | null
  kept: Pick<KeptItem, 'reason' | 'fields'> | null
  relations: string[]
  isControlled: boolean
}

const keptShown = 200
const piece = 1000

export const previewUndo = async (context: Context, { id }: { id: string }): Promise<UndoPreview> => {
  const { actor, db } = context
  await findImport(context, id)
  const { types } = await readKnown(db)
  const preview: UndoPreview = {
    ended: 0,
    restored: 0,
    relations: 0,
    kept: [],
    keptCount: 0,
    needsReason: false,
  }
  const relations = new Set<string>()
  for (let last = 0; ;) {
    const lines = await readDone(db, { id, last, limit: piece })
    const end = lines.at(-1)
    if (end === undefined) break
    last = end.line
    for (const undoing of await undoingsOf(db, { importId: id, actor, types, lines })) {
      if (undoing.step === 'ended') preview.ended += 1
      if (undoing.step === 'restored') preview.restored += 1
      for (const relation of undoing.relations) relations.add(relation)
      if (undoing.isControlled) preview.needsReason = true
      if (undoing.kept === null) continue
      preview.keptCount += 1
      if (preview.kept.length < keptShown)
        preview.kept.push({ number: undoing.number, name: undoing.name, ...undoing.kept })
    }
  }
  return { ...preview, relations: relations.size }
}

const Changes = z.array(z.object({ field: z.string(), before: z.unknown(), after: z.unknown() }))

/** Lines that wrote something and are not undone yet. */
export const readDone = async (
  db: Database,
  { id, last, limit }: { id: string; last: number; limit: number },
): Promise<DoneLine[]> => {
  const rows = await db
    .selectFrom('import_line')
    .select(['line', 'ci_id', 'result', 'version', 'changes', 'relations'])
    .where('import_id', '=', id)
    .where('line', '>', last)
    .where('result', 'in', ['create', 'change'])
    .where('ci_id', 'is not', null)
    .where('undone', 'is', null)
    .orderBy('line')
    .limit(limit)
    .execute()
  return rows.flatMap(({ line, ci_id, result, version, changes, relations }) =>
    ci_id === null || (result !== 'create' && result !== 'change')
      ? []
      : [
          {
            line,
            itemId: ci_id,
            result,
            version,
            changes: Changes.parse(changes),
            relations: relations ?? [],
          },
        ],
  )
}

interface StateRow extends ContentRow {
  ci_id: string
  version: number
  type_id: string
  is_present: boolean
}

interface Asked {
  importId: string
  actor: Actor
  types: readonly CiType[]
  lines: readonly DoneLine[]
}

export const undoingsOf = async (
  db: Database,
  { importId, actor, types, lines }: Asked,
): Promise<Undoing[]> => {
  const ids = lines.map(({ itemId }) => itemId)
  const { rows: anchors } = await sql<{ id: string; number: string; is_used: boolean; own: string[] }>`
    with own as (select unnest(relations) as id from import_line where import_id = ${importId} and relations is not null),
    touching as (
      select i.id as ci_id, r.id, exists (select from own where own.id = r.id) as is_own
      from unnest(${ids}::uuid[]) i(id) join ci_relation r on (r.from_id = i.id or r.to_id = i.id) and r.valid_to = 'infinity')
    select c.id, c.number, exists (select from record_ci rc where rc.ci_id = c.id)
        or exists (select from touching t where t.ci_id = c.id and not t.is_own) as is_used,
      array(select t.id from touching t where t.ci_id = c.id and t.is_own) as own
    from ci c where c.id = any(${ids}::uuid[])`.execute(db)
  const { rows } = await sql<StateRow>`
    select s.ci_id, s.version, s.type_id, s.valid_to = 'infinity' as is_present, ${sql.join(contentColumns.map((column) => sql.ref(`s.${column}`)))}
    from unnest(${ids}::uuid[], ${lines.map(({ version }) => version)}::integer[]) i(id, version)
    join ci_state s on s.ci_id = i.id and (s.version >= i.version or s.valid_to = 'infinity') order by s.ci_id, s.version`.execute(
    db,
  )
  const states = new Map<string, StateRow[]>()
  for (const row of rows) states.set(row.ci_id, [...(states.get(row.ci_id) ?? []), row])
  const byId = new Map(anchors.map((anchor) => [anchor.id, anchor]))
  return lines.flatMap((line) => {
    const anchor = byId.get(line.itemId)
    if (anchor === undefined) return []
    return [undoingOf({ line, anchor, actor, types, states: states.get(line.itemId) ?? [] })]
  })
}

const undoingOf = ({
  line,
  anchor,
  actor,
  types,
  states,
}: {
  line: DoneLine
  anchor: { number: string; is_used: boolean; own: string[] }
  actor: Actor
  types: readonly CiType[]
  states: readonly StateRow[]
}): Undoing => {
  const present = states.find(({ is_present }) => is_present)
  const name = present?.name ?? states.at(-1)?.name ?? ''
  const base = { line, number: anchor.number, name, content: null, kept: null, isControlled: false }
  const keep = (reason: KeptItem['reason'], fields: string[] = []): Undoing => ({
    ...base,
    step: 'kept',
    kept: { reason, fields },
    relations: [],
  })
  const isNew = line.result === 'create'
  const type = types.find(({ id }) => id === present?.type_id)
  if (present === undefined || type === undefined) return keep('gone')
  const fields = touched(line, states)
  if (fields !== null) return keep('changed', fields)
  if (isNew && anchor.is_used) return keep('used')
  const relations = isNew ? [...new Set([...line.relations, ...anchor.own])] : line.relations
  const before = contentOf(present)
  const content = isNew ? null : restored(before, line.changes)
  const isControlled =
    content === null
      ? type.control === 'controlled' && before.state === 'in-service'
      : controlledChanges(type, { before, after: content }).length > 0
  if (isControlled && !answersForConfiguration(actor)) return keep('controlled')
  const isSame = content !== null && changesBetween(before, content).length === 0
  const step = content === null ? 'ended' : isSame ? 'unrelated' : 'restored'
  return { ...base, step, content, relations, isControlled }
}

/** Fields that somebody changed after the import: of a new item any, of another those that the import wrote. Null: nobody did. */
const touched = (line: DoneLine, states: readonly StateRow[]): string[] | null => {
  const { version, changes, result } = line
  if (version === null) return null
  const later = states.filter((state) => state.version > version).map(contentOf)
  if (result === 'change') {
    const fields = changes
      .filter(({ field }) => !field.startsWith('relation:'))
      .filter(({ field, after }) => later.some((content) => !isEqual(fieldsOf(content)[field], after)))
    return fields.length === 0 ? null : fields.map(({ field }) => field)
  }
  const own = states.find((state) => state.version === version)
  const [first] = later
  if (first === undefined) return null
  const written = own === undefined ? first : contentOf(own)
  return [...new Set(later.flatMap((content) => changesBetween(written, content)).map(({ field }) => field))]
}

/** A number or a text, or nothing: what an import writes. */
const isEqual = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one ?? null) === JSON.stringify(other ?? null)
