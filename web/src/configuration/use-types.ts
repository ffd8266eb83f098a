import { configurationApi } from '#contract/configuration/api.ts'
import type { CiType, RelationKind } from '#contract/configuration/shape.ts'
import type { OutputOf } from '#contract/endpoint.ts'
import { useAll } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'

/** An item as the provider's people read it. */
export type Item = Extract<OutputOf<typeof configurationApi.read>, { actions: unknown }>

export const isWhole = (item: OutputOf<typeof configurationApi.read> | undefined): item is Item =>
  item !== undefined && 'actions' in item

export interface Types {
  all: readonly CiType[]
  of: (key: string) => CiType | undefined
  nameOf: (key: string) => string
}

/** What an item can be; one that has ended is named by its key. */
export const useTypes = (): Types => {
  const { say } = useWords()
  const { items } = useAll(configurationApi.listTypes, {}, { staleTime: 300_000 })
  const of = (key: string) => items.find((type) => type.key === key)
  return {
    all: items,
    of,
    nameOf: (key) => {
      const type = of(key)
      return type === undefined ? key : say(type.name)
    },
  }
}

export interface Kinds {
  all: readonly RelationKind[]
  of: (key: string) => RelationKind | undefined
  /** « dépend de », or read from the other end « supporte ». */
  sayKind: (key: string, isOutgoing: boolean) => string
}

export const useKinds = (): Kinds => {
  const { say } = useWords()
  const { items } = useAll(configurationApi.listKinds, {}, { staleTime: 300_000 })
  const of = (key: string) => items.find((kind) => kind.key === key)
  return {
    all: items,
    of,
    sayKind: (key, isOutgoing) => {
      const kind = of(key)
      return kind === undefined ? key : say(isOutgoing ? kind.name : kind.inverse)
    },
  }
}

export interface Direction {
  key: string
  isOutgoing: boolean
  /** Both ends say the same: « est connecté à ». */
  isBoth: boolean
}

/** Each kind read from either end, once where both read alike. */
export const directionsOf = (
  kinds: readonly RelationKind[],
  sayKind: Kinds['sayKind'],
): readonly Direction[] =>
  kinds.flatMap(({ key }) => {
    const isBoth = sayKind(key, true) === sayKind(key, false)
    const outgoing = { key, isOutgoing: true, isBoth }
    return isBoth ? [outgoing] : [outgoing, { key, isOutgoing: false, isBoth }]
  })

/** Types that may stand at the other end; an empty list: any; null: this kind is not for such an item. */
export const partnersOf = (
  { pairs }: Pick<RelationKind, 'pairs'>,
  type: string,
  isOutgoing: boolean,
): readonly string[] | null => {
  if (pairs.length === 0) return []
  const fitting = pairs
    .map(({ from, to }) => (isOutgoing ? { mine: from, other: to } : { mine: to, other: from }))
    .filter(({ mine }) => mine.length === 0 || mine.includes(type))
  if (fitting.length === 0) return null
  return fitting.some(({ other }) => other.length === 0) ? [] : fitting.flatMap(({ other }) => other)
}
