import type { CiType } from '#contract/configuration/shape.ts'
import { standsForSoftware } from '#contract/licence/shape.ts'
import { sql } from 'kysely'
import type { Context } from '#platform/context.ts'
import { Failure, invalid, notFound } from '#platform/failure.ts'
import { ensure } from '#platform/policy.ts'
import { createItem, findType, keepsItems, lockItem, readType } from '../configuration/index.ts'
import { putTitle } from './of-item.ts'
import type { Input } from './scope.ts'

/** A title is controlled or licensed from now on: an item that knows its title. Retiring the item undoes it. */
export const followTitle = async (context: Context, input: Input<'follow'>) => {
  const { db, actor } = context
  ensure(keepsItems(actor))
  const { id, type: key, clientId, name, state, attributes, versions, reason } = input
  const type = await findType(db, key)
  if (!standsForSoftware(type)) throw invalid('type', 'this type does not stand for software')
  // Two who follow one title at once wait for each other.
  const title = await db
    .selectFrom('software_title')
    .select(['title', 'publisher'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (title === undefined) throw notFound()
  if (type.key !== 'licence') await refuseSecond(context, { titleId: id, typeId: type.id, clientId })
  const item = await createItem(context, {
    type: key,
    name: name ?? title.title.slice(0, 200),
    clientId,
    state,
    attributes: { ...toldBy(title, type), ...attributes },
    reason,
  })
  await putTitle(context, item, { titleId: id, versions })
  return { number: item.number }
}

/** One item of a type for each client; licences may be several. */
const refuseSecond = async (
  { db }: Context,
  { titleId, typeId, clientId }: { titleId: string; typeId: string; clientId: string | null },
): Promise<void> => {
  const { rows } = await sql<{ number: string }>`
    select c.number from ci_title x join ci c on c.id = x.ci_id join ci_state s on s.ci_id = c.id and s.valid_to = 'infinity'
    where x.title_id = ${titleId} and x.ended_at is null and s.type_id = ${typeId} and s.client_id is not distinct from ${clientId}::uuid
      and s.state not in ('retired', 'disposed') limit 1`.execute(db)
  const [other] = rows
  if (other !== undefined)
    throw new Failure('already_exists', { detail: `${other.number} follows this software already` })
}

/** What the type asks and the title can say. */
const toldBy = ({ title, publisher }: { title: string; publisher: string | null }, type: CiType) => {
  const asks = (key: string) => type.attributes.some((attribute) => attribute.key === key)
  return {
    ...(asks('publisher') && publisher !== null ? { publisher } : {}),
    ...(asks('product') ? { product: title } : {}),
  }
}

export const assignLicence = async (context: Context, { number, personId }: Input<'assign'>) => {
  const { db, actor, now, emit } = context
  ensure(keepsItems(actor))
  const item = await lockItem(context, number, (id) => readType(db, id))
  if (item.type.key !== 'licence') throw notFound()
  const person = await db
    .selectFrom('person')
    .select(['client_id', 'ended_at'])
    .where('id', '=', personId)
    .executeTakeFirst()
  if (person === undefined || person.ended_at !== null) throw invalid('personId', 'nobody has this id')
  const { clientId } = item.content
  if (clientId !== null && person.client_id !== clientId)
    throw invalid('personId', 'the licence belongs to another client')
  const { rows } = await sql`
    insert into licence_holder (ci_id, person_id, since, by_id) values (${item.id}, ${personId}, ${now}, ${actor.id})
    on conflict do nothing returning id`.execute(db)
  if (rows.length === 0)
    throw new Failure('already_exists', { detail: 'this person has the licence already' })
  await emit({
    subject: item.id,
    event: 'ci.licence-assigned',
    body: { person: personId },
    audience: { number, client: clientId },
  })
  return {}
}

export const withdrawLicence = async (context: Context, { number, personId }: Input<'withdraw'>) => {
  const { db, actor, now, emit } = context
  ensure(keepsItems(actor))
  const { rows } = await sql<{ ci_id: string }>`
    update licence_holder h set ended_at = greatest(${now}, h.since), ended_by = ${actor.id} from ci c
    where c.id = h.ci_id and c.number = ${number} and h.person_id = ${personId} and h.ended_at is null returning h.ci_id`.execute(
    db,
  )
  const [ended] = rows
  if (ended === undefined) throw notFound()
  await emit({
    subject: ended.ci_id,
    event: 'ci.licence-withdrawn',
    body: { person: personId },
    audience: { number },
  })
  return {}
}
