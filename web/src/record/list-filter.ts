import type { InputOf } from '#contract/endpoint.ts'
import { RecordSort, type recordApi } from '#contract/record/api.ts'
import { useFilters, type Filters } from '../platform/address.ts'

/** What the address bar may ask of the list; the same names as the API’s. */
export const filterNames = [
  'kind',
  'phase',
  'client',
  'service',
  'category',
  'requester',
  'assignee',
  'team',
  'priority',
  'held',
  'step',
  'isMajor',
  'breached',
  'watched',
  'from',
  'to',
  'q',
] as const
type Name = (typeof filterNames)[number]

export type ListFilter = Omit<InputOf<typeof recordApi.list>, 'cursor' | 'limit' | 'sort'>

export const useListFilter = (): ListFilter => {
  const [values] = useFilters(filterNames)
  return asFilter(values)
}

const asFilter = ({ isMajor, breached, watched, ...texts }: Filters<Name>): ListFilter => ({
  ...texts,
  ...flag('isMajor', isMajor),
  ...flag('breached', breached),
  ...flag('watched', watched),
})

const flag = <Key extends string>(
  key: Key,
  value: string | undefined,
): { [K in Key]?: 'true' | 'false' } | undefined =>
  value === 'true' || value === 'false' ? only(key, value) : undefined

const only = <Key extends string, Value>(key: Key, value: Value): { [K in Key]?: Value } => {
  const pair: { [K in Key]?: Value } = {}
  pair[key] = value
  return pair
}

export type Sort = (typeof RecordSort.options)[number]
export const sorts = RecordSort.options
export const readSort = (value: string | undefined): Sort => sorts.find((sort) => sort === value) ?? 'recent'

export const openPhases = 'new,active,resolved'
