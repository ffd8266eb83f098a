import type { changeApi } from '#contract/change/api.ts'
import type { GivenModification } from '#contract/change/shape.ts'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { Failure, invalid, notFound } from '#platform/failure.ts'
import { cleanHtml } from '#platform/html.ts'
import { ensure } from '#platform/policy.ts'
import {
  contentAfter,
  contentColumns,
  contentOf,
  contentOfNew,
  everyType,
  type ContentRow,
  type Item,
} from '../configuration/index.ts'
import { audienceOf, saveWork, type Work } from '../record/index.ts'
import { loadChange } from './decide.ts'
import { touchedOf, type Line, type LineContent } from './line.ts'
import { worksOnChanges } from './policy.ts'
import { classifiedIn } from './row.ts'
import { sheetOf } from './sheet.ts'
import { voidIfEdited } from './submit.ts'

type Input = z.output<(typeof changeApi)['putModifications']['input']>
type RecordOf = Work['row']

/** Writes the sheet anew. The same lines looked at again stand on what is today; others are a new submission. */
export const putModifications = async (context: Context, { number, items }: Input) => {
  ensure(worksOnChanges(context.actor))
  const work = await loadChange(context, number)
  const { isImplemented, isBackedOut } = classifiedIn(work.facts)
  if (isImplemented || isBackedOut || work.row.closed_at !== null)
    throw new Failure('not_possible', { detail: 'it was carried out, or is over: its sheet stays' })
  if (work.row.waits_for_id !== null)
    throw new Failure('not_possible', { detail: 'it waits for another record' })
  await writeSheet(context, work.row, { items, path: 'items' })
  await saveWork(work, work.row)
  await voidIfEdited(await loadChange(context, number), 'sheet edited')
  return { items: await sheetOf(context.db, work.row.id) }
}

interface Named {
  id: string
  number: string
  version: number
  type_id: string
  row: ContentRow
}

export const writeSheet = async (
  context: Context,
  record: Pick<
    RecordOf,
    'id' | 'number' | 'kind' | 'client_id' | 'requester_id' | 'is_confidential' | 'consent_level'
  >,
  { items, path }: { items: readonly GivenModification[]; path: string },
): Promise<void> => {
  const { db, emit } = context
  const before = await digestOf(context, record.id)
  const named = await itemsNamed(context, items)
  const types = await everyType(db)
  const lines: Line[] = []
  for (const [index, given] of items.entries())
    lines.push(
      await lineOf(context, given, {
        index,
        items,
        named,
        types,
        path: `${path}.${index}`,
        clientId: record.client_id,
      }),
    )
  await db.deleteFrom('change_modification').where('record_id', '=', record.id).execute()
  if (lines.length > 0)
    await db
      .insertInto('change_modification')
      .values(
        lines.map((line) => ({
          record_id: record.id,
          position: line.position,
          action: line.action,
          ci_id: line.ciId,
          type_key: line.type,
          content: JSON.stringify(line.content),
          against_version: line.against,
          against: line.against === null ? null : JSON.stringify(line.written),
        })),
      )
      .execute()
  await nameTouched(context, record.id, lines)
  await emit({
    subject: record.id,
    event: 'change.sheet-written',
    body: { lines: lines.length, isSameContent: before === (await digestOf(context, record.id)) },
    audience: audienceOf(record),
  })
}

const digestOf = async ({ db }: Context, recordId: string): Promise<string | null> => {
  const { rows } = await sql<{ digest: string | null }>`select change_digest(${recordId}) as digest`.execute(
    db,
  )
  return rows[0]?.digest ?? null
}

/** What the sheet touches, the change is about. */
const nameTouched = async (
  { db, now, actor }: Context,
  recordId: string,
  lines: readonly Line[],
): Promise<void> => {
  const ids = [...new Set(lines.flatMap(({ ciId }) => ciId ?? []))]
  if (ids.length === 0) return
  await db
    .insertInto('record_ci')
    .values(ids.map((ci_id) => ({ record_id: recordId, ci_id, at: now, by_id: actor.id })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

const itemsNamed = async (
  { db }: Context,
  items: readonly GivenModification[],
): Promise<Map<string, Named>> => {
  const numbers = [...new Set(items.flatMap(({ ci, to }) => [ci, to]))].filter(
    (number) => number !== undefined && !number.startsWith('#'),
  )
  if (numbers.length === 0) return new Map()
  const { rows } = await sql<ContentRow & Omit<Named, 'row'>>`
    select c.id, c.number, s.version, s.type_id, ${sql.join(contentColumns.map((column) => sql.ref(`s.${column}`)))}
    from ci c join ci_state s on s.ci_id = c.id and s.valid_to = 'infinity' where c.number = any(${numbers}::text[])`.execute(
    db,
  )
  if (rows.length < numbers.length) throw notFound()
  return new Map(rows.map((row) => [row.number, { ...row, row }]))
}

interface Around {
  index: number
  items: readonly GivenModification[]
  named: ReadonlyMap<string, Named>
  types: readonly Item['type'][]
  path: string
  clientId: string | null
}

const lineOf = async (context: Context, given: GivenModification, around: Around): Promise<Line> => {
  const { action, ci, type, to, kind, spare, against, ...fields } = given
  const { index, named, types, path } = around
  const position = index + 1
  if (action === 'relate' || action === 'unrelate') return relationLine(given, around)
  const content: LineContent =
    fields.description === undefined ? fields : { ...fields, description: cleanHtml(fields.description) }
  if (to !== undefined || kind !== undefined || spare !== undefined)
    throw invalid(`${path}.kind`, 'only a relation has another end')
  if (action === 'add') {
    if (ci !== undefined) throw invalid(`${path}.ci`, 'what is added has no number yet')
    const found = types.find(({ key }) => key === type)
    if (found === undefined) throw invalid(`${path}.type`, 'there is no such type')
    if (fields.name === undefined) throw invalid(`${path}.name`, 'required')
    // What a change adds is its client's, unless somebody says whose.
    const owned = {
      ...content,
      clientId: content.clientId === undefined ? around.clientId : content.clientId,
    }
    await at(path, contentOfNew(context, found, owned))
    return { position, action, ciId: null, type: found.key, content: owned, against: null, written: {} }
  }
  if (type !== undefined) throw invalid(`${path}.type`, 'an item keeps its type')
  const item = ci === undefined ? undefined : named.get(ci)
  if (item === undefined) throw invalid(`${path}.ci`, 'an item that is there is expected')
  if (against !== undefined && against > item.version)
    throw invalid(`${path}.against`, 'a version that the item has had is expected')
  const itsType = types.find(({ id }) => id === item.type_id)
  if (itsType === undefined) throw invalid(`${path}.ci`, 'its type is not known')
  const standing = contentOf(item.row)
  const wanted = action === 'retire' ? { state: 'retired' as const } : fields
  if (Object.values(wanted).every((value) => value === undefined))
    throw invalid(`${path}.attributes`, 'what changes is expected')
  await at(path, contentAfter(context, { type: itsType, content: standing }, { given: wanted }))
  const line = { action, content: action === 'retire' ? {} : content }
  return {
    ...line,
    position,
    ciId: item.id,
    type: null,
    against: against ?? item.version,
    written: touchedOf(standing, line),
  }
}

/** What is wrong with a line is said of that line. */
const at = async <T>(path: string, checked: Promise<T>): Promise<T> => {
  try {
    return await checked
  } catch (failure) {
    if (!(failure instanceof Failure) || failure.details.errors === undefined) throw failure
    throw new Failure(failure.code, {
      ...failure.details,
      errors: failure.details.errors.map((error) => ({ ...error, path: `${path}.${error.path}` })),
    })
  }
}

const relationLine = (
  { action, ci, to, kind, spare, against }: GivenModification,
  { index, items, named, path }: Around,
): Line => {
  if (kind === undefined) throw invalid(`${path}.kind`, 'required')
  const end = (name: 'ci' | 'to', number: string | undefined): { id: string } | { line: string } => {
    if (number === undefined) throw invalid(`${path}.${name}`, 'required')
    if (!number.startsWith('#')) return { id: named.get(number)?.id ?? '' }
    const meant = items[Number(number.slice(1)) - 1]
    if (meant?.action !== 'add' || action === 'unrelate')
      throw invalid(`${path}.${name}`, 'a line of this sheet that adds an item is expected')
    return { line: number }
  }
  if (ci === to) throw invalid(`${path}.to`, 'an item does not relate to itself')
  const [from, other] = [end('ci', ci), end('to', to)]
  if (action === 'unrelate' && !('id' in from))
    throw invalid(`${path}.ci`, 'an item that is there is expected')
  const number = ci === undefined ? undefined : named.get(ci)
  return {
    position: index + 1,
    action,
    ciId: 'id' in from ? from.id : null,
    type: null,
    content: {
      kind,
      ...('line' in from ? { from: from.line } : {}),
      ...('line' in other ? { to: other.line } : { toId: other.id }),
      ...(spare === undefined ? {} : { spare }),
    },
    against: number === undefined ? null : (against ?? number.version),
    written: {},
  }
}
