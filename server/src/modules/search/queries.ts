import type { searchApi } from '#contract/search/api.ts'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { findArticles } from './articles.ts'
import { findItems } from './items.ts'
import { findNames } from './names.ts'
import { numbersIn } from './number.ts'
import { findNumbers, findRecords, type Hit } from './records.ts'

type Input<Name extends keyof typeof searchApi> = z.output<(typeof searchApi)[Name]['input']>

/** A number goes first; then names, at most half of the answer where records fill the rest; then records, best first; articles have a quarter, items of the configuration as well. */
export const find = async (
  context: Context,
  { q, kind, limit }: Input<'find'>,
): Promise<{ items: Hit[] }> => {
  const isWanted = wantedKinds(kind)
  const kinds = recordKinds.filter(isWanted)
  const numbers = await findNumbers(context, numbersIn(q))
  const records = await findRecords(context, { words: q, kinds, most: limit })
  const isStaff = context.actor.clientId === null
  const names = isStaff && nameKinds.some(isWanted) ? await findNames(context, q, limit) : []

  const items =
    isStaff && isWanted('CI') ? await findItems(context, q, { numbers: numbersIn(q), most: limit }) : []

  const first = numbers.filter((hit) => isWanted(hit.kind))
  const byWords = records.filter((hit) => first.every((one) => one.address !== hit.address))
  const share = Math.max(Math.ceil(limit / 2), limit - byWords.length)
  const byName = names.filter((hit) => isWanted(hit.kind)).slice(0, share)
  const articles = isWanted('ART')
    ? await findArticles(context, q, { numbers: numbersIn(q), most: limit })
    : []
  const places = Math.max(Math.ceil(limit / 4), limit - first.length - byName.length - byWords.length)
  const told = [...items.slice(0, places), ...articles.slice(0, places)]
  const found = [...first, ...byName, ...byWords].slice(
    0,
    Math.max(limit - told.length, Math.ceil(limit / 2)),
  )
  return { items: [...found, ...told].slice(0, limit) }
}

const recordKinds: readonly Hit['kind'][] = ['INC', 'REQ', 'PRB', 'CHG', 'ECH']
const nameKinds: readonly Hit['kind'][] = ['client', 'person', 'service', 'supplier']

/** `kind=INC,REQ`; all without it. */
const wantedKinds = (kind: string | undefined): ((one: Hit['kind']) => boolean) => {
  if (kind === undefined || kind.trim() === '') return () => true
  const given = new Set(kind.split(',').map((word) => word.trim()))
  return (one) => given.has(one)
}
