import type { configurationApi } from '#contract/configuration/api.ts'
import type { AttributeValue, CiType } from '#contract/configuration/shape.ts'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { Failure, invalid } from '#platform/failure.ts'
import { cleanHtml } from '#platform/html.ts'
import { ensure } from '#platform/policy.ts'
import { faultsIn, mergeAttributes } from './attributes.ts'
import { emptyContent, type Content } from './content.ts'
import { lockFields } from './locks.ts'
import { keepsItems } from './policy.ts'
import { readItem } from './queries.ts'
import { changeItem, lockItem, openItem, type Item } from './state.ts'
import { findType, readType } from './types.ts'

type Input<Name extends keyof typeof configurationApi> = z.output<(typeof configurationApi)[Name]['input']>

export const createItem = async (
  context: Context,
  { type: key, attributes, reason, ...given }: Input<'create'>,
) => {
  ensure(keepsItems(context.actor))
  const type = await findType(context.db, key)
  const content = await contentOfNew(context, type, { ...given, attributes })
  const { number } = await openItem(context, type, content, { source: 'hand', reason })
  return readItem(context, { number })
}

export const editItem = async (context: Context, input: Input<'edit'>) => {
  const { number, version, type: key, attributes = {}, authorisedBy, reason, ...given } = input
  ensure(keepsItems(context.actor))
  const item = await lockItem(context, number, (id) => readType(context.db, id))
  if (item.version !== version)
    throw new Failure('stale_version', { current: await readItem(context, { number }) })
  const type = key === undefined || key === item.type.key ? item.type : await findType(context.db, key)
  if (item.type.key === 'service' && key !== undefined && key !== item.type.key)
    throw invalid('type', 'a service stays a service')
  const content = await contentAfter(context, item, { given: { ...given, attributes }, type })
  const after = await changeItem(context, item, { type, content }, { source: 'hand', authorisedBy, reason })
  await lockFields(context, item, after)
  return readItem(context, { number })
}

type GivenContent = Given & { attributes?: Readonly<Record<string, AttributeValue | null>> | undefined }

/** What a new item would be; refused where its type does not allow it. */
export const contentOfNew = async (
  context: Pick<Context, 'db'>,
  type: CiType,
  { attributes = {}, name = '', ...given }: GivenContent,
): Promise<Content> => {
  if (type.key === 'service')
    throw invalid('type', 'a service is created among the services, and is an item at once')
  const content = { ...emptyContent, ...cleaned(given), name, attributes: mergeAttributes({}, attributes) }
  refuseFaults(faultsIn(type.attributes, { given: attributes, merged: content.attributes }))
  await checkNamed(context, content)
  return content
}

/** What an item would be with what is given; refused where its type does not allow it. */
export const contentAfter = async (
  context: Pick<Context, 'db'>,
  item: Pick<Item, 'type' | 'content'>,
  { given: { attributes = {}, ...given }, type = item.type }: { given: GivenContent; type?: CiType },
): Promise<Content> => {
  if (item.type.key === 'service') refuseForService(item, given)
  else if (type.key === 'service') throw invalid('type', 'a service is created among the services')
  const merged = mergeAttributes(item.content.attributes, attributes)
  const content = { ...item.content, ...cleaned(given), attributes: merged }
  refuseFaults(faultsIn(type.attributes, { given: attributes, merged }))
  await checkNamed(context, content, item.content)
  return content
}

/** Seen, and as written: freshness counts from here. */
export const verifyItem = async (context: Context, { number }: Input<'verify'>) => {
  ensure(keepsItems(context.actor))
  const item = await lockItem(context, number, (id) => readType(context.db, id))
  await context.db.updateTable('ci').set({ verified_at: context.now }).where('id', '=', item.id).execute()
  await context.emit({
    subject: item.id,
    event: 'ci.verified',
    body: {},
    audience: { number, client: item.content.clientId },
  })
  return readItem(context, { number })
}

type Given = { [Field in keyof Omit<Content, 'attributes'>]?: Content[Field] | undefined }

const cleaned = (given: Given): Partial<Content> => ({
  ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
  ...(given.description === undefined ? {} : { description: cleanHtml(given.description) }),
})

/** A service's own page keeps these. */
const refuseForService = ({ content }: Pick<Item, 'content'>, given: Given): void => {
  const kept = (['name', 'description', 'state'] as const).find(
    (field) => given[field] !== undefined && given[field] !== content[field],
  )
  if (kept !== undefined) throw invalid(kept, 'this is kept on the page of the service')
}

const refuseFaults = (errors: { path: string; message: string }[]): void => {
  if (errors.length > 0) throw new Failure('invalid_input', { errors })
}

/** Whoever is named anew exists and is not ended. */
const checkNamed = async ({ db }: Pick<Context, 'db'>, content: Content, before?: Content): Promise<void> => {
  const isNew = (field: 'clientId' | 'ownerId' | 'supplierId') =>
    content[field] !== null && content[field] !== before?.[field]
  const alive = (table: 'client' | 'person' | 'supplier', id: string | null) =>
    db.selectFrom(table).select('id').where('id', '=', id).where('ended_at', 'is', null).executeTakeFirst()
  if (isNew('clientId') && (await alive('client', content.clientId)) === undefined)
    throw invalid('clientId', 'nothing has this id')
  if (isNew('ownerId') && (await alive('person', content.ownerId)) === undefined)
    throw invalid('ownerId', 'nothing has this id')
  if (isNew('supplierId') && (await alive('supplier', content.supplierId)) === undefined)
    throw invalid('supplierId', 'nothing has this id')
}
