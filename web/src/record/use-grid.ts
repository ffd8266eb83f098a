import { agreementApi } from '#contract/agreement/api.ts'
import { artefactApi } from '#contract/artefact/api.ts'
import type { Delay } from '#contract/calendar/shape.ts'
import type { PriorityGrid, Target } from '#contract/grid/shape.ts'
import { useApi } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'

/** A version never changes: read once. */
export const useGrid = (versionId: string | undefined): PriorityGrid | undefined => {
  const { data } = useApi(
    artefactApi.readVersion,
    { id: versionId ?? '' },
    { enabled: versionId !== undefined, staleTime: Infinity },
  )
  return isGrid(data?.content) ? data.content : undefined
}

const isGrid = (content: unknown): content is PriorityGrid =>
  typeof content === 'object' && content !== null && 'cells' in content && 'priorities' in content

/** The grid that new tickets are judged by: the client’s own if its contract has one, else the firm’s. */
export const useGridFor = (gridId: string | null) => {
  const { data } = useApi(artefactApi.list, { kind: 'priority-grid' }, { staleTime: 300_000 })
  const own = data?.items.find(({ id }) => id === gridId)
  const artefact = own ?? data?.items.find(({ clientId }) => clientId === null)
  const versionId = (artefact?.inForce ?? artefact?.latest)?.id
  return { grid: useGrid(versionId), isProposition: artefact?.isProposition ?? false }
}

/** What was promised to a client for a service; null where nothing was agreed. */
export const useAgreement = (client: string | null, service: string | null) => {
  const { data } = useApi(
    agreementApi.list,
    { client: client ?? '', service: service ?? '' },
    { enabled: client !== null && service !== null, staleTime: 300_000 },
  )
  if (client === null || service === null) return null
  return data?.items.find(({ state }) => state === 'in-force') ?? null
}

export const priorityIn = (
  grid: PriorityGrid,
  urgency: number | null,
  impact: number | null,
): number | null =>
  urgency === null || impact === null ? null : (grid.cells[impact - 1]?.[urgency - 1] ?? null)

export const targetAt = (targets: readonly Target[], priority: number | null): Target | undefined =>
  targets.find((target) => target.priority === priority)

/** « 2 jours ouvrés », « 30 minutes ». */
export const useDelay = (): ((delay: Delay) => string) => {
  const { t } = useWords()
  return ({ value, unit }) => t(`record.delay.${unit}`, { count: value })
}
