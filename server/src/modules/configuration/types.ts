import { CiAttribute, commonFields, type CiType } from '#contract/configuration/shape.ts'
import type { configurationApi } from '#contract/configuration/api.ts'
import { Words } from '#contract/words.ts'
import { sql, type Selectable } from 'kysely'
import { z } from 'zod'
import type { Context } from '#platform/context.ts'
import type { Database } from '#platform/database/connect.ts'
import type { DB } from '#platform/database/schema.ts'
import { withoutUndefined } from '#platform/given.ts'
import { Failure, invalid } from '#platform/failure.ts'
import { keptList } from '#platform/kept-list.ts'
import { ensure } from '#platform/policy.ts'
import { remembering } from '#platform/remember.ts'
import { answersForConfiguration } from './policy.ts'

type Input<Name extends keyof typeof configurationApi> = z.output<(typeof configurationApi)[Name]['input']>

/** Of one version of a type they never change. */
const attributesOf = remembering((content) => z.array(CiAttribute).parse(content))

export const asType = (row: Selectable<DB['ci_type']>): CiType => ({
  id: row.id,
  key: row.key,
  name: Words.parse(row.name),
  icon: row.icon,
  control: row.control,
  controlled: row.controlled,
  attributes: attributesOf(`${row.id} ${row.version}`, row.attributes),
  reachesService: row.reaches_service,
  position: row.position,
  version: row.version,
})

const types = keptList({ table: 'ci_type', key: 'ciType', read: asType })

export const listTypes = async ({ db }: Pick<Context, 'db'>) => {
  const rows = await db
    .selectFrom('ci_type')
    .selectAll()
    .where('ended_at', 'is', null)
    .orderBy('position')
    .orderBy('id')
    .limit(500)
    .execute()
  return { items: rows.map(asType) }
}

/** Also those that were ended: the past has them. */
export const everyType = async (db: Database): Promise<CiType[]> => {
  const rows = await db.selectFrom('ci_type').selectAll().orderBy('position').orderBy('id').execute()
  return rows.map(asType)
}

/** A type that new items can have. */
export const findType = async (db: Database, key: string): Promise<CiType> => {
  const row = await db
    .selectFrom('ci_type')
    .selectAll()
    .where('key', '=', key)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  if (row === undefined) throw invalid('type', 'there is no such type of item')
  return asType(row)
}

/** Also one that was ended: items keep it. */
export const readType = async (db: Database, id: string): Promise<CiType> =>
  asType(await db.selectFrom('ci_type').selectAll().where('id', '=', id).executeTakeFirstOrThrow())

export const createType = async (context: Context, input: Input<'createType'>) => {
  ensure(answersForConfiguration(context.actor))
  checkFields(input)
  const taken = await context.db
    .selectFrom('ci_type')
    .select('id')
    .where('key', '=', input.key)
    .executeTakeFirst()
  if (taken !== undefined) throw new Failure('already_exists', { detail: `a type ${input.key} exists` })
  const { position } = await context.db
    .selectFrom('ci_type')
    .select((from) => from.fn.coalesce(from.fn.max('position'), from.lit(0)).as('position'))
    .executeTakeFirstOrThrow()
  return types.add(context, { ...asValues(input), key: input.key, position: position + 1 })
}

export const editType = async (context: Context, { id, version, ...given }: Input<'editType'>) => {
  ensure(answersForConfiguration(context.actor))
  const before = await types.lock(context, id)
  const after = { ...before, ...withoutUndefined(given) }
  checkFields(after)
  const lost = before.attributes.filter(({ key }) => !after.attributes.some((one) => one.key === key))
  if (lost.length > 0) await refuseLoss(context, id, lost)
  return types.change(context, { id, version }, asValues(after))
}

export const endType = async (context: Context, { id }: Input<'endType'>) => {
  ensure(answersForConfiguration(context.actor))
  const { key } = await types.lock(context, id)
  if (key === 'service') throw new Failure('not_possible', { detail: 'services are items of this type' })
  return types.end(context, id)
}

const asValues = (
  given: Pick<CiType, 'name' | 'icon' | 'control' | 'controlled' | 'attributes' | 'reachesService'>,
) => ({
  name: JSON.stringify(given.name),
  icon: given.icon,
  control: given.control,
  controlled: given.controlled,
  attributes: JSON.stringify(given.attributes),
  reaches_service: given.reachesService,
})

const checkFields = ({ attributes, controlled }: Pick<CiType, 'attributes' | 'controlled'>): void => {
  const keys = attributes.map(({ key }) => key)
  for (const [index, { key, kind, options = [] }] of attributes.entries()) {
    if (keys.indexOf(key) !== index)
      throw invalid(`attributes.${index}.key`, 'another attribute has this key')
    if (isCommon(key)) throw invalid(`attributes.${index}.key`, 'every item has a field of this name')
    if (kind === 'choice' && options.length === 0)
      throw invalid(`attributes.${index}.options`, 'a choice needs values')
  }
  const unknown = controlled.find((field) => !isCommon(field) && !keys.includes(field))
  if (unknown !== undefined) throw invalid('controlled', `${unknown} is neither a field nor an attribute`)
}

const isCommon = (key: string): boolean => commonFields.some((field) => field === key)

/** What items say stays readable: an attribute goes once no present item uses it. */
const refuseLoss = async ({ db }: Context, id: string, lost: readonly CiAttribute[]): Promise<void> => {
  const keys = lost.map(({ key }) => key)
  const { rows } = await sqlUsed(db, id, keys)
  const [used] = rows
  if (used !== undefined) throw new Failure('not_possible', { detail: `items have a value for ${used.key}` })
}

const sqlUsed = (db: Database, id: string, keys: readonly string[]) =>
  sql<{ key: string }>`select key from unnest(${[...keys]}::text[]) key where exists (
    select from ci_state s where s.type_id = ${id} and s.valid_to = 'infinity' and s.attributes ? key)`.execute(
    db,
  )
