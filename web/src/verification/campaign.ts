import type { verificationApi } from '#contract/verification/api.ts'
import type { OutputOf } from '#contract/endpoint.ts'
import type { CampaignItem } from '#contract/verification/shape.ts'
import type { Act } from '../platform/outbox.ts'

export type Campaign = OutputOf<typeof verificationApi.read>

/** The campaign as it stands for the one who ticks: what the server knows, and what it will know. */
export const withActs = (campaign: Campaign, acts: readonly Act[]): Campaign =>
  acts.filter(({ refusal }) => refusal === null).reduce(withAct, campaign)

const withAct = (campaign: Campaign, { name, input, key }: Act): Campaign => {
  const at = String(input['at'])
  if (name === 'find') {
    const [what, location] = [String(input['what']), String(input['location'])]
    // Between the answer and the next look both know of it.
    const isKnown = campaign.finds.some(
      (find) => find.what === what && new Date(find.at).getTime() === new Date(at).getTime(),
    )
    return isKnown
      ? campaign
      : { ...campaign, finds: [...campaign.finds, { id: key, what, location, by: null, at }] }
  }
  const result = results.find((one) => one === input['result']) ?? null
  return {
    ...campaign,
    items: campaign.items.map((item) =>
      item.number === input['number']
        ? { ...item, result, fields: fieldsIn(input['fields']), note: textIn(input['note']), at }
        : item,
    ),
  }
}

const results = ['right', 'different', 'missing'] as const

const textIn = (given: unknown): string => (typeof given === 'string' ? given : '')

const fieldsIn = (given: unknown): CampaignItem['fields'] =>
  Array.isArray(given)
    ? given.map((one: unknown) => ({
        field: String(Reflect.get(Object(one), 'field')),
        found: String(Reflect.get(Object(one), 'found')),
      }))
    : []

/** By place, in the order in which the server gives them. */
export const byPlace = (items: readonly CampaignItem[]): [string, CampaignItem[]][] => [
  ...Map.groupBy(items, ({ location }) => location),
]

/** The item’s number where a code holds its address; null: it is no code of ours. */
export const numberIn = (text: string): string | null => /\/parc\/(CI-\d+)\/?$/.exec(text.trim())?.[1] ?? null

/** As people search: without accents, in any case. */
export const asPlain = (text: string): string =>
  text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().trim()
