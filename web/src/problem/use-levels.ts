import { artefactApi } from '#contract/artefact/api.ts'
import type { ProblemLevel, ProblemLevels } from '#contract/problem/levels.ts'
import { useApi } from '../platform/query.ts'

export const isProblemLevels = (content: unknown): content is ProblemLevels =>
  typeof content === 'object' && content !== null && 'levels' in content

/** The levels that problems are classified by now. */
export const useLevels = (): readonly ProblemLevel[] => {
  const { data } = useApi(artefactApi.list, { kind: 'problem-levels' }, { staleTime: 300_000 })
  const artefact = data?.items[0]
  const id = (artefact?.inForce ?? artefact?.latest)?.id
  const version = useApi(
    artefactApi.readVersion,
    { id: id ?? '' },
    { enabled: id !== undefined, staleTime: Infinity },
  )
  const content = version.data?.content
  return isProblemLevels(content) ? content.levels : []
}
