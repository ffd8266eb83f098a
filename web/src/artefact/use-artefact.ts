import {
  artefactApi,
  type Artefact,
  type ArtefactKind,
  type ArtefactVersion,
} from '#contract/artefact/api.ts'
import type { OutputOf } from '#contract/endpoint.ts'
import { useApi } from '../platform/query.ts'

export type WholeArtefact = OutputOf<typeof artefactApi.read>
export type Summary = WholeArtefact['versions'][number]

/** What an approval or a draft makes old. */
export const outdatedByVersions = [
  artefactApi.list,
  artefactApi.read,
  artefactApi.readVersion,
  artefactApi.listPropositions,
] as const

/** The firm's only artefact of a kind: its grid, its levels. */
export const useSoleArtefact = (kind: ArtefactKind) => {
  const list = useApi(artefactApi.list, { kind })
  const sole: Artefact | undefined = list.data?.items.find(
    ({ clientId, key }) => clientId === null && key === 'default',
  )
  return { ...list, sole: sole ?? list.data?.items[0] }
}

/** Versions never change once approved; a draft does. */
export const useVersion = (summary: Summary | undefined): ArtefactVersion | undefined =>
  useApi(
    artefactApi.readVersion,
    { id: summary?.id ?? '' },
    { enabled: summary !== undefined, staleTime: summary?.state === 'draft' ? 0 : 300_000 },
  ).data
