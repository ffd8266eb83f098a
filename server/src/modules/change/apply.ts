import { sql } from 'kysely'
import { Failure } from '#platform/failure.ts'
import {
  changeItem,
  contentAfter,
  contentOfNew,
  createBaseline,
  endRelation,
  findKind,
  findType,
  lockIfThere,
  openItem,
  putRelation,
  readType,
  type Item,
} from '../configuration/index.ts'
import { audienceOf, type Work } from '../record/index.ts'
import { givenFields, linesOf, openRelation, touchedOf, type Line } from './line.ts'
import { sheetOf } from './sheet.ts'

interface Applied {
  position: number
  action: Line['action']
  ci_id: string
  relation_id: string | null
  before: string | null
  version: number | null
}

/** Makes the configuration what the sheet says, all of it in this instant or nothing, with the change as authority and a baseline before. */
export const applySheet = async (work: Work): Promise<void> => {
  const { context, row } = work
  const { db, now, emit } = context
  const lines = await linesOf(db, row.id)
  const items = await lockNamed(work, lines)
  await refuseStale(work)
  const baseline = lines.length === 0 ? null : await baselineBefore(work)
  const added = new Map<string, Item>()
  const applied: Applied[] = []
  for (const line of inOrder(lines)) applied.push(await applyLine(work, line, { items, added }))
  if (applied.length > 0)
    await db
      .insertInto('change_applied')
      .values(applied.map((one) => ({ ...one, record_id: row.id, at: now })))
      .execute()
  await db
    .updateTable('change')
    .set({ applied_at: now, reverted_at: null, baseline_id: baseline })
    .where('record_id', '=', row.id)
    .execute()
  await emit({
    subject: row.id,
    event: 'change.applied',
    audience: audienceOf(row),
    body: {
      lines: applied.length,
      baseline,
      items: [...new Set([...items.values(), ...added.values()].map(({ number }) => number))],
    },
  })
}

/** What is added is there before others relate to it. */
const inOrder = (lines: readonly Line[]): Line[] => {
  const ranks = { add: 0, modify: 1, unrelate: 2, relate: 3, retire: 4 }
  return lines.toSorted(
    (one, other) => ranks[one.action] - ranks[other.action] || one.position - other.position,
  )
}

/** In the order of their numbers, so that two changes wait for each other instead of for ever. */
const lockNamed = async ({ context }: Work, lines: readonly Line[]): Promise<Map<string, Item>> => {
  const ids = [
    ...new Set(lines.flatMap(({ ciId, content }) => [ciId, content.toId]).filter((id) => id != null)),
  ]
  if (ids.length === 0) return new Map()
  const rows = await context.db
    .selectFrom('ci')
    .select('number')
    .where('id', 'in', ids)
    .orderBy('number')
    .execute()
  const known = new Map<string, Item>()
  for (const { number } of rows) {
    const item = await lockIfThere(context, number, (id) => readType(context.db, id))
    if (item === null) throw staleSheet([`${number}: ended`])
    known.set(item.id, item)
  }
  return known
}

/** Whoever wrote the sheet looks at it again first. */
const refuseStale = async ({ context, row }: Work): Promise<void> => {
  const stale = (await sheetOf(context.db, row.id)).filter(({ isStale }) => isStale)
  if (stale.length > 0)
    throw staleSheet(stale.map(({ position, ci, why }) => `line ${position} (${ci ?? ''}): ${why ?? ''}`))
}

const staleSheet = (lines: readonly string[]): Failure =>
  new Failure('sheet_stale', { detail: lines.join('; ').slice(0, 2000) })

const baselineBefore = async ({ context, row }: Work): Promise<string> => {
  const { actor } = context
  if (actor === null) throw new Failure('not_possible', { detail: 'a baseline is taken by a person' })
  const { id } = await createBaseline(
    { ...context, actor },
    {
      name: `${row.number} – ${row.title}`.slice(0, 120),
      clientId: row.client_id,
      note: row.number,
      at: context.now.subtract({ microseconds: 1 }).toString(),
    },
  )
  return id
}

interface Known {
  items: Map<string, Item>
  added: Map<string, Item>
}

const applyLine = async (work: Work, line: Line, { items, added }: Known): Promise<Applied> => {
  const { context, row } = work
  const { position, action, content } = line
  const cause = { source: 'change' as const, authorisedBy: row.number }
  const named = (id: string | null | undefined, other: string | undefined): Item => {
    const item = id == null ? added.get(other ?? '') : items.get(id)
    if (item === undefined) throw staleSheet([`line ${position}: missing`])
    return item
  }
  if (action === 'add') {
    const type = await findType(context.db, line.type ?? '')
    const item = await openItem(context, type, await contentOfNew(context, type, givenFields(content)), cause)
    added.set(`#${position}`, item)
    return { position, action, ci_id: item.id, relation_id: null, before: null, version: item.version }
  }
  if (action === 'modify' || action === 'retire') {
    const item = named(line.ciId, undefined)
    const given = action === 'retire' ? { state: 'retired' as const } : givenFields(content)
    const after = await changeItem(
      context,
      item,
      { content: await contentAfter(context, item, { given }) },
      cause,
    )
    items.set(item.id, after)
    const before = JSON.stringify(touchedOf(item.content, line))
    return { position, action, ci_id: item.id, relation_id: null, before, version: after.version }
  }
  const [from, to] = [named(line.ciId, content.from), named(content.toId, content.to)]
  const kind = await findKind(context.db, content.kind ?? '')
  if (action === 'relate') {
    const relation = await putRelation(context, { kind, from, to, spare: content.spare ?? null }, 'change')
    return { position, action, ci_id: from.id, relation_id: relation, before: null, version: null }
  }
  const open = await openRelation(context.db, { from: from.id, to: to.id, kind: kind.key })
  if (open === null) throw staleSheet([`line ${position}: unrelated`])
  await endRelation(context, open.id)
  const before = JSON.stringify({ to: to.number, kind: kind.key, spare: open.spare })
  return { position, action, ci_id: from.id, relation_id: open.id, before, version: null }
}

/** What was applied and has not been taken back, the latest first. */
export const appliedOf = async ({ context, row }: Work) => {
  const { rows } = await sql<{
    position: number
    action: Line['action']
    ci_id: string
    number: string
    relation_id: string | null
    before: unknown
    at: Temporal.Instant
  }>`select a.position, a.action, a.ci_id, c.number, a.relation_id, a.before, a.at from change_applied a join ci c on c.id = a.ci_id
    where a.record_id = ${row.id} and a.reverted_at is null order by a.position desc`.execute(context.db)
  return rows
}
