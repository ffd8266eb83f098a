import type { PriorityGrid } from '#contract/grid/shape.ts'
import { artefactApi } from '#contract/artefact/api.ts'
import { useSoleArtefact, useVersion } from '../artefact/use-artefact.ts'
import { gridDefinition } from '../grid/definition.tsx'
import { useApi } from '../platform/query.ts'

/** The priority grid that counts: the agreement's own, else the firm's. */
export const useGrid = (id: string | null): PriorityGrid | null => {
  const { sole } = useSoleArtefact('priority-grid')
  const own = useApi(artefactApi.read, { id: id ?? '' }, { enabled: id !== null }).data
  const artefact = id === null ? sole : own
  const content = useVersion(artefact?.inForce ?? artefact?.latest ?? undefined)?.content
  return gridDefinition.is(content) ? content : null
}
