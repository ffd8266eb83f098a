import { createHash } from 'node:crypto'
import type { verificationApi } from '#contract/verification/api.ts'
import type { Minutes } from '#contract/verification/shape.ts'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { Failure, notFound } from '#platform/failure.ts'
import { ensure } from '#platform/policy.ts'
import { everyType } from '../configuration/index.ts'
import { fieldWords, valueWords } from '../report/index.ts'
import { isAccurate } from './figures.ts'
import { runsCampaigns } from './policy.ts'
import { readCampaign } from './queries.ts'
import {
  asCampaign,
  figuresFrom,
  findCampaign,
  findRows,
  itemRows,
  typesById,
  type ItemRow,
  type TypeOf,
} from './rows.ts'

type Input = z.output<(typeof verificationApi)['close']['input']>

/** Writes the record of the verification; what was seen is fresh from here on. */
export const closeCampaign = async (context: Context, { id, conclusion }: Input) => {
  const { actor, db, now, emit } = context
  ensure(runsCampaigns(actor))
  const locked = await db
    .selectFrom('verification')
    .select('closed_at')
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (locked === undefined) throw notFound()
  if (locked.closed_at !== null) throw new Failure('not_possible', { detail: 'this campaign is closed' })
  const [row, types, items, finds] = [
    await findCampaign(db, id),
    await everyType(db),
    await itemRows(db, [id]),
    await findRows(db, [id]),
  ]
  const typeOf = typesById(types)
  const campaign = asCampaign(row, figuresFrom(items, finds.length, typeOf))
  const minutes: Minutes = {
    name: campaign.name,
    client: campaign.clientName,
    types: types.filter(({ key }) => campaign.types.includes(key)).map(({ name }) => name),
    location: campaign.location,
    population: campaign.population,
    sample: campaign.sample,
    seed: campaign.seed,
    openedAt: campaign.openedAt,
    openedBy: campaign.openedBy ?? '–',
    closedAt: now.toString(),
    closedBy: actor.name,
    conclusion,
    people: [
      ...new Set(
        [...items.map(({ by_name }) => by_name), ...finds.map(({ by }) => by)].filter(
          (name) => name !== null,
        ),
      ),
    ].toSorted((one, other) => one.localeCompare(other)),
    figures: campaign.figures,
    items: items.map((item) => lineOf(item, typeOf)),
    finds: finds.map(({ what, location, by, at }) => ({
      what,
      location,
      by: by ?? '–',
      at: at.toString(),
    })),
  }
  const text = JSON.stringify(minutes)
  const sha256 = createHash('sha256').update(text).digest('hex')
  await db
    .updateTable('verification')
    .set({ closed_at: now, closed_by: actor.id, minutes: text, sha256 })
    .where('id', '=', id)
    .execute()
  await markSeen(context, items)
  await emit({ subject: id, event: 'verification.closed', body: { sha256, conclusion } })
  return readCampaign(context, { id })
}

const lineOf = (item: ItemRow, typeOf: TypeOf): Minutes['items'][number] => {
  const type = typeOf(item.type_id)
  const written: Record<string, unknown> = {
    ...item.attributes,
    name: item.name,
    state: item.state,
    location: item.location,
    clientId: item.client_name,
  }
  return {
    number: item.number,
    name: item.name,
    type: type.name,
    location: item.location,
    result: item.result,
    differences: item.fields.map(({ field, found }) => ({
      label: fieldWords(type, field),
      written: valueWords(type, { field, value: written[field], nameOf: (name) => name }),
      found,
    })),
    note: item.note,
    by: item.by_name,
    at: item.at?.toString() ?? null,
    isAccurate: isAccurate({ ...item, type }),
  }
}

/** In the order of their ids, as everything that locks several subjects. */
const markSeen = async ({ db, now, emit }: Context, items: readonly ItemRow[]): Promise<void> => {
  const seen = items.filter(({ result }) => result === 'right' || result === 'different')
  if (seen.length === 0) return
  const ids = seen.map(({ ci_id }) => ci_id).toSorted()
  await db.updateTable('ci').set({ verified_at: now }).where('id', 'in', ids).execute()
  for (const id of ids) await emit({ subject: id, event: 'ci.verified', body: {} })
}
