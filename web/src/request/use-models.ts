import { requestApi } from '#contract/request/api.ts'
import type { OfferedModel } from '#contract/request/model.ts'
import { useApi } from '../platform/query.ts'

export const useModels = (isEnabled = true) => {
  const { data, error, isPending } = useApi(
    requestApi.listModels,
    {},
    { enabled: isEnabled, staleTime: 60_000 },
  )
  return { models: data?.items ?? [], error, isPending }
}

/** Under the words of their categories, in the order they came. */
export const byCategory = <Model extends Pick<OfferedModel, 'category' | 'group'>>(
  models: readonly Model[],
  say: (words: OfferedModel['category']) => string,
): [string, Model[]][] => [...Map.groupBy(models, ({ category, group }) => say(group ?? category))]
