import type { CiSource, CiType } from '#contract/configuration/shape.ts'
import { Attributes } from '#contract/configuration/shape.ts'
import { sql, type Selectable } from 'kysely'
import type { Context } from '#platform/context.ts'
import type { Actor } from '#platform/database/transaction.ts'
import type { DB } from '#platform/database/schema.ts'
import { Failure, notFound } from '#platform/failure.ts'
import { changesBetween, controlledChanges, fieldsOf, type Content, type FieldChange } from './content.ts'
import { answersForConfiguration } from './policy.ts'

/** Who writes: a person, or (null) a machine that says what it saw. */
export type Writer = Pick<Context, 'db' | 'now' | 'emit'> & { actor: Actor | null }

/** An item as it stands, locked until the commit. */
export interface Item {
  id: string
  number: string
  version: number
  type: CiType
  content: Content
}

/** Why it changes, and by what right. */
export interface Cause {
  source: CiSource
  /** A record that allows the change, or the reason of a correction. */
  authorisedBy?: string | undefined
  reason?: string | undefined
}

export const contentColumns = [
  'name',
  'state',
  'client_id',
  'owner_id',
  'supplier_id',
  'location',
  'description',
  'criticality',
  'attributes',
] as const

export type ContentRow = Pick<Selectable<DB['ci_state']>, (typeof contentColumns)[number]>

export const contentOf = (row: ContentRow): Content => ({
  name: row.name,
  state: row.state,
  clientId: row.client_id,
  ownerId: row.owner_id,
  supplierId: row.supplier_id,
  location: row.location,
  description: row.description,
  criticality: row.criticality,
  attributes: Attributes.parse(row.attributes),
})

const columnsOf = (content: Content) => ({
  name: content.name,
  state: content.state,
  client_id: content.clientId,
  owner_id: content.ownerId,
  supplier_id: content.supplierId,
  location: content.location,
  description: content.description,
  criticality: content.criticality,
  attributes: JSON.stringify(content.attributes),
})

/** An item that exists, kept from everybody else until the commit. */
export const lockItem = async (
  writer: Pick<Writer, 'db'>,
  number: string,
  typeOf: (id: string) => Promise<CiType>,
): Promise<Item> => {
  const item = await lockIfThere(writer, number, typeOf)
  if (item === null) throw new Failure('not_possible', { detail: `${number} is not an item any more` })
  return item
}

/** The same; null: it has ended. */
export const lockIfThere = async (
  { db }: Pick<Writer, 'db'>,
  number: string,
  typeOf: (id: string) => Promise<CiType>,
): Promise<Item | null> => {
  const anchor = await db
    .selectFrom('ci')
    .select('id')
    .where('number', '=', number)
    .forUpdate()
    .executeTakeFirst()
  const row =
    anchor === undefined
      ? undefined
      : await db
          .selectFrom('ci_state')
          .select([...contentColumns, 'version', 'type_id'])
          .where('ci_id', '=', anchor.id)
          .where('valid_to', '=', sql<Temporal.Instant>`'infinity'`)
          .executeTakeFirst()
  if (anchor === undefined) throw notFound()
  if (row === undefined) return null
  return {
    id: anchor.id,
    number,
    version: row.version,
    type: await typeOf(row.type_id),
    content: contentOf(row),
  }
}

/** Begins the life of an item. */
export const openItem = async (
  writer: Writer,
  type: CiType,
  content: Content,
  cause: Cause,
): Promise<Item> => {
  const { db, actor, now, emit } = writer
  const { rows } = await sql<{ id: string; number: string }>`
    insert into ci (id, number, created_at, created_by)
    values (new_subject('ci'), 'CI-' || nextval('ci_number'), ${now}, ${actor?.id ?? null}) returning id, number`.execute(
    db,
  )
  const [anchor] = rows
  if (anchor === undefined) throw new Error('The database did not answer.')
  const isControlled = type.control === 'controlled' && content.state === 'in-service'
  const authorityId = isControlled
    ? await authorise(writer, anchor.id, { ...cause, reason: cause.reason ?? 'first written down' }, [
        { field: 'state', before: null, after: content.state },
      ])
    : null
  await db
    .insertInto('ci_state')
    .values({
      ...columnsOf(content),
      ci_id: anchor.id,
      valid_from: now,
      version: 1,
      type_id: type.id,
      source: cause.source,
      by_id: actor?.id ?? null,
      authority_id: authorityId,
    })
    .execute()
  await emit({
    subject: anchor.id,
    event: 'ci.created',
    body: { number: anchor.number, type: type.key, fields: fieldsOf(content), source: cause.source },
    audience: { number: anchor.number, client: content.clientId },
  })
  return { ...anchor, version: 1, type, content }
}

/** The next state of an item; where nothing differs, nothing is written. */
export const changeItem = async (
  writer: Writer,
  item: Item,
  { type = item.type, content }: { type?: CiType; content: Content },
  cause: Cause,
): Promise<Item> => {
  const changes = changesBetween(item.content, content)
  if (changes.length === 0 && type.id === item.type.id) return item
  const controlled = controlledIn(item, { type, content })
  const authorityId = controlled.length === 0 ? null : await authorise(writer, item.id, cause, controlled)
  await writeState(writer, item, { type, content, cause, authorityId })
  const told =
    type.id === item.type.id
      ? changes
      : [...changes, { field: 'type', before: item.type.key, after: type.key }]
  await writer.emit({
    subject: item.id,
    event: 'ci.edited',
    body: {
      before: Object.fromEntries(told.map(({ field, before }) => [field, before])),
      after: Object.fromEntries(told.map(({ field, after }) => [field, after])),
      source: cause.source,
      ...(cause.authorisedBy === undefined ? {} : { record: cause.authorisedBy }),
      ...(cause.reason === undefined ? {} : { reason: cause.reason }),
    },
    audience: { number: item.number, client: content.clientId },
  })
  return { ...item, version: item.version + 1, type, content }
}

const controlledIn = (item: Item, { type, content }: { type: CiType; content: Content }): FieldChange[] => {
  const both = { before: item.content, after: content }
  const ofType = [...controlledChanges(item.type, both), ...controlledChanges(type, both)]
  if (item.type.id === type.id || ofType.length > 0) return ofType
  const isHeld = [item.type, type].some(({ control }) => control === 'controlled')
  const isInService = item.content.state === 'in-service' || content.state === 'in-service'
  return isHeld && isInService ? [{ field: 'type', before: item.type.key, after: type.key }] : []
}

const writeState = async (
  { db, now, actor }: Writer,
  item: Item,
  {
    type,
    content,
    cause,
    authorityId,
  }: { type: CiType; content: Content; cause: Cause; authorityId: string | null },
): Promise<void> => {
  const present = { ci_id: item.id, valid_to: sql<Temporal.Instant>`'infinity'` }
  const row = {
    ...columnsOf(content),
    version: item.version + 1,
    type_id: type.id,
    source: cause.source,
    by_id: actor?.id ?? null,
    authority_id: authorityId,
  }
  const ended = await db
    .updateTable('ci_state')
    .set({ valid_to: now })
    .where('ci_id', '=', item.id)
    .where('valid_to', '=', present.valid_to)
    .where('valid_from', '<', now)
    .returning('ci_id')
    .executeTakeFirst()
  if (ended !== undefined) {
    await db
      .insertInto('ci_state')
      .values({ ...row, ci_id: item.id, valid_from: now })
      .execute()
    return
  }
  // Written twice at one instant: the later state stands, the journal has both.
  await db
    .updateTable('ci_state')
    .set(row)
    .where('ci_id', '=', item.id)
    .where('valid_to', '=', present.valid_to)
    .execute()
}

/** Ends the life of an item: it was none, or is another. Its past stays. */
export const endItem = async (writer: Writer, item: Item, cause: Cause): Promise<void> => {
  const { db, now, emit } = writer
  if (item.type.control === 'controlled' && item.content.state === 'in-service')
    await authorise(writer, item.id, cause, [{ field: 'state', before: item.content.state, after: null }])
  await sql`update ci_state set valid_to = greatest(${now}, valid_from + interval '1 microsecond')
    where ci_id = ${item.id} and valid_to = 'infinity'`.execute(db)
  await emit({
    subject: item.id,
    event: 'ci.ended',
    body: { source: cause.source, ...(cause.reason === undefined ? {} : { reason: cause.reason }) },
    audience: { number: item.number, client: item.content.clientId },
  })
}

/** An item that had ended lives again as it was. */
export const reopenItem = async (writer: Writer, item: Item, cause: Cause): Promise<void> => {
  const { db, now, actor, emit } = writer
  const isControlled = item.type.control === 'controlled' && item.content.state === 'in-service'
  const authorityId = isControlled
    ? await authorise(writer, item.id, cause, [{ field: 'state', before: null, after: item.content.state }])
    : null
  await db
    .insertInto('ci_state')
    .values({
      ...columnsOf(item.content),
      ci_id: item.id,
      valid_from: sql<Temporal.Instant>`greatest(${now}, (select max(valid_to) from ci_state where ci_id = ${item.id}))`,
      version: item.version + 1,
      type_id: item.type.id,
      source: cause.source,
      by_id: actor?.id ?? null,
      authority_id: authorityId,
    })
    .execute()
  await emit({
    subject: item.id,
    event: 'ci.reopened',
    body: { source: cause.source, ...(cause.reason === undefined ? {} : { reason: cause.reason }) },
    audience: { number: item.number, client: item.content.clientId },
  })
}

/** What the database wants to see beside a controlled change. */
const authorise = async (
  { db, actor }: Writer,
  itemId: string,
  { authorisedBy, reason }: Cause,
  changes: readonly FieldChange[],
): Promise<string> => {
  const detail = changes.map(({ field }) => field).join(', ')
  if (authorisedBy === undefined && (actor === null || !answersForConfiguration(actor)))
    throw new Failure('needs_authority', { detail })
  if (authorisedBy === undefined && reason === undefined) throw new Failure('reason_required', { detail })
  const recordId = authorisedBy === undefined ? null : await recordBy(db, authorisedBy)
  const { rows } = await sql<{
    id: string
  }>`select authorise_ci(${itemId}, ${recordId}, ${reason ?? null}) as id`.execute(db)
  const [row] = rows
  if (row === undefined) throw new Error('The database did not answer.')
  return row.id
}

const recordBy = async (db: Writer['db'], number: string): Promise<string> => {
  const row = await db.selectFrom('record').select('id').where('number', '=', number).executeTakeFirst()
  if (row === undefined)
    throw new Failure('invalid_input', {
      errors: [{ path: 'authorisedBy', message: 'there is no such record' }],
    })
  return row.id
}
